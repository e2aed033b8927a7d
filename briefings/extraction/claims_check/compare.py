"""Compare what a sentence states with what its source states."""

import re
from collections.abc import Iterator
from functools import cached_property

from briefings.domain.marks import plain_digits
from briefings.extraction.claims_check.days import days_in, words_of_days
from briefings.extraction.claims_check.numbers import numbers_in
from briefings.extraction.claims_check.quoted import has, plain, quoted_in
from briefings.extraction.claims_check.stated import Key, Stated, blanked
from briefings.extraction.figures.ordinals import ordinal_worth
from briefings.extraction.figures.patterns import lower

_NAME = re.compile(r"(?<!\w)(?:[^\W\d_]{1,20}|[A-Z]{1,10}-)[0-9]\w{0,20}")
"""A letter's number, as in G7, F-16 and COVID-19, is a name: it does not bear out the number alone."""
_MONEY_CODE = re.compile(r"(?:USD|EUR|GBP|Rs)[0-9]")
_CODE = re.compile(r"(?<!\w)[0-9]{1,15}(?:[^\W\d_]{1,10}|\^-?)[0-9]\w{0,20}|(?<!\w)[0-9]{1,15}[OoIl]{1,10}(?!\w)")
"""Digits with letters between them, or with letters that look like digits, as in 2O0 and 1e6: borne out by itself."""
_ROMAN = re.compile(
    r"(?<![\w.])(?=[IVX]{2,9}(?!\w)|[IVXLCDM]{4,12}(?!\w))M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"
)
_CLOCK = re.compile(r"[0-9]{1,10}[:/][0-9][0-9:/]{0,20}")
_DECADE = re.compile(r"(?<!\w)[0-9]{2,4}s(?!\w)")
_ORDINAL = re.compile(r"(?<!\w)(?:[0-9]{1,4}|(?:[a-z]{5,7}-)?[a-z]{1,9})(?:st|nd|rd|th)(?![^\W\d_])")
_SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9]|[.,][0-9]{3})")
_POINT = re.compile(r"(?<![\w.])\.(?=[0-9])")
_MINUS = re.compile(r"−\s?(?=[0-9.])|(?<![\w)%])[–‒—―](?=[0-9.])")
"""A dash right before a digit and right behind no word or number is a minus."""
_GROUPED = re.compile(r"(?<=[0-9])['_](?=[0-9]{3}(?![0-9]))")
_WORDS = {
    "half": "half|halves", "halve": "halve[sd]?|halving", "quarter": "quarters?", "twice": "twice", "thrice": "thrice",
    "double": "doubl(?:e|es|ed|ing)", "triple": "tripl(?:e|es|ed|ing)", "quadruple": "quadrupl(?:e|es|ed|ing)",
    "zero": "zero", "couple": "couple", "decade": "decades?", "century": "century|centuries",
    "fortnight": "fortnights?", "dollar": "dollars?|usd", "euro": "euros?|eur",
    "pound": "pounds?|sterling|gbp", "yen": "yen|yuan|jpy|cny", "rupee": "rupees?|inr",
    "rouble": "roubles?|rubles?|rub", "hryvnia": "hryvnias?|uah",
}  # fmt: skip
_WORD = re.compile(rf"[\W\d_](?:{'|'.join(f'(?P<{stem}>{form})' for stem, form in _WORDS.items())})(?![^\W\d_])")
"""Searched behind a line break, so that the mark before a word is there to be read and most letters are passed by."""
_SIGNS = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "rouble", "₴": "hryvnia",
}  # fmt: skip
_SIGN = re.compile(r"(?<![^\W\d_])[$€£¥₹₽₴](?![^\W\d_])")
_FOLD = re.compile(r"(?<!\w)[a-z0-9]{1,9}-?fold(?!\w)")
_PART_CHARS = 20_000
_FRACTIONS = frozenset("½¼¾⅓⅔⅛⅜")


