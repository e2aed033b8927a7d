"""What a platform tells the rest of the program, and what it asks before it answers; joined by the composition root."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Shown

Hear = Callable[[Ask, str], Awaitable[Card | None]]
"""Takes a message that is no command, such as the next answer of a conversation; None when it means nothing here."""


class Pace(Protocol):
    """When answers may go out, so that answers and deliveries share one token's limits."""

    def turn(self, chat: ChatAddress) -> AbstractAsyncContextManager[None]:
        """Hold the block in which an answer is sent to this chat until it may leave."""
        ...

    def refused(self, chat: ChatAddress, wait: timedelta) -> None:
        """Take in that the platform said "wait" to an answer."""
        ...


class AtOnce:
    """Where nothing holds answers back."""

    def turn(self, _: ChatAddress) -> AbstractAsyncContextManager[None]:
        """Hold nothing."""
        return nullcontext()

    def refused(self, _: ChatAddress, __: timedelta) -> None:
        """Nobody else needs to know."""


async def _ignore_shown(_: ChatAddress, __: str, ___: tuple[Shown, ...], ____: str) -> None:
    return


async def _ignore_lost(_: ChatAddress, __: str) -> None:
    return


async def _ignore_regained(_: ChatAddress) -> None:
    return


async def _ignore_moved(_: ChatAddress, __: str) -> None:
    return


async def _ignore_troubled(_: Platform, __: str) -> None:
    return


async def _ignore_wrote(_: ChatAddress) -> None:
    return


def _ignore_answered(_: str, __: str, ___: float) -> None:
    return


@dataclass(frozen=True, slots=True)
class Happenings:
    """Callbacks, each doing nothing until somebody cares.

    ``shown``: a message (by the platform's id) now shows these briefings and no others, in answer to this line, page
    included. ``lost``: the chat cannot be written to, with the reason as a catalogue entry. ``regained``: it can again.
    ``wrote``: an answer shows that messages can be written to the chat. ``moved``: the chat has this id now.
    ``answered``: the platform, the command and the seconds that the answer took. ``troubled``: something is wrong that
    the owners must put right, with a catalogue entry that says what.
    """

    shown: Callable[[ChatAddress, str, tuple[Shown, ...], str], Awaitable[None]] = _ignore_shown
    lost: Callable[[ChatAddress, str], Awaitable[None]] = _ignore_lost
    regained: Callable[[ChatAddress], Awaitable[None]] = _ignore_regained
    moved: Callable[[ChatAddress, str], Awaitable[None]] = _ignore_moved
    answered: Callable[[str, str, float], None] = _ignore_answered
    wrote: Callable[[ChatAddress], Awaitable[None]] = _ignore_wrote
    troubled: Callable[[Platform, str], Awaitable[None]] = _ignore_troubled


async def hear_nothing(_: Ask, __: str) -> Card | None:
    """Where nobody waits for plain messages."""
    return None
