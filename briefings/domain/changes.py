"""What changed between two revisions, in the words that readers see."""

from collections.abc import Iterator

from briefings.domain.briefing import Content, Revision
from briefings.domain.editions import Changed, ChangeKind
from briefings.domain.figures import Figure


def changes_between(old: Revision, new: Revision) -> tuple[Changed, ...]:
    """Name what a reader of the old revision should know; empty when nothing that is shown differs."""
    before, after = old.content, new.content
    changes = [*_head(before, after), *_quotes(before, after), *_figures(before, after), *_dates(before, after)]
    if new.note and new.note != old.note:
        changes.insert(0, Changed(ChangeKind.NOTE, new.note))
    return tuple(changes)


def _head(old: Content, new: Content) -> Iterator[Changed]:
    if old.headline != new.headline:
        yield Changed(ChangeKind.HEADLINE, new.headline, old.headline)
    known = {point.text for point in old.summary}
    yield from (Changed(ChangeKind.SUMMARY, point.text) for point in new.summary if point.text not in known)


def _quotes(old: Content, new: Content) -> Iterator[Changed]:
    before = {(quote.text, quote.speaker) for quote in old.quotes}
    after = {(quote.text, quote.speaker) for quote in new.quotes}
    for quote in new.quotes:
        if (quote.text, quote.speaker) not in before:
            yield Changed(ChangeKind.NEW_QUOTE, _said(quote.text, quote.speaker))
    for quote in old.quotes:
        if (quote.text, quote.speaker) not in after:
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
    before = {(event.excerpt, event.resolved): event for event in old.dates}
    after = {(event.excerpt, event.resolved): event for event in new.dates}
    yield from (Changed(ChangeKind.NEW_DATE, e.excerpt.text) for key, e in after.items() if key not in before)
    yield from (Changed(ChangeKind.GONE_DATE, old=e.excerpt.text) for key, e in before.items() if key not in after)
