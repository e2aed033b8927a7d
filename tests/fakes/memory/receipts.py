"""What each message shows, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.deliveries import Receipt
from briefings.domain.people import ChatAddress, Platform
from tests.fakes.memory.delivery_state import DeliveryState


class MemoryReceipts:
    """Keeps which briefing at which revision every message shows."""

    def __init__(self, state: DeliveryState) -> None:
        self._receipts = state.receipts

    async def add(self, receipts: Sequence[Receipt]) -> None:
        """Keep receipts; the newest for a message and a briefing counts."""
        for receipt in receipts:
            self._receipts[_key(receipt)] = receipt

    async def show(self, address: ChatAddress, message_id: str, receipts: Sequence[Receipt]) -> None:
        """Keep exactly these receipts of a message."""
        for receipt in await self.of_message(address, message_id):
            del self._receipts[_key(receipt)]
        await self.add(receipts)

    async def of_briefing(self, briefing_id: str, *, limit: int = 100_000) -> Sequence[Receipt]:
        """Every message that shows the briefing, oldest first."""
        return _ordered([r for r in self._receipts.values() if r.briefing_id == briefing_id])[:limit]

    async def of_message(self, address: ChatAddress, message_id: str) -> Sequence[Receipt]:
        """What one message shows."""
        wanted = (address.platform, address.chat_id, message_id)
        return _ordered([receipt for key, receipt in self._receipts.items() if key[:3] == wanted])

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give the messages of a chat another chat id."""
        for key in [key for key in self._receipts if key[:2] == (platform, old)]:
            receipt = self._receipts.pop(key)
            moved = replace(receipt, address=ChatAddress(platform, new, receipt.address.thread_id))
            self._receipts[_key(moved)] = moved

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete old receipts."""
        old = [key for key, receipt in self._receipts.items() if receipt.sent_at < before][:limit]
        for key in old:
            del self._receipts[key]
        return len(old)


def _key(receipt: Receipt) -> tuple[str, str, str, str]:
    return (receipt.address.platform, receipt.address.chat_id, receipt.message_id, receipt.briefing_id)


def _ordered(receipts: list[Receipt]) -> list[Receipt]:
    return sorted(receipts, key=lambda r: (r.sent_at, r.message_id, r.briefing_id))
