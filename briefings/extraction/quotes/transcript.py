"""Interview transcripts: lines that open with a speaker's name or "Q:" and carry speech without quotation marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from briefings.domain.quotes import Quote
from briefings.domain.text import Excerpt
from briefings.extraction.document import Document, Paragraph
from briefings.extraction.mentions import Mentions
from briefings.extraction.regions import Region

_LABEL = re.compile(
    r"(?P<label>Q|A|Question|Answer|[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,20}(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]{0,20}){0,3}"
    r"|[A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){0,2})[ \u00a0]?(?:\([^()\n]{1,40}\))?:[ \u00a0]+(?=[^\s\"“„«‘'])"
)
_QUESTIONS = frozenset({"Q", "A", "QUESTION", "ANSWER"})
_TURNS = 3
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of a transcript as quotes, in the order of the text; empty for other articles."""

    quotes: tuple[Quote, ...] = ()
    starts: tuple[int, ...] = ()

    def holds(self, region: Region) -> bool:
        """Whether the region stands inside a turn."""
        index = bisect_right(self.starts, region.start) - 1
        return index >= 0 and region.start < self.quotes[index].excerpts[0].end


def read_transcript(document: Document, mentions: Mentions) -> Transcript:
    """Read the turns when at least two labels take turns and one of them comes back; otherwise there is none."""
    turns = [
        (paragraph, match)
        for paragraph in document.paragraphs
        if (match := _LABEL.match(document.text, paragraph.start, paragraph.end))
    ]
    labels = [match.group("label") for _, match in turns]
    if len(turns) < _TURNS or not 1 < len(set(labels)) < len(labels) or not _is_dialogue(labels):
        return Transcript()
    quotes = tuple(
        _turn(document, mentions, paragraph, match)
        for paragraph, match in turns
        if len(document.text[match.end() : paragraph.end].split()) >= _MIN_WORDS
    )
    return Transcript(quotes, tuple(quote.excerpts[0].start for quote in quotes))


def _is_dialogue(labels: list[str]) -> bool:
    """Whether the labels are written as a transcript's: in capitals, or as question and answer."""
    capital = sum(label.isupper() or label.upper() in _QUESTIONS for label in labels)
    return capital * 2 > len(labels)


def _turn(document: Document, mentions: Mentions, paragraph: Paragraph, match: re.Match[str]) -> Quote:
    label = match.group("label")
    speaker = None if label.upper() in _QUESTIONS else _named(label, mentions)
    mention = mentions.at(*match.span("label"))
    return Quote(
        (Excerpt.of(document.text, match.end(), paragraph.end),),
        speaker,
        Excerpt.of(document.text, paragraph.start, paragraph.end),
        role=mention.role if mention and mention.name == speaker else None,
        cue=":",
        why=f"a turn of the transcript, labelled “{label}”",
    )


def _named(label: str, mentions: Mentions) -> str:
    """The full name for a label; a label that names nobody known is shown with ordinary capitals."""
    known = mentions.full_name(label) or mentions.full_name(label.rsplit(" ", 1)[-1])
    if known and not known.isupper():
        return known
    return " ".join(word.capitalize() for word in label.split(" ")) if label.isupper() else label
