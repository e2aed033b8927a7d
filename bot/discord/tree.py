"""The command tree: told to Discord only when Discord knows another one."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.chat.cards.cards import Card, Note
from bot.chat.catalogue import Catalogue, entry
from bot.discord.failures import FAILURES
from bot.discord.native import Layout
from bot.discord.render import render

_log = logging.getLogger(__name__)

_KEPT = ("name", "description", "type", "required", "autocomplete")
_CHANGED = entry("This command has changed. Please try again in a minute.")


class Tree(app_commands.CommandTree[discord.AutoShardedClient]):
    """The commands of one client, all of them global."""

    async def sync_if_changed(self) -> bool:
        """Compare the hash of what Discord holds with ours, and sync when they differ; True when it was needed."""
        application = self.client.application_id
        if application is None:
            raise app_commands.MissingApplicationID
        theirs = await self.client.http.get_global_commands(application)
        ours = [command.to_dict(self) for command in self.get_commands()]
        if fingerprint(theirs) == fingerprint(ours):
            return False
        await self.sync()
        _log.info("The commands were told to Discord", extra={"commands": len(ours)})
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell a person whose client still shows an old form of a command; log a fault of ours."""
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            _log.warning("An old form of a command was used", extra={"reason": type(error).__name__})
        else:
            _log.error("A command of Discord's could not be handled", exc_info=error)
        if interaction.type is discord.InteractionType.application_command and not interaction.response.is_done():
            await tell_change(interaction)


async def tell_change(interaction: discord.Interaction[Any]) -> None:
    """Tell whoever used a command, a button or a form that is not there any more in this shape."""
    page = render(Card((Note(Catalogue()(_CHANGED)),), mistake=True))
    try:
        await interaction.response.send_message(view=Layout(page), ephemeral=True)
    except FAILURES as failure:
        _log.warning("An answer could not be sent", extra={"reason": type(failure).__name__})


def fingerprint(commands: Sequence[Mapping[str, Any]]) -> str:
    """A hash of everything that people see of the commands; the order of commands does not matter."""
    known = sorted((_command(command) for command in commands), key=lambda c: (c["type"], c["name"]))
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def _command(command: Mapping[str, Any]) -> dict[str, Any]:
    rights = command.get("default_member_permissions")
    return {
        **_option(command),
        "type": int(command.get("type") or 1),
        "rights": None if rights is None else str(rights),
        "contexts": sorted(command.get("contexts") or ()),
        "installs": sorted(command.get("integration_types") or ()),
    }


def _option(option: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{key: option.get(key) or None for key in _KEPT},
        "choices": [(choice["name"], choice["value"]) for choice in option.get("choices") or ()],
        "options": [_option(inner) for inner in option.get("options") or ()],
    }
