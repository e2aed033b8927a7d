"""How fast a large archive answers through the services: p50, p99, and the longest that the event loop stood still."""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import quantiles

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql import archive_writing
from briefings.adapters.sql.addresses import address_of
from briefings.adapters.sql.engine import engines
from briefings.adapters.sql.migrating import migrate
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.adapters.sql.tables import core
from briefings.domain.briefing import Briefing
from briefings.domain.jsonform import content_form
from briefings.services.check_quote import check_quotes
from briefings.services.dates_ahead import dates_ahead
from briefings.services.known_figures import known_figures
from briefings.services.latest_briefings import latest_briefings
from briefings.services.list_archive import list_topics
from briefings.services.quotes_of import quotes_of
from briefings.services.search_archive import search_archive
from briefings.services.speaker_directory import SpeakerDirectory
from tests.fakes.clock import SettableClock
from tests.fakes.newsroom import make_briefing, speaker_ids
from tests.fakes.postgres import started_server

SQLITE_BRIEFINGS = 100_000
POSTGRES_BRIEFINGS = 20_000
ROUNDS = 200
_BATCH = 1000
_START = datetime(2018, 1, 1, tzinfo=UTC)
_STEP = timedelta(minutes=37)


class Press:
    """Writes made-up news: words by Zipf's law, so that there are very common and very rare ones."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "on")]
        words = dict.fromkeys(
            "".join(self._random.choices(syllables, k=self._random.randint(1, 4))) for _ in range(60_000)
        )
        self.words = list(words)[:30_000]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.speakers = [f"{self._name()} {self._name()}" for _ in range(2000)]
        self._speaker_weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.speakers))))
        self.topics = [f"{self._name()} {rank}" for rank in range(60)]

    def briefings(self, count: int) -> Iterator[Briefing]:
        """Briefings in the order of publication, from 2018 on."""
        for number in range(1, count + 1):
            published_at = _START + number * _STEP
            yield make_briefing(
                number,
                headline=self._sentence(6),
                said=[(self._speaker(), self._sentence(n)) for n in self._random.choices((2, 9, 14, 22), k=2)],
                counted=[(self._random.randrange(5000), self._sentence(2)) for _ in range(2)],
                dated=[(self._sentence(1), self._day(published_at.date()))],
                topics=self._random.sample(self.topics, 2),
                body=self._sentence(120),
                published_at=published_at,
                source_day=published_at.date(),
            )

    def remembered(self) -> str:
        """A sentence that nobody said, in the words of the archive."""
        return self._sentence(9)

    def _sentence(self, length: int) -> str:
        return " ".join(self._random.choices(self.words, cum_weights=self._weights, k=length))

    def _speaker(self) -> str:
        return self._random.choices(self.speakers, cum_weights=self._speaker_weights)[0]

    def _name(self) -> str:
        return "".join(self._random.choices(self.words[:2000], k=2)).capitalize()

    def _day(self, today: date) -> date | None:
        ahead = self._random.randrange(-30, 90)
        return None if ahead > 80 else today + timedelta(days=ahead)


async def fill(url: str, press: Press, count: int) -> None:
    """Write the briefings in large transactions and say how far it is."""
    await migrate(url)
    pools = engines(address_of(url))
    began, batch, known = time.perf_counter(), list[Briefing](), set[str]()
    try:
        for briefing in press.briefings(count):
            batch.append(briefing)
            if len(batch) == _BATCH or briefing.number == count:
                async with pools.writer.begin() as connection:
                    await _write(connection, batch, known)
                batch = []
                if briefing.number % (count // 5) == 0:
                    print(f"  {briefing.number:,} of {count:,} in {time.perf_counter() - began:.0f} s", flush=True)
    finally:
        await pools.dispose()


async def _write(connection: AsyncConnection, batch: list[Briefing], known: set[str]) -> None:
    """Insert a thousand briefings at once, as the repositories would one by one."""
    speakers = {speaker_id: name for briefing in batch for name, speaker_id in speaker_ids(briefing).items()}
    new = [{"id": key, "name": name, "quotes": 0} for key, name in speakers.items() if key not in known]
    known.update(speakers)
    source_fields = ("id", "sha256", "added_at", "title", "publisher", "url", "published", "language", "text")
    state_fields = (
        "id",
        "number",
        "status",
        "created_at",
        "updated_at",
        "published_revision",
        "published_at",
        "sample",
    )
    if new:
        await connection.execute(insert(core.speaker), new)
    await connection.execute(
        insert(core.source), [{name: getattr(b.source, name) for name in source_fields} for b in batch]
    )
    states = [
        {**{name: getattr(b, name) for name in state_fields}, "source_id": b.source.id, "revision": 1} for b in batch
    ]
    await connection.execute(insert(core.briefing), states)
    revisions = [
        {
            "briefing_id": b.id,
            "number": 1,
            "author": "console:owner",
            "made_at": b.created_at,
            "material": False,
            "content": content_form(b.content),
        }
        for b in batch
    ]
    await connection.execute(insert(core.revision), revisions)
    await archive_writing.publish(connection, [(briefing, speaker_ids(briefing)) for briefing in batch])


def questions(store: SqlStore, press: Press, count: int) -> dict[str, Callable[[], Awaitable[object]]]:
    """What readers ask, each as the service that answers the command."""
    clock = SettableClock(_START + (count + 5) * _STEP)
    today = clock.now().date()
    directory = SpeakerDirectory()
    frequent, middling = press.speakers[0], press.speakers[300]
    common, scarce = press.words[0], press.words[9000]
    since = today - timedelta(days=400)
    remembered = [press.remembered() for _ in range(ROUNDS)]
    misspelt = [
        " ".join(_misspell(word) if n in (1, 3, 5) else word for n, word in enumerate(s.split())) for s in remembered
    ]
    sentences = iter(remembered * 2)
    wrong_ones = iter(misspelt * 2)

    def quotes(name: str, *words: str, since: date | None = None) -> Callable[[], Awaitable[object]]:
        return lambda: quotes_of(
            name, words=words, since=since, limit=10, store=store, clock=clock, directory=directory
        )

    return {
        "/brief (latest 10)": lambda: latest_briefings(limit=10, zone=UTC, store=store, clock=clock),
        "/brief of a topic": lambda: latest_briefings(
            limit=10, topic=press.topics[3], zone=UTC, store=store, clock=clock
        ),
        "/brief of a day": lambda: latest_briefings(
            limit=10, since=since, until=since, zone=UTC, store=store, clock=clock
        ),
        "/quote, often quoted": quotes(frequent),
        "/quote, seldom quoted": quotes(middling),
        "/quote with a common word": quotes(frequent, common),
        "/quote with a rare word": quotes(frequent, scarce),
        "/quote since a day": quotes(frequent, common, since=since),
        "/search, common word": lambda: search_archive(common, store=store, clock=clock),
        "/search, three common words": lambda: search_archive(" ".join(press.words[1:4]), store=store, clock=clock),
        "/search, rare word": lambda: search_archive(scarce, store=store, clock=clock),
        "/search, rare and common": lambda: search_archive(f"{common} {scarce}", store=store, clock=clock),
        "/search, one letter": lambda: search_archive("b", store=store, clock=clock),
        "/search, no such word": lambda: search_archive("qqqq", store=store, clock=clock),
        "/figures": lambda: known_figures(store=store, clock=clock),
        "/figures of a topic": lambda: known_figures(topic=press.topics[3], store=store, clock=clock),
        "/dates": lambda: dates_ahead(today=today, store=store, clock=clock),
        "/dates past": lambda: dates_ahead(today=today, past=True, store=store, clock=clock),
        "/dates of a topic": lambda: dates_ahead(today=today, topic=press.topics[3], store=store, clock=clock),
        "/topics": lambda: list_topics(store=store, clock=clock),
        "/speakers, fresh": lambda: _read_speakers(store),
        "/check, nothing like it": lambda: check_quotes(next(sentences), store=store, clock=clock),
        "/check, three words misspelt": lambda: check_quotes(next(wrong_ones), store=store, clock=clock),
    }


def _misspell(word: str) -> str:
    return word[:-2] + "x" + word[-1] if len(word) > 2 else word


async def _read_speakers(store: SqlStore) -> object:
    async with store.reading() as unit:
        return await unit.speakers.all()


@asynccontextmanager
async def watched_loop() -> AsyncIterator[list[float]]:
    """Collect how late a wake-up every five milliseconds is, in milliseconds: the loop's blocks."""
    late: list[float] = []

    async def watch() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            late.append((time.perf_counter() - before - 0.005) * 1000)

    task = asyncio.create_task(watch())
    yield late
    task.cancel()


