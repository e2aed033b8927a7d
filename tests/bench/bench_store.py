"""How fast a large archive answers: p50, p99, and the longest step that the event loop took.

A question is a typed line; its answer is the first message as Telegram is sent it. On an idle machine, with 100,000
briefings, p50 is to stay within 3 ms and p99 within 25 ms on SQLite, 8 and 40 on PostgreSQL (/check: 60).

Beside each answer stands what an idle machine would tell: the processor's time for it, and the median as a multiple of
a bare round trip to the same database that was made just after each answer. A step is measured in processor time too,
so that other programs on the machine do not count as ours.
"""

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat.access.flood import Flood
from bot.chat.answering import Answering
from bot.chat.cards.paging import cut
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.input.completion import Completion
from bot.chat.table import Option, OptionKind
from bot.telegram.render import fits, render
from briefings.adapters.sql.addresses import address_of
from briefings.adapters.sql.archive import writing as archive_writing
from briefings.adapters.sql.engine import engines
from briefings.adapters.sql.migrating import migrate
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.adapters.sql.tables import core
from briefings.domain.briefing import Briefing
from briefings.domain.jsonform import content_form
from briefings.domain.speakers import Speaker
from briefings.services.archive.list_archive import list_speakers
from briefings.services.speakers.names.spelling import spell
from briefings.services.speakers.speaker_directory import Directory, SpeakerDirectory
from tests.bench.measuring import COLUMNS, Ask, bare_trip, measured
from tests.bench.press import START, STEP, Press
from tests.fakes.clock import SettableClock
from tests.fakes.newsroom import speaker_ids
from tests.fakes.postgres import started_server
from tests.unit.chat.asking import card_for

SQLITE_BRIEFINGS = 100_000
POSTGRES_BRIEFINGS = 20_000
ROUNDS = 200
RENEWALS = 10
_BATCH = 1000


async def fill(url: str, press: Press, count: int) -> None:
    """Write the briefings in large transactions and say how far it is."""
    await migrate(url)
    pools, postgres = engines(address_of(url)), address_of(url).file is None
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
        if postgres:  # the server does this by itself a minute after such a load
            async with pools.writer.begin() as connection:
                await connection.execute(text("ANALYZE"))
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


def questions(store: SqlStore, press: Press, count: int) -> dict[str, Ask]:
    """What readers ask, each as a typed line that is answered and rendered for Telegram."""
    desk = Desk(store, SettableClock(START + (count + 5) * STEP))
    answering = Answering(command_table(), desk, flood=Flood(limit=10**9))
    completion, speaker_option = Completion(desk), Option("speaker", OptionKind.SPEAKER, "")
    frequent, middling = (f'"{press.speakers[place]}"' for place in (0, 300))
    common, scarce, topic = press.words[0], press.words[9000], press.topics[3]
    since = desk.today() - timedelta(days=400)
    remembered = [press.remembered() for _ in range(ROUNDS)]
    misspelt = [
        " ".join(_misspell(word) if n in (1, 3, 5) else word for n, word in enumerate(s.split())) for s in remembered
    ]
    sentences, wrong_ones = iter(remembered * 2), iter(misspelt * 2)

    def typed(line: str) -> Ask:
        return lambda: _rendered(answering, line)

    return {
        "/brief": typed("/brief"),
        "/brief latest 10": typed("/brief latest:10"),
        "/brief of a topic": typed(f"/brief topic:{topic}"),
        "/brief of a day": typed(f"/brief day:{since}"),
        "/quote, often quoted": typed(f"/quote {frequent}"),
        "/quote, seldom quoted": typed(f"/quote {middling}"),
        "/quote with a common word": typed(f"/quote {frequent} {common}"),
        "/quote with a rare word": typed(f"/quote {frequent} {scarce}"),
        "/quote, name and five words": typed(f"/quote {frequent} {' '.join(press.words[1:6])}"),
        "/quote since a day": typed(f"/quote {frequent} {common} since {since}"),
        "/search, common word": typed(f"/search {common}"),
        "/search, three common words": typed(f"/search {' '.join(press.words[1:4])}"),
        "/search, rare word": typed(f"/search {scarce}"),
        "/search, rare and common": typed(f"/search {common} {scarce}"),
        "/search, one letter": typed("/search b"),
        "/search, no such word": typed("/search qqqq"),
        "/figures": typed("/figures"),
        "/figures of a topic": typed(f"/figures {topic}"),
        "/dates": typed("/dates"),
        "/dates of a topic": typed(f"/dates {topic}"),
        "/topics": typed("/topics"),
        "/speakers": typed("/speakers"),
        "/help": typed("/help"),
        "completion": lambda: completion.choices(speaker_option, frequent[1:3], Catalogue()),
        "/check, nothing like it": lambda: _rendered(answering, f"/check {next(sentences)}"),
        "/check, three words misspelt": lambda: _rendered(answering, f"/check {next(wrong_ones)}"),
    }


