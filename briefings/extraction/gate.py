"""The gate before everything that is published: the verbatim rule, and what an editor's own words state.

The rule is the domain's. Own words are judged as the extraction reads them, so the gate stands beside it.
"""

from collections.abc import Iterator

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.briefing import Briefing, Content
from briefings.domain.errors import UserError
from briefings.domain.folding import fold
from briefings.domain.quotes import Quote
from briefings.domain.readings import digest_of
from briefings.domain.reviewing import item_key, items_of
from briefings.domain.source import Source, fingerprint, is_web_address
from briefings.domain.spans import check_item_span, check_quote_spans, check_whole
from briefings.domain.text import one_line
from briefings.domain.verbatim import check_verbatim
from briefings.extraction.claims_check import Witness, days_named, not_in_source


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


def check_items(briefing: Briefing) -> None:
    """Raise UserError unless every item is what a reading made of the source, or what an editor made of that.

    ``edited_in`` names the editor: the author of that revision. A speaker whom the source does not name is an editor's
    choice and says so.
    """
    _check_shape(briefing.content, briefing.source.text)
    read = frozenset(briefing.source.reading.split())
    revisions = range(1, briefing.revision.number + 1)
    for item in items_of(briefing.content):
        if item.edited_in not in revisions if item.edited_in is not None else digest_of(item) not in read:
            raise UserError(
                "The item {key} is not what was read out of the source, and no editor made it so. Drop it.",
                key=item_key(item),
            )


def _check_shape(content: Content, text: str) -> None:
    """What holds of every item, whoever made it: whole words in order, a speaker of the source, the day that is named."""
    for number, point in enumerate(content.summary, 1):
        if point.excerpt is not None:
            check_whole(f"summary point {number}", point.excerpt, text)
    for number, quote in enumerate(content.quotes, 1):
        check_quote_spans(f"quote {number}", quote, text)
        if quote.speaker is not None and not _may_speak(quote, quote.speaker, text):
            raise UserError(
                "quote {number} has a speaker whom the source does not name: {speaker}. Name the speaker again.",
                number=number,
                speaker=quote.speaker,
            )
    for number, figure in enumerate(content.figures, 1):
        check_item_span(f"figure {number}", figure, text)
    for number, event in enumerate(content.dates, 1):
        check_item_span(f"date {number}", event, text)
        if event.edited_in is None and not is_day_meant(event):
            raise UserError("date {number} is resolved to another day than its words name. Drop it.", number=number)


def _may_speak(quote: Quote, speaker: str, text: str) -> bool:
    """A reading takes names from the text, in part at least; an editor's choice is named whole there, or says so."""
    if quote.edited_in is not None:
        return quote.speaker_added or names_speaker(text, speaker)
    return any(word in text for word in speaker.split()) or names_speaker(text, speaker)


def is_day_meant(event: DatedEvent) -> bool:
    """Whether the resolved day is one of those that the words name by month and day; True where they name none."""
    if event.resolved is None or event.precision not in {Precision.DAY, Precision.TIME}:
        return True
    named = days_named(event.excerpt.text)
    return not named or (event.resolved.month, event.resolved.day) in named


def names_speaker(text: str, speaker: str) -> bool:
    """Whether the source's text has this name, whatever its case, accents and spaces."""
    return speaker in text or " ".join(fold(speaker).split()) in " ".join(fold(text).split())


def check_source(source: Source) -> None:
    """Raise UserError unless the text is the one that was taken in, and the address one of the web."""
    if fingerprint(source.text) != source.sha256:
        raise UserError("The text of the source was changed after it was taken in. Nothing of it can be published.")
    if not is_web_address(source.url):
        raise UserError("“{url}” is no web address: it should begin with https://.", url=one_line(source.url or ""))


def check_publishable(briefing: Briefing) -> None:
    """Raise UserError unless the briefing may be published: every door that publishes calls this."""
    if not briefing.content.headline.strip():
        raise UserError("Briefing {number} has no headline yet. Give it one and try again.", number=briefing.number)
    check_source(briefing.source)
    check_verbatim(briefing.content, briefing.source.text)
    check_items(briefing)
    check_own_words(briefing.content, briefing.source)
    if briefing.revision.note:
        check_note(briefing.revision.note, briefing.source)
