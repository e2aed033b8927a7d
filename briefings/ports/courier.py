"""What carries messages to a platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from briefings.domain.outgoing import Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform

LONGEST_CALL = timedelta(seconds=30)
"""No courier waits longer for what became of a message, all attempts of its library together."""


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """A briefing at the revision that a message shows."""

    briefing_id: str
    revision: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a platform will send it.

    ``payload`` is the platform's own JSON, opaque to the core, so that a restart sends exactly what was planned.
    """

    payload: str
    shows: tuple[Shown, ...] = ()


class Courier(Protocol):
    """Lays messages out and carries them to one platform with one bot token."""

    @property
    def platform(self) -> Platform:
        """The platform that this courier serves."""
        ...

    def lay_out(self, outgoing: Outgoing) -> tuple[Message, ...]:
        """Cut and render the content into as few messages as the platform's limits allow.

        Pure: called before the transaction that owes the messages.
        """
        ...

    async def private_chat(self, person: Identity) -> ChatAddress:
        """The private chat with a person of this platform, opened if need be. Raises as ``send`` does."""
        ...

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:
        """Send one message and return the platform's id for it. ``nonce`` (at most 25 characters) names the delivery.

        Raises:
            TemporaryError: it was certainly not taken; ``retry_after`` where the platform says how long to wait.
            InDoubtError: it may have arrived; at the latest after ``LONGEST_CALL``.
            ChatUnreachableError, ChatMovedError, PermanentError: a retry cannot help.
            OperatorError: the token is refused.
        """
        ...

    async def show_typing(self, address: ChatAddress) -> None:
        """Show for a moment that a message is being written: the way and the rights of a message, and nothing stays.

        Raises as ``send`` does.
        """
        ...

    async def admins(self, address: ChatAddress) -> Sequence[Identity]:
        """People who decide in a group or channel, as far as the platform tells. Raises as ``send`` does."""
        ...

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        """Replace a message that was sent before; saying the same again is no error. Raises as ``send`` does."""
        ...

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        """Take a message away; one that is gone already is no error. Raises as ``send`` does."""
        ...
