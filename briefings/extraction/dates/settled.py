"""How sure reading is that a date belongs to an agenda, and the statement that tells what happens then."""

import re
from dataclasses import replace
from datetime import date

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.text import Excerpt
from briefings.extraction.dates.happening import what_happens
from briefings.extraction.dates.moments import Tense
from briefings.extraction.document import Document
from briefings.extraction.headings import is_heading
from briefings.extraction.statement import statement_around

_LEFT = re.compile(
    r"(?:,? (?:on|in|at|for)(?: the)?|(?<![ ,])(?<! the)(?<! as)(?<! and)(?<! than)(?<! from)(?<! that)(?<! until)(?<! till)"
    r"(?<! since)(?<! before)(?<! after)(?<! through)(?<! by)(?<! between)(?<! of)(?<! heard)(?<! or)) \Z"
)
_LEAD = re.compile(r",? (?:the )?(?=\S)")
_ONLY_ON = re.compile(r"(?:(?:On|In|At|By|From|Late on|Early on)(?: the)? )?")
_SAID = re.compile(
    r"(?:\b(?:said|says|told|announced|reported|wrote|added|published|issued|posted|tweeted|according to|statement|released|confirmed"
    r"|talking|spoke|speaking)\b[^.;\"“”]{0,45})\Z"
)
_SAYS_AFTER = re.compile(r",? (?:\w+ ){0,3}(?:said|told|announced|reported|wrote|posted|tweeted)\b")
_TARGET = re.compile(r" (?:targets?|goals?|deadlines?|budget|season|model|edition|census|constitution|vision|agenda)\b")
_QUOTES = re.compile(r"[\"“”]")
_OLDER = re.compile(r"\b(?:last (?:week|month|year)|(?:19|20)[0-9]{2}|ago|earlier|yesterday|at the time)\b")
_RELATIVE = re.compile(r"\b(?:today|tomorrow|tonight|yesterday|next|this|coming)\b", re.IGNORECASE)
SURE, FAIR, POOR, NOISE = 0.9, 0.7, 0.4, 0.2
_LONG_SENTENCE = 220
_LONG_RUN_DAYS = 400
_LONG = frozenset({Precision.MONTH, Precision.YEAR})


def settle(
    document: Document, low: str, events: list[tuple[DatedEvent, Tense]], published: date | None
) -> tuple[DatedEvent, ...]:
    """The dates with what happens then and how sure reading is of each; the same day of one sentence counts once."""
    settled: list[DatedEvent] = []
    seen: set[tuple[date | None, Excerpt]] = set()
    for found, tense in events:
        event = _in_older_quote(document.text, _with_what(document, low, found, tense))
        confidence = _confidence(document, event, tense, published)
        key = event.resolved, event.sentence
        if event.resolved is not None and key in seen:
            confidence = min(confidence, POOR)
        seen.add(key)
        settled.append(replace(event, confidence=confidence))
    return tuple(settled)


def _with_what(document: Document, low: str, event: DatedEvent, tense: Tense) -> DatedEvent:
    """The date with its statement, without the words of time where they close it."""
    start, end = event.excerpt.start, event.excerpt.end
    sentence = document.sentence_at(start)
    if _is_vague(event, tense):
        return event
    inside = sentence[0] <= start and end <= sentence[1]
    found = statement_around(document.text, start, end, sentence, loose=True) if inside else None
    if found is None:
        if len(event.sentence.text) <= _LONG_SENTENCE:
            return event
        words = what_happens(document.text, low, start, end, sentence)
        return replace(event, what=Excerpt.of(document.text, *words)) if words else event
    begin, stop = found
    lead = _LEAD.match(document.text, end, stop)
    if lead is not None and _ONLY_ON.fullmatch(document.text, begin, start):
        begin = lead.end()
    elif stop == end:
        left = _LEFT.search(document.text, begin, start)
        stop = left.start() if left and left.start() - begin > 8 else stop
    return replace(event, what=Excerpt.of(document.text, begin, stop))


def _in_older_quote(text: str, event: DatedEvent) -> DatedEvent:
    """Leave open a "tomorrow" that somebody said on another day than the article's."""
    start, sentence = event.excerpt.start, event.sentence
    if len(_QUOTES.findall(text, sentence.start, start)) % 2 == 0 or not _RELATIVE.search(event.excerpt.text):
        return event
    close = _QUOTES.search(text, event.excerpt.end, sentence.end)
    opening = next((m.start() for m in reversed(list(_QUOTES.finditer(text, sentence.start, start)))), start)
    outside = text[sentence.start : opening] + (text[close.end() : sentence.end] if close else "")
    if not _OLDER.search(outside):
        return event
    return replace(event, resolved=None, resolved_end=None, why="unresolved: said on another day than the article's")


def _confidence(document: Document, event: DatedEvent, tense: Tense, published: date | None) -> float:
    text, start, end = document.text, event.excerpt.start, event.excerpt.end
    paragraph = document.paragraph_at(start)
    if paragraph is not None and is_heading(text, paragraph) and len(document.paragraphs) > 1:
        return NOISE
    if _TARGET.match(text, end) or _is_vague(event, tense):
        return NOISE
    if event.resolved is None:
        return POOR if published is not None else FAIR
    whole = _is_whole(event)
    begun = published is not None and event.resolved <= published
    if published is None or ((event.last_day or event.resolved) > published and (not begun or tense is Tense.FUTURE)):
        ahead = tense is Tense.FUTURE or event.precision in {Precision.DAY, Precision.TIME}
        return (SURE if ahead else FAIR) if whole else POOR
    said = _SAID.search(text, event.sentence.start, start) or _SAYS_AFTER.match(text, end)
    if said or (event.last_day == published and tense is not Tense.FUTURE):
        return POOR
    return FAIR if whole and event.precision not in _LONG else POOR


def _is_whole(event: DatedEvent) -> bool:
    """Whether a reader gets a whole statement: the date's own, or a sentence that is short enough."""
    if event.what is None:
        return len(event.sentence.text) <= _LONG_SENTENCE
    return event.what.start == event.sentence.start or event.what.text[:1].isupper()


def _is_vague(event: DatedEvent, tense: Tense) -> bool:
    """Whether the words are a bare clock time, a decade, or a year that nothing is said to happen in."""
    if event.precision is Precision.TIME:
        return event.resolved is None
    if event.precision is not Precision.YEAR:
        return False
    run = (event.last_day - event.resolved).days if event.last_day and event.resolved else 0
    return run > _LONG_RUN_DAYS or tense is not Tense.FUTURE
