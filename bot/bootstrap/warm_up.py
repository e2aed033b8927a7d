"""What there is to choose from, and whose names there are, is learnt while the program serves already."""

import asyncio
import gc

from bot.chat.answering import Answering
from briefings.adapters.drafting.pool import DraftingPool


def begin_learning(answering: Answering, drafting: DraftingPool | None = None) -> "asyncio.Task[None]":
    """Begin to learn, so that the first to ask, to type or to add an article waits less; ``end_learning`` takes it."""
    gc.freeze()  # what the imports left stays anyway; to look through it again and again would stop the loop
    return asyncio.create_task(_learn(answering, drafting), name="learning")


async def end_learning(learning: "asyncio.Task[None]") -> None:
    """Stop learning where it is not done, before the store is closed."""
    learning.cancel()
    await asyncio.gather(learning, return_exceptions=True)


async def _learn(answering: Answering, drafting: DraftingPool | None) -> None:
    await answering.prepare()
    if drafting is not None:
        await drafting.warm()
    gc.freeze()  # names stay for long, too
