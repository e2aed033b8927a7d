"""The briefing: one story as the editors publish it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from briefings.domain.agenda import DatedEvent
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.source import Source
from briefings.domain.text import Excerpt


class Status(StrEnum):
    """Where a briefing stands between the first draft and the end."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Priority(StrEnum):
    """How a briefing ranks in a digest; a breaking one alerts the chats that asked for alerts."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    BREAKING = "breaking"


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """A sentence of the summary: the source's own (``excerpt``), or an editor's words (``excerpt`` is None)."""

    text: str
    excerpt: Excerpt | None = None

    @classmethod
    def quoting(cls, excerpt: Excerpt) -> "SummaryPoint":
        """Make a point of the source's own sentence."""
        return cls(excerpt.text, excerpt)


@dataclass(frozen=True, slots=True)
class Described:
    """What an editor says of the source after readers have seen it: it is corrected with the revision that says it."""

    title: str
    publisher: str | None
    published: date | None

    def of(self, source: Source) -> Source:
        """The source as it is described here."""
        return replace(source, title=self.title, publisher=self.publisher, published=self.published)


@dataclass(frozen=True, slots=True)
class Content:
    """What a revision says. Items keep the order of the text; editors drop items, never retype them.

    ``described`` is None as long as the source is what it was at the first publication.
    """

    headline: str
    summary: tuple[SummaryPoint, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    topics: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    described: Described | None = None

    @property
    def shown(self) -> "Content":
        """The content as readers get it: without the items that are held."""
        return replace(
            self,
            quotes=tuple(quote for quote in self.quotes if not quote.held),
            figures=tuple(figure for figure in self.figures if not figure.held),
            dates=tuple(event for event in self.dates if not event.held),
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """One numbered state of a briefing's content; numbers start at 1 and never repeat.

    ``note`` is the dated public note of a correction; ``material`` tells a material correction from a minor one.
    """

    number: int
    content: Content
    author: str
    made_at: datetime
    note: str | None = None
    material: bool = False


@dataclass(frozen=True, slots=True)
class Briefing:
    """One story with its source and its current revision.

    ``number`` is the short public number that people type (``/brief 12``). ``published_revision`` is the revision that
    readers see, or None while none was published; ``revision`` may be newer while an editor works on it.
    ``published_at`` is the first publication. Nothing is shown to readers before ``embargo_until``. A sample is never
    part of a digest.
    """

    id: str
    number: int
    status: Status
    source: Source
    revision: Revision
    created_at: datetime
    updated_at: datetime
    published_revision: int | None = None
    published_at: datetime | None = None
    embargo_until: datetime | None = None
    withdrawn_note: str | None = None
    sample: bool = False

    def revised(
        self, content: Content, *, author: str, at: datetime, note: str | None = None, material: bool = False
    ) -> "Briefing":
        """The briefing with one more revision."""
        revision = Revision(self.revision.number + 1, content, author, at, note, material)
        return replace(self, revision=revision, updated_at=at)

    def edited(self, content: Content, *, author: str, at: datetime) -> "Briefing":
        """The briefing with an editor's new revision; what was in review is a draft again."""
        after = self.revised(content, author=author, at=at)
        return replace(after, status=Status.DRAFT) if self.status is Status.IN_REVIEW else after

    @property
    def for_readers(self) -> "Briefing":
        """The briefing as readers get it: without the items that are held."""
        return replace(self, revision=replace(self.revision, content=self.content.shown))

    @property
    def as_described(self) -> "Briefing":
        """The briefing with its source as the revision at hand describes it."""
        described = self.content.described
        return self if described is None else replace(self, source=described.of(self.source))

    @property
    def note_waits(self) -> bool:
        """Whether the briefing is withdrawn and its newest revision proposes a public reason that nobody approved."""
        note = self.revision.note
        newer = self.revision.number > (self.published_revision or 0)
        return self.status is Status.WITHDRAWN and newer and note is not None and note != self.withdrawn_note

    @property
    def was_never_seen(self) -> bool:
        """Whether the briefing was withdrawn before its embargo ended: readers never knew of it."""
        held = self.embargo_until is not None and self.embargo_until > self.updated_at
        return self.status is Status.WITHDRAWN and held

    @property
    def content(self) -> Content:
        """The content of the revision at hand."""
        return self.revision.content