async def _rendered(answering: Answering, line: str) -> str:
    card = await card_for(answering, line)
    return render(cut(card, fits, t=Catalogue())[0]).html


def renewals(store: SqlStore, press: Press, count: int) -> dict[str, Ask]:
    """What the first question after a start costs, and the first one after a publication."""
    clock = SettableClock(START + (count + 5) * STEP)
    speaker = Option("speaker", OptionKind.SPEAKER, "")

    async def speakers() -> None:
        spell.cache_clear()
        await list_speakers(store=store, clock=clock, directory=SpeakerDirectory())

    return {
        "speakers, nothing known yet": speakers,
        "speakers, 10,000 and one new": RenewedDirectory(press).ask,
        "completion, nothing known yet": lambda: Completion(Desk(store, clock)).choices(speaker, "a", Catalogue()),
    }


def _misspell(word: str) -> str:
    return word[:-2] + "x" + word[-1] if len(word) > 2 else word


class RenewedDirectory:
    """A publication brings one new speaker beside ten thousand known ones; the first round knows nobody yet."""

    def __init__(self, press: Press) -> None:
        self._names = press.names(10_000 + RENEWALS)
        self._directory, self._known = Directory(), 9_999

    async def ask(self) -> None:
        self._known += 1
        speakers = [Speaker(str(key), name, quotes=1) for key, name in enumerate(self._names[: self._known])]
        self._directory = await self._directory.renewed(self._known, speakers)


async def measure(url: str, press: Press, count: int) -> None:
    """Ask every question and print its row."""
    store = await open_store(url)
    gc.collect()
    gc.freeze()  # as the program does when it starts: what the imports left is looked through no more
    print(f"  {'':30}{''.join(f'{name:>9}' for name in COLUMNS)}")
    try:
        async with bare_trip(url) as trip:
            for asked, rounds in ((questions(store, press, count), ROUNDS), (renewals(store, press, count), RENEWALS)):
                for name, ask in asked.items():
                    row = await measured(ask, trip, rounds=rounds)
                    print(f"  {name:30}{''.join(f'{value:9.2f}' for value in row)}", flush=True)
    finally:
        await store.close()
        gc.unfreeze()


async def run(url: str, count: int) -> None:
    press = Press()
    await fill(url, press, count)
    await measure(url, press, count)


def main() -> None:
    """Print the tables for SQLite and PostgreSQL."""
    parser = argparse.ArgumentParser(prog="store", description=__doc__)
    parser.add_argument("--sqlite", type=int, default=SQLITE_BRIEFINGS, help="briefings on SQLite; 0: none")
    parser.add_argument("--postgres", type=int, default=POSTGRES_BRIEFINGS, help="briefings on PostgreSQL; 0: none")
    chosen = parser.parse_args(sys.argv[1:])
    if chosen.sqlite:
        print(f"SQLite, {chosen.sqlite:,} briefings", flush=True)
        with tempfile.TemporaryDirectory(prefix="daybrief-bench-") as directory:
            path = Path(directory) / "bench.db"
            asyncio.run(run(f"sqlite:///{path}", chosen.sqlite))
            print(f"  {path.stat().st_size / 1e6:,.0f} MB on disk", flush=True)
    if chosen.postgres:
        print(f"PostgreSQL, {chosen.postgres:,} briefings", flush=True)
        with started_server() as server:
            asyncio.run(server.execute("CREATE DATABASE bench"))
            asyncio.run(run(server.url("bench"), chosen.postgres))
