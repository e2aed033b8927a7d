"""How each platform would show a card: its own renderer tells, and how much room is left in each message."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.chat.cards.cards import Card
from bot.chat.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Preview:
    """One message as a platform would send it.

    ``text`` is what the platform is sent, its markup included; ``used`` counts it as the platform does, of at most
    ``limit``; no limit where there is none.
    """

    text: str
    used: int
    limit: int | None = None


Previews = Mapping[str, Callable[[Card, Catalogue], tuple[Preview, ...]]]
"""A pure function for each way of showing a card, by the name that people choose it by."""
