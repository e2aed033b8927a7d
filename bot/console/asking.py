"""A line in the terminal as an ask."""

from bot.chat.asking import Ask
from bot.chat.catalogue import Catalogue
from bot.chat.input.parsing import Typed
from briefings.domain.people import SHELL, ChatAddress, Platform

PERSON = SHELL
CHAT = ChatAddress(Platform.CONSOLE, "console")


def console_ask(typed: Typed, t: Catalogue) -> Ask:
    """Whoever sits at the terminal runs the bot, in a private chat with it."""
    return Ask(person=PERSON, chat=CHAT, command=typed.command, t=t, values=typed.values, page=typed.page, direct=True)
