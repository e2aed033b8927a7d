"""/correct, /withdraw and /corrections: what turned out wrong, said openly."""

from bot.chat.asking import Ask
from bot.chat.cards import Bullets, Card, Field, Form, Heading, Note, Text
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.publishing import SEEN
from bot.chat.commands.table import Audience, Command, Option, OptionKind
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.meanwhile import told_what_changed
from briefings.domain.briefing import Briefing, Status
from briefings.services.correct import Corrected, correct, list_corrections, withdraw_briefing

_NUMBER = Option("briefing", OptionKind.NUMBER, entry("The briefing's number."), required=True)


@told_what_changed
async def correct_briefing(ask: Ask, desk: Desk) -> Card:
    """Put the newest revision in the place of the published one; a material correction asks for its public note."""
    number, note, material, seen = ask.given_number("briefing"), ask.text("note"), _is_material(ask), ask.number("seen")
    if material and note is None:
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
    return _told(ask.t("Briefing {number} is corrected.", number=done.briefing.number), done, ask.t)


async def take_back(ask: Ask, desk: Desk) -> Card:
    """Withdraw a briefing; asked without a reason, ask for it."""
    number, note = ask.given_number("briefing"), ask.text("note")
    if note is None:
        field = Field("note", ask.t("Why, said publicly?"), required=True, long=True)
        form = Form(ask.t("Withdraw briefing {number}", number=number), f"withdraw {number}", (field,))
        return Card((), form=form)
    done = await withdraw_briefing(number, note, by=ask.person, policy=desk.policy, store=desk.store, clock=desk.clock)
    return _told(ask.t("Briefing {number} is withdrawn.", number=number), done, ask.t)


async def corrections(ask: Ask, desk: Desk) -> Card:
    """List what was corrected or withdrawn."""
    t, found = ask.t, await list_corrections(limit=20, store=desk.store, clock=desk.clock)
    if not found:
        return Card((Note(t("Nothing had to be corrected.")),))
    return Card((Heading(t("Corrections")), Bullets(tuple(_correction(b, t) for b in found))))


def _is_material(ask: Ask) -> bool:
    return ask.text("kind") == "material"


def _told(sentence: str, done: Corrected, t: Catalogue) -> Card:
    copies = t.n("One delivered copy is being edited.", "{n} delivered copies are being edited.", done.copies)
    return Card((Text(sentence), Note(copies if done.copies else t("No delivered copy has to be edited."))))


def _correction(briefing: Briefing, t: Catalogue) -> str:
    day = t.day(briefing.updated_at.date())
    if briefing.status is Status.WITHDRAWN:
        note = briefing.withdrawn_note or t("withdrawn")
    else:
        note = briefing.revision.note or t("corrected")
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
    group=NEWSROOM,
    publishes=True,
)
WITHDRAW = Command(
    name="withdraw",
    help=entry("Take a published briefing back."),
    example="/withdraw 12 The interview was invented.",
    answer=take_back,
    options=(_NUMBER, Option("note", OptionKind.TEXT, entry("Why, said publicly."), rest=True, verbatim=True)),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
    publishes=True,
)
CORRECTIONS = Command(
    name="corrections",
    help=entry("What was corrected or withdrawn."),
    example="/corrections",
    answer=corrections,
)
