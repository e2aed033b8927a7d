"""A card's buttons and menus as an inline keyboard.

The data of a button is the action's line; a bar after its first word says that the answer is a new message. Limits:
core.telegram.org/bots/api#inlinekeyboardbutton (64 bytes of data, 256 characters to copy) and at most 8 buttons a row.
"""

import re
from collections.abc import Iterator, Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, KeyboardButtonStyle

from bot.chat.cards.cards import Action, Button, Card, Copy, Link
from bot.telegram.characters import is_blank, one_line, utf16, web_address

_BAR = re.compile(r"([^\s|]+)\|(.*)", re.DOTALL)
_MOST_IN_ROW, _MOST_IN_ALL = 8, 100
_ROW_WIDTH = 44
"""Characters of all labels of a row that a phone shows without cutting them."""
_LONGEST_LABEL = 64


def keyboard(card: Card) -> InlineKeyboardMarkup | None:
    """The card's buttons, then its menus; None without any."""
    rows = [row for buttons in card.rows for row in _wrapped([b for b in map(_button, buttons) if b])]
    rows += [row for menu in card.menus for row in _wrapped([_action(choice) for choice in menu.choices])]
    kept, count = [], 0
    for row in rows:
        count += len(row)
        if count <= _MOST_IN_ALL:
            kept.append(row)
    return InlineKeyboardMarkup(kept) if kept else None


def read_data(data: str) -> tuple[str, bool]:
    """The line that a button carries, and whether its answer replaces the message."""
    match = _BAR.fullmatch(data)
    return (data, True) if match is None else (f"{match[1]} {match[2]}".strip(), False)


def _data(action: Action) -> str:
    if action.replaces:
        return action.line
    word, space, rest = action.line.partition(" ")
    return f"{word}|{rest}" if space else f"{word}|"


def _button(button: Button) -> InlineKeyboardButton | None:
    match button:
        case Action():
            return _action(button)
        case Link(label, url):
            address = web_address(url)
            return InlineKeyboardButton(_label(label), url=address) if address else None
        case Copy(label, text):
            fits = not is_blank(text) and utf16(text) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT
            return InlineKeyboardButton(_label(label), copy_text=CopyTextButton(text)) if fits else None


def _action(action: Action) -> InlineKeyboardButton:
    style = KeyboardButtonStyle.DANGER if action.danger else None
    return InlineKeyboardButton(_label(action.label), callback_data=_data(action), style=style)


def _label(text: str) -> str:
    label = one_line(text)
    if is_blank(label):
        return "…"
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def _wrapped(buttons: Sequence[InlineKeyboardButton]) -> Iterator[list[InlineKeyboardButton]]:
    row: list[InlineKeyboardButton] = []
    for button in buttons:
        width = sum(len(other.text) for other in row) + len(button.text)
        if row and (len(row) == _MOST_IN_ROW or width > _ROW_WIDTH):
            yield row
            row = []
        row.append(button)
    if row:
        yield row
