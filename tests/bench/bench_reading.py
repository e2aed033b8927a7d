"""How long /help takes while an article of 1 MB is read, how late the event loop is, and a small article's time."""

import asyncio
import time

from bot.console.asking import PERSON
from briefings.adapters.drafting.pool import DraftingPool
from briefings.domain.drafting import Article
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.promise.looping import watched_loop
from tests.promise.test_reading_leaves_the_loop_free import LARGE
from tests.promise.waking import ARTICLES
from tests.unit.chat.editors import Editors


def main() -> None:
    asyncio.run(_measure())


async def _measure() -> None:
    pool = DraftingPool()
    began = time.perf_counter()
    await pool.draft(Article(ARTICLES[0]))
    print(f"first article, its worker's start included: {1000 * (time.perf_counter() - began):.0f} ms")
    began = time.perf_counter()
    for _ in range(20):
        await pool.draft(Article("\n\n".join([ARTICLES[0]] * 10)))
    print(f"an article of 400 words in a warm worker: {1000 * (time.perf_counter() - began) / 20:.1f} ms")
    for kind, text in LARGE.items():
        newsroom, answers = Editors(MemoryStore(), SettableClock(), drafter=pool), []
        await newsroom.says(PERSON, f"/add {text}")
        async with watched_loop() as lag:
            adding = asyncio.create_task(newsroom.hears(PERSON, "done"))
            while not adding.done():
                began = time.perf_counter()
                await newsroom.says(PERSON, "/help")
                answers.append(time.perf_counter() - began)
                await asyncio.sleep(0.02)
        worst = f"/help at worst {1000 * max(answers):.0f} ms (target ≤ 100), loop late by {1000 * lag.worst:.0f} ms"
        print(f"1 MB, {kind}: {len(answers)} answers, {worst}")
    await pool.close()
