"""The buttons of a review: each carries the revision that it was made for."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from bot.chat.cards.action_lines import named
from bot.chat.cards.cards import MAX_LINE_BYTES, Action, Button, Menu
from bot.chat.catalogue import Catalogue
from briefings.domain.briefing import Briefing, Priority, Status
from briefings.domain.quotes import Quote
from briefings.domain.reviewing import Detail, DraftState, Item, item_key
from briefings.services.editing.review_draft import is_correction

_MOST_NAMES = 20


def item_choices(item: Item, state: DraftState, t: Catalogue) -> Iterator[Button]:
    """What can be decided about one item."""
    key, number, seen = item_key(item), state.briefing.number, state.briefing.revision.number
    yield Action(t("Keep"), f"review {number} keep seen:{seen} {key}")
    if isinstance(item, Quote):
        yield Action(t("Name the speaker"), f"review {number} speaker key:{key} seen:{seen}", replaces=False)
    yield Action(t("Drop"), f"review {number} drop seen:{seen} {key}", danger=True)


def speaker_menu(item: Item, state: DraftState, t: Catalogue) -> tuple[Menu, ...]:
    """The speakers that the draft knows, for a quote."""
    if not isinstance(item, Quote):
        return ()
    names = dict.fromkeys(quote.speaker for quote in state.briefing.content.quotes if quote.speaker)
    start = f"review {state.briefing.number} speaker key:{item_key(item)} seen:{state.briefing.revision.number}"
    lines = {name: f"{start} {name}" for name in names if name != item.speaker}
    fitting = tuple(
        Action(t("by {name}", name=name), line) for name, line in lines.items() if len(line.encode()) <= MAX_LINE_BYTES
    )
    return (Menu(t("Fix the speaker"), fitting[:_MOST_NAMES]),) if fitting else ()


def work_rows(state: DraftState, t: Catalogue) -> Iterator[tuple[Button, ...]]:
    """What can be edited and looked at, then what can be done next."""
    briefing = state.briefing
    number, seen = briefing.number, briefing.revision.number
    if briefing.status is Status.WITHDRAWN:
        if briefing.note_waits:
            yield _judging(state, t)
        return
    edits = ((t("Headline"), "headline"), (t("Summary"), "summary"), (t("Topics"), "topics"))
    yield (
        *(Action(label, f"review {number} {act} seen:{seen}", replaces=False) for label, act in edits),
        Action(t("Preview"), f"preview {number}", replaces=False),
        Action(t("History"), f"history {number}", replaces=False),
    )
    if briefing.published_revision == seen:
        yield (Action(t("Withdraw"), f"withdraw {number}", replaces=False, danger=True),)
    else:
        yield (*_judging(state, t), *_releasing(state, t))


def _judging(state: DraftState, t: Catalogue) -> tuple[Button, ...]:
    number, seen = state.briefing.number, state.briefing.revision.number
    ask = Action(t("Ask for a review"), f"submit {number} seen:{seen}")
    approve = Action(t("Approve"), f"approve {number} seen:{seen}")
    send_back = Action(t("Return"), f"return {number} seen:{seen}", replaces=False)
    if state.briefing.status is Status.IN_REVIEW or state.briefing.note_waits:
        return approve, send_back
    return (ask, approve, send_back) if is_correction(state.briefing) else (ask,)


def _releasing(state: DraftState, t: Catalogue) -> tuple[Button, ...]:
    number, seen = state.briefing.number, state.briefing.revision.number
    if state.briefing.published_revision is not None:
        return correct_buttons(state.briefing, t)
    if state.plan is not None:
        return (Action(t("Do not publish"), f"publish {number} cancel:yes", danger=True),)
    return (
        Action(t("Publish"), f"publish {number} seen:{seen}"),
        Action(t("Publish later"), f"publish {number} later:yes seen:{seen}", replaces=False),
    )


def correct_buttons(briefing: Briefing, t: Catalogue) -> tuple[Action, ...]:
    """How a correction goes out; one that has its public note already goes out with it."""
    number, seen, newest = briefing.number, briefing.revision.number, briefing.revision
    if newest.note is not None:
        kind = "material" if newest.material else "minor"
        return (Action(t("Correct with this note"), f"correct {number} {kind} seen:{seen}"),)
    return (
        Action(t("Correct quietly"), f"correct {number} minor seen:{seen}"),
        Action(t("Correct openly"), f"correct {number} material seen:{seen}", replaces=False),
    )


def likely_rows(
    number: int, missing: Collection[Detail], publishers: Sequence[str], today: date | None, t: Catalogue
) -> Iterator[tuple[Button, ...]]:
    """What an article's day and publisher most likely are, where they are not known."""
    if Detail.PUBLISHED in missing and today is not None:
        yesterday = today - timedelta(days=1)
        yield (
            Action(t("Published today, {day}", day=t.day(today)), f"describe {number} date:{today.isoformat()}"),
            Action(t("Yesterday, {day}", day=t.day(yesterday)), f"describe {number} date:{yesterday.isoformat()}"),
        )
    if Detail.PUBLISHER in missing:
        lines = {name: f"describe {number} {named('publisher', name)}" for name in publishers}
        fitting = [Action(name, line) for name, line in lines.items() if len(line.encode()) <= MAX_LINE_BYTES]
        yield from (tuple(fitting[place : place + 3]) for place in range(0, len(fitting), 3))


def rank_menu(state: DraftState, t: Catalogue) -> tuple[Menu, ...]:
    """The other ranks."""
    briefing = state.briefing
    if briefing.status is Status.WITHDRAWN:
        return ()
    line = f"review {briefing.number} priority seen:{briefing.revision.number}"
    others = [rank.value for rank in Priority if rank != briefing.content.priority]
    ranks = tuple(Action(t("Priority: {rank}", rank=rank), f"{line} {rank}") for rank in others)
    return (Menu(t("Priority"), ranks),)
