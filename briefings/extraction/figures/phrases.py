"""The whole phrase around a number: what a reader needs to see of it, and whether it is a figure at all."""

from dataclasses import dataclass, replace
from decimal import Decimal

from briefings.extraction.figures.complements import fallen_to, with_complements
from briefings.extraction.figures.counting import FORESEEN, Counted, compound_after, counted_after
from briefings.extraction.figures.currencies import Currencies
from briefings.extraction.figures.names import call_end, is_bond, is_code, is_name, is_score
from briefings.extraction.figures.numbers import read_number
from briefings.extraction.figures.ordinals import read_ordinal
from briefings.extraction.figures.plausible import is_age, is_counted_one, is_lone, is_year
from briefings.extraction.figures.qualifiers import Qualifier, is_length, is_record, qualifier_after, qualifiers_before
from briefings.extraction.figures.quantities import Quantity, is_one_of_a_unit, read_one, read_quantity, read_range
from briefings.extraction.figures.shares import (
    in_every,
    is_one_in,
    read_fold,
    read_half,
    read_part,
    read_scaled_part,
    whole_of,
)
from briefings.extraction.figures.steps import is_change, with_article, with_context, with_smaller
from briefings.extraction.figures.units import STUFF, TIME, rate_after


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure's words and worth: half-open code points, value or bounds, unit, what is counted, qualifier."""

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    what: str | None
    qualifier: str | None
    why: str


def read_phrase(text: str, low: str, start: int, currencies: Currencies, sentence: int, floor: int) -> Phrase | int:
    """The figure whose number begins at ``start``, or the offset from which to look on where there is none.

    ``sentence`` is where the sentence begins, ``floor`` where the figure before ends.
    """
    ordinal = read_ordinal(low, start)
    if ordinal is not None:
        begin, end, value, what = ordinal
        return Phrase(begin, end, value, None, None, None, what, None, "an ordinal that counts")
    quantity = _quantity(text, low, start, currencies)
    if quantity is None:
        return start + 1
    quantity = with_smaller(low, quantity)
    ranged = read_range(text, low, quantity, currencies) if quantity.low is None else None
    if ranged is not None and _are_two(low, start, quantity, ranged):
        return _phrase(text, low, quantity, sentence, floor)
    unclear = low[start].isdigit() if ranged is None else ranged.bare
    score_end = is_score(text, low, start) if unclear else 0
    if score_end:
        return score_end
    if is_bond(low, quantity):
        return quantity.end
    whole = ranged or in_every(low, quantity) or quantity
    whole = with_context(low, whole)
    named = whole.unit == "magnitude" and whole.start < start
    if low[start].isdigit() and not named and is_code(text, low, whole.start if whole.money else start, whole.end):
        return max(call_end(text, start, whole.number.end), start + 1)
    return _phrase(text, low, whole, sentence, floor)


def _are_two(low: str, start: int, first: Quantity, ranged: Quantity) -> bool:
    """Whether "to" joins two values of one thing that changed ("rose from 3% to 5%", "by $2bn to $60bn"), no range."""
    if low[start - 5 : start] == "from ":
        return is_change(low, start - 5)
    far = ranged.low is not None and ranged.high is not None and ranged.high > 3 * ranged.low
    return far and not first.bare and is_change(low, first.start)


def _quantity(text: str, low: str, start: int, currencies: Currencies) -> Quantity | None:
    if low[start].isdigit() or not low[start].isalpha():
        return read_quantity(text, low, start, currencies)
    if low[start] == "a":
        return read_one(text, low, start) if qualifiers_before(low, start) else None
    scaled = read_scaled_part(low, start) if low[start] in "hqt" else None
    if scaled is not None:
        return scaled
    if low.startswith("half", start):
        return read_half(low, start, qualified=qualifiers_before(low, start) is not None)
    qualified = low.endswith("a ", 0, start) and qualifiers_before(low, start - 2) is not None
    part = read_part(low, start, qualified=qualified) or read_fold(low, start)
    if part is not None:
        return part
    quantity = read_quantity(text, low, start, currencies)
    return quantity and with_article(low, quantity)


