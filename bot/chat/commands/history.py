"""/history: the revisions of a briefing, word by word, and what became of its delivered copies."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.chat.asking import Ask
from bot.chat.cards.cards import Block, Bullets, Card, Change, Comparison, Heading, Note, Text
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.editions import Changed, ChangeKind
from briefings.services.corrections.spread_corrections import list_copies
from briefings.services.editing.show_history import Step, show_history

_NAMES = {
    ChangeKind.NOTE: entry("Correction"),
    ChangeKind.SOURCE: entry("Source"),
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


COMMAND = Command(
    name="history",
    help=entry("The revisions of a briefing, word by word."),
    example="/history 12",
    answer=history,
    options=(Option("briefing", OptionKind.NUMBER, entry("The briefing's number."), required=True),),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
)
