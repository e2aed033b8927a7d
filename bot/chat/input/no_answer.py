"""Messages that are clearly no answer to the question that is open, so that no form takes them for one."""

import re
from collections.abc import Callable

from bot.chat.asking import Ask
from bot.chat.cards.cards import Field
from bot.chat.input.parsing import Typed
from bot.chat.table import Audience, Command, CommandTable
from briefings.domain.errors import UserError

LONGEST_LINE = 400
"""The longest answer to a question for one line, in code points: a headline has 250."""

LONGEST_TEXT = 2000
"""The longest answer to a question for a text; an article or a paste is longer."""

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def is_something_else(ask: Ask) -> bool:
    """Whether the message is a file or was forwarded: somebody else's words are nobody's answer."""
    return bool(ask.attachments) or ask.origin is not None


def is_command(said: str, command: Command, table: CommandTable, parse: Callable[[str], Typed | None]) -> bool:
    """Whether the words are a command of their own.

    Without a slash, that is a command's name alone or with a number, and only where the newsroom was asked: a reader
    may well look for "dates".
    """
    typed = parse(said)
    if typed is None:
        return False
    if said.startswith("/"):
        return True
    first, *others = said.split()
    alone = not others or (len(others) == 1 and others[0].lstrip("#").isdigit())
    return alone and first.lower() in table.names() and command.audience is not Audience.EVERYONE


def check_answer(said: str, field: Field) -> None:
    """Raise UserError for what cannot be meant as the answer to this question."""
    if not said:
        raise UserError("I was waiting for an answer in words. Send it, or cancel.")
    if _LINK.fullmatch(said):
        raise UserError("That is a link, and I was waiting for an answer in words. Send it, or cancel.")
    if len(said) > (LONGEST_TEXT if field.long else LONGEST_LINE):
        raise UserError("That is too long for the answer that I was waiting for. Send a shorter one, or cancel.")
