"""A compiled digest: what a good editor would send."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote
from briefings.domain.briefing import Briefing
from briefings.domain.subscriptions import Style


class Mark(StrEnum):
    """How a briefing stands to what the chat has had: never sent before, or sent and changed since."""

    NEW = "new"
    UPDATED = "updated"


class ChangeKind(StrEnum):
    """What changed in a briefing since the chat had it."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    GONE_SUMMARY = "taken out of the summary"
    NEW_QUOTE = "new quote"
    CHANGED_SPEAKER = "changed speaker"
    GONE_QUOTE = "quote taken out"
    NEW_FIGURE = "new figure"
    CHANGED_FIGURE = "changed figure"
    GONE_FIGURE = "figure taken out"
    NEW_DATE = "new date"
    CHANGED_DATE = "changed date"
    GONE_DATE = "date taken out"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Changed:
    """One change; ``new`` and ``old`` are the words concerned, the source's or the editor's own."""

    kind: ChangeKind
    new: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One briefing of a digest with its mark and, where it is updated, what changed; no mark for a repeat.

    ``since`` is the revision that the chat had before, for an updated one. ``corrected`` tells that the digest was sent
    with an older revision and is made anew.
    """

    briefing: Briefing
    mark: Mark | None = Mark.NEW
    changes: tuple[Changed, ...] = ()
    since: int | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A date to come; ``days_away`` counts from the digest's local date (0: today)."""

    date: ArchivedDate
    days_away: int


@dataclass(frozen=True, slots=True)
class DigestRecipe:
    """What a digest was made of, kept beside its messages, so that a correction can make it anew in the same shape.

    ``items`` are briefing ids with their mark, the revision shown and the one that the chat had before; ``ahead`` are
    briefing ids with the code point where the date stands in the source; ``speakers`` the ids of those whose words go
    first.
    """

    day: date
    style: Style
    items: tuple[tuple[str, Mark | None, int, int | None], ...] = ()
    more: int = 0
    ahead: tuple[tuple[str, int], ...] = ()
    planned: time | None = None
    planned_day: date | None = None
    mention_role: str | None = None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What one digest shows. ``day`` is the chat's local date; ``planned`` the local time it is late for, else None.

    ``more`` counts what is new beyond the chat's limit. A digest without items says that nothing is new.
    """

    day: date
    style: Style = Style.FULL
    items: tuple[DigestItem, ...] = ()
    more: int = 0
    numbers: tuple[ArchivedFigure, ...] = ()
    said: tuple[ArchivedQuote, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    planned: time | None = None
    planned_day: date | None = None
    mention_role: str | None = None
    speakers: tuple[str, ...] = ()
    test: bool = False

    @property
    def recipe(self) -> DigestRecipe:
        """What it is made of."""
        return DigestRecipe(
            day=self.day,
            style=self.style,
            items=tuple((i.briefing.id, i.mark, i.briefing.revision.number, i.since) for i in self.items),
            more=self.more,
            ahead=tuple((a.date.reference.briefing_id, a.date.event.excerpt.start) for a in self.ahead),
            planned=self.planned,
            planned_day=self.planned_day,
            mention_role=self.mention_role,
            speakers=self.speakers,
        )

    @property
    def empty(self) -> bool:
        """Whether nothing in it is new to the chat."""
        return all(item.mark is None for item in self.items)
