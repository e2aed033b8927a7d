"""What there is to choose from, and whose names there are, is learnt while the program serves already."""

import asyncio
import gc

from bot.chat.answering import Answering


def begin_learning(answering: Answering) -> "asyncio.Task[None]":
    """Begin to learn, so that the first to ask or to type waits less; ``end_learning`` takes the task."""
    gc.freeze()  # what the imports left stays anyway; to look through it again and again would stop the loop
    return asyncio.create_task(_learn(answering), name="learning")


async def end_learning(learning: "asyncio.Task[None]") -> None:
    """Stop learning where it is not done, before the store is closed."""
    learning.cancel()
    await asyncio.gather(learning, return_exceptions=True)


async def _learn(answering: Answering) -> None:
    await answering.prepare()
    gc.freeze()  # names stay for long, too
