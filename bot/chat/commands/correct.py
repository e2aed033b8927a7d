"""/correct, /withdraw, /corrections and /history: what turned out wrong, said openly."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.chat.asking import Ask
from bot.chat.cards import Block, Bullets, Card, Change, Comparison, Field, Form, Heading, Note, Text
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.publishing import SEEN
from bot.chat.commands.table import Audience, Command, Option, OptionKind
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.meanwhile import told_what_changed
from briefings.domain.briefing import Briefing, Status
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.editions import Changed, ChangeKind
from briefings.services.correct import Corrected, correct, list_corrections, withdraw_briefing
from briefings.services.show_history import Step, show_history
from briefings.services.spread_corrections import list_copies

_NAMES = {
    ChangeKind.NOTE: entry("Correction"),
    ChangeKind.HEADLINE: entry("Headline"),
    ChangeKind.SUMMARY: entry("Summary"),
    ChangeKind.GONE_SUMMARY: entry("Summary"),
    ChangeKind.NEW_QUOTE: entry("Quote"),
    ChangeKind.GONE_QUOTE: entry("Quote"),
    ChangeKind.CHANGED_SPEAKER: entry("Speaker"),
    ChangeKind.NEW_FIGURE: entry("Figure"),
    ChangeKind.CHANGED_FIGURE: entry("Figure"),
    ChangeKind.GONE_FIGURE: entry("Figure"),
    ChangeKind.NEW_DATE: entry("Date"),
    ChangeKind.CHANGED_DATE: entry("Date"),
    ChangeKind.GONE_DATE: entry("Date"),
}
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


async def history(ask: Ask, desk: Desk) -> Card:
    """Show the revisions of a briefing and what each changed."""
    t = ask.t
    briefing, steps = await show_history(ask.given_number("briefing"), store=desk.store)
    blocks: list[Block] = [Heading(t("History of {number}", number=briefing.number))]
    for step in steps:
        day = t.day(step.revision.made_at.date())
        title = t("Revision {number} · {who} · {day}", number=step.revision.number, who=step.author, day=day)
        blocks.append(Heading(title, level=2))
        blocks += [block for changed in step.changes for block in _change(changed, t)]
        blocks += [] if step.changes else [Note(_unchanged(step, t))]
    return Card((*blocks, *_copies(await list_copies(briefing.number, store=desk.store), t)))


def _is_material(ask: Ask) -> bool:
    return ask.text("kind") == "material"


def _copies(copies: Sequence[CopyEdit], t: Catalogue) -> list[Block]:
    """What became of the delivered copies; those that could not be edited with the reason."""
    if not copies:
        return []
    states = Counter(copy.state for copy in copies)
    counts = t(
        "{edited} edited, {owed} waiting, {listed} could not be edited",
        edited=t.number(states[CopyState.EDITED]),
        owed=t.number(states[CopyState.OWED]),
        listed=t.number(states[CopyState.LISTED]),
    )
    blocks: list[Block] = [Heading(t("Delivered copies"), level=2), Text(counts)]
    listed = tuple(f"{copy.address}: {copy.problem}" for copy in copies if copy.state is CopyState.LISTED)
    return [*blocks, Bullets(listed[:20])] if listed else blocks


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


def _unchanged(step: Step, t: Catalogue) -> str:
    return t("The first revision.") if step.revision.number == 1 else t("No words changed, but topics or the rank did.")


def _change(changed: Changed, t: Catalogue) -> list[Block]:
    """What changed, word by word, under its name."""
    return [Note(t(_NAMES[changed.kind])), Comparison(tuple(_words(changed)))]


def _words(changed: Changed) -> list[Change]:
    old, new = changed.old.split(), changed.new.split()
    if not old or not new:
        return [Change(changed.new or changed.old, "come" if new else "gone")]
    if not set(old) & set(new):
        return [Change(changed.old, "gone"), Change(changed.new, "come")]
    return _word_by_word(old, new)


def _word_by_word(old: list[str], new: list[str]) -> list[Change]:
    changes: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change(" ".join(old[a:b])))
            continue
        changes += [Change(" ".join(old[a:b]), "gone")] if b > a else []
        changes += [Change(" ".join(new[c:d]), "come")] if d > c else []
    return changes


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
        Option("note", OptionKind.TEXT, entry("What was wrong, said publicly."), rest=True),
    ),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
WITHDRAW = Command(
    name="withdraw",
    help=entry("Take a published briefing back."),
    example="/withdraw 12 The interview was invented.",
    answer=take_back,
    options=(_NUMBER, Option("note", OptionKind.TEXT, entry("Why, said publicly."), rest=True)),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
CORRECTIONS = Command(
    name="corrections",
    help=entry("What was corrected or withdrawn."),
    example="/corrections",
    answer=corrections,
)
HISTORY = Command(
    name="history",
    help=entry("The revisions of a briefing, word by word."),
    example="/history 12",
    answer=history,
    options=(_NUMBER,),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
