"""Asking as a reader does."""

from dataclasses import replace

from bot.chat.abilities import Abilities
from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from bot.chat.catalogue import Catalogue
from bot.chat.desk import Desk
from bot.chat.input.parsing import Typed
from bot.console.render import plain
from briefings.domain.briefing import Briefing
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.services.editing.publish import publish

HEARS = Abilities(hears=True, channels=True)
"""As Telegram: no forms, but what is not a command is heard."""
OPENS = Abilities(forms=True, whispers=True, roles=True)
"""As Discord: forms open, and nothing else is heard."""

READER = Ask(
    person=Identity(Platform.TELEGRAM, "7"),
    chat=ChatAddress(Platform.TELEGRAM, "7"),
    command="",
    t=Catalogue(),
    direct=True,
    abilities=HEARS,
)


async def publish_story(desk: Desk, briefing: Briefing) -> None:
    async with desk.store.writing() as unit:
        await unit.sources.add(briefing.source)
        await unit.briefings.add(briefing)
    await publish(briefing.id, store=desk.store, clock=desk.clock)


async def card_for(answering: Answering, line: str, ask: Ask = READER) -> Card:
    """The card that answers a typed line."""
    typed = answering.parse(line)
    assert isinstance(typed, Typed), line
    card = await answering.answer(replace(ask, command=typed.command, values=typed.values, page=typed.page))
    assert card is not None, line
    return card


async def words_for(answering: Answering, line: str, ask: Ask = READER) -> str:
    return plain(await card_for(answering, line, ask))
