"""Buttons and menus. A control's ``custom_id`` carries the whole action, so it works after any restart.

A button's id: ``r`` (the answer replaces the message) or ``n`` (it is a new message), the control's place in the
message (Discord wants every id once), a colon, the action line. A menu's values are such a letter and a line each.
Limits: docs of "Button" and "String Select" at discord.com/developers/docs/components/reference.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from bot.chat.cards.cards import Action, Button, Card, Copy, Link, Menu
from bot.discord.markdown import one_line, web_address

JSON = dict[str, Any]

BUTTON_ID = r"(?P<mode>[rn])(?P<place>\d+):(?P<line>(?s:.+))"
MENU_ID = r"m(?P<place>\d+)"

_ROW, _BUTTON, _SELECT = 1, 2, 3
_GREY, _RED, _LINK = 2, 4, 5
_BUTTONS_A_ROW, _CHOICES_A_MENU = 5, 25
_MAX_LABEL, _MAX_CHOICE, _MAX_PLACEHOLDER, _MAX_URL = 80, 100, 150, 512

_T = TypeVar("_T")


def control_rows(card: Card) -> Iterator[JSON]:
    """The action rows of a card: its rows of buttons, at most five in each, then its menus."""
    place = 0
    for row in card.rows:
        buttons = [button for place, part in enumerate(row, place) if (button := _button(part, place))]
        place += len(row)
        for some in _batches(buttons, _BUTTONS_A_ROW):
            yield {"type": _ROW, "components": list(some)}
    for menu in card.menus:
        for choices in _batches(_distinct(menu), _CHOICES_A_MENU):
            yield {"type": _ROW, "components": [_select(menu, choices, place)]}
            place += 1


def split_value(value: str) -> tuple[str, bool]:
    """The action line of a menu's value, and whether the answer replaces the message."""
    return value[1:], value[:1] == "r"


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut to ``limit`` characters with an ellipsis."""
    shown = one_line(text)
    return shown if len(shown) <= limit else f"{shown[: limit - 1].rstrip()}…"


def _button(button: Button, place: int) -> JSON | None:
    match button:
        case Action():
            style = _RED if button.danger else _GREY
            custom_id = f"{_mode(button)}{place}:{button.line}"
            return {"type": _BUTTON, "style": style, "label": _label(button.label), "custom_id": custom_id}
        case Link():
            address = web_address(button.url)
            if address is None or len(address) > _MAX_URL:
                return None
            return {"type": _BUTTON, "style": _LINK, "label": _label(button.label), "url": address}
        case Copy():
            return None  # Discord has no button that copies; people select the text


def _select(menu: Menu, choices: Sequence[Action], place: int) -> JSON:
    options = [{"label": shortened(c.label, _MAX_CHOICE) or "…", "value": _mode(c) + c.line} for c in choices]
    return {
        "type": _SELECT,
        "custom_id": f"m{place}",
        "placeholder": shortened(menu.label, _MAX_PLACEHOLDER),
        "options": options,
    }


def _distinct(menu: Menu) -> list[Action]:
    return list({_mode(choice) + choice.line: choice for choice in reversed(menu.choices)}.values())[::-1]


def _mode(action: Action) -> str:
    return "r" if action.replaces else "n"


def _label(text: str) -> str:
    return shortened(text, _MAX_LABEL) or "…"


def _batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
