"""Items of the archive as blocks that people read."""

from datetime import date

from bot.chat.cards.cards import DateBlock, FigureBlock, QuoteBlock, SourceLine
from bot.chat.catalogue import Catalogue, entry
from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, Reference
from briefings.domain.briefing import Status
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote, QuoteKind
from briefings.domain.reviewing import Counts
from briefings.ports.courier import Shown

_STATUSES = {
    Status.DRAFT: entry("draft"),
    Status.IN_REVIEW: entry("in review"),
    Status.PUBLISHED: entry("published"),
    Status.WITHDRAWN: entry("withdrawn"),
}


def source_line(reference: Reference, t: Catalogue) -> SourceLine:
    """Title, publisher, day and link of a source; an unknown day is left out, never guessed."""
    title = reference.title or reference.headline
    if reference.sample:
        title = t("{title} (sample)", title=title)
    day = t.day(reference.source_day) if reference.source_day else None
    return SourceLine(title, reference.publisher, day, reference.url)


def shown(reference: Reference) -> Shown:
    """What a receipt remembers of a shown item."""
    return Shown(reference.briefing_id, reference.revision)


def quote_block(quote: Quote, reference: Reference, t: Catalogue, *, context: bool = False) -> QuoteBlock:
    """A quote with its speaker and source. A fragment always stands in its sentence: alone it would state something."""
    fragment = quote.kind is QuoteKind.FRAGMENT
    return QuoteBlock(
        text=marked(quote, t),
        speaker=speaker_name(quote, t),
        role=quote.role,
        context=quote.sentence.text if context or fragment else None,
        source=source_line(reference, t),
    )


def speaker_name(quote: Quote, t: Catalogue) -> str:
    """Who readers are told said it; an editor's choice whom the source does not name is told as one."""
    if quote.speaker is None:
        return t("unattributed")
    return (
        t("{name} (named by the editors, not by the source)", name=quote.speaker)
        if quote.speaker_added
        else quote.speaker
    )


def marked(quote: Quote, t: Catalogue) -> str:
    """The quote's words in the language's quotation marks; a split quote shows where the source parts it."""
    return " […] ".join(t("“{words}”", words=excerpt.text) for excerpt in quote.excerpts)


def archived_quote(item: ArchivedQuote, t: Catalogue, *, context: bool = False) -> QuoteBlock:
    """A published quote as a block."""
    return quote_block(item.quote, item.reference, t, context=context)


def figure_block(figure: Figure, reference: Reference, t: Catalogue, *, context: bool = False) -> FigureBlock:
    """A figure in the source's own words, with who claims it and the time it covers."""
    return FigureBlock(
        text=figure.shown.text,
        claim=figure.claimant,
        window=None if figure.window and figure.window in figure.shown.text else figure.window,
        context=figure.sentence.text if context else None,
        source=source_line(reference, t),
    )


def archived_figure(item: ArchivedFigure, t: Catalogue, *, context: bool = False) -> FigureBlock:
    """A published figure as a block."""
    return figure_block(item.figure, item.reference, t, context=context)


def date_block(
    event: DatedEvent, reference: Reference, t: Catalogue, *, today: date | None = None, context: bool = False
) -> DateBlock:
    """A date with what happens then; ``today`` marks past ones, and how far off the others are."""
    return DateBlock(
        when=when(event, t),
        what=event.what.text if event.what else event.sentence.text,
        note=_distance(event, today, t) if today else None,
        context=event.sentence.text if context and event.what else None,
        source=source_line(reference, t),
    )


def archived_date(item: ArchivedDate, t: Catalogue, *, today: date | None = None, context: bool = False) -> DateBlock:
    """A published date as a block."""
    return date_block(item.event, item.reference, t, today=today, context=context)


def when(event: DatedEvent, t: Catalogue) -> str:
    """The day in words with the source's own words beside it; an unresolved one says so and why."""
    words = event.excerpt.text
    if event.resolved is None:
        return t("“{words}” – day unresolved", words=words)
    return t("{day} (“{words}”)", day=day_in_words(event, t), words=words)


def day_in_words(event: DatedEvent, t: Catalogue, *, year: bool = True) -> str:
    """The day, days, month or year of a resolved date, no more exact than the source; else the source's words."""
    if event.resolved is None:
        return event.excerpt.text
    if event.precision is Precision.YEAR:
        return f"{event.resolved:%Y}"
    if event.precision is Precision.MONTH:
        return t.month(event.resolved)
    if event.resolved_end and event.resolved_end != event.resolved:
        written = t.day if year else t.weekday
        return t("{first} to {last}", first=written(event.resolved), last=written(event.resolved_end))
    return t.weekday_and_day(event.resolved) if year else t.weekday(event.resolved)


def _distance(event: DatedEvent, today: date, t: Catalogue) -> str | None:
    first, last = event.resolved, event.last_day
    if first is None or last is None:
        return None
    if last < today:
        return t("past")
    if first <= today:
        return t("today") if first == last else t("now")
    return t.n("in {n} day", "in {n} days", (first - today).days)


def item_counts(counts: Counts, t: Catalogue, *, zeros: bool = True) -> list[str]:
    """How many quotes, fragments, figures and dates there are, each in words; readers need not hear of ``zeros``."""
    words = {
        t.n("{n} quote", "{n} quotes", counts.quotes): counts.quotes,
        t.n("{n} fragment", "{n} fragments", counts.fragments): counts.fragments,
        t.n("{n} figure", "{n} figures", counts.figures): counts.figures,
        t.n("{n} date", "{n} dates", counts.dates): counts.dates,
    }
    return [said for said, number in words.items() if number or zeros]


def status_in_words(status: Status, t: Catalogue) -> str:
    """Where a briefing stands."""
    return t(_STATUSES[status])
