"""What an answer costs, told so that other programs on the machine count as little as can be."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from statistics import median, quantiles
from typing import Any

import aiosqlite
import asyncpg

from briefings.adapters.sql.addresses import address_of

Ask = Callable[[], Awaitable[object]]

COLUMNS = ("p50 ms", "p99 ms", "max ms", "cpu ms", "× trip", "step ms")
"""``× trip``: the median as a multiple of a bare round trip's. ``step ms``: the longest step of the event loop."""


@contextmanager
def watched_steps() -> Iterator[list[float]]:
    """Collect the processor's milliseconds of every step of the event loop: nobody else goes ahead within one."""
    steps, run = list[float](), asyncio.Handle._run

    def timed(handle: Any) -> None:
        before = time.thread_time()
        run(handle)
        steps.append((time.thread_time() - before) * 1000)

    asyncio.Handle._run = timed  # type: ignore[method-assign, assignment]
    try:
        yield steps
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]


@asynccontextmanager
async def bare_trip(url: str) -> AsyncIterator[Ask]:
    """The shortest question that this database's driver can be asked, over a connection of its own."""
    address = address_of(url)
    if address.file is None:
        server = await asyncpg.connect(address.url.set(drivername="postgresql").render_as_string(hide_password=False))
        try:
            yield lambda: server.fetchval("SELECT 1")
        finally:
            await server.close()
    else:
        async with aiosqlite.connect(address.file) as file:
            yield lambda: file.execute_fetchall("SELECT 1")


async def measured(ask: Ask, trip: Ask, *, rounds: int) -> tuple[float, ...]:
    """The figures of one row, in the order of ``COLUMNS``."""
    took, trips, worked = list[float](), list[float](), list[float]()
    with watched_steps() as steps:
        for _ in range(rounds):
            before, processor = time.perf_counter(), time.process_time()
            await ask()
            took.append((time.perf_counter() - before) * 1000)
            worked.append((time.process_time() - processor) * 1000)
            before = time.perf_counter()
            await trip()
            trips.append((time.perf_counter() - before) * 1000)
    cuts = quantiles(took, n=100)
    return cuts[49], cuts[98], max(took), median(worked), cuts[49] / median(trips), max(steps)
