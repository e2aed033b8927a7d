"""A draft as editors and reviewers see it: counts, the next doubtful item with its choices, and the rest."""

from bot.chat.cards import (
    Action,
    Block,
    Bullets,
    Button,
    Card,
    DateBlock,
    FigureBlock,
    Heading,
    Menu,
    Note,
    QuoteBlock,
    Text,
)
from bot.chat.catalogue import Catalogue, entry
from bot.chat.wording import date_block, figure_block, quote_block, reference_of
from briefings.domain.briefing import Briefing, Priority, Status
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.reviewing import Doubt, DraftState, Item, Verdict, count, doubt_of, doubtful, item_key

_DOUBTS = {
    Doubt.UNATTRIBUTED: entry("Nobody is named as the speaker."),
    Doubt.UNRESOLVED: entry("The day is not known."),
    Doubt.UNCLAIMED: entry("Nobody is named who claims it."),
    Doubt.LOADED: entry("The source doubts these words itself."),
}
_LISTED = 40


def review_card(state: DraftState, t: Catalogue) -> Card:
    """Make the card; its buttons carry the revision, so that a press on an outdated card is told so."""
    briefing, open_items = state.briefing, doubtful(state.briefing.content, state.kept)
    number, revision = briefing.number, briefing.revision.number
    title = t("Review {number} · {headline}", number=number, headline=briefing.content.headline)
    blocks: list[Block] = [Heading(title, url=briefing.source.url), Note(counts_line(state, t)), *_missing(briefing, t)]
    rows: list[tuple[Button, ...]] = []
    menus: tuple[Menu, ...] = ()
    if open_items:
        item = open_items[0]
        blocks += [Heading(t("To decide"), level=2), _block(item, briefing, t), Note(_doubt(item, t))]
        rows.append(_choices(item, number, revision, t))
        menus = _speakers(item, briefing, t)
        if len(open_items) > 1:
            rows.append((Action(t.n("Keep it", "Keep all {n}", len(open_items)), f"review {number} keep"),))
    blocks += [Heading(t("Summary"), level=2), Bullets(tuple(p.text for p in briefing.content.summary) or ("–",))]
    blocks += [Heading(t("Items"), level=2), Bullets(_lines(briefing))]
    if briefing.content.topics:
        blocks.append(Text(", ".join(briefing.content.topics), label=t("Topics")))
    blocks += [Note(_verdict(state, t))] if state.verdicts else []
    rows += _next_steps(briefing, t)
    return Card(tuple(blocks), rows=tuple(rows), menus=menus)


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


def _missing(briefing: Briefing, t: Catalogue) -> list[Block]:
    source, missing = briefing.source, []
    if source.published is None:
        missing.append(t("the article's day (/describe {number} date 2025-02-23)", number=briefing.number))
    if source.publisher is None:
        missing.append(t("its publisher (/describe {number} publisher Name)", number=briefing.number))
    return [Note(t("Not known: {what}.", what=t.list(missing)))] if missing else []


def _block(item: Item, briefing: Briefing, t: Catalogue) -> QuoteBlock | FigureBlock | DateBlock:
    reference = reference_of(briefing)
    if isinstance(item, Quote):
        return quote_block(item, reference, t, context=True)
    if isinstance(item, Figure):
        return figure_block(item, reference, t, context=True)
    return date_block(item, reference, t, context=True)


def _doubt(item: Item, t: Catalogue) -> str:
    doubt = doubt_of(item)
    return f"{t(_DOUBTS[doubt])} {item.why}".strip() if doubt else item.why


def _choices(item: Item, number: int, revision: int, t: Catalogue) -> tuple[Button, ...]:
    key = item_key(item)
    return (
        Action(t("Keep"), f"review {number} keep {key} seen:{revision}"),
        Action(t("Drop"), f"review {number} drop {key} seen:{revision}", danger=True),
    )


def _speakers(item: Item, briefing: Briefing, t: Catalogue) -> tuple[Menu, ...]:
    if not isinstance(item, Quote):
        return ()
    names = dict.fromkeys(quote.speaker for quote in briefing.content.quotes if quote.speaker)
    lines = {name: f"review {briefing.number} speaker {item_key(item)} {name}" for name in names}
    fitting = tuple(Action(name, line) for name, line in lines.items() if len(line.encode()) <= 64)[:20]
    return (Menu(t("Fix the speaker"), fitting),) if fitting else ()


def _lines(briefing: Briefing) -> tuple[str, ...]:
    content = briefing.content
    quotes = [f"{item_key(q)}  “{_short(q.text)}” – {q.speaker or '?'}" for q in content.quotes]
    figures = [f"{item_key(f)}  {_short(f.excerpt.text)} – {f.claimant or '?'}" for f in content.figures]
    dates = [f"{item_key(d)}  {_short(d.excerpt.text)} – {d.resolved or '?'}" for d in content.dates]
    lines = (*quotes, *figures, *dates)
    return lines if len(lines) <= _LISTED else (*lines[:_LISTED], "…")


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69]}…"


def _verdict(state: DraftState, t: Catalogue) -> str:
    last = state.verdicts[-1]
    if last.verdict is Verdict.APPROVED:
        return t("Approved by {who}.", who=last.reviewer)
    return t("Returned by {who}: {note}", who=last.reviewer, note=last.note)


def _next_steps(briefing: Briefing, t: Catalogue) -> list[tuple[Button, ...]]:
    number, status = briefing.number, briefing.status
    if status is Status.WITHDRAWN:
        return []
    if briefing.published_revision is not None:
        changed = briefing.revision.number != briefing.published_revision
        return [(Action(t("Correct quietly"), f"correct {number} minor"),)] if changed else []
    ranks = tuple(Action(rank.value, f"review {number} priority {rank.value}") for rank in Priority)
    publish = Action(t("Publish"), f"publish {number}")
    if status is Status.IN_REVIEW:
        return [(Action(t("Approve"), f"approve {number}"), publish), ranks]
    return [(Action(t("Ask for a review"), f"submit {number}"), publish), ranks]
