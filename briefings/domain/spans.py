"""Which spans an item may have: whole words, parts in the order of the text, one sentence around them."""

import unicodedata
from itertools import pairwise

from briefings.domain.agenda import DatedEvent
from briefings.domain.errors import UserError
from briefings.domain.figures import Figure
from briefings.domain.marks import is_double_mark, is_mark
from briefings.domain.quotes import Quote
from briefings.domain.text import Excerpt

_NEAR = 6
"""So many code points beside a quote's part are looked at for the mark."""
_BLANKS = " \t\u00a0\u202f\u2009"
_BEFORE_A_MARK, _BEHIND_A_MARK = "([{—–:'’", ".,;:!?)]}—–"
_SPACELESS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "BOPOMOFO", "YI", "TIBETAN"})
"""Scripts that put no space between words, by the first word of their letters' names."""


def check_quote_spans(name: str, quote: Quote, text: str) -> None:
    """Raise UserError unless the parts are whole words, in order, apart, and begin in their sentence."""
    if not quote.excerpts:
        raise UserError("{item} has no words. Drop it.", item=name)
    if any(after.start < part.end for part, after in pairwise(quote.excerpts)):
        raise UserError("The parts of {item} overlap or stand in another order than in the source. Drop it.", item=name)
    if not quote.sentence.start <= quote.excerpts[0].start < quote.sentence.end:
        raise UserError("{item} does not begin in the sentence that it is shown in. Drop it.", item=name)
    for excerpt in quote.excerpts:
        check_whole(name, excerpt, text)
        if quote.edited_in is None and not _is_marked(excerpt, text):
            raise UserError("{item} is not what the source puts in quotation marks. Drop it.", item=name)


def _is_marked(excerpt: Excerpt, text: str) -> bool:
    """Whether marks or the ends of a paragraph stand around the part; a speaker's colon may stand before it.

    The part has no blanks at its ends. The double marks that open and close it do not stand within it again.
    """
    if excerpt.text != excerpt.text.strip():
        return False
    begin, end = _skipped(text, excerpt.start - 1, -1, _BLANKS), _skipped(text, excerpt.end, 1, _BLANKS + ".,;:!?…")
    before, after = text[begin : begin + 1] if begin >= 0 else "", text[end : end + 1]
    if before and before not in "\n:" and not (is_mark(before) and _stands_to(text, begin, excerpt.start - 1, -1)):
        return False
    if after and after != "\n" and not (is_mark(after) and _stands_to(text, end, excerpt.end, 1)):
        return False
    if is_mark(excerpt.text[0]) and before in "\n:":
        return False
    return not any(is_double_mark(mark) and mark in excerpt.text for mark in (before, after) if mark)


def _skipped(text: str, place: int, step: int, over: str) -> int:
    """The place of the next character that is not one of ``over``; a few are looked at."""
    for _ in range(_NEAR):
        if not (0 <= place < len(text) and text[place] in over):
            break
        place += step
    return place


def _stands_to(text: str, mark: int, beside: int, step: int) -> bool:
    """Whether the mark belongs to the words on this side: no blank parts them, or one is on its other side."""
    between = text[min(mark, beside) : max(mark, beside) + 1]
    if not any(char.isspace() for char in between):
        return True
    other = text[mark + step : mark + step + 1] if mark + step >= 0 else ""
    return not other or other.isspace() or other in (_BEFORE_A_MARK if step < 0 else _BEHIND_A_MARK)


def is_quotable(quote: Quote, text: str) -> bool:
    """Whether ``check_quote_spans`` takes the quote."""
    try:
        check_quote_spans("quote", quote, text)
    except UserError:
        return False
    return True


def check_item_span(name: str, item: Figure | DatedEvent, text: str) -> None:
    """Raise UserError unless a figure or a date is whole words that stand in their sentence."""
    if not item.sentence.start <= item.excerpt.start < item.sentence.end:
        raise UserError("{item} does not begin in the sentence that it is shown in. Drop it.", item=name)
    check_whole(name, item.excerpt, text)
    if isinstance(item, DatedEvent):
        if item.what is not None:
            check_whole(name, item.what, text)
        if item.resolved_end is not None and (item.resolved is None or item.resolved_end < item.resolved):
            raise UserError("{item} ends before it begins. Drop it.", item=name)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether neither end stands within a word or a number."""
    return not (_within(text, start) or _within(text, end))


def check_whole(name: str, excerpt: Excerpt, text: str) -> None:
    """Raise UserError where the excerpt begins or ends within a word or a number, or has no letter or digit."""
    if not any(char.isalnum() for char in excerpt.text):
        raise UserError("{item} has no words. Drop it.", item=name)
    if not is_whole(text, excerpt.start, excerpt.end):
        raise UserError("{item} begins or ends within a word: “{words}”. Drop it.", item=name, words=excerpt.text)


def _within(text: str, place: int) -> bool:
    """Whether a word or a number runs across the place."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if not before or not after:
        return False
    if unicodedata.combining(after):
        return True
    if before.isdigit() and after in ".," and text[place + 1 : place + 2].isdigit():
        return True
    if after.isdigit() and before in ".," and text[place - 2 : place - 1].isdigit():
        return True
    letters = before.isalpha() and after.isalpha() and not (_spaceless(before) or _spaceless(after))
    return letters or (before.isdigit() and after.isdigit())


def _spaceless(char: str) -> bool:
    return unicodedata.name(char, "").partition(" ")[0] in _SPACELESS
