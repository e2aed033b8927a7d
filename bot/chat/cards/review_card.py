"""A draft as editors and reviewers see it: counts, what is to decide with its choices, and all that it holds."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.chat.cards.cards import Action, Block, Bullets, Button, Card, Heading, Menu, Note, Text
from bot.chat.cards.review_buttons import item_choices, likely_rows, rank_menu, speaker_menu, work_rows
from bot.chat.cards.review_items import item_block, item_lines
from bot.chat.cards.wording import item_counts, status_in_words
from bot.chat.catalogue import Catalogue, entry
from briefings.domain.briefing import Priority, Status
from briefings.domain.drafting import MOST_OF_A_KIND
from briefings.domain.reviewing import (
    Detail,
    Doubt,
    DraftState,
    Item,
    Verdict,
    count,
    cut_kinds,
    doubt_of,
    doubtful,
    unconfirmed,
)
from briefings.services.articles.describe_source import undescribed

_DOUBTS = {
    Doubt.UNATTRIBUTED: entry("Nobody is named as the speaker."),
    Doubt.UNRESOLVED: entry("The day is not known."),
    Doubt.UNCLAIMED: entry("Nobody is named who claims it."),
    Doubt.LOADED: entry("The source doubts these words itself."),
    Doubt.HELD: entry("Reading is not sure of this, so readers do not see it until you keep it."),
}
_CUT = {
    "quotes": entry("Only the first {n} quotes of the article are here."),
    "figures": entry("Only the first {n} figures of the article are here."),
    "dates": entry("Only the first {n} dates of the article are here."),
}


def review_card(
    state: DraftState, t: Catalogue, *, zone: ZoneInfo, today: date | None = None, item: Item | None = None
) -> Card:
    """Make the card; its buttons carry the revision, so that a press on an outdated card is told so.

    ``zone`` is the newsroom's: planned times are told in it. With ``today``, likely days are offered for an article
    that names none. ``item`` is looked at where it is given;
    else the first one that is doubtful and not decided on yet.
    """
    briefing, open_items = state.briefing, doubtful(state.briefing.content, state.kept)
    number = briefing.number
    title = t("Review {number} · {headline}", number=number, headline=briefing.content.headline)
    blocks: list[Block] = [Heading(title, url=briefing.source.url), Note(counts_line(state, t))]
    rows: list[tuple[Button, ...]] = []
    blocks += [Note(t(_CUT[kind], n=t.number(MOST_OF_A_KIND))) for kind in cut_kinds(state.kept)]
    _add_source(blocks, rows, state, t, today)
    blocks += _public_note(state, t)
    looked_at = item or next(iter(open_items), None)
    menus: tuple[Menu, ...] = ()
    if looked_at is not None:
        blocks += [Heading(t("To decide"), level=2), item_block(looked_at, briefing, t), Note(_doubt(looked_at, t))]
        rows.append(tuple(item_choices(looked_at, state, t)))
        menus = speaker_menu(looked_at, state, t)
        if len(open_items) > 1:
            rows.append((Action(t.n("Keep it", "Keep all {n}", len(open_items)), f"review {number} keep"),))
    points = tuple(point.text for point in briefing.content.summary)
    blocks += [Heading(t("Summary"), level=2), Bullets(points) if points else Note(t("None yet."))]
    blocks += [Heading(t("Items"), level=2), Bullets(item_lines(briefing, state.kept, t))]
    blocks += _standing(state, zone, t)
    rows += work_rows(state, t)
    return Card(tuple(blocks), rows=tuple(rows), menus=(*menus, *rank_menu(state, t)))


def counts_line(state: DraftState, t: Catalogue) -> str:
    """The numbers at the top: "10 quotes, 12 fragments, 4 figures, 2 dates, 1 unclear"."""
    numbers = count(state.briefing.content, state.kept)
    parts = [
        *item_counts(numbers, t),
        t("{n} unclear", n=t.number(numbers.unclear)),
        *([t("{n} held back", n=t.number(numbers.held))] if numbers.held else []),
        t(
            "revision {number}, {status}",
            number=state.briefing.revision.number,
            status=status_in_words(state.briefing.status, t),
        ),
    ]
    return ", ".join(parts)


def _add_source(
    blocks: list[Block], rows: list[tuple[Button, ...]], state: DraftState, t: Catalogue, today: date | None
) -> None:
    """Say what the article states of itself and ask whether that is right; ask for what it does not state."""
    source, number = state.briefing.source, state.briefing.number
    if state.briefing.published_revision is not None:
        if (described := state.briefing.content.described) is not None:
            day = t.day(described.published) if described.published else None
            of_source = (described.title, described.publisher, day)
            blocks.append(Note(t("Of the source: {new}", new=", ".join(filter(None, of_source)))))
        return
    day = t.day(source.published) if source.published else ""
    stated = {
        Detail.TITLE: t("the title “{title}”", title=source.title),
        Detail.PUBLISHER: t("published by {publisher}", publisher=source.publisher or ""),
        Detail.PUBLISHED: t("published on {day}", day=day),
    }
    doubted = unconfirmed(state.kept)
    if doubted:
        what = t.list([stated[detail] for detail in doubted])
        blocks.append(Note(t("The article states: {what}. Is that right?", what=what)))
        rows.append(
            (
                Action(t("That is right"), f"review {number} confirm"),
                Action(t("Change it"), f"describe {number}", replaces=False),
            )
        )
    missing = [] if source.published else [t("the article's day (/describe {number} date 2025-02-23)", number=number)]
    missing += [] if source.publisher else [t("its publisher (/describe {number} publisher Name)", number=number)]
    if missing:
        blocks.append(Note(t("Not known: {what}.", what=t.list(missing))))
        rows += likely_rows(number, undescribed(source), state.publishers, today, t)
        rows.append((Action(t("Say what is missing"), f"describe {number}", replaces=False),))


def _public_note(state: DraftState, t: Catalogue) -> Iterator[Block]:
    """The note that readers get with the newest revision, which an approval is for too."""
    briefing, newest = state.briefing, state.briefing.revision
    if newest.note is None or newest.number == briefing.published_revision:
        return
    if briefing.status is Status.WITHDRAWN:
        label = t("Public reason of the withdrawal") if briefing.note_waits else t("Its public reason")
    else:
        label = t("Public note, material correction") if newest.material else t("Public note, minor correction")
    yield Text(newest.note, label=label)


def _doubt(item: Item, t: Catalogue) -> str:
    doubt, why = doubt_of(item), item.why.removeprefix("unresolved: ")
    if doubt is None:
        return why
    return t("{doubt}: {why}.", doubt=t(_DOUBTS[doubt]).rstrip("."), why=why) if why else t(_DOUBTS[doubt])


def _standing(state: DraftState, zone: ZoneInfo, t: Catalogue) -> Iterator[Block]:
    """Topics, then how far the draft has come, in few blocks: Discord counts each of them."""
    briefing = state.briefing
    if briefing.content.topics:
        yield Text(", ".join(briefing.content.topics), label=t("Topics"))
    authors = t.list([state.name(author) for author in sorted(state.authors)])
    lines = [t("Written by {who}.", who=authors or t("nobody since it was published"))]
    if briefing.content.priority is not Priority.NORMAL:
        lines.append(t("Priority: {rank}", rank=briefing.content.priority.value))
    for verdict in state.verdicts:
        who = state.name(verdict.reviewer)
        approved = verdict.verdict is Verdict.APPROVED
        said = t("Approved by {who}.", who=who)
        lines.append(said if approved else t("Returned by {who}: {note}", who=who, note=verdict.note))
    if briefing.embargo_until is not None:
        lines.append(t("Readers see it from {moment} on.", moment=t.zoned(briefing.embargo_until, zone)))
    if state.plan is not None:
        lines.append(t("Will be published on {moment}.", moment=t.zoned(state.plan.due_at, zone)))
    yield Note("\n".join(lines))
