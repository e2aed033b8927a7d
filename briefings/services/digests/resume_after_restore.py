"""What a database that comes back from a backup would send, and what becomes of it instead."""

from dataclasses import dataclass

from briefings.domain.deliveries import OPEN, Problem
from briefings.domain.errors import entry
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.digests.gather_news import gather_news
from briefings.services.digests.plan_digests import pass_over

_BEFORE = entry("It may have been sent already: the database was restored from a backup.")
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages in the outbox, digests whose time has passed since, and reminders that are due."""

    messages: int
    digests: int
    reminders: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.messages + self.digests + self.reminders


async def what_waits(*, store: Store, clock: Clock) -> Waiting:
    """Count what would be sent at the next start."""
    now = clock.now()
    async with store.writing() as unit:  # reminders that are due are held while they are read
        groups = await unit.slots.due(now=now, limit=_MOST)
        owed = await unit.deliveries.find(states=OPEN, limit=_MOST)
        reminders = await unit.reminders.due(now=now, limit=_MOST)
    return Waiting(len(owed), sum(group.size for group in groups if not group.covered), len(reminders))


async def take_as_sent(*, store: Store, clock: Clock) -> None:
    """Take all that waits as sent before: it stays to be read in the list of messages, and none of it goes out.

    Chats whose time has passed have seen what was published by then, as their digests would have shown it.
    """
    now = clock.now()
    news = await gather_news(store=store, now=now)
    async with store.writing() as unit:
        await unit.subscriptions.advance_waiting(now=now, watermark=news.last)
        await unit.deliveries.give_up_all(problem=Problem(_BEFORE), now=now)
        for reminder in await unit.reminders.due(now=now, limit=_MOST):
            await unit.reminders.remove(reminder.id)
    await pass_over(store=store, clock=clock)
