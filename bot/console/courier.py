"""Prints digests, alerts, reminders and notices in the terminal, above the line that is being typed."""

import sys
from collections.abc import Callable, Sequence

from bot.chat.cards.outgoing import card_of
from bot.chat.catalogue import Catalogue
from bot.console.asking import CHAT
from bot.console.render import plain
from briefings.domain.errors import PermanentError
from briefings.domain.outgoing import Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.courier import Message


def print_above(text: str) -> None:
    """Print a paragraph of its own; a terminal that is being typed into moves its line down."""
    sys.stdout.write(f"\n{text}\n\n")
    sys.stdout.flush()


class ConsoleCourier:
    """Implements the port ``Courier``. What is printed has arrived; ``nonce`` is the message's id."""

    platform = Platform.CONSOLE

    def __init__(self, write: Callable[[str], None] = print_above, *, t: Catalogue | None = None) -> None:
        self._write = write
        self._t = t or Catalogue()

    def lay_out(self, outgoing: Outgoing) -> tuple[Message, ...]:
        """The whole content in one message: a terminal knows no limit."""
        card = card_of(outgoing, self._t)
        return (Message(plain(card), card.shows),)

    async def private_chat(self, person: Identity) -> ChatAddress:  # noqa: ARG002 - the port's
        """The terminal itself."""
        return CHAT

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:  # noqa: ARG002 - the port's
        """Print one message."""
        self._write(message.payload)
        return nonce

    async def show_typing(self, address: ChatAddress) -> None:
        """Nothing to show."""

    async def admins(self, address: ChatAddress) -> Sequence[Identity]:  # noqa: ARG002 - the port's
        """Whoever sits there needs not be told."""
        return ()

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:  # noqa: ARG002 - the port's
        """Refuse."""
        raise PermanentError("What a terminal has printed cannot be changed.")

    async def delete(self, address: ChatAddress, message_id: str) -> None:  # noqa: ARG002 - the port's
        """Refuse."""
        raise PermanentError("What a terminal has printed cannot be changed.")
