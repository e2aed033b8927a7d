"""What changed between two revisions, in the words that readers see."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from briefings.domain.agenda import DatedEvent
from briefings.domain.briefing import Content, Described, Revision
from briefings.domain.editions import Changed, ChangeKind
from briefings.domain.figures import Figure

_SAME_POINT = 0.5
"""How alike two points of a summary must be to be the same one in other words (share of their characters)."""


def changes_between(old: Revision, new: Revision) -> tuple[Changed, ...]:
    """Name what a reader of the old revision should know; empty when nothing that is shown differs."""
    before, after = old.content.shown, new.content.shown
    changes = [
        *_head(before, after),
        *_summary(before, after),
        *_quotes(before, after),
        *_figures(before, after),
        *_dates(before, after),
    ]
    if new.note and new.note != old.note:
        changes.insert(0, Changed(ChangeKind.NOTE, new.note))
    return tuple(changes)


def _head(old: Content, new: Content) -> Iterator[Changed]:
    if new.described is not None and new.described != old.described:
        yield Changed(ChangeKind.SOURCE, _described(new.described), _described(old.described))
    if old.headline != new.headline:
        yield Changed(ChangeKind.HEADLINE, new.headline, old.headline)


def _described(described: Described | None) -> str:
    if described is None:
        return ""
    day = described.published.isoformat() if described.published else ""
    return ", ".join(filter(None, (described.title, described.publisher, day)))


def _summary(old: Content, new: Content) -> Iterator[Changed]:
    before = [point.text for point in old.summary]
    after = [point.text for point in new.summary]
    gone = [text for text in before if text not in after]
    for text in (text for text in after if text not in before):
        twin = max(gone, key=lambda other: _likeness(other, text), default=None)
        if twin is None or _likeness(twin, text) < _SAME_POINT:
            yield Changed(ChangeKind.SUMMARY, text)
        else:
            gone.remove(twin)
            yield Changed(ChangeKind.SUMMARY, text, twin)
    yield from (Changed(ChangeKind.GONE_SUMMARY, old=text) for text in gone)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(a=one.split(), b=other.split(), autojunk=False).ratio()


def _quotes(old: Content, new: Content) -> Iterator[Changed]:
    before = {quote.excerpts: quote for quote in old.quotes}
    after = {quote.excerpts: quote for quote in new.quotes}
    for excerpts, quote in after.items():
        twin = before.get(excerpts)
        if twin is None:
            yield Changed(ChangeKind.NEW_QUOTE, _said(quote.text, quote.speaker))
        elif twin.speaker != quote.speaker:
            was, now = _said(twin.text, twin.speaker), _said(quote.text, quote.speaker)
            yield Changed(ChangeKind.CHANGED_SPEAKER, now, was)
    for excerpts, quote in before.items():
        if excerpts not in after:
            yield Changed(ChangeKind.GONE_QUOTE, old=_said(quote.text, quote.speaker))


def _said(text: str, speaker: str | None) -> str:
    return f"“{text}” ({speaker})" if speaker else f"“{text}”"


def _figures(old: Content, new: Content) -> Iterator[Changed]:
    before = [figure for figure in old.figures if figure not in new.figures]
    for figure in (figure for figure in new.figures if figure not in old.figures):
        twin = next((other for other in before if _same_thing(other, figure)), None)
        if twin is None:
            yield Changed(ChangeKind.NEW_FIGURE, figure.excerpt.text)
        else:
            before.remove(twin)
            if twin.excerpt.text != figure.excerpt.text:
                yield Changed(ChangeKind.CHANGED_FIGURE, figure.excerpt.text, twin.excerpt.text)
    yield from (Changed(ChangeKind.GONE_FIGURE, old=figure.excerpt.text) for figure in before)


def _same_thing(one: Figure, other: Figure) -> bool:
    return one.excerpt.start == other.excerpt.start or (one.what is not None and one.what == other.what)


def _dates(old: Content, new: Content) -> Iterator[Changed]:
    before = {event.excerpt: event for event in old.dates}
    after = {event.excerpt: event for event in new.dates}
    for excerpt, event in after.items():
        twin = before.get(excerpt)
        if twin is None:
            yield Changed(ChangeKind.NEW_DATE, excerpt.text)
        elif twin.resolved != event.resolved:
            yield Changed(ChangeKind.CHANGED_DATE, _dated(event), _dated(twin))
    yield from (Changed(ChangeKind.GONE_DATE, old=excerpt.text) for excerpt in before if excerpt not in after)


def _dated(event: DatedEvent) -> str:
    return f"{event.excerpt.text} ({event.resolved.isoformat() if event.resolved else '?'})"
