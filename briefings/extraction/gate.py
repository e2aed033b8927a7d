"""The gate before everything that is published: the verbatim rule, and what an editor's own words state.

The rule is the domain's. Own words are judged as the extraction reads them, so the gate stands beside it.
"""

from collections.abc import Iterator

from briefings.domain.briefing import Briefing, Content
from briefings.domain.errors import UserError
from briefings.domain.source import Source
from briefings.domain.verbatim import check_verbatim
from briefings.extraction.own_words import Witness, not_in_source


def check_own_words(content: Content, source: Source) -> None:
    """Raise UserError where the headline or an editor's own sentence states what the source's text does not."""
    witness = Witness(source.text)
    for item, sentence in (("The headline", content.headline), *_own_sentences(content)):
        _check_sentence(item, sentence, witness)


def check_note(text: str, source: Source) -> None:
    """Raise UserError where a public note on a briefing states what its source's text does not."""
    _check_sentence("The note", text, Witness(source.text))


def _check_sentence(item: str, sentence: str, witness: Witness) -> None:
    missing = not_in_source(sentence, witness)
    if missing:
        raise UserError(
            "{item} says what the source does not: {missing}. Write it as the source has it.",
            item=item,
            missing=", ".join(f"“{words}”" for words in missing),
        )


def _own_sentences(content: Content) -> Iterator[tuple[str, str]]:
    for number, point in enumerate(content.summary, 1):
        if point.excerpt is None:
            yield f"Summary point {number}", point.text


def check_publishable(briefing: Briefing) -> None:
    """Raise UserError unless the briefing may be published: every door that publishes calls this."""
    if not briefing.content.headline.strip():
        raise UserError("Briefing {number} has no headline yet. Give it one and try again.", number=briefing.number)
    check_verbatim(briefing.content, briefing.source.text)
    check_own_words(briefing.content, briefing.source)
