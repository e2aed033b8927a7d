"""Command lines that buttons carry: written from a command and its options, and shortened where they are too long."""

import hashlib
from collections.abc import Mapping

from bot.chat.cards.action_lines import named
from bot.chat.cards.cards import MAX_LINE_BYTES, Action, Button
from bot.chat.catalogue import Catalogue
from bot.chat.days import Days
from bot.chat.desk import Desk
from bot.chat.table import CommandTable, OptionKind

ROOM_FOR_PAGE = len(" page:9999")
"""Bytes kept free so that a page can be named in any line."""


def write_line(command: str, values: Mapping[str, object], table: CommandTable) -> str:
    """Write the line that asks for the same again; every option by name, a verbatim one last as it was typed.

    ``parse_line`` reads the same values out of it.
    """
    known = table.get(command)
    parts, verbatim = [command], ""
    for option in known.options if known else ():
        value = values.get(option.name)
        if value in (None, "", False) or option.kind is OptionKind.FILE:
            continue
        if option.verbatim:
            verbatim = f"{option.name}:{str(value).strip()}"
        elif value is True:
            parts.append(f"{option.name}:yes")
        else:
            parts.append(named(option.name, _written(value)))
    return " ".join((*parts, verbatim) if verbatim else parts)


def _written(value: object) -> str:
    if isinstance(value, Days):
        days = {value.first.isoformat(), value.last.isoformat()}
        if len(days) == 1:
            return days.pop()
        month = f"{value.first:%Y-%m}"
        return month if month == f"{value.last:%Y-%m}" else f"{value.first:%Y}"
    return str(value)


def fits_button(line: str) -> bool:
    """Whether a button can carry the line with a page named in it."""
    return len(line.encode()) + ROOM_FOR_PAGE <= MAX_LINE_BYTES


async def button_line(line: str, desk: Desk) -> str:
    """Return the line itself, or the short form ``~token`` under which the store remembers a long one."""
    if fits_button(line):
        return line
    token = hashlib.blake2b(line.encode(), digest_size=9).hexdigest()
    async with desk.store.writing() as unit:
        await unit.shortcuts.remember(token, line, now=desk.clock.now())
    return f"~{token}"


async def context_buttons(line: str, *, context: bool, t: Catalogue, desk: Desk) -> tuple[tuple[Button, ...], ...]:
    """The button that shows the same answer with the sentence around each item, or without it again."""
    if context:
        return ((Action(t("Without context"), await button_line(line, desk)),),)
    return ((Action(t("With context"), await button_line(f"{line} context:yes", desk)),),)
