"""Split quotes: "“…,” X said. “…”" is one quote in two parts."""

from briefings.extraction.document import Document
from briefings.extraction.speakers.assign import Assignment

_GAP = 260
"""The longest attribution between two parts, in code points."""


def grouped(document: Document, spoken: list[Assignment]) -> list[list[Assignment]]:
    """Put the parts of each split quote together, in the order of the text."""
    groups: list[list[Assignment]] = []
    for assignment in spoken:
        if groups and _goes_on(document, groups[-1][-1], groups[-1][0], assignment):
            groups[-1].append(assignment)
        else:
            groups.append([assignment])
    return groups


def _goes_on(document: Document, previous: Assignment, first: Assignment, assignment: Assignment) -> bool:
    """Whether only the attribution of the quote's first part stands between the previous part and this one."""
    before, after = previous.region, assignment.region
    if before.paragraph != after.paragraph or after.outer_start - before.outer_end > _GAP or previous is not first:
        return False
    if first.attribution is None or first.speaker is None or assignment.speaker != first.speaker:
        return False
    between = document.text[before.outer_end : after.outer_start].strip()
    if first.attribution.place != "after the quote" or not between or between[-1] not in ".,;:—–-":
        return False
    if assignment.carried:
        return True
    source, own = first.attribution.source, assignment.attribution.source if assignment.attribution else None
    return source is not None and own is not None and own.at == source.at and _same_cue(first, assignment)


def _same_cue(first: Assignment, assignment: Assignment) -> bool:
    return (
        first.attribution is not None
        and assignment.attribution is not None
        and first.attribution.cue == assignment.attribution.cue
    )
