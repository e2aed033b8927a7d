"""The audit log's heads, noted in a file outside the database: one that is cut or written anew fits them no longer."""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefings.domain.audit import Act, AuditEntry
from briefings.domain.errors import OperatorError

_log = logging.getLogger(__name__)

NOTED = frozenset({Act.PUBLISH, Act.CORRECT, Act.WITHDRAW, Act.IMPORT, Act.RESTORE, Act.FORGET})
"""Acts after which the head is noted."""

_LINE = re.compile(r"\S+ (restored )?(\d{1,9}):([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heads:
    """A file to which lines are only added: when, which entry, its hash."""

    file: Path

    def note(self, entry: AuditEntry) -> None:
        """Add a head; that it could not be added is logged, and keeps nobody from publishing."""
        restored = "restored " if entry.act is Act.RESTORE else ""
        line = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {restored}{entry.number}:{entry.hash}\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line.encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            facts = {"file": str(self.file), "reason": error.strerror or str(error)}
            _log.error("The head of the audit log could not be noted", extra=facts)

    def read(self) -> frozenset[tuple[int, str]]:
        """The heads that hold: what came after a backup that was restored is given up.

        Raises:
            OperatorError: the file cannot be read.
        """
        found: set[tuple[int, str]] = set()
        for restored, number, seal in self._lines():
            if restored:
                found = {head for head in found if head[0] < number}
            found.add((number, seal))
        return frozenset(found)

    def _lines(self) -> Iterator[tuple[bool, int, str]]:
        try:
            lines = self.file.read_text(encoding="utf-8", errors="replace").splitlines() if self.file.exists() else []
        except OSError as error:
            raise OperatorError("“{name}” cannot be read: {reason}.", name=self.file,
                                reason=error.strerror or error) from error  # fmt: skip
        for match in filter(None, map(_LINE.fullmatch, lines)):
            yield bool(match[1]), int(match[2]), match[3]
