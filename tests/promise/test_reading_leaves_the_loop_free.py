"""While an article is read, whatever it is, everybody else is served; and what is too much ends with one sentence."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.console.asking import PERSON as AT_THE_TERMINAL
from briefings.adapters.drafting.pool import DraftingPool
from briefings.domain.drafting import MOST_OF_A_KIND, Article
from briefings.domain.errors import UserError
from briefings.extraction.extract import extract
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.promise.looping import watched_loop
from tests.promise.waking import ARTICLES
from tests.unit.chat.editors import Editors

LAST_RESORT = 120
"""Seconds after which a machine, however busy, is given up."""
HELD = 1.5
"""Seconds: what is read in this process holds the loop for at least three times as long on any machine."""

PLAIN = " ".join(f"The council of ward {n} said on Monday that {n} people came." for n in range(17_000))[:999_000]
QUOTES = "".join(f'"Yes {n % 7}," Ana Novak said. ' for n in range(34_000))[:999_000]
MARKS = '"a" ' * 249_000
LARGE = {"plain words": PLAIN, "quotes": QUOTES, "250,000 tiny quotes": MARKS, "one word": "a" * 999_000}


@pytest.fixture
async def pool() -> AsyncIterator[DraftingPool]:
    pool = DraftingPool()
    yield pool
    await pool.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", LARGE)
async def test_everybody_is_answered_while_a_megabyte_is_read(
    kind: str, memory_store: MemoryStore, clock: SettableClock, pool: DraftingPool
) -> None:
    newsroom = Editors(memory_store, clock, drafter=pool)
    answers = []
    async with asyncio.timeout(LAST_RESORT), watched_loop() as lag:
        await newsroom.says(AT_THE_TERMINAL, f"/add {LARGE[kind]}")
        adding = asyncio.create_task(newsroom.hears(AT_THE_TERMINAL, "done"))
        while not adding.done():
            answers.append(await newsroom.says(AT_THE_TERMINAL, "/help"))
            await asyncio.sleep(0.02)
        said = await adding
    assert len(answers) >= 2
    assert "Review 1" in said or "too long or too much memory" in said
    assert lag.worst < HELD


async def test_a_worker_reads_what_this_process_reads(pool: DraftingPool) -> None:
    for text in ARTICLES:
        article = Article(text, title="Title", publisher="Gazette", published=date(2025, 3, 1))
        assert await pool.draft(article, sentences=2) == extract(article, sentences=2)


async def test_a_warm_worker_reads_one_article_after_another(pool: DraftingPool) -> None:
    await pool.warm()
    first = pool.process_ids
    for text in ARTICLES:
        await pool.draft(Article(text))
    assert len(first) == 1
    assert pool.process_ids == first


async def test_a_worker_that_was_killed_is_replaced(pool: DraftingPool) -> None:
    await pool.warm()
    (first,) = pool.process_ids
    os.kill(first, signal.SIGKILL)
    assert (await pool.draft(Article(ARTICLES[0]))).quotes
    assert pool.process_ids != (first,)


async def test_a_worker_killed_in_the_middle_gives_a_sentence(pool: DraftingPool) -> None:
    await pool.warm()
    async with asyncio.timeout(LAST_RESORT):
        reading = asyncio.create_task(pool.draft(Article(PLAIN)))
        while not reading.done():
            await asyncio.sleep(0.2)
            for number in pool.process_ids:
                os.kill(number, signal.SIGKILL)
        with pytest.raises(UserError, match="too long or too much memory"):
            await reading
    assert (await pool.draft(Article(ARTICLES[0]))).quotes


@pytest.mark.parametrize(("seconds", "memory"), [(1, 768_000_000), (60, 50_000_000)])
async def test_too_much_time_or_memory_gives_a_sentence(seconds: int, memory: int) -> None:
    pool = DraftingPool(time_limit=timedelta(seconds=seconds), memory_limit=memory)
    with pytest.raises(UserError, match="too long or too much memory"):
        await pool.draft(Article(PLAIN))
    await pool.close()


async def test_a_closed_pool_leaves_no_process_behind(pool: DraftingPool) -> None:
    await pool.warm()
    (number,) = pool.process_ids
    await pool.close()
    assert pool.process_ids == ()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


async def test_items_are_capped_and_the_card_says_so(memory_store: MemoryStore, clock: SettableClock) -> None:
    newsroom = Editors(memory_store, clock)
    text = "".join(f'"We will meet on pier {n} again," Ana Novak said.\n\n' for n in range(MOST_OF_A_KIND + 40))
    await newsroom.says(AT_THE_TERMINAL, f"/add {text}")
    first = await newsroom.hears(AT_THE_TERMINAL, "done")
    assert f"Only the first {MOST_OF_A_KIND} quotes of the article are here." in first
    key = re.findall(r"\bq[0-9]+\b", first)[0]
    assert "Only the first" in await newsroom.says(AT_THE_TERMINAL, f"/review 1 drop {key}")
