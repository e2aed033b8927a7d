"""One briefing as a card: short, whole, or one part of it."""

from collections.abc import Sequence
from datetime import date

from bot.chat.cards.cards import (
    Action,
    Block,
    Bullets,
    Button,
    Card,
    DateBlock,
    FigureBlock,
    Heading,
    Note,
    QuoteBlock,
    Text,
)
from bot.chat.cards.wording import date_block, figure_block, item_counts, quote_block, shown, source_line
from bot.chat.catalogue import Catalogue
from briefings.domain.archive import Reference, reference_of
from briefings.domain.briefing import Briefing
from briefings.domain.choosing import SHORT_POINTS, in_short
from briefings.domain.quotes import Quote, QuoteKind
from briefings.domain.reviewing import count

Item = QuoteBlock | FigureBlock | DateBlock
PARTS = ("short", "full", "quotes", "figures", "dates", "sources")


def briefing_card(briefing: Briefing, t: Catalogue, *, today: date, part: str = "short", context: bool = False) -> Card:
    """Show a briefing or one of its ``PARTS``; every item names its source."""
    briefing = briefing.for_readers
    reference = reference_of(briefing)
    blocks: list[Block] = [Heading(briefing.content.headline, url=reference.url), *_remarks(briefing, t)]
    head = len(blocks)
    if part in {"short", "full"}:
        blocks += _summary(briefing, t, SHORT_POINTS if part == "short" else None)
    blocks += _items(briefing, reference, t, today=today, part=part, context=context)
    if part == "sources" or not any(isinstance(block, Item) for block in blocks):
        blocks += [] if part in {"quotes", "figures", "dates"} else [_source(reference, t)]
    if len(blocks) == head:
        blocks.append(Note(t("This briefing has none.")))
    if part in {"short", "full"}:
        blocks.append(Note(_counts(briefing, t)))
    return Card(
        tuple(blocks),
        rows=_buttons(briefing, part, t, context=context),
        shows=(shown(reference),),
        preview=reference.url if part in {"short", "full"} else None,
    )


def _items(
    briefing: Briefing, reference: Reference, t: Catalogue, *, today: date, part: str, context: bool
) -> list[Block]:
    """The quotes, figures and dates that this part shows, each kind under its heading."""
    short = part == "short"
    content = in_short(briefing.content, today=today) if short else briefing.content
    full = [quote for quote in content.quotes if quote.kind is QuoteKind.FULL]
    fragments = [quote for quote in content.quotes if quote.kind is QuoteKind.FRAGMENT]
    blocks: list[Block] = []
    if part in {"short", "full", "quotes"}:
        blocks += _quotes(t("Quote") if short else t("Quotes"), full, reference, t, context=context)
        blocks += _quotes(t("In a few words"), fragments, reference, t, context=context)
    if part in {"short", "full", "figures"}:
        blocks += _titled(
            t("Key figures"), [figure_block(item, reference, t, context=context) for item in content.figures]
        )
    if part in {"short", "full", "dates"}:
        shown_dates = [date_block(item, reference, t, today=today, context=context) for item in content.dates]
        blocks += _titled(t("Dates"), shown_dates)
    return blocks


def _remarks(briefing: Briefing, t: Catalogue) -> list[Block]:
    """What a reader should know first: that it is a sample, or was corrected."""
    remarks: list[Block] = []
    if briefing.sample:
        remarks.append(Note(t("A sample that ships with Daybrief, to try things on.")))
    if briefing.revision.note:
        day = t.day(briefing.revision.made_at.date())
        remarks.append(Note(t("Corrected on {day}: {note}", day=day, note=briefing.revision.note)))
    return remarks


def _summary(briefing: Briefing, t: Catalogue, most: int | None) -> list[Block]:
    points = tuple(point.text for point in briefing.content.summary[:most])
    return [Bullets(points)] if points else [Note(t("This briefing has no summary."))]


def _quotes(title: str, quotes: Sequence[Quote], reference: Reference, t: Catalogue, *, context: bool) -> list[Block]:
    return _titled(title, [quote_block(quote, reference, t, context=context) for quote in quotes])


def _titled(title: str, blocks: Sequence[Block]) -> list[Block]:
    return [Heading(title, level=2), *blocks] if blocks else []


def _source(reference: Reference, t: Catalogue) -> Block:
    source = source_line(reference, t)
    known = [part for part in (source.title, source.publisher, source.day, source.url) if part]
    if reference.source_day is None:
        known.append(t("day unknown"))
    return Text(" · ".join(known), label=t("Source"))


def _counts(briefing: Briefing, t: Catalogue) -> str:
    counted = item_counts(count(briefing.content, frozenset()), t, zeros=False)
    return " · ".join([t("Briefing {number}", number=briefing.number), *counted, *briefing.content.topics])


def _buttons(briefing: Briefing, part: str, t: Catalogue, *, context: bool) -> tuple[tuple[Button, ...], ...]:
    labels = {
        "quotes": t("Quotes"),
        "figures": t("Figures"),
        "dates": t("Dates"),
        "sources": t("Sources"),
        "full": t("Full"),
        "short": t("Short"),
    }
    line = f"brief {briefing.number}"
    parts = [name for name in ("quotes", "figures", "dates", "sources") if name != part]
    first = tuple(Action(labels[name], f"{line} {name}") for name in parts)
    other = "short" if part == "full" else "full"
    second = [Action(labels[other], f"{line} {other}")]
    if part not in {"short", "full", "sources"}:
        second.append(Action(labels["short"], f"{line} short"))
    if part != "sources" and not context:
        second.append(Action(t("With context"), f"{line} {part} context:yes"))
    report = Action(t("Report an error"), f"report {briefing.number}", replaces=False)
    return (first, (*second, report))
