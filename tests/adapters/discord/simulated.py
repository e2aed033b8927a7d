"""The client that the settings make, inside a simulated Discord (``simcord``)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.bootstrap import create_discord_client
from bot.bootstrap.program import joined, settings_from
from bot.discord.render import walk
from briefings.adapters.sql.store import open_store
from tests.fakes.stories import meeting, offer
from tests.unit.chat.asking import publish_story


async def publish_stories(url: str) -> None:
    """Two briefings, published as the program itself would."""
    store = await open_store(url)
    try:
        desk = joined(settings_from(), store).desk
        for story in (offer(11), meeting(12)):
            await publish_story(desk, story)
    finally:
        await store.close()


@asynccontextmanager
async def simulated(**options: Any) -> AsyncIterator[simcord.Env]:
    """Run the client of the settings until the block ends; an error of the bot fails the test."""
    client = create_discord_client()
    async with simcord.run(client, **options) as env:
        yield env
    await client.close()


async def restart(env: simcord.Env) -> None:
    """Close the client and put a new one in its place, as a restart of the process does."""
    old = env.bot
    await env.restart_bot(create_discord_client())
    await old.close()


def newcomer(env: simcord.Env, name: str = "ada", **rights: bool) -> tuple[simcord.MemberActor, simcord.ChannelHandle]:
    """A member of a new server, with these rights there, and the server's channel."""
    guild = env.create_guild()
    role = guild.create_role("role", permissions=discord.Permissions(**rights)) if rights else None
    member = guild.add_member(env.create_user(name), roles=[role] if role else [])
    return member, guild.create_text_channel("general")


def message_of(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that answers an interaction."""
    assert result.response is not None, result
    return result.response


def words(result: simcord.InteractionResult) -> str:
    """What an answer says."""
    return "\n".join(part["content"] for part in walk(message_of(result).components) if part["type"] == 10)


def labels(result: simcord.InteractionResult) -> list[str]:
    """The labels of an answer's buttons."""
    return [part["label"] for part in walk(message_of(result).components) if part["type"] == 2]


def choices(result: simcord.InteractionResult) -> list[str]:
    """The values of an answer's menus."""
    parts = walk(message_of(result).components)
    return [option["value"] for part in parts if part["type"] == 3 for option in part["options"]]


def database_file(folder: Path) -> str:
    """The URL of a file that the first client makes."""
    return f"sqlite:///{folder / 'daybrief.db'}"
