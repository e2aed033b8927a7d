"""One token, one pace: what leaves beside the outbox takes its turn at the same door."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta

from briefings.domain.deliveries import Turn
from briefings.domain.outgoing import Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.courier import Courier, Message
from briefings.services.delivery.pacing import Pacer


@dataclass(frozen=True, slots=True)
class TokenPace:
    """The pace of answers: a lone one goes at once, others go before every delivery."""

    pacer: Pacer

    def turn(self, chat: ChatAddress) -> AbstractAsyncContextManager[None]:
        """Hold the block in which an answer is sent until it may leave."""
        return self.pacer.answer(chat.chat_id)

    def refused(self, chat: ChatAddress, wait: timedelta) -> None:
        """Slow everything down that leaves with the token."""
        self.pacer.refused(chat.chat_id, wait.total_seconds())


@dataclass(frozen=True, slots=True)
class PacedEdits:
    """A courier whose edits, which no outbox paces, go after everything that somebody waits for."""

    courier: Courier
    pacer: Pacer

    @property
    def platform(self) -> Platform:
        """The courier's own."""
        return self.courier.platform

    def lay_out(self, outgoing: Outgoing) -> tuple[Message, ...]:
        """As the courier does."""
        return self.courier.lay_out(outgoing)

    async def private_chat(self, person: Identity) -> ChatAddress:
        """As the courier does."""
        return await self.courier.private_chat(person)

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:
        """As the courier does; whoever sends has its own pace."""
        return await self.courier.send(address, message, nonce=nonce, silent=silent)

    async def show_typing(self, address: ChatAddress) -> None:
        """Show it when it is this chat's turn."""
        await self.pacer.pass_through(Turn.DIGEST, address.chat_id)
        await self.courier.show_typing(address)

    async def admins(self, address: ChatAddress) -> Sequence[Identity]:
        """Ask when it is this chat's turn."""
        await self.pacer.pass_through(Turn.DIGEST, address.chat_id)
        return await self.courier.admins(address)

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        """Edit when it is this message's turn."""
        await self.pacer.pass_through(Turn.DIGEST, address.chat_id)
        await self.courier.edit(address, message_id, message)

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        """Delete when it is this message's turn."""
        await self.pacer.pass_through(Turn.DIGEST, address.chat_id)
        await self.courier.delete(address, message_id)
