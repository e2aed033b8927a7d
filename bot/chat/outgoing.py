"""What the core sends of its own accord, as cards."""

from dataclasses import replace
from itertools import chain

from bot.chat.cards import (
    Action,
    Block,
    Bullets,
    Card,
    DateBlock,
    FigureBlock,
    Heading,
    Note,
    QuoteBlock,
    SourceLine,
    Text,
)
from bot.chat.catalogue import Catalogue
from bot.chat.corrected_card import corrected_copy
from bot.chat.review_card import review_card
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, Reference
from briefings.domain.briefing import Briefing, SummaryPoint
from briefings.domain.editions import Changed, ChangeKind, Digest, DigestItem, Mark
from briefings.domain.outgoing import Alert, CorrectedCopy, DraftNews, Notice, Outgoing, Reminder
from briefings.domain.source import Source
from briefings.domain.subscriptions import Style
from briefings.ports.courier import Shown

_POINTS = {Style.FULL: 3, Style.SHORT: 1}
_ALERT_POINTS = 3


def card_of(outgoing: Outgoing, t: Catalogue) -> Card:
    """Make the card of a digest, an alert, a reminder, a corrected copy, a draft on its way, or a notice."""
    match outgoing:
        case Digest():
            return _digest(outgoing, t)
        case Alert():
            return _alert(outgoing, t)
        case Reminder():
            return _reminder(outgoing, t)
        case CorrectedCopy():
            return corrected_copy(outgoing, t)
        case DraftNews():
            card = review_card(outgoing.state, t)
            news = Text(t(outgoing.sentence.message, **dict(outgoing.sentence.values)))
            return replace(card, blocks=(news, *card.blocks))
        case Notice():
            return Card((Text(t(outgoing.message, **dict(outgoing.values))),))


def _digest(digest: Digest, t: Catalogue) -> Card:
    blocks: list[Block] = [Heading(t("Digest for {day}", day=t.weekday(digest.day)))]
    if digest.test:
        blocks.append(Note(t("A preview: nothing was sent to the chat and nothing counts as read.")))
    if digest.planned is not None:
        blocks.append(Note(_late(digest, t)))
    if digest.empty:
        blocks.append(Text(t("Nothing new since the last digest.")))
    for item in digest.items:
        blocks += _item(item, digest.style, t)
    if digest.more:
        blocks.append(Note(t.n("One more new briefing: /brief", "{n} more new briefings: /brief", digest.more)))
    blocks += _section(t("The numbers"), [_figure(f, t) for f in digest.numbers])
    blocks += _section(t("Said"), [_quote(q, t) for q in digest.said])
    blocks += _section(t("Coming up"), [_date(a.date, _away(a.days_away, t), t) for a in digest.ahead])
    numbers = [item.briefing.number for item in digest.items][:3]
    row = tuple(Action(t("Briefing {number}", number=n), f"brief {n}", replaces=False) for n in numbers)
    return Card(tuple(blocks), rows=(row,) if row else (), shows=_shown_in(digest), mention=digest.mention_role)


def _late(digest: Digest, t: Catalogue) -> str:
    planned = f"{digest.planned:%H:%M}"
    if digest.planned_day is not None and digest.planned_day != digest.day:
        return t("Late: planned {time} on {day}.", time=planned, day=t.weekday(digest.planned_day))
    return t("Late: planned {time}.", time=planned)


def _item(item: DigestItem, style: Style, t: Catalogue) -> list[Block]:
    briefing = item.briefing
    marks = {Mark.NEW: t("New"), Mark.UPDATED: t("Updated"), None: ""}
    title = f"{marks[item.mark]} · {briefing.content.headline}" if item.mark else briefing.content.headline
    blocks: list[Block] = [Heading(title, level=2, url=briefing.source.url)]
    if item.mark is Mark.UPDATED:
        blocks.append(Bullets(tuple(change_line(change, t) for change in item.changes)))
    blocks += _points(briefing.content.summary[: _POINTS[style]])
    blocks.append(Note(_from(briefing.source, briefing.number, t)))
    return blocks


def _points(points: tuple[SummaryPoint, ...]) -> list[Block]:
    return [Bullets(tuple(point.text for point in points))] if points else []