async def measure(url: str, press: Press, count: int) -> None:
    """Ask every question and print its row."""
    store = await open_store(url)
    try:
        print(f"  {'':30}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'loop ms':>9}")
        for name, ask in questions(store, press, count).items():
            took: list[float] = []
            async with watched_loop() as late:
                for _ in range(ROUNDS):
                    before = time.perf_counter()
                    await ask()
                    took.append((time.perf_counter() - before) * 1000)
                    await asyncio.sleep(0)
            cuts = quantiles(took, n=100)
            print(f"  {name:30}{cuts[49]:9.2f}{cuts[98]:9.2f}{max(took):9.2f}{max(late, default=0):9.2f}", flush=True)
    finally:
        await store.close()


async def run(url: str, count: int) -> None:
    press = Press()
    await fill(url, press, count)
    await measure(url, press, count)


def main() -> None:
    """Print the tables for SQLite and PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="daybrief-bench-") as directory:
        path = Path(directory) / "bench.db"
        print(f"SQLite, {SQLITE_BRIEFINGS:,} briefings")
        asyncio.run(run(f"sqlite:///{path}", SQLITE_BRIEFINGS))
        print(f"  {path.stat().st_size / 1e6:,.0f} MB on disk")
        print(f"PostgreSQL, {POSTGRES_BRIEFINGS:,} briefings")
        with started_server(Path(directory) / "postgres") as server:
            asyncio.run(server.execute("CREATE DATABASE bench"))
            asyncio.run(run(server.url("bench"), POSTGRES_BRIEFINGS))
