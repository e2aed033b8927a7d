"""Gives an answer again that a command gave before."""

from collections.abc import Sequence
from typing import Protocol

from briefings.domain.briefing import Briefing
from briefings.domain.people import ChatAddress
from briefings.ports.courier import Message


class Answers(Protocol):
    """Asks the same once more, for a message that has to be corrected."""

    async def again(self, address: ChatAddress, line: str, *, changed: Sequence[Briefing]) -> Message | None:
        """The message that answers the line now, laid out for the address's platform.

        The public notes of ``changed`` briefings stand in it: that they were corrected, or withdrawn. None when the
        line has no answer any more.
        """
        ...