def _phrase(text: str, low: str, quantity: Quantity, sentence: int, floor: int) -> Phrase | int:
    after = qualifier_after(low, quantity.end, counts=quantity.counts)
    end = after.end if after else quantity.end
    counted = _counted(text, quantity, end)
    before = qualifiers_before(low, quantity.start)
    if before and before.words == "over" and not _is_more(low, quantity, before, floor):
        before = None
    if before is None and is_one_of_a_unit(low, quantity):
        return quantity.end
    qualifier = " ".join(q.words for q in (before, after) if q)
    if before is None and is_record(low, quantity.start):
        qualifier = f"record {qualifier}".strip()
    if quantity.bare and not is_age(text, quantity):
        if _is_no_figure(text, low, quantity, sentence, counted, qualifier):
            return quantity.end
    elif quantity.number.worded and quantity.value == 1 and not is_counted_one(low, quantity, qualifier):
        return quantity.end
    return _built(text, low, quantity, end, counted, before, qualifier, sentence)


def _is_more(low: str, quantity: Quantity, over: Qualifier, floor: int) -> bool:
    """Whether "over" means "more than": not in "12 drones over 9 towns", nor always before a length of time."""
    return over.start != floor + 1 and (quantity.unit not in TIME or is_length(low, over.start))


def _counted(text: str, quantity: Quantity, end: int) -> Counted | None:
    if quantity.age or FORESEEN.match(text, end):
        return None
    if quantity.unit is not None:
        of_stuff = (
            quantity.unit in STUFF and text.startswith(" of ", end) and not text.endswith("within ", 0, quantity.start)
        )
        whole = whole_of(text, end) if of_stuff else None
        return Counted(*whole, plural=False) if whole else None
    if quantity.number.share:
        whole = whole_of(text, end, singular=is_one_in(text[quantity.start : quantity.end].lower(), 0))
        return Counted(*whole, plural=True) if whole else None
    compound = compound_after(text, end) if text[end : end + 1] == "-" and quantity.value != 1 else None
    return compound or counted_after(text, end, singular=quantity.value == 1)


def _is_no_figure(
    text: str, low: str, quantity: Quantity, sentence: int, counted: Counted | None, qualifier: str
) -> bool:
    head = low[counted.start : counted.end].rpartition(" ")[2] if counted else ""
    if is_name(text, quantity, sentence, counted=head):
        return True
    if is_year(low, quantity, head):
        return True
    if quantity.number.worded and quantity.value == 1:
        return not is_counted_one(low, quantity, qualifier)
    return not FORESEEN.match(text, quantity.end) and is_lone(text, low, quantity, counted=head, qualifier=qualifier)


def _built(
    text: str,
    low: str,
    quantity: Quantity,
    end: int,
    counted: Counted | None,
    before: Qualifier | None,
    qualifier: str,
    sentence: int,
) -> Phrase:
    if quantity.bare and is_age(text, quantity):
        quantity = replace(quantity, unit="years", age=True)
        counted = None
    start = before.start if before else quantity.start
    what = text[counted.start : counted.end] if counted else None
    last = counted.end if counted else end
    rated = last if quantity.age else rate_after(low, last)
    whole = fallen_to(low, start, rated)
    if whole > rated and quantity.value is not None:
        return _fallen(low, start - len("from "), whole, quantity, what, qualifier)
    percent, ranged = quantity.unit == "%", quantity.low is not None
    start, rated = with_complements(
        low, start, rated, percent=percent, counted=what is not None or ranged, sentence=sentence
    )
    return Phrase(
        start,
        rated,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.unit,
        what,
        qualifier or None,
        _why(quantity, what),
    )


def _fallen(low: str, start: int, end: int, first: Quantity, what: str | None, qualifier: str) -> Phrase:
    """A number that went "down to" or "up to" another: one figure with both ends."""
    target = read_number(low, end - len(low[first.end : end].rpartition(" ")[2].lstrip("£$€₹")))
    ends = sorted(value for value in (first.value, target.value if target else None) if value is not None)
    return Phrase(
        start, end, None, ends[0], ends[-1], first.unit, what, qualifier or None, "a number that became another"
    )


def _why(quantity: Quantity, what: str | None) -> str:
    kind = "a number in words" if quantity.number.worded else "a number"
    if quantity.low is not None and quantity.number.value is not None:
        kind = "a range"
    if quantity.age:
        return f"{kind} read as an age"
    if quantity.number.share:
        return f"{kind} read as a share"
    if quantity.unit is not None:
        return f"{kind} with the unit {quantity.unit}"
    return f"{kind} that counts {what!r}" if what else f"{kind} without a unit"
