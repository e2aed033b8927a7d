"""All that the memory store keeps; one field for each kind of thing, frozen values inside."""

from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from briefings.domain.briefing import Briefing, Revision
from briefings.domain.source import Source
from briefings.domain.speakers import Speaker
from tests.fakes.memory.delivery_state import DeliveryState
from tests.fakes.memory.newsroom_state import NewsroomState


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing as readers see it; ``speakers`` maps each quoted name to its id."""

    briefing_id: str
    number: int
    revision: Revision
    published_at: datetime
    day: date
    sample: bool
    speakers: dict[str, str]
    embargo_until: datetime | None = None


@dataclass(slots=True)
class State:
    """Dictionaries and lists only, so that a copy of each is a copy of all; briefings at their newest revision."""

    counters: dict[str, int] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    briefings: dict[str, Briefing] = field(default_factory=dict)
    revisions: dict[tuple[str, int], Revision] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    guests: dict[str, None] = field(default_factory=dict)
    notices: dict[str, datetime] = field(default_factory=dict)
    shortcuts: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    delivery: DeliveryState = field(default_factory=DeliveryState)
    newsroom: NewsroomState = field(default_factory=NewsroomState)

    def copied(self) -> "State":
        """Return a state that can be changed without changing this one."""
        return State(**{kept.name: copy(getattr(self, kept.name)) for kept in fields(self)})
