"""Chats, people, messages and waiting updates, and the log of every effect the bot had."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Refused(Exception):  # noqa: N818 - what Telegram says, not an error of ours
    """Telegram's answer to a call that it does not take."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


@dataclass(frozen=True, slots=True)
class Effect:
    """One call that had an effect; ``at`` in seconds of the epoch, ``sent`` the call's own parameters."""

    number: int
    at: float
    method: str
    chat_id: int | None
    message_id: int | None
    text: str | None
    sent: Json
    entities: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class World:
    """Everything that the server knows. Ids of groups are negative, as Telegram's are."""

    bot: Json
    log: Path | None = None
    chats: dict[int, Json] = field(default_factory=dict)
    people: dict[int, Json] = field(default_factory=dict)
    members: dict[tuple[int, int], Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    updates: list[Json] = field(default_factory=list)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    callbacks: dict[str, Json | None] = field(default_factory=dict)
    queries: dict[str, Json | None] = field(default_factory=dict)
    webhook: Json = field(default_factory=lambda: {"url": ""})
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    happened: asyncio.Condition = field(default_factory=asyncio.Condition)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _message_ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1001))
    _update_ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(700_001))

    def chat(self, chat_id: object) -> Json:
        """Return the chat, or refuse as Telegram does."""
        wanted = str(chat_id)
        named = (chat for chat in self.chats.values() if "username" in chat and wanted == f"@{chat['username']}")
        found = self.chats.get(int(wanted)) if wanted.lstrip("-").isdigit() else next(named, None)
        if found is None:
            raise Refused(400, "Bad Request: chat not found")
        return found

    def next_message_id(self) -> int:
        """Return an id that no message has had."""
        return next(self._message_ids)

    def keep(self, message: Json) -> Json:
        """Remember a message under its chat and id."""
        self.messages[message["chat"]["id"], message["message_id"]] = message
        return message

    async def queue(self, **content: Json) -> Json:
        """Queue an update for the bot."""
        update = {"update_id": next(self._update_ids), **content}
        async with self.arrived:
            self.updates.append(update)
            self.arrived.notify_all()
        return update

    async def record(self, method: str, sent: Json, message: Json | None = None) -> None:
        """Write an effect down before the bot hears of it, so that the log outlives either process."""
        effect = Effect(
            number=next(self._numbers),
            at=time.time(),
            method=method,
            chat_id=message["chat"]["id"] if message else None,
            message_id=message["message_id"] if message else None,
            text=message.get("text") or message.get("caption") if message else None,
            sent=sent,
            entities=message.get("entities", []) if message else [],
        )
        if self.log is not None:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(asdict(effect), ensure_ascii=False) + "\n")
        async with self.happened:
            self.effects.append(effect)
            self.happened.notify_all()

    async def effect(self, fits: Callable[[Effect], bool], *, timeout: float = 10) -> Effect:  # noqa: ASYNC109
        """Wait for an effect that fits; those that happened before count too."""
        async with asyncio.timeout(timeout), self.happened:
            while True:
                for effect in self.effects:
                    if fits(effect):
                        return effect
                await self.happened.wait()

    async def confirmed(self, *, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until the bot has confirmed every update."""
        async with asyncio.timeout(timeout), self.arrived:
            await self.arrived.wait_for(lambda: not self.updates)
