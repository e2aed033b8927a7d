"""Commands for another chat: an admin of a Telegram channel sets it up from the private chat with the bot."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import wraps

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Button, Card, Form, Menu, Note
from bot.chat.catalogue import entry
from bot.chat.desk import Desk
from bot.chat.input.lines import button_line
from bot.chat.table import Option, OptionKind

Answer = Callable[[Ask, Desk], Awaitable[Card]]

CHANNEL = Option(
    "channel", OptionKind.TEXT, entry("A Telegram channel that you run, by @name or id."), keyword=True, hidden=True
)
"""Out of menus and help, because other platforms have no such thing: /digest tells those who can use it."""


def for_channels(answer: Answer) -> Answer:
    """Let a command with the option ``channel`` work in that chat, whose admin the asker has to be.

    Buttons of the answer stay with the channel.
    """

    @wraps(answer)
    async def answered(ask: Ask, desk: Desk) -> Card:
        name = ask.text("channel")
        if name is None:
            return await answer(ask, desk)
        there = await ask.elsewhere(name)
        values = {key: value for key, value in ask.values.items() if key != "channel"}
        moved = replace(ask, chat=there.address, values=values, direct=False, is_chat_admin=_is_admin)
        card = await answer(moved, desk)
        note = Note(ask.t("For the channel {title}.", title=there.title))
        return await _kept_there(replace(card, blocks=(note, *card.blocks)), there.address.chat_id, desk)

    return answered


async def _is_admin() -> bool:
    """The platform was asked just now."""
    return True


async def _kept_there(card: Card, chat_id: str, desk: Desk) -> Card:
    rows = tuple([tuple([await _button(button, chat_id, desk) for button in row]) for row in card.rows])
    menus = [await _menu(menu, chat_id, desk) for menu in card.menus]
    form = card.form and Form(card.form.title, _line(card.form.line, chat_id), card.form.fields)
    return replace(card, rows=rows, menus=tuple(menus), form=form)


async def _menu(menu: Menu, chat_id: str, desk: Desk) -> Menu:
    return Menu(menu.label, tuple([await _action(choice, chat_id, desk) for choice in menu.choices]))


async def _button(button: Button, chat_id: str, desk: Desk) -> Button:
    return await _action(button, chat_id, desk) if isinstance(button, Action) else button


async def _action(action: Action, chat_id: str, desk: Desk) -> Action:
    return replace(action, line=await button_line(_line(action.line, chat_id), desk))


def _line(line: str, chat_id: str) -> str:
    """The line for the channel, where its command knows channels."""
    return f"{line} channel:{chat_id}" if line.split(" ", maxsplit=1)[0] in _COMMANDS else line


_COMMANDS = frozenset({"digest", "why", "follow", "unfollow", "remind"})
