"""How sure it is that a quoted span is speech and whose: by the grounds that name its speaker."""

from briefings.extraction.document import Document
from briefings.extraction.quotes.named import is_title_case
from briefings.extraction.speakers.assign import Assignment
from briefings.extraction.speakers.attribution import Attribution

_BY_STRENGTH = {3: 1.0, 2: 0.85, 1: 0.5}
"""A cue right beside the quote, one in its clause, a verb that only may carry words."""
_NOBODY = 0.4
_MAYBE_NO_SPEECH = 0.3
_NEIGHBOUR = 0.5
_ANNOUNCED = 0.7
_AROUND = frozenset({"in the sentence before", "in the paragraph before"})
_FEW = 3


def how_sure(document: Document, assignment: Assignment, *, inner: bool) -> float:
    """From 0 to 1; ``inner`` tells that the span stands within a sentence of the article's own.

    An explicit cue with a name is 1; a pronoun, a description or a neighbour that lends the speaker each take some
    away; a link by neighbourhood alone is .5, nobody .4, words that may be a title or scare quotes .3.
    """
    words = document.text[assignment.region.start : assignment.region.end].split()
    few = inner and len(words) <= _FEW
    if few and len(words) > 1 and is_title_case(words) and not _is_beside(assignment):
        return _MAYBE_NO_SPEECH
    attribution = assignment.attribution
    if attribution is None:
        return _MAYBE_NO_SPEECH if few else _NOBODY
    if assignment.speaker is None:
        return _NOBODY
    return round(_named(document, assignment, attribution, few=few), 2)


def _is_beside(assignment: Assignment) -> bool:
    return assignment.attribution is not None and assignment.attribution.strength > 2


def _named(document: Document, assignment: Assignment, attribution: Attribution, *, few: bool) -> float:
    sure = _BY_STRENGTH[attribution.strength]
    if attribution.place in _AROUND:
        before = document.text[max(0, assignment.region.outer_start - 2) : assignment.region.outer_start]
        announced = attribution.cue == ":" or before.strip() == ":"
        sure = _ANNOUNCED if announced and not assignment.carried else _NEIGHBOUR
        return sure * (0.8 if assignment.carried or few else 1.0)
    if attribution.place == "later in the sentence":
        sure = 0.5 if few else 0.7
    if attribution.source is not None and attribution.source.kind != "name":
        sure *= 0.9
    if assignment.carried_over:
        sure *= 0.55
    elif assignment.carried:
        sure *= 0.9
    return sure
