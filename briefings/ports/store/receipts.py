"""What each message of ours shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.deliveries import Receipt
from briefings.domain.people import ChatAddress, Platform


class Receipts(Protocol):
    """Keeps which briefing at which revision every message shows: corrections follow them."""

    async def add(self, receipts: Sequence[Receipt]) -> None:
        """Keep receipts; one for the same message and briefing takes the place of the old one."""
        ...

    async def show(self, address: ChatAddress, message_id: str, receipts: Sequence[Receipt]) -> None:
        """Keep exactly these receipts of a message that was just sent or changed, whatever it showed before."""
        ...

    async def of_briefing(self, briefing_id: str, *, limit: int = 100_000) -> Sequence[Receipt]:
        """Every message that shows the briefing, oldest first."""
        ...

    async def of_message(self, address: ChatAddress, message_id: str) -> Sequence[Receipt]:
        """What one message shows; the address's thread does not matter."""
        ...

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give the messages of a chat another chat id."""
        ...

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete receipts of messages sent before this instant; return how many."""
        ...
