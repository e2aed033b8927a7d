"""What commands work with."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo

from bot.chat.access import Access
from briefings.domain.people import ChatAddress
from briefings.ports.clock import Clock
from briefings.ports.courier import Shown
from briefings.ports.store import Store
from briefings.services.speaker_directory import SpeakerDirectory

ShownIn = Callable[[ChatAddress, str], Awaitable[Sequence[Shown]]]


async def no_receipts(_: ChatAddress, __: str) -> Sequence[Shown]:
    """What a message shows where no receipts are kept."""
    return ()


@dataclass(frozen=True, slots=True)
class Desk:
    """The core's ports and the operator's rules, joined once by the composition root and handed to every command.

    ``zone`` is where the newsroom's days begin. ``shown_in`` tells by the receipts which briefings a message of ours
    (the chat, the platform's message id) shows.
    """

    store: Store
    clock: Clock
    access: Access = field(default_factory=Access)
    zone: tzinfo = UTC
    shown_in: ShownIn = no_receipts
    directory: SpeakerDirectory = field(default_factory=SpeakerDirectory)

    def today(self) -> date:
        """The newsroom's present day."""
        return self.clock.now().astimezone(self.zone).date()
