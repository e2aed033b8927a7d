"""One process at a time holds a lease of the database, renews it, and gives it back."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from briefings.domain.errors import TemporaryError
from briefings.ports.clock import Clock
from briefings.ports.store import Store

_log = logging.getLogger(__name__)

LASTING = timedelta(seconds=20)
"""How long a term lasts without being renewed."""

_MARGIN = 5.0
"""A term ends for its holder so many seconds before others may take the lease."""

_LOOK = 1.0


class TermLostError(TemporaryError):
    """Another process took the lease: this term is over for good."""


@dataclass(slots=True)
class Term:
    """One holding of the lease. ``until`` is in the loop's own seconds, which go on while the process is stopped."""

    fence: int
    holder: str
    until: float

    def valid(self) -> bool:
        """Whether nobody else can have taken the lease yet."""
        return asyncio.get_running_loop().time() < self.until


class Lease:
    """A lease by its name. Each term begins as a new holder with a higher fence; one that lapsed is never taken up."""

    def __init__(self, name: str, *, store: Store, clock: Clock, lasting: timedelta = LASTING) -> None:
        self.name = name
        self._store = store
        self._clock = clock
        self._lasting = lasting

    async def take(self) -> Term:
        """Wait until the lease is free, and take it."""
        holder = uuid4().hex
        while True:
            asked = asyncio.get_running_loop().time()
            try:
                async with self._store.writing() as unit:
                    fence = await unit.leases.take(
                        self.name, holder=holder, now=self._clock.now(), lasting=self._lasting
                    )
            except TemporaryError:
                fence = None
            if fence is not None:
                return Term(fence, holder, self._end(asked))
            await asyncio.sleep(_LOOK)

    async def renew(self, term: Term) -> None:
        """Renew the term again and again.

        Raises:
            TermLostError: another process took the lease.
        """
        while True:
            await asyncio.sleep(self._lasting.total_seconds() / 5)
            asked = asyncio.get_running_loop().time()
            try:
                async with self._store.writing() as unit:
                    mine = await unit.leases.renew(
                        self.name, holder=term.holder, fence=term.fence, now=self._clock.now(), lasting=self._lasting
                    )
            except TemporaryError:  # if it lasts, the term ends by itself
                continue
            if not mine:
                term.until = 0.0
                raise TermLostError("Another process took over.")
            term.until = self._end(asked)

    async def drop(self, term: Term) -> None:
        """Give the lease back, so that the next one need not wait for its end."""
        try:
            async with self._store.writing() as unit:
                await unit.leases.drop(self.name, holder=term.holder, fence=term.fence)
        except TemporaryError:
            _log.warning("A lease was not given back; it ends by itself", extra={"lease": self.name})

    def _end(self, asked: float) -> float:
        lasting = self._lasting.total_seconds()
        return asked + lasting - min(_MARGIN, lasting / 4)
