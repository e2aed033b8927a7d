"""A digest as a card: what is new first, then the numbers, the words and the days ahead."""

from itertools import chain

from bot.chat.cards import Action, Block, Bullets, Card, Heading, Note, Text
from bot.chat.catalogue import Catalogue
from bot.chat.corrected_card import corrected_on, withdrawn_notice
from bot.chat.reminder_card import coming
from bot.chat.wording import archived_figure, archived_quote
from briefings.domain.briefing import Status, SummaryPoint
from briefings.domain.editions import Changed, ChangeKind, Digest, DigestItem, Mark
from briefings.domain.source import Source
from briefings.domain.subscriptions import Style
from briefings.ports.courier import Shown

_POINTS = {Style.FULL: 3, Style.SHORT: 1}


def digest_card(digest: Digest, t: Catalogue) -> Card:
    """Make the card of a digest, or of the preview of one."""
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
    blocks += _section(t("The numbers"), [archived_figure(f, t) for f in digest.numbers])
    blocks += _section(t("Said"), [archived_quote(q, t) for q in digest.said])
    blocks += _section(t("Coming up"), [coming(a.date, a.days_away, t) for a in digest.ahead])
    standing = [item.briefing for item in digest.items if item.briefing.status is not Status.WITHDRAWN]
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
    if item.mark is Mark.UPDATED and item.changes:
        blocks.append(Bullets(tuple(change_line(change, t) for change in item.changes)))
    else:
        blocks += points(briefing.content.summary[: _POINTS[style]])
    blocks.append(Note(origin(briefing.source, briefing.number, t)))
    return blocks


def points(summary: tuple[SummaryPoint, ...]) -> list[Block]:
    """The points of a summary, as bullets."""
    return [Bullets(tuple(point.text for point in summary))] if summary else []


def origin(source: Source, number: int, t: Catalogue) -> str:
    """Where a briefing comes from, and the command that shows it."""
    parts = [source.publisher or source.title, t.day(source.published) if source.published else "", f"/brief {number}"]
    return " · ".join(part for part in parts if part)


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
        ChangeKind.NOTE: t("Correction: {new}", new=change.new),
    }
    return words[change.kind]


def _section(title: str, blocks: list[Block]) -> list[Block]:
    return [Heading(title, level=2), *blocks] if blocks else []


def _shown_in(digest: Digest) -> tuple[Shown, ...]:
    references = chain(
        (figure.reference for figure in digest.numbers),
        (quote.reference for quote in digest.said),
        (ahead.date.reference for ahead in digest.ahead),
    )
    items = [Shown(item.briefing.id, item.briefing.revision.number) for item in digest.items]
    return tuple(dict.fromkeys([*items, *(Shown(r.briefing_id, r.revision) for r in references)]))
