"""How the parts of the program are doing, as /healthz and /status tell it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


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


Health = Callable[[], Sequence[PartHealth]]


class Watch:
    """Knows how the program is doing once somebody watches it; one command in a terminal is watched by nobody."""

    def __init__(self) -> None:
        self._health: Health = tuple

    def follow(self, health: Health) -> None:
        """Ask this from now on."""
        self._health = health

    def __call__(self) -> Sequence[PartHealth]:
        """How each part is doing now."""
        return self._health()
