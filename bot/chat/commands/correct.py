"""/correct, /withdraw and /corrections: what turned out wrong, said openly."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Card, Field, Form, Heading, Note, Text
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.publishing import SEEN
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.edit_conflicts import told_what_changed
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.briefing import Briefing, Status
from briefings.domain.errors import UserError
from briefings.services.editing.correct import Corrected, correct, list_corrections, withdraw_briefing
from briefings.services.editing.review_draft import open_draft

_NUMBER = Option("briefing", OptionKind.NUMBER, entry("The briefing's number."), required=True)


@told_what_changed
async def correct_briefing(ask: Ask, desk: Desk) -> Card:
    """Put the newest revision in the place of the published one; a material correction asks for its public note."""
    number, note, material, seen = ask.given_number("briefing"), ask.text("note"), _is_material(ask), ask.number("seen")
    if material and note is None and not await _is_noted(number, desk):
        line = f"correct {number} material" + (f" seen:{seen}" if seen is not None else "")
        field = Field("note", ask.t("What was wrong, said publicly?"), required=True, long=True)
        return Card((), form=Form(ask.t("Correct briefing {number}", number=number), line, (field,)))
    done = await correct(
        number,
        note or "",
        material=material,
        by=ask.person,
        policy=desk.policy,
        seen_revision=seen,
        aliases=desk.directory.aliases,
        store=desk.store,
        clock=desk.clock,
    )
    if done.waits:
        return _waiting((), number, ask.t)
    return _told(ask.t("Briefing {number} is corrected.", number=done.briefing.number), done, ask.t)


@told_what_changed
async def take_back(ask: Ask, desk: Desk) -> Card:
    """Withdraw a briefing; asked without a reason, offer to do it without one or to give it."""
    number, note, t = ask.given_number("briefing"), ask.text("note"), ask.t
    if note is None and ask.flag("reasoned"):
        field = Field("note", t("Why, said publicly?"), required=True, long=True)
        form = Form(t("Withdraw briefing {number}", number=number), f"withdraw {number} reasoned:yes", (field,))
        return Card((), form=form)
    if note is None and not ask.flag("at_once"):
        return await _offer(number, ask, desk)
    done = await withdraw_briefing(
        number, note or "", by=ask.person, policy=desk.policy, store=desk.store, clock=desk.clock
    )
    sentence = t("Briefing {number} is withdrawn.", number=number)
    return _waiting((Text(sentence),), number, t) if done.waits else _told(sentence, done, t)


async def _offer(number: int, ask: Ask, desk: Desk) -> Card:
    """Ask before a briefing is taken back for good."""
    t, briefing = ask.t, (await open_draft(number, store=desk.store)).briefing
    if briefing.published_revision is None:
        raise UserError("Briefing {number} is not published.", number=number)
    reason = Action(t("Give a reason"), f"withdraw {number} reasoned:yes", replaces=False)
    if briefing.status is Status.WITHDRAWN:
        return Card((Text(t("Briefing {number} is withdrawn.", number=number)),), rows=((reason,),))
    blocks: list[Block] = [
        Text(t("Withdraw briefing {number} for good?", number=number)),
        Note(t("At once, readers are told that it was withdrawn. A reason has to stand up to the source.")),
    ]
    if desk.policy.four_eyes:
        blocks.append(Note(t("The reason is shown once somebody else has approved it.")))
    at_once = Action(t("Withdraw at once"), f"withdraw {number} at_once:yes", danger=True)
    return Card(tuple(blocks), rows=((at_once, reason),))


async def corrections(ask: Ask, desk: Desk) -> Card:
    """List what was corrected or withdrawn."""
    t, found = ask.t, await list_corrections(limit=20, store=desk.store, clock=desk.clock)
    if not found:
        return Card((Note(t("Nothing had to be corrected.")),))
    return Card((Heading(t("Corrections")), Bullets(tuple(_correction(b, t) for b in found))))


def _is_material(ask: Ask) -> bool:
    return ask.text("kind") == "material"


async def _is_noted(number: int, desk: Desk) -> bool:
    """Whether the newest revision proposes a material correction's note already."""
    newest = (await open_draft(number, store=desk.store)).briefing.revision
    return newest.material and newest.note is not None


def _waiting(blocks: tuple[Block, ...], number: int, t: Catalogue) -> Card:
    """Tell that a note waits for a second pair of eyes."""
    sentence = t("Your public note waits for somebody else to approve it: /approve {number}", number=number)
    row = (Action(t("Review {number}", number=number), f"review {number}"),)
    return Card((*blocks, Text(sentence), Note(t("The reviewers are told."))), rows=(row,))


def _told(sentence: str, done: Corrected, t: Catalogue) -> Card:
    copies = t.n("One delivered copy is being edited.", "{n} delivered copies are being edited.", done.copies)
    return Card((Text(sentence), Note(copies if done.copies else t("No delivered copy has to be edited."))))


def _correction(briefing: Briefing, t: Catalogue) -> str:
    """One line; what was withdrawn is not told again, its headline included."""
    if briefing.status is Status.WITHDRAWN:
        day, number = t.day(briefing.updated_at.date()), briefing.number
        if briefing.withdrawn_note is None:
            return t("{day} · {number} · withdrawn", day=day, number=number)
        return t("{day} · {number} · withdrawn: {note}", day=day, number=number, note=briefing.withdrawn_note)
    day, note = t.day(briefing.revision.made_at.date()), briefing.revision.note or t("corrected")
    return f"{day} · {briefing.number} · {briefing.content.headline} – {note}"


CORRECT = Command(
    name="correct",
    help=entry("Put a changed briefing in the place of the published one."),
    example="/correct 12 material The summit is on 6 March.",
    answer=correct_briefing,
    options=(
        _NUMBER,
        Option(
            "kind",
            OptionKind.CHOICE,
            entry("How grave it was: minor or material."),
            required=True,
            choices=("minor", "material"),
        ),
        SEEN,
        Option("note", OptionKind.TEXT, entry("What was wrong, said publicly."), rest=True, verbatim=True),
    ),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
    publishes=True,
)
WITHDRAW = Command(
    name="withdraw",
    help=entry("Take a published briefing back."),
    example="/withdraw 12 The interview was invented.",
    answer=take_back,
    options=(
        _NUMBER,
        Option("at_once", OptionKind.FLAG, entry("Without a reason."), keyword=True, hidden=True),
        Option("reasoned", OptionKind.FLAG, entry("Ask for the reason."), keyword=True, hidden=True),
        Option("note", OptionKind.TEXT, entry("Why, said publicly."), rest=True, verbatim=True),
    ),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
    publishes=True,
)
CORRECTIONS = Command(
    name="corrections",
    help=entry("What was corrected or withdrawn."),
    example="/corrections",
    answer=corrections,
)
