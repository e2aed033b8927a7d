"""Reads files in a worker process that may use only so much time and memory."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import briefings
from briefings.adapters.files.kinds import kind_of
from briefings.adapters.files.parsing import DAMAGED
from briefings.domain.drafting import Article
from briefings.domain.errors import UserError, entry
from briefings.ports.intake import check_size

_TOO_MUCH = entry("{name} took too long or too much memory to read. Paste the article's text instead.")
_ROOT = Path(briefings.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class WorkerFiles:
    """Reads each file in a process of its own: a hostile one can end that process and nothing else.

    The worker gets an empty environment (no token reaches it), ``time_limit`` of wall and of processor time, and
    ``memory_limit`` bytes of address space. At most ``at_once`` workers run together.
    """

    slots: asyncio.Semaphore
    time_limit: timedelta = timedelta(seconds=20)
    memory_limit: int = 768_000_000

    @classmethod
    def with_slots(cls, at_once: int = 2) -> "WorkerFiles":
        """Make a reader that runs at most ``at_once`` workers together."""
        return cls(asyncio.Semaphore(at_once))

    async def read(self, name: str, data: bytes) -> Article:
        """Read the article; see the port for the kinds and the errors."""
        check_size(name, len(data))
        kind = kind_of(name, data)
        async with self.slots:
            answer = await self._ask_worker(kind, name, data)
        if "error" in answer:
            raise UserError(str(answer["error"]), name=name)
        day = answer.get("published")
        return Article(
            text=str(answer["text"]),
            title=_text_or_none(answer.get("title")),
            publisher=_text_or_none(answer.get("publisher")),
            published=date.fromisoformat(str(day)) if day else None,
        )

    async def _ask_worker(self, kind: str, name: str, data: bytes) -> Mapping[str, object]:
        limits = (str(int(self.time_limit.total_seconds())), str(self.memory_limit))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "briefings.adapters.files.worker", kind, *limits,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "PYTHONUTF8": "1"},
        )  # fmt: skip
        try:
            async with asyncio.timeout(self.time_limit.total_seconds()):
                out, _ = await process.communicate(data)
        except TimeoutError:
            raise UserError(_TOO_MUCH, name=name) from None
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode:
            raise UserError(DAMAGED if process.returncode == 1 else _TOO_MUCH, name=name)
        answer: dict[str, object] = json.loads(out)
        return answer


def _text_or_none(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
