"""Interactions on their way: who asked, what was answered, within which time."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord_api import shapes
from tests.fakes.discord_api.checks import check_message, check_modal, refuse
from tests.fakes.discord_api.world import APPLICATION_ID, JSON, Channel, Refused, World

FIRST_ANSWER_SECONDS, LAST_ANSWER_SECONDS = 3.0, 15 * 60.0
PATIENCE_SECONDS = 10.0
EPHEMERAL = 64
PONG, MESSAGE, LATER, LATER_IN_PLACE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9


@dataclass(slots=True)
class Interaction:
    """One interaction and everything that was answered to it."""

    id: int
    token: str
    kind: int
    channel: Channel
    asked_at: float
    message: JSON | None = None
    answer_kind: int | None = None
    seconds: float | None = None
    choices: list[JSON] = field(default_factory=list)
    modal: JSON | None = None
    original: JSON | None = None
    ephemeral: bool = False
    followups: list[JSON] = field(default_factory=list)
    first: asyncio.Event = field(default_factory=asyncio.Event)
    full: asyncio.Event = field(default_factory=asyncio.Event)

    async def answered(self) -> None:
        """Wait for the first answer."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.first.wait()

    async def answered_in_full(self) -> None:
        """Wait for the answer that nothing follows."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.full.wait()

    @property
    def deferred(self) -> bool:
        return self.answer_kind in (LATER, LATER_IN_PLACE)

    def text(self) -> str:
        """All text that is shown in answer."""
        shown = [self.original, *self.followups]
        return "\n".join(_text(one) for one in shown if one)

    def summary(self) -> JSON:
        """For programs on the other side of a socket."""
        return {
            "id": str(self.id),
            "answer": self.answer_kind,
            "seconds": self.seconds,
            "ephemeral": self.ephemeral,
            "message": self.original,
            "followups": self.followups,
            "choices": self.choices,
            "modal": self.modal,
            "text": self.text(),
        }


def _text(message: JSON) -> str:
    from tests.fakes.discord_api.checks import walk

    return "\n".join(part["content"] for part in walk(message["components"]) if part["type"] == 10)


@dataclass(slots=True)
class Interactions:
    """Every interaction by its token; answers go to the world's channels unless only the asker sees them."""

    world: World
    known: dict[str, Interaction] = field(default_factory=dict)

    def new(self, kind: int, channel: Channel, message: JSON | None = None) -> Interaction:
        number = self.world.new_id()
        one = Interaction(number, f"token-{number}", kind, channel, self.world.now(), message)
        self.known[one.token] = one
        return one

    def respond(self, interaction_id: int, token: str, body: JSON) -> JSON:
        """The first answer, which must come within three seconds and once."""
        one = self._open(token, FIRST_ANSWER_SECONDS)
        if one.id != interaction_id:
            raise Refused(404, 10062, "Unknown interaction")
        if one.answer_kind is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        kind, data, seconds = body["type"], body.get("data") or {}, self.world.now() - one.asked_at
        self._take(one, kind, data)
        one.answer_kind, one.seconds = kind, seconds
        self.world.effect("callback", interaction=str(one.id), type=kind, ephemeral=one.ephemeral)
        one.first.set()
        if not one.deferred:
            one.full.set()
        answer: JSON = {"id": str(one.id), "type": one.kind, "response_message_loading": kind == LATER}
        resource: JSON = {"type": kind}
        if one.original is not None:
            answer |= {"response_message_id": one.original["id"], "response_message_ephemeral": one.ephemeral}
            resource["message"] = one.original
        return {"interaction": answer, "resource": resource}

    def edit_original(self, token: str, body: JSON) -> JSON:
        one = self._open(token, LAST_ANSWER_SECONDS)
        if one.original is None:
            raise Refused(404, 10008, "Unknown Message")
        flags = one.original["flags"]
        check_message(body, flags=flags if one.original["components"] else None)
        one.original |= {"components": shapes.message(0, 0, body)["components"], "flags": flags | body.get("flags", 0)}
        self.world.effect("edit original", interaction=str(one.id), message=one.original["id"])
        one.full.set()
        return one.original

    def delete_original(self, token: str) -> None:
        one = self._open(token, LAST_ANSWER_SECONDS)
        if one.original is not None:
            one.channel.messages.pop(int(one.original["id"]), None)
            one.original = None
        one.full.set()

    def follow_up(self, token: str, body: JSON) -> JSON:
        one = self._open(token, LAST_ANSWER_SECONDS)
        if one.answer_kind is None:
            raise Refused(404, 10015, "Unknown Webhook")
        message = self._new_message(one, body)
        one.followups.append(message)
        one.full.set()
        return message

    def _take(self, one: Interaction, kind: int, data: JSON) -> None:
        if (kind == CHOICES) != (one.kind == 4):
            refuse("type", "This answer does not fit the interaction.")
        if kind == CHOICES:
            one.choices = data.get("choices", [])
            if len(one.choices) > 25 or any(not 1 <= len(str(c["name"])) <= 100 for c in one.choices):
                refuse("choices", "Must be 25 or fewer in length.")
        elif kind == MODAL:
            if one.kind == 5:
                refuse("type", "A modal cannot answer a modal.")
            check_modal(data)
            one.modal = data
        elif kind == MESSAGE:
            one.original = self._new_message(one, data)
        elif kind == LATER:
            one.ephemeral = bool(data.get("flags", 0) & EPHEMERAL)
            one.original = self._keep(one, shapes.message(self.world.new_id(), one.channel.id, {}, flags=128))
        elif kind in (UPDATE, LATER_IN_PLACE):
            self._replace(one, kind, data)

    def _replace(self, one: Interaction, kind: int, data: JSON) -> None:
        if one.message is None:
            refuse("type", "There is no message to update.")
            return
        one.original = one.message
        if kind == UPDATE:
            check_message(data, flags=one.message["flags"])
            one.message["components"] = shapes.message(0, 0, data)["components"]

    def _new_message(self, one: Interaction, body: JSON) -> JSON:
        check_message(body)
        one.ephemeral = one.ephemeral or bool(body.get("flags", 0) & EPHEMERAL)
        return self._keep(one, shapes.message(self.world.new_id(), one.channel.id, body))

    def _keep(self, one: Interaction, message: JSON) -> JSON:
        one.channel.messages[int(message["id"])] = message
        self.world.effect(
            "answer",
            interaction=str(one.id),
            channel=str(one.channel.id),
            message=message["id"],
            ephemeral=one.ephemeral,
        )
        return message

    def _open(self, token: str, seconds: float) -> Interaction:
        one = self.known.get(token)
        if one is None or self.world.now() - one.asked_at > seconds:
            raise Refused(404, 10062 if seconds == FIRST_ANSWER_SECONDS else 10015, "Unknown interaction")
        return one


def shape(one: Interaction, data: JSON, asker: JSON, **place: Any) -> JSON:
    """The INTERACTION_CREATE event."""
    event: JSON = {
        "id": str(one.id),
        "application_id": str(APPLICATION_ID),
        "type": one.kind,
        "token": one.token,
        "version": 1,
        "data": data,
        "channel_id": str(one.channel.id),
        "channel": shapes.channel(one.channel),
        "locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10 * 1024 * 1024,
        **asker,
        **place,
    }
    return event if one.message is None else {**event, "message": one.message}
