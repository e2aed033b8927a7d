"""/submit, /approve, /return, /publish: a draft on its way to readers."""

from datetime import UTC, datetime, timedelta

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Card, Field, Form, Note, Text
from bot.chat.cards.review_buttons import correct_buttons
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.edit_conflicts import told_what_changed
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.briefing import Status
from briefings.domain.errors import UserError
from briefings.services.editing.release import cancel_plan, plan_release, release
from briefings.services.editing.review_draft import approve, return_draft, submit

SEEN = Option("seen", OptionKind.NUMBER, entry("The revision that you looked at."), keyword=True, hidden=True)
_NUMBER = Option("briefing", OptionKind.NUMBER, entry("The briefing's number."), required=True)


@told_what_changed
async def ask_for_review(ask: Ask, desk: Desk) -> Card:
    """Put a draft, or a correction, into review."""
    seen = ask.number("seen")
    briefing = await submit(
        ask.given_number("briefing"), by=ask.person, seen_revision=seen, store=desk.store, clock=desk.clock
    )
    number = briefing.number
    sentence = ask.t("Briefing {number} waits for a review: /review {number}", number=number)
    row = (Action(ask.t("Review {number}", number=number), f"review {number}"),)
    return Card((Text(sentence), Note(ask.t("The reviewers are told."))), rows=(row,))


@told_what_changed
async def approve_draft(ask: Ask, desk: Desk) -> Card:
    """Approve a draft, or a correction."""
    briefing = await approve(
        ask.given_number("briefing"),
        by=ask.person,
        policy=desk.policy,
        seen_revision=ask.number("seen"),
        store=desk.store,
        clock=desk.clock,
    )
    t, number = ask.t, briefing.number
    if briefing.status is Status.WITHDRAWN:
        return Card((Text(t("Readers are told now why briefing {number} was withdrawn.", number=number)),))
    if briefing.published_revision is not None:
        row: tuple[Action, ...] = correct_buttons(briefing, t)
    else:
        row = (
            Action(t("Publish"), f"publish {number}"),
            Action(t("Publish later"), f"publish {number} later:yes", replaces=False),
        )
    return Card((Text(t("Briefing {number} is approved.", number=number)),), rows=(row,))


@told_what_changed
async def send_back(ask: Ask, desk: Desk) -> Card:
    """Return a draft with a note; asked without one, ask for it."""
    t, number, note, seen = ask.t, ask.given_number("briefing"), ask.text("note"), ask.number("seen")
    if note is None:
        line = f"return {number}" + (f" seen:{seen}" if seen is not None else "")
        field = Field("note", t("What is missing?"), required=True, long=True)
        return Card((), form=Form(t("Return briefing {number}", number=number), line, (field,)))
    briefing = await return_draft(number, note, by=ask.person, seen_revision=seen, store=desk.store, clock=desk.clock)
    return Card((Text(t("Briefing {number} went back with your note.", number=briefing.number)),))


@told_what_changed
async def publish(ask: Ask, desk: Desk) -> Card:
    """Publish now, at a time, or under embargo."""
    t, number, at, embargo = ask.t, ask.given_number("briefing"), ask.text("at"), ask.text("embargo")
    seen = ask.number("seen")
    if ask.flag("cancel"):
        await cancel_plan(number, by=ask.person, store=desk.store, clock=desk.clock)
        return Card((Text(t("Briefing {number} will not be published by itself any more.", number=number)),))
    if ask.flag("later") and at is None and embargo is None:
        return Card((), form=_when(number, seen, t))
    if at is not None:
        if embargo is not None:
            raise UserError("Give a time to publish at, or an embargo, not both.")
        return await _plan(number, read_moment(at, desk), ask, desk)
    until = read_moment(embargo, desk) if embargo else None
    await release(
        number,
        by=ask.person,
        policy=desk.policy,
        embargo_until=until,
        seen_revision=seen,
        aliases=desk.directory.aliases,
        store=desk.store,
        clock=desk.clock,
    )
    blocks = [Text(t("Briefing {number} is published.", number=number))]
    if until is not None:
        blocks = [Text(t("Readers see briefing {n} from {moment} on.", n=number, moment=t.zoned(until, desk.zone)))]
    return Card((*blocks, Note(t("/correct {number} is for what turns out wrong.", number=number))))


async def _plan(number: int, due: datetime, ask: Ask, desk: Desk) -> Card:
    await plan_release(
        number,
        due,
        by=ask.person,
        policy=desk.policy,
        seen_revision=ask.number("seen"),
        store=desk.store,
        clock=desk.clock,
    )
    desk.bell.ring()
    t, moment = ask.t, ask.t.zoned(due, desk.zone)
    row = (Action(t("Do not publish"), f"publish {number} cancel:yes", danger=True),)
    sentence = t("Briefing {number} will be published on {moment}.", number=number, moment=moment)
    return Card((Text(sentence), Note(t("An edit before then calls it off."))), rows=(row,))


def _when(number: int, seen: int | None, t: Catalogue) -> Form:
    line = f"publish {number} later:yes" + (f" seen:{seen}" if seen is not None else "")
    return Form(
        t("Publish briefing {number} later", number=number),
        line,
        (
            Field("at", t("Publish at, such as 07:30 or 2025-03-06 07:30")),
            Field("embargo", t("Or publish now, and hide it until")),
        ),
    )


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


SUBMIT = Command(
    name="submit",
    help=entry("Ask for a review of a draft."),
    example="/submit 12",
    answer=ask_for_review,
    options=(_NUMBER, SEEN),
    audience=Audience.EDITOR,
    private=True,
    group=NEWSROOM,
)
APPROVE = Command(
    name="approve",
    help=entry("Approve a draft."),
    example="/approve 12",
    answer=approve_draft,
    options=(_NUMBER, SEEN),
    audience=Audience.REVIEWER,
    private=True,
    group=NEWSROOM,
)
RETURN = Command(
    name="return",
    help=entry("Send a draft back with a note."),
    example="/return 12 Who says 267?",
    answer=send_back,
    options=(_NUMBER, SEEN, Option("note", OptionKind.TEXT, entry("What is missing."), rest=True, verbatim=True)),
    audience=Audience.REVIEWER,
    private=True,
    group=NEWSROOM,
)
PUBLISH = Command(
    name="publish",
    help=entry("Publish a draft now, at a time, or under embargo."),
    example="/publish 12 at 2025-03-06 07:30",
    answer=publish,
    options=(
        _NUMBER,
        Option("at", OptionKind.TEXT, entry("When, as 2025-03-06 07:30."), keyword=True),
        Option("embargo", OptionKind.TEXT, entry("Hide it from readers until then."), keyword=True),
        Option("cancel", OptionKind.FLAG, entry("Drop the plan to publish."), keyword=True),
        Option("later", OptionKind.FLAG, entry("Ask for the time."), keyword=True, hidden=True),
        SEEN,
    ),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
    publishes=True,
)
