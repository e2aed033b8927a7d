"""Laid-out messages, each kept once however many chats get it, and the order in which news was released."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from briefings.domain.editions import DigestRecipe
from briefings.domain.people import Platform
from briefings.ports.courier import Message


@dataclass(frozen=True, slots=True)
class Edition:
    """Messages as one platform will send them. ``id`` is a fingerprint of everything they show.

    ``recipe`` tells what a digest was made of.
    """

    id: str
    platform: Platform
    messages: tuple[Message, ...]
    recipe: DigestRecipe | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A revision that readers could see; numbers grow in the order in which that was noted."""

    number: int
    briefing_id: str
    revision: int
    noted_at: datetime


class Editions(Protocol):
    """Keeps what was laid out."""

    async def add(self, *editions: Edition, now: datetime) -> bool:
        """Keep editions; a known id changes nothing, whoever else adds it at the same time.

        Returns False when all were known.
        """
        ...

    async def message(self, edition_id: str, part: int) -> Message | None:
        """One message; parts count from 1."""
        ...

    async def recipe(self, edition_id: str) -> DigestRecipe | None:
        """What the digest of this edition was made of; None for anything else."""
        ...

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete editions made before this instant that no delivery refers to; return how many."""
        ...


class Releases(Protocol):
    """Numbers every revision that became visible: watermarks are such numbers and know no clock."""

    async def note(self, shown: Collection[tuple[str, int]], *, now: datetime) -> None:
        """Number the (briefing id, revision) pairs that have no number yet, in their order."""
        ...

    async def of(self, briefing_ids: Collection[str]) -> Sequence[Release]:
        """The releases of these briefings, by number."""
        ...

    async def last(self) -> int:
        """The highest number (0: none)."""
        ...
