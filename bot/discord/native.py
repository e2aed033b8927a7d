"""Messages and forms that are Discord's JSON already, in the shape in which discord.py sends them.

Neither keeps state in the library: buttons are found again by ``DynamicItem``, forms by their own id.
"""

from typing import Any

import discord

from bot.chat.cards.cards import Field, Form
from bot.discord.controls import JSON, shortened
from bot.discord.render import Page

FORM_MARK = "f:"
_LABEL, _INPUT, _UPLOAD = 18, 4, 19
_MAX_TITLE, _MAX_INPUT = 45, 4000
_MAX_FILES = 1
"""Discord allows ten; every form of ours is about one."""


class Layout(discord.ui.LayoutView):
    """A rendered page."""

    def __init__(self, page: Page) -> None:
        super().__init__(timeout=None)
        self._page = page
        self.stop()  # nothing here waits for presses

    def to_components(self) -> list[dict[str, Any]]:
        """The page's own components."""
        return list(self._page.components)

    def has_components_v2(self) -> bool:
        """Always: a page is nothing else."""
        return True


class FormWindow(discord.ui.Modal):
    """A form as a modal; its id carries the line that it runs, so it may be sent off after a restart."""

    def __init__(self, form: Form) -> None:
        super().__init__(title=shortened(form.title, _MAX_TITLE), custom_id=f"{FORM_MARK}{form.line}")
        self._form = form
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """One label with one input for each field."""
        return [
            {"type": _LABEL, "label": shortened(field.label, _MAX_TITLE) or field.name, "component": _input(field)}
            for field in self._form.fields[:5]
        ]


def _input(field: Field) -> JSON:
    if field.file:
        least = int(field.required)
        return {
            "type": _UPLOAD,
            "custom_id": field.name,
            "required": field.required,
            "min_values": least,
            "max_values": _MAX_FILES,
        }
    given: JSON = {
        "type": _INPUT,
        "custom_id": field.name,
        "style": 2 if field.long else 1,
        "required": field.required,
        "max_length": _MAX_INPUT,
    }
    return {**given, "value": field.value[:_MAX_INPUT]} if field.value else given