def _from(source: Source, number: int, t: Catalogue) -> str:
    parts = [source.publisher or source.title, t.day(source.published) if source.published else "", f"/brief {number}"]
    return " · ".join(part for part in parts if part)


def change_line(change: Changed, t: Catalogue) -> str:
    """Say in one line what changed in a briefing."""
    words = {
        ChangeKind.HEADLINE: t("New headline; it was “{old}”", old=change.old),
        ChangeKind.SUMMARY: t("New in the summary: {new}", new=change.new),
        ChangeKind.NEW_QUOTE: t("New quote: {new}", new=change.new),
        ChangeKind.GONE_QUOTE: t("Quote taken out: {old}", old=change.old),
        ChangeKind.NEW_FIGURE: t("New figure: {new}", new=change.new),
        ChangeKind.CHANGED_FIGURE: t("Changed figure: {new} (was {old})", new=change.new, old=change.old),
        ChangeKind.GONE_FIGURE: t("Figure taken out: {old}", old=change.old),
        ChangeKind.NEW_DATE: t("New date: {new}", new=change.new),
        ChangeKind.GONE_DATE: t("Date taken out: {old}", old=change.old),
        ChangeKind.NOTE: t("Correction: {new}", new=change.new),
    }
    return words[change.kind]


def _section(title: str, blocks: list[Block]) -> list[Block]:
    return [Heading(title, level=2), *blocks] if blocks else []


def _figure(figure: ArchivedFigure, t: Catalogue) -> Block:
    value = figure.figure
    return FigureBlock(
        value.excerpt.text, claim=value.claimant, window=value.window, source=source_line(figure.reference, t)
    )


def _quote(quote: ArchivedQuote, t: Catalogue) -> Block:
    return QuoteBlock(
        quote.quote.text,
        quote.quote.speaker or t("unattributed"),
        role=quote.quote.role,
        source=source_line(quote.reference, t),
    )


def _date(dated: ArchivedDate, note: str, t: Catalogue) -> Block:
    event = dated.event
    what = event.what or event.sentence
    when = t.weekday(event.resolved) if event.resolved is not None else event.excerpt.text
    return DateBlock(when, what.text, note=note, source=source_line(dated.reference, t))


def _away(days: int, t: Catalogue) -> str:
    if days == 0:
        return t("today")
    if days < 0:
        return t("under way")
    return t("tomorrow") if days == 1 else t.n("in one day", "in {n} days", days)


def source_line(reference: Reference, t: Catalogue) -> SourceLine:
    """Name where an item comes from."""
    day = t.day(reference.source_day) if reference.source_day else None
    return SourceLine(reference.title or reference.headline, reference.publisher, day, reference.url)


def _shown_in(digest: Digest) -> tuple[Shown, ...]:
    references = chain(
        (figure.reference for figure in digest.numbers),
        (quote.reference for quote in digest.said),
        (ahead.date.reference for ahead in digest.ahead),
    )
    items = [Shown(item.briefing.id, item.briefing.revision.number) for item in digest.items]
    return tuple(dict.fromkeys([*items, *(Shown(r.briefing_id, r.revision) for r in references)]))


def _alert(alert: Alert, t: Catalogue) -> Card:
    briefing: Briefing = alert.briefing
    blocks: list[Block] = [
        Heading(t("Breaking: {headline}", headline=briefing.content.headline), url=briefing.source.url)
    ]
    blocks += _points(briefing.content.summary[:_ALERT_POINTS])
    blocks.append(Note(_from(briefing.source, briefing.number, t)))
    return Card(
        tuple(blocks),
        rows=((Action(t("Read more"), f"brief {briefing.number}", replaces=False),),),
        shows=(Shown(briefing.id, briefing.revision.number),),
        mention=alert.mention_role,
    )


def _reminder(reminder: Reminder, t: Catalogue) -> Card:
    reference = reminder.date.reference
    return Card(
        (Heading(t("Reminder")), _date(reminder.date, _away(reminder.days_away, t), t)),
        rows=((Action(t("Briefing {number}", number=reference.number), f"brief {reference.number}", replaces=False),),),
        shows=(Shown(reference.briefing_id, reference.revision),),
    )