class Witness:
    """A source, asked what it bears out: read once for all that ask, and no further than the answers need."""

    def __init__(self, source: str) -> None:
        """Take the source's own text: what is typed beside it, its title among that, bears nothing out."""
        self._source = source
        self._unread = _parts(source)
        self._known: set[Key] = set()

    @cached_property
    def plain(self) -> str:
        """The text in which quoted words are looked for."""
        return plain(self._source)

    def bears_out(self, stated: Stated) -> bool:
        """Whether the source says one of the things that ``stated`` may mean."""
        while self._known.isdisjoint(stated.keys):
            part = next(self._unread, None)
            if part is None:
                return False
            for one in _stated_in(part):
                self._known.update(one.keys, one.also)
        return True


def not_in_source(sentence: str, witness: Witness) -> tuple[str, ...]:
    """Return what the sentence states and the source does not: numbers, dates and quoted words, as typed, in order.

    How a number or a date is written makes no difference: "two" and 2, "1.3 billion" and 1,300,000,000, "March 6" and
    "6th March". What it says makes one: 5 is not 5 percent, a day needs its month, a month with a year needs that
    year. Quoted words are compared letter by letter, typographic marks and spaces aside, and must not leave out a
    negation of their own clause. Number words and months are
    English ones; in other languages digits, scales and quoted words are compared.
    """
    text = _tidied(sentence)
    missing = [
        (one.start, text[one.start : one.start + len(one.words)])
        for one in _stated_in(sentence)
        if not witness.bears_out(one)
    ]
    quoted = quoted_in(plain(sentence))
    missing += [(start, words) for start, words, negated in quoted if not has(witness.plain, words, negated=negated)]
    return tuple(dict.fromkeys(words for _, words in sorted(missing)))


def _parts(source: str) -> Iterator[str]:
    """The text in parts of about 20,000 code points that end with a line, across which nothing is read."""
    start = 0
    while start < len(source):
        end = source.find("\n", start + _PART_CHARS) + 1 or len(source)
        yield source[start:end]
        start = end


def _stated_in(text: str) -> list[Stated]:
    text = _tidied(text)
    found = list(days_in(text))
    rest = blanked(text, found)
    for reading in (_names, _clocks, _ordinals):
        read = list(reading(rest))
        rest, found = blanked(rest, read), found + read
    low = lower(rest)
    numbers = list(numbers_in(low))
    found += [*words_of_days(rest, low), *numbers, *_words(blanked(low, numbers))]
    return found


def _tidied(text: str) -> str:
    """Without disguises, with a nought before a point, ``-`` for each minus, and no plain space that groups digits."""
    text = _POINT.sub("0.", _MINUS.sub("-", plain_digits(text)))
    text = _GROUPED.sub(",", text)
    return _SPACED.sub(lambda match: match.group().replace(" ", "\u00a0"), text)


def _names(text: str) -> Iterator[Stated]:
    for match in _NAME.finditer(text):
        if not _MONEY_CODE.match(match.group()):
            name = match.group().casefold().replace("-", "")
            yield Stated(match.start(), match.group(), (("name", name),))
    for pattern in (_CODE, _ROMAN):
        for match in pattern.finditer(text):
            yield Stated(match.start(), match.group(), (("name", match.group().casefold()),))


def _clocks(text: str) -> Iterator[Stated]:
    for pattern in (_CLOCK, _DECADE):
        for match in pattern.finditer(text):
            yield Stated(match.start(), match.group(), (("clock", match.group().casefold()),))


def _ordinals(text: str) -> Iterator[Stated]:
    for match in _ORDINAL.finditer(lower(text)):
        worth = ordinal_worth(match.group())
        if worth is not None:
            yield Stated(match.start(), match.group(), (("ordinal", worth),))


def _words(low: str) -> Iterator[Stated]:
    for match in _WORD.finditer(f"\n{low}"):
        yield Stated(match.start(), match.group()[1:], (("word", match.lastgroup),))
    for match in _SIGN.finditer(low):
        yield Stated(match.start(), match.group(), (("word", _SIGNS[match.group()]),))
    for match in _FOLD.finditer(low):
        yield Stated(match.start(), match.group(), (("word", match.group()),))
    for place, char in enumerate(low if not low.isascii() else ""):
        if char.isnumeric() and not char.isdecimal() and char not in _FRACTIONS:
            yield Stated(place, char, (("sign", char),))
