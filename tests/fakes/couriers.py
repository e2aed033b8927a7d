"""A courier that writes down what it carries and answers as it is told."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence

from bot.chat.cards.outgoing import card_of
from bot.chat.catalogue import Catalogue
from bot.console.render import plain
from briefings.domain.errors import DaybriefError
from briefings.domain.outgoing import Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.courier import Message


class RecordingCourier:
    """``script`` holds what the next sends to a chat meet: an exception to raise; nothing more means success.

    ``sent`` has one (chat id, nonce, text) for each message that arrived, in order.
    """

    def __init__(self, platform: Platform = Platform.TELEGRAM, *, per_message: int = 10_000) -> None:
        self.platform = platform
        self.sent: list[tuple[str, str, str]] = []
        self.silent: list[bool] = []
        self.typed: list[str] = []
        self.chat_admins: dict[str, Sequence[Identity]] = {}
        self.typing_fails: DaybriefError | None = None
        self.script: dict[str, deque[BaseException]] = defaultdict(deque)
        self.arrives_anyway = False
        self._per_message = per_message

    def lay_out(self, outgoing: Outgoing) -> tuple[Message, ...]:
        card = card_of(outgoing, Catalogue())
        text = plain(card)
        parts = [text[at : at + self._per_message] for at in range(0, len(text), self._per_message)]
        return tuple(Message(part, card.shows) for part in parts)

    async def private_chat(self, person: Identity) -> ChatAddress:
        return ChatAddress(self.platform, f"private-{person.user_id}")

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:
        await asyncio.sleep(0)
        if self.script[address.chat_id]:
            if self.arrives_anyway:
                self.sent.append((address.chat_id, nonce, message.payload))
            raise self.script[address.chat_id].popleft()
        self.sent.append((address.chat_id, nonce, message.payload))
        self.silent.append(silent)
        return str(len(self.sent))

    async def show_typing(self, address: ChatAddress) -> None:
        self.typed.append(address.chat_id)
        if self.typing_fails is not None:
            raise self.typing_fails

    async def admins(self, address: ChatAddress) -> Sequence[Identity]:
        return self.chat_admins.get(address.chat_id, ())

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        raise NotImplementedError

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        raise NotImplementedError
