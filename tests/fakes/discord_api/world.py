"""What this Discord holds: servers, channels, people, messages; and the log of what took effect."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

JSON = dict[str, Any]

BOT_ID, APPLICATION_ID = 900, 900
NONCE_SECONDS = 120.0
VIEW, SEND, THREADS, MANAGE_GUILD, ADMINISTRATOR = 1 << 10, 1 << 11, 1 << 38, 1 << 5, 1 << 3
ORDINARY = VIEW | SEND | THREADS | 1 << 31


class Refused(Exception):  # noqa: N818 - an answer, not an error of ours
    """An answer with Discord's own code and words."""

    def __init__(self, status: int, code: int, message: str, errors: JSON | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: JSON = {"message": message, "code": code, **({"errors": errors} if errors else {})}


@dataclass(slots=True)
class Channel:
    """``bot_permissions`` is what the bot may do there; a DM has no server and may be closed."""

    id: int
    name: str
    guild_id: int | None
    kind: int = 0
    parent_id: int | None = None
    bot_permissions: int = ORDINARY
    closed: bool = False
    recipient: int | None = None
    messages: dict[int, JSON] = field(default_factory=dict)


READERS = 4242
"""A role in every server."""


@dataclass(slots=True)
class Guild:
    """A server; ``joined`` tells whether the bot is in it; ``roles`` are the names of those that people may hold."""

    id: int
    name: str
    joined: bool = True
    system_channel_id: int | None = None
    bot_permissions: int = ORDINARY
    channels: dict[int, Channel] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=lambda: {READERS: "Readers"})


@dataclass(slots=True)
class World:
    """Everything, with ids as snowflakes that grow."""

    log: Path | None = None
    now: Callable[[], float] = time.monotonic
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    commands: list[JSON] = field(default_factory=list)
    application: JSON = field(default_factory=dict)
    effects: list[JSON] = field(default_factory=list)
    command_syncs: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    files_url: str = ""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    _nonces: dict[tuple[int, str], tuple[float, int]] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def new_id(self) -> int:
        milliseconds = int(time.time() * 1000) - 1420070400000
        return (milliseconds << 22) + next(self._ids)

    def upload(self, name: str, content: bytes) -> JSON:
        """Keep a file that a person sent, and describe it as Discord does."""
        number = str(self.new_id())
        self.files[number] = content
        url = f"{self.files_url}/{number}"
        return {"id": number, "filename": name, "size": len(content), "url": url, "proxy_url": url}

    def effect(self, what: str, **details: object) -> None:
        """Write down what took effect; the file survives whoever asked for it."""
        line = {"at": datetime.now(UTC).isoformat(), "effect": what, **details}
        self.effects.append(line)
        self.news.set()
        if self.log is not None:
            with self.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

    async def until(self, ready: Callable[[], bool], seconds: float = 5.0) -> None:
        """Wait for something to take effect."""
        async with asyncio.timeout(seconds):
            while not ready():
                self.news.clear()
                await self.news.wait()

    def of(self, what: str) -> list[JSON]:
        """The effects of one kind, oldest first."""
        return [line for line in self.effects if line["effect"] == what]

    def new_guild(self, name: str = "Newsroom", *, joined: bool = True) -> Guild:
        guild = Guild(self.new_id(), name, joined)
        self.guilds[guild.id] = guild
        return guild

    def new_channel(self, guild: Guild | None, name: str = "general", **details: Any) -> Channel:
        channel = Channel(self.new_id(), name, guild.id if guild else None, **details)
        self.channels[channel.id] = channel
        if guild is not None:
            guild.channels[channel.id] = channel
            guild.system_channel_id = guild.system_channel_id or channel.id
        return channel

    def dm_with(self, user_id: int) -> Channel:
        """The private channel of the bot and a person, made when it is first asked for."""
        known = [c for c in self.channels.values() if c.recipient == user_id and c.kind == 1]
        return known[0] if known else self.new_channel(None, "", kind=1, recipient=user_id)

    def writable(self, channel_id: int) -> Channel:
        """The channel, or the refusal that Discord gives when the bot may not write there."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise Refused(404, 10003, "Unknown Channel")
        if channel.closed:
            raise Refused(403, 50007, "Cannot send messages to this user")
        guild = self.guilds.get(channel.guild_id) if channel.guild_id else None
        if (guild is not None and not guild.joined) or not channel.bot_permissions & VIEW:
            raise Refused(403, 50001, "Missing Access")
        if not channel.bot_permissions & (THREADS if channel.kind in (10, 11, 12) else SEND):
            raise Refused(403, 50013, "Missing Permissions")
        return channel

    def message(self, channel_id: int, message_id: int) -> JSON:
        channel = self.channels.get(channel_id)
        if channel is None:
            raise Refused(404, 10003, "Unknown Channel")
        if message_id not in channel.messages:
            raise Refused(404, 10008, "Unknown Message")
        return channel.messages[message_id]

    def repeated(self, channel_id: int, body: JSON) -> JSON | None:
        """The message that this nonce made within the last two minutes, where the sender wants that enforced."""
        nonce = body.get("nonce")
        if nonce is None or not body.get("enforce_nonce"):
            return None
        made = self._nonces.get((channel_id, str(nonce)))
        if made is None or self.now() - made[0] > NONCE_SECONDS:
            return None
        return self.channels[channel_id].messages.get(made[1])

    def remember(self, channel_id: int, body: JSON, message_id: int) -> None:
        if body.get("nonce") is not None:
            self._nonces[channel_id, str(body["nonce"])] = (self.now(), message_id)
