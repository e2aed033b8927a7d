"""/status: what the bot does in this chat, which right it lacks, how the chat gets a digest; for owners, its health."""

from collections.abc import Sequence

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Card, Heading, Note, Text
from bot.chat.cards.greeting import lacking, what_it_does
from bot.chat.cards.plan_card import next_line
from bot.chat.catalogue import Catalogue, entry
from bot.chat.desk import Desk
from bot.chat.health import PartHealth, PartState
from bot.chat.table import Command
from briefings.domain.people import Role


async def status(ask: Ask, desk: Desk) -> Card:
    """Repeat for this chat what was said when the bot was added."""
    t = ask.t
    blocks: list[Block] = [Heading(t("Daybrief in this chat")), *what_it_does(t), await _rights(ask)]
    async with desk.store.reading() as unit:
        plan = await unit.subscriptions.of(ask.chat.platform, ask.chat.chat_id)
    if plan is None or not plan.active:
        blocks.append(Text(t("none here yet. Begin with: /digest set 07:30 weekdays Europe/Kyiv"), label=t("Digest")))
    else:
        blocks.append(Text(next_line(plan, t), label=t("Next digest")))
    if Role.OWNER in await desk.access.roles(ask.person):
        blocks += _health(desk.health(), ask)
    row = (Action(t("Digest"), "digest", replaces=False), Action(t("Help"), "help", replaces=False))
    return Card(tuple(blocks), rows=(row,))


async def _rights(ask: Ask) -> Block:
    t, missing = ask.t, await ask.missing_rights()
    if missing is None:
        return Note(t("I could not find out which rights I have here."))
    return lacking(missing, t) if missing else Text(t("I have all that I need here."), label=t("Rights"))


def _health(parts: Sequence[PartHealth], ask: Ask) -> list[Block]:
    t = ask.t
    if not parts:
        return []
    if not ask.direct:
        return [Note(t("In our private chat, /status also tells you how the program is doing."))]
    return [Heading(t("How the program is doing"), level=2), Bullets(tuple(_part(part, t) for part in parts))]


def _part(part: PartHealth, t: Catalogue) -> str:
    states = {
        PartState.STARTING: t("starting"),
        PartState.RUNNING: t("running"),
        PartState.WAITING: t("broken, will be started again"),
        PartState.FAILED: t("failed, needs you"),
        PartState.STOPPED: t("stopped"),
    }
    said = t("{part}: {state}", part=part.name, state=states[part.state])
    return t("{said}. {reason}", said=said, reason=part.reason) if part.reason else said


COMMAND = Command(
    name="status",
    help=entry("What I do in this chat, which right I lack, and how to get a digest."),
    example="/status",
    answer=status,
)
