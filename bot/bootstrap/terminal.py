"""What a chat in the terminal looks after while it is open: digests and reminders come there as anywhere else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.bootstrap.background import upkeep_of
from bot.bootstrap.chores import pacer_of
from bot.bootstrap.program import Program
from bot.bootstrap.warm_up import begin_learning, end_learning
from bot.console.courier import ConsoleCourier
from bot.supervisor import Supervisor


@asynccontextmanager
async def digests_in_terminal(program: Program) -> AsyncIterator[None]:
    """Plan and print what the terminal's chat is owed, and learn names, for as long as the block lasts."""
    courier = ConsoleCourier()
    parts = upkeep_of(program, [courier], {courier.platform: pacer_of(courier.platform)})
    supervisor = Supervisor([parts])
    running, learning = asyncio.create_task(supervisor.run(signals=False)), begin_learning(program.answering)
    try:
        yield
    finally:
        await end_learning(learning)
        supervisor.end()
        await running
