"""/submit, /approve, /return, /publish: a draft on its way to readers."""

from datetime import UTC, datetime, timedelta

from bot.chat.asking import Ask
from bot.chat.cards import Action, Card, Note, Text
from bot.chat.catalogue import entry
from bot.chat.commands.table import Audience, Command, Option, OptionKind
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from briefings.domain.errors import UserError
from briefings.services.release import cancel_plan, plan_release, release
from briefings.services.review_draft import approve, return_draft, submit

_NUMBER = Option("briefing", OptionKind.NUMBER, entry("The briefing's number."), required=True)


async def ask_for_review(ask: Ask, desk: Desk) -> Card:
    """Put a draft into review."""
    briefing = await submit(_number(ask), by=ask.person, store=desk.store, clock=desk.clock)
    sentence = ask.t("Briefing {number} waits for a review: /review {number}", number=briefing.number)
    row = (Action(ask.t("Approve"), f"approve {briefing.number}"),)
    return Card((Text(sentence),), rows=(row,))


async def approve_draft(ask: Ask, desk: Desk) -> Card:
    """Approve a draft."""
    briefing = await approve(_number(ask), by=ask.person, policy=desk.policy, store=desk.store, clock=desk.clock)
    sentence = ask.t("Briefing {number} is approved.", number=briefing.number)
    return Card((Text(sentence),), rows=((Action(ask.t("Publish"), f"publish {briefing.number}"),),))


async def send_back(ask: Ask, desk: Desk) -> Card:
    """Return a draft with a note."""
    note = ask.text("note") or ""
    briefing = await return_draft(_number(ask), note, by=ask.person, store=desk.store, clock=desk.clock)
    return Card((Text(ask.t("Briefing {number} went back with your note.", number=briefing.number)),))


async def publish(ask: Ask, desk: Desk) -> Card:
    """Publish now, at a time, or under embargo."""
    t, number, at, embargo = ask.t, _number(ask), ask.text("at"), ask.text("embargo")
    if ask.flag("cancel"):
        await cancel_plan(number, by=ask.person, store=desk.store, clock=desk.clock)
        return Card((Text(t("Briefing {number} will not be published by itself any more.", number=number)),))
    if at is not None:
        due = read_moment(at, desk)
        await plan_release(number, due, by=ask.person, policy=desk.policy, store=desk.store, clock=desk.clock)
        moment = t.moment(due, desk.zone)
        return Card((Text(t("Briefing {number} will be published on {moment}.", number=number, moment=moment)),))
    until = read_moment(embargo, desk) if embargo else None
    await release(
        number,
        by=ask.person,
        policy=desk.policy,
        embargo_until=until,
        aliases=desk.directory.aliases,
        store=desk.store,
        clock=desk.clock,
    )
    blocks = [Text(t("Briefing {number} is published.", number=number))]
    if until is not None:
        blocks = [Text(t("Readers see briefing {n} from {moment} on.", n=number, moment=t.moment(until, desk.zone)))]
    return Card((*blocks, Note(t("/correct {number} is for what turns out wrong.", number=number))))


def read_moment(words: str, desk: Desk) -> datetime:
    """Read ``2025-03-06 07:30`` in the newsroom's zone, or ``07:30`` for the next such moment. Raises UserError."""
    words = " ".join(words.replace("T", " ").split())
    for form in ("%Y-%m-%d %H:%M", "%H:%M"):
        try:
            read = datetime.strptime(words, form)  # noqa: DTZ007 - the zone is the newsroom's, set below
        except ValueError:
            continue
        now = desk.clock.now().astimezone(desk.zone)
        if form == "%H:%M":
            read = read.replace(year=now.year, month=now.month, day=now.day)
        moment = read.replace(tzinfo=desk.zone, fold=0)
        if form == "%H:%M" and moment <= now:
            moment += timedelta(days=1)
        return moment.astimezone(UTC)
    raise UserError("“{words}” is no time. Write it as 2025-03-06 07:30, in the newsroom's zone.", words=words)


def _number(ask: Ask) -> int:
    return ask.number("briefing") or 0


SUBMIT = Command(
    name="submit",
    help=entry("Ask for a review of a draft."),
    example="/submit 12",
    answer=ask_for_review,
    options=(_NUMBER,),
    audience=Audience.EDITOR,
    group=NEWSROOM,
)
APPROVE = Command(
    name="approve",
    help=entry("Approve a draft."),
    example="/approve 12",
    answer=approve_draft,
    options=(_NUMBER,),
    audience=Audience.REVIEWER,
    group=NEWSROOM,
)
RETURN = Command(
    name="return",
    help=entry("Send a draft back with a note."),
    example="/return 12 Who says 267?",
    answer=send_back,
    options=(_NUMBER, Option("note", OptionKind.TEXT, entry("What is missing."), required=True, rest=True)),
    audience=Audience.REVIEWER,
    group=NEWSROOM,
)
PUBLISH = Command(
    name="publish",
    help=entry("Publish a draft now, at a time, or under embargo."),
    example="/publish 12 at “2025-03-06 07:30”",
    answer=publish,
    options=(
        _NUMBER,
        Option("at", OptionKind.TEXT, entry("When, as 2025-03-06 07:30."), keyword=True),
        Option("embargo", OptionKind.TEXT, entry("Hide it from readers until then."), keyword=True),
        Option("cancel", OptionKind.FLAG, entry("Drop the plan to publish."), keyword=True),
    ),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
