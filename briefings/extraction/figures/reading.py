"""Finds the places where numbers stand and reads each into a figure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from briefings.domain.agenda import DatedEvent
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.figures.claims import Claim, claim_for, claimant_name, claims_of
from briefings.extraction.figures.currencies import Currencies
from briefings.extraction.figures.numbers import ONES, PARTS, SMALL, VAGUE
from briefings.extraction.figures.patterns import lower, one_of
from briefings.extraction.figures.phrases import Phrase, read_phrase
from briefings.extraction.figures.quantities import ONE_UNIT
from briefings.extraction.figures.settled import settle
from briefings.extraction.figures.spoken import PRONOUNS, Speakers
from briefings.extraction.figures.units import TIME
from briefings.extraction.figures.windows import window_near, windows_of
from briefings.extraction.mentions import Mentions

_HIT = re.compile(
    r"[^a-z0-9](?:(?P<word>"
    + one_of(
        [
            *SMALL,
            *VAGUE,
            *PARTS,
            *(f"{word}fold" for word in ONES),
            *"hundred thousand lakh million crore billion trillion dozen anniversary birthday consecutive straight "
            "successive".split(),
        ]
    )
    + r")(?![a-z])|(?P<article>an?)(?="
    + ONE_UNIT
    + r"))|(?P<digits>[0-9½¼¾⅓⅔⅛⅜])[0-9.,]*+"
)
MOST_FIGURES = 50
"""So many numbers are read of one sentence: more are a table's or worse, and the cost stays small."""
_SENTENCE_REACH = 600


def find_figures(
    document: Document, mentions: Mentions, dates: tuple[DatedEvent, ...], quotes: tuple[Quote, ...] = ()
) -> tuple[Figure, ...]:
    """Find the figures of an article in order; words that ``dates`` already took are left to them.

    A figure inside one of ``quotes`` is claimed by its speaker. Linear in the text's length, whatever it holds.
    """
    text = document.text
    low = lower(text)
    sentences = _Sentences(document)
    taken = sorted((event.excerpt.start, event.excerpt.end) for event in dates)
    figures: list[Figure] = []
    speakers = Speakers(document, mentions, quotes)
    for phrase in _phrases(text, low, sentences, taken):
        span = sentences.around(phrase.start)
        window = _window(text, low, phrase, span[0], sentences.windows(span, low))
        claimant, told = _claimed(text, phrase, span, sentences.claims(span), mentions, speakers)
        figures.append(_figure(text, phrase, _cropped(span, phrase), claimant, told, window))
    return settle(document, tuple(figures))


def _window(text: str, low: str, phrase: Phrase, sentence: int, windows: tuple[tuple[int, int], ...]) -> str | None:
    """The time that the figure covers, in the text's words; a length of time or an age covers none but itself."""
    found = None if phrase.unit in TIME else window_near(low, windows, phrase.start, phrase.end, sentence)
    return text[slice(*found)] if found else None


def _claimed(
    text: str,
    phrase: Phrase,
    sentence: tuple[int, int],
    claims: tuple[Claim, ...],
    mentions: Mentions,
    speakers: Speakers,
) -> tuple[str | None, str]:
    """Who claims the figure, and how that is known; nobody where the source does not say."""
    spoken = speakers.around(phrase.start, phrase.end)
    if spoken:
        return spoken, "said in a quote of the claimant"
    claim = claim_for(text, claims, phrase.start, phrase.end, sentence)
    if claim is None:
        return None, ""
    told = f"cue {claim.cue!r} gives the claimant"
    surface = text[claim.start : claim.end]
    if surface.lower() not in PRONOUNS:
        return claimant_name(text, claim, mentions), told
    name = speakers.behind(surface.lower(), claim.start)
    return name, f"{told}; {surface.lower()!r} is {name}" if name else ""


def _phrases(text: str, low: str, sentences: "_Sentences", taken: list[tuple[int, int]]) -> Iterator[Phrase]:
    currencies = Currencies(text, low)
    starts = [start for start, _ in taken]
    done, row, count = 0, 0, 0
    for hit in _HIT.finditer(f"\n{low}"):
        start = hit.start(hit.lastgroup or 0) - 1
        if start < done:
            continue
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < taken[index][1]:
            continue
        begin, end = sentences.around(start)
        row, count = begin, count + 1 if row == begin else 0
        if count > MOST_FIGURES:
            done = end
            continue
        found = read_phrase(text, low, start, currencies, begin, done)
        done = found.end if isinstance(found, Phrase) else max(done, found)
        if isinstance(found, Phrase):
            yield found


class _Sentences:
    """The sentence around an offset and its claims; offsets come in rising order, so each is read once."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._spans = list(document.sentences())
        self._starts = [start for start, _ in self._spans]
        self._claims: tuple[tuple[int, int], tuple[Claim, ...]] = ((0, 0), ())
        self._windows: tuple[tuple[int, int], tuple[tuple[int, int], ...]] = ((0, 0), ())

    def around(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        return self._spans[index] if index >= 0 else (offset, offset)

    def claims(self, span: tuple[int, int]) -> tuple[Claim, ...]:
        if self._claims[0] != span:
            self._claims = (span, claims_of(self._text, *span))
        return self._claims[1]

    def windows(self, span: tuple[int, int], low: str) -> tuple[tuple[int, int], ...]:
        if self._windows[0] != span:
            self._windows = (span, windows_of(low, *span))
        return self._windows[1]


def _cropped(span: tuple[int, int], phrase: Phrase) -> tuple[int, int]:
    """The sentence, or what stands within 600 code points where a text without full stops makes it endless."""
    return max(span[0], phrase.start - _SENTENCE_REACH), max(phrase.end, min(span[1], phrase.end + _SENTENCE_REACH))


def _figure(
    text: str,
    phrase: Phrase,
    sentence: tuple[int, int],
    claimant: str | None,
    told: str,
    window: str | None,
) -> Figure:
    why = f"{phrase.why}; {told}" if told else phrase.why
    return Figure(
        Excerpt.of(text, phrase.start, phrase.end),
        Excerpt.of(text, *sentence),
        plain(phrase.value),
        plain(phrase.low),
        plain(phrase.high),
        phrase.unit,
        phrase.what,
        phrase.qualifier,
        claimant,
        window,
        why,
    )


def plain(value: Decimal | None) -> Decimal | None:
    """The value without trailing zeros or an exponent: 1300000000.0 is 1300000000."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
