"""What the tests of conversations share: what the program was told, and the answer that a test waits for."""

import asyncio
from typing import Any

from bot.chat.platform_events import Happenings
from briefings.domain.people import ChatAddress
from briefings.ports.courier import Shown
from tests.fakes.telegram_api import Effect, TelegramApi


class Told:
    """Remembers what the platform told the program."""

    def __init__(self) -> None:
        self.things: list[tuple[Any, ...]] = []
        self.told = asyncio.Condition()
        self.happenings = Happenings(self.shown, self.lost, self.regained, self.moved)

    async def shown(self, chat: ChatAddress, message_id: str, shows: tuple[Shown, ...], _: str) -> None:
        await self._note(("shown", chat.chat_id, message_id, len(shows)))

    async def lost(self, chat: ChatAddress, reason: str) -> None:
        await self._note(("lost", chat.chat_id, reason))

    async def regained(self, chat: ChatAddress) -> None:
        await self._note(("regained", chat.chat_id))

    async def moved(self, chat: ChatAddress, new_id: str) -> None:
        await self._note(("moved", chat.chat_id, new_id))

    async def _note(self, thing: tuple[Any, ...]) -> None:
        async with self.told:
            self.things.append(thing)
            self.told.notify_all()

    async def of(self, *thing: object) -> None:
        """Wait until the program was told this."""
        async with asyncio.timeout(10), self.told:
            await self.told.wait_for(lambda: thing in self.things)


def sent_to(chat_id: int, words: str = "") -> Any:
    def fits(effect: Effect) -> bool:
        return effect.method == "sendMessage" and effect.chat_id == chat_id and words in (effect.text or "")

    return fits


def acknowledges(query: str) -> Any:
    return lambda effect: effect.sent.get("callback_query_id") == query


def message_of(api: TelegramApi, effect: Effect) -> dict[str, Any]:
    assert effect.chat_id is not None
    assert effect.message_id is not None
    return api.world.messages[effect.chat_id, effect.message_id]


def button(api: TelegramApi, effect: Effect, label: str) -> str:
    rows = message_of(api, effect)["reply_markup"]["inline_keyboard"]
    found: str = next(b["callback_data"] for row in rows for b in row if b["text"] == label)
    return found
