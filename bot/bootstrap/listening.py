"""Which of several processes takes a bot's updates: the one that holds a lease; the others stand by."""

import asyncio
import logging
from datetime import timedelta

from bot.bootstrap.program import Program
from briefings.domain.people import Platform
from briefings.services.delivery.lease import Lease, TermLostError

_log = logging.getLogger(__name__)

_PART = 0.8
"""A lease is taken over within the time that the setting names, looks included."""


class ListeningTurn:
    """Holds the lease for as long as it runs, and lets polls through while it does.

    While the database is away the holder listens on: nobody else can take the lease then.
    """

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._mine = asyncio.Event()

    @property
    def is_mine(self) -> bool:
        """Whether this process listens."""
        return self._mine.is_set()

    async def wait(self) -> None:
        """Wait until it is this process's turn."""
        await self._mine.wait()

    async def run(self) -> None:
        """Take the lease and keep it, again and again, until cancelled."""
        while True:
            term = await self._lease.take()
            _log.info("Listening begins", extra={"lease": self._lease.name, "term": term.fence})
            self._mine.set()
            try:
                await self._lease.renew(term)
            except TermLostError:
                _log.warning("Another process listens now", extra={"lease": self._lease.name})
            finally:
                self._mine.clear()
                await asyncio.shield(self._lease.drop(term))


def listening_turn(program: Program, platform: Platform) -> ListeningTurn:
    """The turn of this process among all that work on this database."""
    lasting = timedelta(seconds=program.settings.delivery.takeover) * _PART
    lease = Lease(f"listener:{platform}", store=program.store, clock=program.desk.clock, lasting=lasting)
    return ListeningTurn(lease)
