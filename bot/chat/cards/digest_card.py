"""A digest as a card: what is new first, then the numbers, the words and the days ahead."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from bot.chat.cards.cards import (
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
from bot.chat.cards.corrected_card import corrected_on, withdrawn_notice
from bot.chat.cards.reminder_card import coming
from bot.chat.cards.wording import archived_figure, archived_quote
from bot.chat.catalogue import Catalogue
from briefings.domain.archive import Reference
from briefings.domain.briefing import Briefing, Status, SummaryPoint
from briefings.domain.editions import Changed, ChangeKind, Digest, DigestItem, Mark
from briefings.domain.subscriptions import Style
from briefings.ports.courier import Shown

Detail = TypeVar("Detail", QuoteBlock, FigureBlock, DateBlock)

_POINTS = {Style.FULL: 3, Style.SHORT: 1}


def digest_card(digest: Digest, t: Catalogue) -> Card:
    """Make the card of a digest, or of the preview of one."""
    blocks: list[Block] = [Heading(t("Digest for {day}", day=t.weekday(digest.day)))]
    if digest.test:
        blocks.append(Note(t("A preview: nothing was sent to the chat and nothing counts as read.")))
    if digest.planned is not None:
        blocks.append(Note(_late(digest, t)))
    if digest.empty:
        blocks.append(Text(t("Nothing new to tell.")))
    for item in digest.items:
        blocks += _item(item, digest.style, t)
    if digest.more:
        blocks.append(Note(t.n("One more new briefing: /brief", "{n} more new briefings: /brief", digest.more)))
    standing = [item.briefing for item in digest.items if item.briefing.status is not Status.WITHDRAWN]
    blocks += _details(digest, {briefing.id for briefing in standing}, t)
    numbers = [briefing.number for briefing in standing][:3]
    row = tuple(Action(t("Briefing {number}", number=n), f"brief {n}", replaces=False) for n in numbers)
    return Card(tuple(blocks), rows=(row,) if row else (), shows=_shown_in(digest), mention=digest.mention_role)


def _late(digest: Digest, t: Catalogue) -> str:
    planned = f"{digest.planned:%H:%M}"
    if digest.planned_day is not None and digest.planned_day != digest.day:
        return t("Late: planned {time} on {day}.", time=planned, day=t.weekday(digest.planned_day))
    return t("Late: planned {time}.", time=planned)


def _item(item: DigestItem, style: Style, t: Catalogue) -> list[Block]:
    briefing = item.briefing
    if briefing.status is Status.WITHDRAWN:
        return withdrawn_notice(briefing, t, level=2)
    marks = {Mark.NEW: t("New"), Mark.UPDATED: t("Updated"), None: ""}
    title = f"{marks[item.mark]} · {briefing.content.headline}" if item.mark else briefing.content.headline
    blocks: list[Block] = [Heading(title, level=2, url=briefing.source.url)]
    if item.corrected and briefing.revision.note:
        blocks.append(Note(corrected_on(briefing, t)))
    if _tells_changes(item):
        blocks.append(Bullets(tuple(change_line(change, t) for change in item.changes)))
    blocks += points(_points(item, style))
    blocks.append(Note(origin(briefing, t)))
    return blocks


def _points(item: DigestItem, style: Style) -> tuple[SummaryPoint, ...]:
    return () if _tells_changes(item) else item.briefing.content.summary[: _POINTS[style]]


def _tells_changes(item: DigestItem) -> bool:
    return item.mark is Mark.UPDATED and bool(item.changes)


def points(summary: tuple[SummaryPoint, ...]) -> list[Block]:
    """The points of a summary, as bullets."""
    return [Bullets(tuple(point.text for point in summary))] if summary else []


def origin(briefing: Briefing, t: Catalogue) -> str:
    """Where a briefing comes from, and the command that shows it."""
    source = briefing.source
    day = t.day(source.published) if source.published else None
    return " · ".join(part for part in (source.publisher, day, _asking(briefing.number)) if part)


def _asking(number: int) -> str:
    return f"/brief {number}"


def change_line(change: Changed, t: Catalogue) -> str:
    """Say in one line what changed in a briefing."""
    words = {
        ChangeKind.HEADLINE: t("New headline; it was “{old}”", old=change.old),
        ChangeKind.SUMMARY: t("New in the summary: {new}", new=change.new),
        ChangeKind.GONE_SUMMARY: t("Taken out of the summary: {old}", old=change.old),
        ChangeKind.CHANGED_SPEAKER: t("Other speaker: {new}", new=change.new),
        ChangeKind.CHANGED_DATE: t("Changed date: {new}, not {old}", new=change.new, old=change.old),
        ChangeKind.NEW_QUOTE: t("New quote: {new}", new=change.new),
        ChangeKind.GONE_QUOTE: t("Quote taken out: {old}", old=change.old),
        ChangeKind.NEW_FIGURE: t("New figure: {new}", new=change.new),
        ChangeKind.CHANGED_FIGURE: t("Changed figure: {new} (was {old})", new=change.new, old=change.old),
        ChangeKind.GONE_FIGURE: t("Figure taken out: {old}", old=change.old),
        ChangeKind.NEW_DATE: t("New date: {new}", new=change.new),
        ChangeKind.GONE_DATE: t("Date taken out: {old}", old=change.old),
        ChangeKind.SOURCE: t("Of the source: {new}", new=change.new),
        ChangeKind.NOTE: t("Correction: {new}", new=change.new),
    }
    return words[change.kind]


def _details(digest: Digest, shown: Collection[str], t: Catalogue) -> list[Block]:
    """The numbers, the words and the days ahead, each with its source: in short where its briefing is ``shown`` above.

    A figure stands in its sentence unless that was among the points.
    """
    told = {point.text for item in digest.items for point in _points(item, digest.style)}
    numbers = [
        _brief(archived_figure(f, t, context=f.figure.sentence.text not in told), f.reference, shown)
        for f in digest.numbers
    ]
    said = [_brief(archived_quote(q, t), q.reference, shown) for q in digest.said]
    ahead = [_brief(coming(a.date, a.days_away, t), a.date.reference, shown) for a in digest.ahead]
    return [
        *_section(t("The numbers"), numbers),
        *_section(t("Said"), said),
        *_section(t("Coming up"), ahead),
    ]


def _brief(block: Detail, reference: Reference, shown: Collection[str]) -> Detail:
    if reference.briefing_id not in shown:
        return block
    asking, publisher = _asking(reference.number), reference.publisher
    title = publisher or asking
    return replace(block, source=SourceLine(title, asking if publisher else None, url=reference.url))


def _section(title: str, blocks: Sequence[Block]) -> list[Block]:
    return [Heading(title, level=2), *blocks] if blocks else []


def _shown_in(digest: Digest) -> tuple[Shown, ...]:
    references = chain(
        (figure.reference for figure in digest.numbers),
        (quote.reference for quote in digest.said),
        (ahead.date.reference for ahead in digest.ahead),
    )
    items = [Shown(item.briefing.id, item.briefing.revision.number) for item in digest.items]
    return tuple(dict.fromkeys([*items, *(Shown(r.briefing_id, r.revision) for r in references)]))
