"""A draft as editors and reviewers see it: counts, what is to decide with its choices, and all that it holds."""

from collections.abc import Iterator
from datetime import UTC

from bot.chat.cards import MAX_LINE_BYTES, Action, Block, Bullets, Button, Card, Heading, Menu, Note, Text
from bot.chat.catalogue import Catalogue, entry
from bot.chat.review_items import item_block, item_lines
from briefings.domain.briefing import Priority, Status
from briefings.domain.quotes import Quote
from briefings.domain.reviewing import (
    Detail,
    Doubt,
    DraftState,
    Item,
    Verdict,
    count,
    doubt_of,
    doubtful,
    item_key,
    unconfirmed,
)

_DOUBTS = {
    Doubt.UNATTRIBUTED: entry("Nobody is named as the speaker."),
    Doubt.UNRESOLVED: entry("The day is not known."),
    Doubt.UNCLAIMED: entry("Nobody is named who claims it."),
    Doubt.LOADED: entry("The source doubts these words itself."),
}
_MOST_NAMES = 20


def review_card(state: DraftState, t: Catalogue, *, item: Item | None = None) -> Card:
    """Make the card; its buttons carry the revision, so that a press on an outdated card is told so.

    ``item`` is looked at where it is given; else the first one that is doubtful and not decided on yet.
    """
    briefing, open_items = state.briefing, doubtful(state.briefing.content, state.kept)
    number = briefing.number
    title = t("Review {number} · {headline}", number=number, headline=briefing.content.headline)
    blocks: list[Block] = [Heading(title, url=briefing.source.url), Note(counts_line(state, t))]
    rows: list[tuple[Button, ...]] = []
    _add_source(blocks, rows, state, t)
    looked_at = item or next(iter(open_items), None)
    menus: tuple[Menu, ...] = ()
    if looked_at is not None:
        blocks += [Heading(t("To decide"), level=2), item_block(looked_at, briefing, t), Note(_doubt(looked_at, t))]
        rows.append(tuple(_choices(looked_at, state, t)))
        menus = _speakers(looked_at, state, t)
        if len(open_items) > 1:
            rows.append((Action(t.n("Keep it", "Keep all {n}", len(open_items)), f"review {number} keep"),))
    points = tuple(point.text for point in briefing.content.summary)
    blocks += [Heading(t("Summary"), level=2), Bullets(points) if points else Note(t("None yet."))]
    blocks += [Heading(t("Items"), level=2), Bullets(item_lines(briefing, state.kept, t))]
    blocks += _standing(state, t)
    rows += _work(state, t)
    return Card(tuple(blocks), rows=tuple(rows), menus=(*menus, *_ranks(state, t)))


def counts_line(state: DraftState, t: Catalogue) -> str:
    """The numbers at the top: "10 quotes, 12 fragments, 4 figures, 2 dates, 1 unclear"."""
    numbers = count(state.briefing.content, state.kept)
    parts = [
        t.n("{n} quote", "{n} quotes", numbers.quotes),
        t.n("{n} fragment", "{n} fragments", numbers.fragments),
        t.n("{n} figure", "{n} figures", numbers.figures),
        t.n("{n} date", "{n} dates", numbers.dates),
        t("{n} unclear", n=t.number(numbers.unclear)),
        t("revision {number}, {status}", number=state.briefing.revision.number, status=state.briefing.status.value),
    ]
    return ", ".join(parts)


def _add_source(blocks: list[Block], rows: list[tuple[Button, ...]], state: DraftState, t: Catalogue) -> None:
    """Say what the article states of itself and ask whether that is right; ask for what it does not state."""
    source, number = state.briefing.source, state.briefing.number
    if state.briefing.published_revision is not None:
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
        rows.append((Action(t("Say what is missing"), f"describe {number}", replaces=False),))


def _doubt(item: Item, t: Catalogue) -> str:
    doubt, why = doubt_of(item), item.why.removeprefix("unresolved: ")
    return f"{t(_DOUBTS[doubt])} ({why})" if doubt and why else t(_DOUBTS[doubt]) if doubt else why


