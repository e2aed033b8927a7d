"""Whether an event loop was ever held up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Lag:
    """How late the loop came back to somebody who only asked to be called again, in seconds."""

    times: list[float] = field(default_factory=list)

    @property
    def worst(self) -> float:
        """The longest."""
        return max(self.times, default=0.0)


@asynccontextmanager
async def watched_loop() -> AsyncIterator[Lag]:
    """Measure for as long as the block runs."""
    lag, loop = Lag(), asyncio.get_running_loop()

    async def watch() -> None:
        while True:
            before = loop.time()
            await asyncio.sleep(0.005)
            lag.times.append(loop.time() - before - 0.005)

    watching = asyncio.create_task(watch())
    try:
        yield lag
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
