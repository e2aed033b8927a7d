"""Flood control: so many commands a minute a person; one polite answer to the excess, then silence."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from briefings.domain.people import Identity

COMMANDS_A_MINUTE = 20
WINDOW = timedelta(minutes=1)
MOST_PEOPLE = 10_000
"""How many people are remembered; the one who asked longest ago is forgotten first."""


class Verdict(Enum):
    """What to do with a command."""

    ANSWER = "answer"
    EXCUSE = "excuse"
    SILENCE = "silence"


@dataclass(slots=True)
class _Past:
    asked: deque[datetime] = field(default_factory=deque)
    excused: bool = False
    seen: datetime | None = None


class Flood:
    """Counts each person's commands within the last minute; kept in memory, a restart forgives."""

    def __init__(self, *, limit: int = COMMANDS_A_MINUTE) -> None:
        self._limit = limit
        self._people: OrderedDict[Identity, _Past] = OrderedDict()

    def judge(self, person: Identity, now: datetime) -> Verdict:
        """Count one command of a person; refused ones do not lengthen the wait. The terminal is never refused."""
        if person.platform.is_own:
            return Verdict.ANSWER
        past = self._people.setdefault(person, _Past())
        self._people.move_to_end(person)
        past.seen = now
        self._forget(now)
        while past.asked and past.asked[0] <= now - WINDOW:
            past.asked.popleft()
        if len(past.asked) < self._limit:
            past.asked.append(now)
            past.excused = False
            return Verdict.ANSWER
        if past.excused:
            return Verdict.SILENCE
        past.excused = True
        return Verdict.EXCUSE

    def __len__(self) -> int:
        """How many people are remembered."""
        return len(self._people)

    def _forget(self, now: datetime) -> None:
        """Forget those who asked longest ago: all beyond the bound, and two whose minute is over."""
        while len(self._people) > MOST_PEOPLE:
            self._people.popitem(last=False)
        for _ in range(2):
            person, past = next(iter(self._people.items()))
            if past.seen is None or past.seen > now - WINDOW:
                return
            del self._people[person]
