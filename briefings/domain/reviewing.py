"""The review: which items of a draft are doubtful, and what may become of each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Briefing, Content
from briefings.domain.drafting import MOST_OF_A_KIND
from briefings.domain.figures import Figure
from briefings.domain.publications import PlannedPublication
from briefings.domain.quotes import Quote, QuoteKind

Item = Quote | Figure | DatedEvent


class Doubt(StrEnum):
    """Why an editor should look at an item before anybody else does."""

    UNATTRIBUTED = "unattributed"
    UNRESOLVED = "unresolved"
    UNCLAIMED = "unclaimed"
    LOADED = "loaded"
    HELD = "held"


class Verdict(StrEnum):
    """What a reviewer said."""

    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's verdict on one revision; ``note`` says why it was returned."""

    briefing_id: str
    revision: int
    reviewer: str
    verdict: Verdict
    at: datetime
    note: str = ""


class Detail(StrEnum):
    """What an article may state of itself, in a page's or a file's head."""

    TITLE = "title"
    PUBLISHER = "publisher"
    PUBLISHED = "published"

    @property
    def proposed(self) -> str:
        """The key that notes the detail as proposed; the plain value is the key that it was confirmed."""
        return f"?{self.value}"


_FIRST = "first:"


def cut_keys(content: Content) -> list[str]:
    """The keys that note of which kinds an article gave as many items as a briefing takes: there may have been more."""
    kinds = {"quotes": content.quotes, "figures": content.figures, "dates": content.dates}
    return [_FIRST + kind for kind, items in kinds.items() if len(items) >= MOST_OF_A_KIND]


def cut_kinds(kept: Collection[str]) -> tuple[str, ...]:
    """The kinds that were noted so: "quotes", "figures", "dates"."""
    return tuple(kind for kind in ("quotes", "figures", "dates") if _FIRST + kind in kept)


def unconfirmed(kept: Collection[str]) -> tuple[Detail, ...]:
    """The details that an article stated of itself and that nobody has confirmed yet."""
    return tuple(detail for detail in Detail if detail.proposed in kept and detail.value not in kept)


@dataclass(frozen=True, slots=True)
class DraftState:
    """A briefing as editors see it: decided items, verdicts on this revision, who wrote it, and the plan to publish.

    ``names`` are what the people in it are called, by their keys; ``publishers`` those of other articles, where this
    one's is not known.
    """

    briefing: Briefing
    kept: frozenset[str]
    verdicts: tuple[Review, ...]
    authors: frozenset[str]
    plan: PlannedPublication | None = None
    names: tuple[tuple[str, str], ...] = ()
    publishers: tuple[str, ...] = ()

    def name(self, key: str) -> str:
        """What somebody is called; the key itself for one who is no member (any more)."""
        return dict(self.names).get(key, key)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the top of a review card."""

    quotes: int
    fragments: int
    figures: int
    dates: int
    unclear: int
    held: int = 0


LOADED_CUES = frozenset({"falsely", "wrongly", "baselessly", "without evidence", "misleadingly", "untruthfully"})
"""Words by which a source distances itself from what it quotes: such a fragment must not stand alone."""


def item_key(item: Item) -> str:
    """Name an item by its kind and the code point where it starts: ``q635``, ``f4148``, ``d2741``.

    The name survives edits, because an item is where it is in its source.
    """
    if isinstance(item, Quote):
        return f"q{item.excerpts[0].start}"
    return f"{'f' if isinstance(item, Figure) else 'd'}{item.excerpt.start}"


def items_of(content: Content) -> Iterator[Item]:
    """Every item that a review decides on: quotes, then figures, then dates, each in the order of the text."""
    yield from content.quotes
    yield from content.figures
    yield from content.dates


def find_item(content: Content, key: str) -> Item | None:
    """The item of this key, or None when it was dropped."""
    return next((item for item in items_of(content) if item_key(item) == key), None)


def doubt_of(item: Item) -> Doubt | None:
    """Why the item is doubtful, or None."""
    if item.held:
        return Doubt.HELD
    if isinstance(item, Quote):
        if item.speaker is None:
            return Doubt.UNATTRIBUTED
        words = item.sentence.text.casefold()
        if item.kind is QuoteKind.FRAGMENT and any(cue in words for cue in LOADED_CUES):
            return Doubt.LOADED
        return None
    if isinstance(item, Figure):
        return Doubt.UNCLAIMED if item.claimant is None and item.qualifier is not None else None
    return Doubt.UNRESOLVED if item.resolved is None else None


def doubtful(content: Content, kept: frozenset[str]) -> tuple[Item, ...]:
    """Doubtful items that readers would see and that nobody has decided to keep yet."""
    return tuple(item for item in items_of(content.shown) if doubt_of(item) and item_key(item) not in kept)


def count(content: Content, kept: frozenset[str]) -> Counts:
    """Count what readers would see of a draft, for the head of the review card, and what is held."""
    shown = content.shown
    fragments = sum(quote.kind is QuoteKind.FRAGMENT for quote in shown.quotes)
    return Counts(
        quotes=len(shown.quotes) - fragments,
        fragments=fragments,
        figures=len(shown.figures),
        dates=len(shown.dates),
        unclear=len(doubtful(content, kept)),
        held=sum(item.held for item in items_of(content)),
    )


def without(content: Content, key: str) -> Content:
    """The content with one item dropped."""
    return replace(
        content,
        quotes=tuple(quote for quote in content.quotes if item_key(quote) != key),
        figures=tuple(figure for figure in content.figures if item_key(figure) != key),
        dates=tuple(event for event in content.dates if item_key(event) != key),
    )


def without_hold(content: Content, keys: Collection[str]) -> Content:
    """The content with these items out of their hold, for readers to see."""
    return replace(
        content,
        quotes=tuple(replace(q, held=q.held and item_key(q) not in keys) for q in content.quotes),
        figures=tuple(replace(f, held=f.held and item_key(f) not in keys) for f in content.figures),
        dates=tuple(replace(d, held=d.held and item_key(d) not in keys) for d in content.dates),
    )


def with_speaker(
    content: Content, key: str, speaker: str | None, *, why: str, edited_in: int, added: bool = False
) -> Content:
    """The content with another speaker for one quote, which is held no more; None makes it honestly unattributed.

    ``edited_in`` is the revision that this makes, ``added`` whether the source does not name the speaker.
    """
    return replace(
        content,
        quotes=tuple(
            replace(quote, speaker=speaker, role=None, why=why, held=False, edited_in=edited_in, speaker_added=added)
            if item_key(quote) == key
            else quote
            for quote in content.quotes
        ),
    )
