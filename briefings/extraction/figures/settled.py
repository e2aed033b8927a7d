"""How sure reading is that a figure tells a reader something by itself."""

import re
from dataclasses import replace

from briefings.domain.figures import Figure
from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.figures.units import TIME
from briefings.extraction.headings import is_heading
from briefings.extraction.statement import statement_around

_AGE = re.compile(r"years?-old|-year-old|\baged?\b|\bages\b")
_NAME = re.compile(
    r"7[0-9]7s?(?:-\d+)? (?:jets?|aircraft|airliners?|planes?|max)\b|[0-2]?[0-9][.:][0-5][0-9] (?:trains?|services?|bus(?:es)?|flights?|ferry|start)\b",
    re.IGNORECASE,
)
"""A model's number or a time of day before a noun counts nothing."""
_TERM = re.compile(
    r"\b(?:jail(?:ed)?|prison|sentenced?|sentences?|behind bars|in custody|banned|suspended|suspension|imprisonment|record|longest)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:killed|dead|died|deaths?|injured|wounded|missing|arrested|detained|rescued|evacuated|displaced|infected|hospitali[sz]ed)\b",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"\b(?:subscri\w+|sign up|get access|newsletters?|download|click|cheat sheet|picks|sponsored|promo|discount code|free trial)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<!\w)(?:[A-Z0-9]{2,}=[A-Z0-9]*|\.[A-Z0-9]{3,})(?!\w)")
"""What a market is called by machines, left in the text: "XAU=", ".IXIC"."""
_TO_READER = re.compile(r"\b(?:you|your|I)\b")
_LIST = 4
"""So many figures in one sentence are a table in words."""

_SMALL = 10
_OLDEST = 130
"""What is older is no person, and its age is news."""

SURE, FAIR, POOR, NOISE = 0.9, 0.7, 0.4, 0.2


def settle(document: Document, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures with their statements and how sure reading is of each; ages and anniversaries are left out."""
    crowd: dict[Excerpt, int] = {}
    for figure in figures:
        crowd[figure.sentence] = crowd.get(figure.sentence, 0) + 1
    return tuple(
        _settled(document, figure, crowd[figure.sentence])
        for figure in figures
        if not (_is_age(figure) or _NAME.match(figure.excerpt.text))
    )


def _is_age(figure: Figure) -> bool:
    return figure.why.startswith("an ordinal") or (
        figure.unit == "years"
        and (figure.value or figure.high or 0) < _OLDEST
        and ("an age" in figure.why or _AGE.search(figure.excerpt.text.lower()) is not None)
    )


def _settled(document: Document, figure: Figure, crowd: int) -> Figure:
    if figure.unit in TIME and not _TERM.search(figure.sentence.text):
        return replace(figure, confidence=NOISE)
    if not _is_harm_or_large(figure, figure.sentence.text):
        return replace(figure, confidence=POOR)
    start, end = figure.excerpt.start, figure.excerpt.end
    sentence = document.sentence_at(start)
    found = (
        statement_around(document.text, start, end, sentence) if sentence[0] <= start and end <= sentence[1] else None
    )
    statement = Excerpt.of(document.text, *found) if found else None
    return replace(figure, statement=statement, confidence=_confidence(document, figure, statement, crowd))


def _confidence(document: Document, figure: Figure, statement: Excerpt | None, crowd: int) -> float:
    paragraph = document.paragraph_at(figure.excerpt.start)
    if paragraph is not None and is_heading(document.text, paragraph) and len(document.paragraphs) > 1:
        return NOISE
    words = statement.text if statement else figure.sentence.text
    if figure.unit in TIME:
        return FAIR if statement and _TERM.search(words) else NOISE
    if not _is_harm_or_large(figure, words):
        return POOR
    if statement is None:
        return FAIR if figure.what and figure.qualifier == "record" and _is_large(figure) else POOR
    if crowd >= _LIST or _PROMOTION.search(words) or _TO_READER.search(words) or _CODE.search(words):
        return POOR
    return SURE if figure.unit or figure.what else FAIR


def _is_large(figure: Figure) -> bool:
    return (figure.value or figure.high or 0) >= _SMALL


def _is_harm_or_large(figure: Figure, words: str) -> bool:
    """Whether a bare count is one that matters: of people harmed, qualified, or not small."""
    if figure.unit is not None or figure.value is None:
        return True
    return figure.value >= _SMALL or _HARM.search(words) is not None or figure.qualifier == "record"
