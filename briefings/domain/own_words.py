"""An editor's own sentence may say it shorter, but every number, date and quoted word in it must be the source's."""

import re
import unicodedata
from collections.abc import Iterator

_QUOTED = re.compile(r"[“\"„«](.{1,1000}?)[”\"“»]|(?<!\w)[‘'](.{1,1000}?)[’'](?!\w)")
_NUMBER = re.compile(r"(?<![\w.])[+-]?\d[\d.,:/]{0,40}")
_NUMBER_WORDS = frozenset(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion trillions dozen dozens half halves third thirds quarter quarters "
    "twice double triple".split()
)
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday today yesterday tomorrow tonight weekend".split()
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:(?P<month>{_MONTHS})\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTHS}))\b")
_SCALED = re.compile(
    r"(?<![\w.])(\d[\d.,]{0,40})[\s-]?(hundred|thousand|million|billion|trillion|percent|per cent|%)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CASED = frozenset({"march", "may", "august"})


def not_in_source(sentence: str, source: str) -> tuple[str, ...]:
    """Return what the sentence states and the source does not: numbers, dates and quoted words, as typed, in order.

    Numbers are compared as the source prints them, grouping commas aside, with the scale that follows: "1.3 billion"
    does not stand for "1,300,000,000". A day goes with its month, in either order. Quoted words are compared letter by
    letter, typographic marks and spaces aside.
    """
    missing = [*_quoted(sentence, source), *_dates(sentence, source), *_numbers(sentence, source)]
    missing += _words(sentence, source)
    return tuple(dict.fromkeys(text for _, text in sorted(missing)))


_Found = Iterator[tuple[int, str]]


def _quoted(sentence: str, source: str) -> _Found:
    found = _plain(source)
    for match in _QUOTED.finditer(sentence):
        words = match.group(1) or match.group(2)
        if _plain(words).strip(" .,;:!?") not in found:
            yield match.start(), words


def _dates(sentence: str, source: str) -> _Found:
    found = {_day_and_month(match) for match in _DATE.finditer(source)}
    for match in _DATE.finditer(sentence):
        if _day_and_month(match) not in found:
            yield match.start(), match.group()


def _numbers(sentence: str, source: str) -> _Found:
    found = {_ungrouped(match.group()) for match in _NUMBER.finditer(source)}
    scaled = {_scaled(match) for match in _SCALED.finditer(source)}
    for match in _NUMBER.finditer(sentence):
        if _ungrouped(match.group()) not in found:
            yield match.start(), match.group().strip().rstrip(".,:/")
    for match in _SCALED.finditer(sentence):
        if _scaled(match) not in scaled:
            yield match.start(), match.group()


def _words(sentence: str, source: str) -> _Found:
    found = {match.group().casefold() for match in _WORD.finditer(source)}
    for match in _WORD.finditer(sentence):
        if _is_stated(match.group()) and match.group().casefold() not in found:
            yield match.start(), match.group()


def _is_stated(word: str) -> bool:
    folded = word.casefold()
    if folded in _CASED:
        return word[0].isupper()
    return folded in _CALENDAR or bool(_NUMBER_WORDS & set(folded.split("-")))


def _day_and_month(match: re.Match[str]) -> tuple[str, str]:
    return match["day"] or match["day2"], match["month"] or match["month2"]


def _scaled(match: re.Match[str]) -> tuple[str, str]:
    scale = match.group(2).casefold()
    return _ungrouped(match.group(1)), "%" if scale.startswith("per") else scale


def _ungrouped(number: str) -> str:
    number = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", "".join(number.split()))
    return number.rstrip(".,:/%").lstrip("+")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return " ".join(re.sub(r"[‘’]", "'", re.sub(r"[“”„«»]", '"', text)).split())
