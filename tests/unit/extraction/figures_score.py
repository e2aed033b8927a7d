"""Scores figures against the table: core (right value and unit where the phrase stands), whole phrase, traps."""

from dataclasses import dataclass, field
from decimal import Decimal

from briefings.domain.figures import Figure
from briefings.extraction.dates import find_dates
from briefings.extraction.document import read_document
from briefings.extraction.figures import find_figures
from briefings.extraction.mentions import find_mentions

Gold = tuple[str, str, str | None]


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text whose day is not known."""
    document = read_document(text)
    return find_figures(document, find_mentions(document), find_dates(document, None))


@dataclass(slots=True)
class Score:
    right: int = 0
    whole: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + len(self.missed) + len(self.extra))

    @property
    def whole_recall(self) -> float:
        return self.whole / (self.right + len(self.missed))

    def add(self, text: str, gold: tuple[Gold, ...]) -> None:
        left = list(read_figures(text))
        for phrase, value, unit in gold:
            start = text.index(phrase)
            end = start + len(phrase)
            found = next((f for f in left if is_right(f, start, end, value, unit)), None)
            if found is None:
                self.missed.append(f"{phrase!r} in {text!r}")
                continue
            left.remove(found)
            self.right += 1
            self.whole += jaccard(found, start, end) >= 0.8
        self.extra += [f"{figure.excerpt.text!r} in {text!r}" for figure in left]


def is_right(figure: Figure, start: int, end: int, value: str, unit: str | None) -> bool:
    if not (figure.excerpt.start < end and start < figure.excerpt.end) or figure.unit != unit:
        return False
    low, _, high = value.partition("..")
    if high:
        return (figure.value, figure.low, figure.high) == (None, Decimal(low), Decimal(high))
    return figure.value is not None and abs(figure.value - Decimal(low)) < Decimal("0.0001")


def jaccard(figure: Figure, start: int, end: int) -> float:
    first, last = figure.excerpt.start, figure.excerpt.end
    return (min(last, end) - max(first, start)) / (max(last, end) - min(first, start))
