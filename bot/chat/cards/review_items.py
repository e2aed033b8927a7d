"""The quotes, figures and dates of a draft as a review shows them: one with its sentence, all in a line each."""

from bot.chat.cards.cards import DateBlock, FigureBlock, QuoteBlock
from bot.chat.cards.wording import date_block, figure_block, quote_block, speaker_name
from bot.chat.catalogue import Catalogue
from briefings.domain.agenda import DatedEvent
from briefings.domain.archive import reference_of
from briefings.domain.briefing import Briefing
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.reviewing import Item, doubtful, item_key, items_of

_LISTED = 40
_SHORT = 70


def item_block(item: Item, briefing: Briefing, t: Catalogue) -> QuoteBlock | FigureBlock | DateBlock:
    """The item with the sentence around it."""
    reference = reference_of(briefing)
    if isinstance(item, Quote):
        return quote_block(item, reference, t, context=True)
    if isinstance(item, Figure):
        return figure_block(item, reference, t, context=True)
    return date_block(item, reference, t, context=True)


def item_lines(briefing: Briefing, kept: frozenset[str], t: Catalogue) -> tuple[str, ...]:
    """A line for each item with the key that commands know it by; a question mark where something is unclear.

    What is held back from readers comes last and says so.
    """
    open_ones = set(doubtful(briefing.content, kept))
    items = sorted(items_of(briefing.content), key=lambda item: item.held)
    lines = tuple(_line(item, t, is_open=item in open_ones) for item in items[:_LISTED])
    if not lines:
        return (t("None."),)
    more = len(items) - _LISTED
    return lines if more <= 0 else (*lines, t.n("and one more", "and {n} more", more))


def _line(item: Item, t: Catalogue, *, is_open: bool) -> str:
    text, known = _words(item, t)
    line = f"{item_key(item)}{' ?' if is_open else ''} · {_short(text)} – {known}"
    return t("{item} (held back)", item=line) if item.held else line


def _words(item: Item, t: Catalogue) -> tuple[str, str]:
    match item:
        case Quote():
            return t("“{words}”", words=item.text), speaker_name(item, t)
        case Figure():
            return item.excerpt.text, item.claimant or t("nobody claims it")
        case DatedEvent():
            return item.excerpt.text, t.day(item.resolved) if item.resolved else t("day unresolved")


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
