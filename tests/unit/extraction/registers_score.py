"""Scores quotes and speakers against labelled passages of eleven registers: features, sports, courts, obituaries and so on.

The passages are text files. A line ``=== register`` opens each; behind the closing mark of every quoted span a label in
braces tells the speaker's last or only name or, in small letters, the noun that describes them; ``-`` is speech that nobody is
named for, and one of ``NO_SPEECH`` says what the words are instead. A transcript's turns carry no labels and count for
nothing.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from briefings.domain.drafting import Article
from briefings.domain.quotes import Quote
from briefings.extraction.extract import extract

FOLDER = Path(__file__).parent / "registers"
NO_SPEECH = frozenset({"sign", "title", "name", "term", "scare", "imagined"})
_LABEL = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A quoted span, marks excluded, and who says it; ``label`` as it stands in the file."""

    start: int
    end: int
    label: str

    @property
    def is_speech(self) -> bool:
        return self.label not in NO_SPEECH


@dataclass(frozen=True, slots=True)
class Passage:
    """One labelled text; ``turns`` tells a transcript, whose turns are no part of the score."""

    register: str
    text: str
    gold: tuple[Labelled, ...]
    turns: bool


@dataclass(slots=True)
class RegisterScore:
    """Counts over passages; ``faults`` are lines for reading."""

    found: int = 0
    predicted: int = 0
    speech: int = 0
    named: int = 0
    named_right: int = 0
    named_predicted: int = 0
    other: int = 0
    other_taken: int = 0
    shown: int = 0
    shown_right: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def spans(self) -> float:
        return _f1(self.found, self.predicted, self.speech)

    @property
    def speakers(self) -> float:
        return _f1(self.named_right, self.named_predicted, self.named)

    def add(self, passage: Passage) -> None:
        predicted = _predictions(passage)
        for gold in passage.gold:
            quote = predicted.pop((gold.start, gold.end), None)
            self._count(passage, gold, quote)
        for (start, end), quote in predicted.items():
            if quote.cue == ":" and passage.turns:
                continue
            self.predicted += 1
            self.named_predicted += quote.speaker is not None
            self.faults.append(f"{passage.register}: not labelled: {passage.text[start:end]!r}")

    def _count(self, passage: Passage, gold: Labelled, quote: Quote | None) -> None:
        words = passage.text[gold.start : gold.end]
        if not gold.is_speech:
            self.other += 1
            self.other_taken += quote is not None
            if quote is not None:
                self.predicted += 1
                self.named_predicted += quote.speaker is not None
                self._fault(passage, f"{gold.label} taken for speech of {quote.speaker}: {words!r}")
        else:
            self.speech += 1
            self.named += gold.label != "-"
            if quote is None:
                self._fault(passage, f"missed, {gold.label}: {words!r}")
            else:
                self._count_speech(passage, gold, quote, words)
        if quote is not None and quote.confidence >= 0.6:
            self.shown += 1
            self.shown_right += gold.is_speech and (gold.label == "-" or is_right(gold.label, quote.speaker))

    def _count_speech(self, passage: Passage, gold: Labelled, quote: Quote, words: str) -> None:
        self.found += 1
        self.predicted += 1
        if gold.label == "-":
            return
        self.named_predicted += quote.speaker is not None
        right = is_right(gold.label, quote.speaker)
        self.named_right += right
        if not right:
            self._fault(passage, f"{gold.label} read as {quote.speaker} ({quote.why}): {words!r}")

    def _fault(self, passage: Passage, line: str) -> None:
        self.faults.append(f"{passage.register}: {line}")


def score(passages: tuple[Passage, ...]) -> RegisterScore:
    """Read every passage and count."""
    total = RegisterScore()
    for passage in passages:
        total.add(passage)
    return total


def read_passages(name: str) -> tuple[Passage, ...]:
    """The passages of one file in the folder."""
    parts = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("=== ")
    return tuple(_passage(part) for part in parts if part)


def is_right(label: str, speaker: str | None) -> bool:
    """Whether the label is the speaker's last or first name or, for a description, one of its words."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", _fold(re.sub(r"['’]s\b", "", speaker or "").split(",")[0]))
    if not words:
        return False
    return _fold(label) in words if label[0].islower() else _fold(label) in {words[-1], words[0]}


def _passage(part: str) -> Passage:
    register, _, marked = part.partition("\n")
    text, gold, at = "", [], 0
    for match in _LABEL.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        closed = text[-1] in '”"’'
        end = len(text) - closed
        opening = max(text.rfind(mark, 0, end) for mark in ("‘" if text[-1] == "’" else "“", '"'))
        gold.append(Labelled(opening + 1, end, match.group(1)))
    return Passage(register, (text + marked[at:]).rstrip(), tuple(gold), register == "interview")


def _predictions(passage: Passage) -> dict[tuple[int, int], Quote]:
    quotes = extract(Article(passage.text)).quotes
    return {(part.start, part.end): quote for quote in quotes for part in quote.excerpts}


def _fold(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def _f1(right: int, predicted: int, gold: int) -> float:
    return 2 * right / (predicted + gold) if predicted + gold else 0.0
