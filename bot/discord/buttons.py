"""Pressed buttons and chosen entries, found again by their ids after any restart."""

import re
from collections.abc import Awaitable
from typing import Any, Protocol

import discord

from bot.discord.asking import AnyInteraction
from bot.discord.controls import BUTTON_ID, MENU_ID, split_value


class Presses(Protocol):
    """A client that runs the lines of buttons."""

    def pressed(self, interaction: AnyInteraction, line: str, *, replaces: bool) -> Awaitable[None]:
        """Run the line for the presser."""
        ...


class LineButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=BUTTON_ID):
    """A button that carries a command line."""

    def __init__(self, item: discord.ui.Button[Any], line: str, *, replaces: bool) -> None:
        super().__init__(item)
        self._line = line
        self._replaces = replaces

    @classmethod
    async def from_custom_id(
        cls, interaction: AnyInteraction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "LineButton":
        """Read the button's id."""
        del interaction
        if not isinstance(item, discord.ui.Button):
            raise TypeError("only buttons carry lines in their ids")
        return cls(item, match["line"], replaces=match["mode"] == "r")

    async def callback(self, interaction: AnyInteraction) -> None:
        """Run the line."""
        await _client(interaction).pressed(interaction, self._line, replaces=self._replaces)


class LineMenu(discord.ui.DynamicItem[discord.ui.Select[Any]], template=MENU_ID):
    """A menu whose entries carry command lines."""

    @classmethod
    async def from_custom_id(
        cls, interaction: AnyInteraction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "LineMenu":
        """Take the menu as it is."""
        del interaction, match
        if not isinstance(item, discord.ui.Select):
            raise TypeError("only menus carry lines in their entries")
        return cls(item)

    async def callback(self, interaction: AnyInteraction) -> None:
        """Run the line of the chosen entry; what was sent counts, not what the library remembers."""
        data: dict[str, Any] = {**(interaction.data or {})}
        line, replaces = split_value(str(next(iter(data.get("values", ())), "")))
        await _client(interaction).pressed(interaction, line, replaces=replaces)


def _client(interaction: AnyInteraction) -> Presses:
    client: Presses = interaction.client
    return client
