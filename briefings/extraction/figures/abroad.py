"""Figures as German and French write them: "1.234,5", "2,5 Milliarden Euro", "1 234 habitants", "45-Jähriger"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from briefings.domain.agenda import DatedEvent
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.figures.patterns import lower, one_of
from briefings.extraction.figures.spoken import Speakers
from briefings.extraction.lexicon import lexicon
from briefings.extraction.mentions import Mentions


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's numbers, scales, units and qualifiers, and the pattern that joins them."""

    small: dict[str, int]
    scales: dict[str, int]
    units: dict[str, str]
    hit: re.Pattern[str]
    counted: re.Pattern[str]


def find_figures_abroad(
    document: Document, mentions: Mentions, dates: tuple[DatedEvent, ...], quotes: tuple[Quote, ...], language: str
) -> tuple[Figure, ...]:
    """Find numbers with a unit, a scale or what they count in a German or French article, in order.

    The claimant is the speaker of the quote around a figure; elsewhere nobody is named.
    """
    text, low = document.text, lower(document.text)
    words = _words(language)
    speakers = Speakers(document, mentions, quotes)
    taken = sorted((event.excerpt.start, event.excerpt.end) for event in dates)
    figures = []
    for match in _free(words.hit.finditer(low), taken):
        figure = _figure(text, document, match, words, speakers)
        if figure is not None:
            figures.append(figure)
    return tuple(figures)


def _free(matches: Iterator[re.Match[str]], taken: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Those that touch none of the ``taken`` spans; both are in the order of the text."""
    at = 0
    for match in matches:
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at == len(taken) or match.end() <= taken[at][0]:
            yield match


def _figure(text: str, document: Document, match: re.Match[str], words: _Words, speakers: Speakers) -> Figure | None:
    value = _value(match, words)
    unit = words.units[match["unit"]] if match["unit"] else _SIGNS.get(match["sign"] or "")
    if match["age"]:
        unit = "years"
    end = match.end()
    counted = words.counted.match(text, end) if unit is None else None
    if counted is not None:
        end = counted.end()
    if unit is None and counted is None:
        return None
    if unit == "hours" and text.endswith(("à ", "vers ", "dès ", "jusqu'à "), 0, match.start("first")):
        return None
    start = match.start("qualifier") if match["qualifier"] else match.start("first")
    sentence = document.sentence_at(start)
    claimant = speakers.around(start, end)
    what = counted["what"] if counted else None
    return Figure(
        Excerpt.of(text, start, end),
        Excerpt.of(text, min(sentence[0], start), max(sentence[1], end)),
        value,
        unit=unit,
        what=what,
        qualifier=text[match.start("qualifier") : match.end("qualifier")] if match["qualifier"] else None,
        claimant=claimant,
        why=f"a number that counts {what!r}" if what else f"a number with the unit {unit}",
    )


def _value(match: re.Match[str], words: _Words) -> Decimal:
    if match["word"]:
        number = Decimal(words.small[match["word"]])
    else:
        digits = "".join(c for c in match["whole"] if c.isdigit())
        number = Decimal(digits + ("." + match["part"] if match["part"] else ""))
    value = number * words.scales[match["scale"]] if match["scale"] else number
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "%": "%"}


_COUNTED = {
    "de": re.compile(r"[ \u00a0](?P<what>(?:[a-zäöüß]{3,20}(?:e|en|er|es) ){0,2}(?!Uhr\b)[A-ZÄÖÜ][\w-]{2,40})"),
    "fr": re.compile(
        r"[ \u00a0](?P<what>(?!heures\b)[a-zàâçéèêëîïôûùüÿœ-]{3,24}s(?: [a-zàâçéèêëîïôûùüÿœ-]{3,24}s)?)(?!\w)"
    ),
}
"""What a number counts: adjectives and a noun with its capital in German, plurals in French."""


@cache
def _words(language: str) -> _Words:
    words = lexicon(language)
    small = {name: int(value) for name, value in words.pairs("figures", "small").items()}
    scales = {name: int(value) for name, value in words.pairs("figures", "scales").items()}
    units = words.pairs("figures", "units")
    ages = one_of(words.phrases("figures", "ages")) or "(?!)"
    hit = re.compile(
        rf"(?<![\w.,:/-])(?:(?P<qualifier>{one_of(words.phrases('figures', 'qualifiers'))}) )?(?P<first>(?P<sign>[$€£])?"
        rf"(?:(?P<whole>[0-9]{{1,3}}(?:[.\u00a0\u202f ][0-9]{{3}}){{1,4}}(?![0-9])|[0-9]{{1,12}})(?:,(?P<part>[0-9]{{1,6}}))?"
        rf"|(?P<word>{one_of(small)})(?=[ \u00a0])))(?![0-9]|[.,:][0-9])"
        rf"(?:[ \u00a0](?P<scale>{one_of(scales)})(?!\w)(?:[ \u00a0]d(?:e(?=[ \u00a0])|['’]))?)?"
        rf"(?:-(?P<age>{ages})|[ \u00a0-]?(?P<unit>{one_of(units)}))?(?!\w)"
    )
    return _Words(small, scales, units, hit, _COUNTED[language])
