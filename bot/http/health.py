"""How the parts of the program are doing, as /healthz tells it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class PartState(StrEnum):
    """Where a part stands; ``waiting`` is the back-off after it broke, ``failed`` needs the operator."""

    STARTING = "starting"
    RUNNING = "running"
    WAITING = "waiting"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class PartHealth:
    """One part: its state, what is wrong in one sentence, how often it was started again."""

    name: str
    state: PartState
    reason: str | None = None
    restarts: int = 0

    @property
    def well(self) -> bool:
        """Whether it does its work now."""
        return self.state is PartState.RUNNING and self.reason is None


def health_report(parts: Sequence[PartHealth]) -> tuple[bool, dict[str, Any]]:
    """Whether all is well, and the page's JSON."""
    well = all(part.well for part in parts)
    return well, {"status": "ok" if well else "failing", "parts": [asdict(part) for part in parts]}