def _choices(item: Item, state: DraftState, t: Catalogue) -> Iterator[Button]:
    key, number, seen = item_key(item), state.briefing.number, state.briefing.revision.number
    yield Action(t("Keep"), f"review {number} keep {key} seen:{seen}")
    if isinstance(item, Quote):
        yield Action(t("Name the speaker"), f"review {number} speaker key:{key} seen:{seen}", replaces=False)
    yield Action(t("Drop"), f"review {number} drop {key} seen:{seen}", danger=True)


def _speakers(item: Item, state: DraftState, t: Catalogue) -> tuple[Menu, ...]:
    if not isinstance(item, Quote):
        return ()
    names = dict.fromkeys(quote.speaker for quote in state.briefing.content.quotes if quote.speaker)
    start = f"review {state.briefing.number} speaker key:{item_key(item)} seen:{state.briefing.revision.number}"
    lines = {name: f"{start} {name}" for name in names if name != item.speaker}
    fitting = tuple(Action(name, line) for name, line in lines.items() if len(line.encode()) <= MAX_LINE_BYTES)
    return (Menu(t("Fix the speaker"), fitting[:_MOST_NAMES]),) if fitting else ()


def _standing(state: DraftState, t: Catalogue) -> Iterator[Block]:
    """Topics and rank, then how far the draft has come."""
    content = state.briefing.content
    if content.topics:
        yield Text(", ".join(content.topics), label=t("Topics"))
    if content.priority is not Priority.NORMAL:
        yield Text(content.priority.value, label=t("Priority"))
    authors = t.list([state.name(author) for author in sorted(state.authors)])
    yield Note(t("Written by {who}.", who=authors or t("nobody since it was published")))
    for verdict in state.verdicts:
        who = state.name(verdict.reviewer)
        if verdict.verdict is Verdict.APPROVED:
            yield Note(t("Approved by {who}.", who=who))
        else:
            yield Note(t("Returned by {who}: {note}", who=who, note=verdict.note))
    if state.briefing.embargo_until is not None:
        until = t.moment(state.briefing.embargo_until, UTC)
        yield Note(t("Readers see it from {moment} (UTC) on.", moment=until))
    if state.plan is not None:
        yield Note(t("Will be published on {moment} (UTC).", moment=t.moment(state.plan.due_at, UTC)))


def _work(state: DraftState, t: Catalogue) -> Iterator[tuple[Button, ...]]:
    """What can be edited, looked at, and done next."""
    briefing = state.briefing
    number, seen = briefing.number, briefing.revision.number
    if briefing.status is Status.WITHDRAWN:
        return
    yield tuple(
        Action(label, f"review {number} {act} seen:{seen}", replaces=False)
        for label, act in ((t("Headline"), "headline"), (t("Summary"), "summary"), (t("Topics"), "topics"))
    )
    yield (
        Action(t("Preview"), f"preview {number}", replaces=False),
        Action(t("History"), f"history {number}", replaces=False),
    )
    if briefing.published_revision == seen:
        yield (Action(t("Withdraw"), f"withdraw {number}", replaces=False, danger=True),)
        return
    ask = Action(t("Ask for a review"), f"submit {number} seen:{seen}")
    judge = (
        Action(t("Approve"), f"approve {number} seen:{seen}"),
        Action(t("Return"), f"return {number} seen:{seen}", replaces=False),
    )
    yield judge if briefing.status is Status.IN_REVIEW else (ask, *judge[: int(bool(briefing.published_revision))])
    if briefing.published_revision is not None:
        yield (
            Action(t("Correct quietly"), f"correct {number} minor seen:{seen}"),
            Action(t("Correct openly"), f"correct {number} material seen:{seen}", replaces=False),
        )
    elif state.plan is not None:
        yield (Action(t("Do not publish"), f"publish {number} cancel:yes", danger=True),)
    else:
        yield (
            Action(t("Publish"), f"publish {number} seen:{seen}"),
            Action(t("Publish later"), f"publish {number} later:yes seen:{seen}", replaces=False),
        )


def _ranks(state: DraftState, t: Catalogue) -> tuple[Menu, ...]:
    briefing = state.briefing
    if briefing.status is Status.WITHDRAWN:
        return ()
    line = f"review {briefing.number} priority seen:{briefing.revision.number}"
    ranks = tuple(Action(rank.value, f"{line} {rank.value}") for rank in Priority if rank != briefing.content.priority)
    return (Menu(t("Priority"), ranks),)
