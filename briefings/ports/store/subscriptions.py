"""Chats' digest plans."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.people import Identity, Platform
from briefings.domain.subscriptions import PauseKind, Subscription


class Subscriptions(Protocol):
    """Keeps one plan a chat, with its entries."""

    async def of(self, platform: Platform, chat_id: str, *, changing: bool = False) -> Subscription | None:
        """The plan of this chat; ``changing`` lets nobody else change it before the transaction ends."""
        ...

    async def get(self, subscription_id: str, *, changing: bool = False) -> Subscription | None:
        """The plan with this id; ``changing`` as above."""
        ...

    async def several(self, ids: Collection[str]) -> Sequence[Subscription]:
        """The plans with these ids, without their entries."""
        ...

    async def save(self, subscription: Subscription) -> None:
        """Write the plan and its entries; the watermark of a known plan stays as it is (see ``advance``).

        Raises:
            TemporaryError: the chat has another plan, or the plan another entry of the same time.
        """
        ...

    async def advance(self, subscription_id: str, *, watermark: int) -> None:
        """Raise the watermark; a lower number changes nothing."""
        ...

    async def advance_waiting(self, *, now: datetime, watermark: int) -> int:
        """Raise the watermark of plans that have a time due or a digest on its way; return how many."""
        ...

    async def wanting_alerts(self, *, after: str = "", limit: int = 500) -> Sequence[Subscription]:
        """Plans that want alerts and are not paused, by id, those after the id ``after``."""
        ...

    async def paused(self, kind: PauseKind, *, after: str = "", limit: int = 100) -> Sequence[Subscription]:
        """Plans at rest for this reason, by id, those after the id ``after``."""
        ...

    async def awake(self, *, after: str = "", limit: int = 100) -> Sequence[Subscription]:
        """Plans that do not rest, by id, those after the id ``after``, without their entries."""
        ...

    async def chats(self, platform: Platform, *, limit: int = 100) -> Sequence[str]:
        """The ids of the chats that have a plan on a platform, by the plan's id."""
        ...

    async def set_by(self, person: Identity) -> Sequence[Subscription]:
        """The plans that a person set up, by id."""
        ...

    async def within(self, platform: Platform, community: str) -> Sequence[Subscription]:
        """The plans of the chats that a server holds, by id."""
        ...

    async def move(self, platform: Platform, *, old: str, new: str) -> bool:
        """Give the plan another chat id, unless the new chat has one; tells whether a plan moved."""
        ...

    async def count(self) -> int:
        """How many plans there are."""
        ...
