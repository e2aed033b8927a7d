"""Runs a command's work; Ctrl-C ends it calmly."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from bot.cli.stopping import stop

if TYPE_CHECKING:
    from briefings.ports.clock import Clock
    from briefings.ports.store import Store

Result = TypeVar("Result")
StoreWork = Callable[["Store", "Clock"], Awaitable[Result]]


async def with_store(work: StoreWork[Result], database: str | None) -> Result:
    """Do work on the store that ``--database`` or else the settings name."""
    from bot.bootstrap import opened_store, settings_from  # noqa: PLC0415
    from briefings.adapters.clock import SystemClock  # noqa: PLC0415

    async with opened_store(settings_from(database)) as store:
        return await work(store, SystemClock())


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end; a Ctrl-C cancels the work, lets it clean up and ends the program with exit code 130."""
    return run_here(lambda: asyncio.run(work))


def run_here(work: Callable[[], Result]) -> Result:
    """Do work that waits for nothing, as ``run`` does: a Ctrl-C stops it where it is."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # the one that asyncio takes over
    try:
        return work()
    except KeyboardInterrupt:
        stop()
    finally:
        signal.signal(signal.SIGINT, before)
