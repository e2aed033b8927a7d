"""Whatever briefings say, in any script: an export carries it to the other database and back, byte for byte."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.adapters.sql.store import SqlStore
from briefings.domain.briefing import Status
from briefings.domain.errors import UserError
from briefings.services.editing.release import release
from briefings.services.records.import_archive import import_archive
from briefings.services.records.verify_log import verify_log
from tests.conftest import copied_store, empty_database
from tests.fakes.archives import CHAT, carry, lines_of, sealed, without_imports
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA
from tests.fakes.newsroom import keep, make_briefing

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
WORDS = ANY_TEXT.map(lambda text: f"w{text}w")
NAMES = st.sampled_from(["Ada Byron", "Олена Коваль", "O'Neill", "김정은", "Ünal"]) | st.none()
STORY = st.fixed_dictionaries(
    {
        "headline": WORDS,
        "said": st.lists(st.tuples(NAMES, WORDS), max_size=3),
        "counted": st.lists(st.tuples(st.integers(0, 10**12), WORDS), max_size=2),
        "dated": st.lists(st.tuples(WORDS, st.dates() | st.none()), max_size=2),
        "topics": st.lists(WORDS, max_size=3),
        "body": ANY_TEXT,
        "source_day": st.dates() | st.none(),
    }
)


@dataclass(frozen=True, slots=True)
class Emptied:
    """A store on a SQLite file that stays open from one example to the next, whatever the one before left in it."""

    store: SqlStore
    path: Path
    migrated: Path

    def again(self) -> SqlStore:
        with closing(sqlite3.connect(self.migrated)) as empty, closing(sqlite3.connect(self.path)) as used:
            empty.backup(used)
        return self.store


@pytest.fixture
async def here(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Emptied]:
    async with copied_store(migrated_file, tmp_path / "here.db") as store:
        yield Emptied(store, tmp_path / "here.db", migrated_file)


@pytest.fixture
async def back(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Emptied]:
    async with copied_store(migrated_file, tmp_path / "back.db") as store:
        yield Emptied(store, tmp_path / "back.db", migrated_file)


@pytest.mark.postgres
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories=st.lists(st.tuples(STORY, st.booleans(), WORDS), max_size=4))
async def test_any_content_comes_back_as_it_was(
    here: Emptied,
    postgres_store: SqlStore,
    migrated_postgres: str,
    back: Emptied,
    stories: list[tuple[dict[str, object], bool, str]],
) -> None:
    await empty_database(migrated_postgres)
    stores = [here.again(), postgres_store, back.again()]
    await _write(here.store, stories)
    written = [await lines_of(here.store)]
    for source, target in pairwise(stores):
        await carry(source, target)
        written.append(await lines_of(target))
    first, second, third = map(without_imports, written)
    assert second == first
    assert third == first
    assert (await verify_log(store=back.store)).broken_at is None


async def _write(store: SqlStore, stories: list[tuple[dict[str, object], bool, str]]) -> None:
    for number, (story, published, author) in enumerate(stories, 1):
        draft = make_briefing(number, published_at=None, **story)  # type: ignore[arg-type]
        await keep(store, replace(draft, revision=replace(draft.revision, author=author)))
        if published:
            await release(number, by=ANA, policy=ALONE, store=store, clock=SettableClock())


VALUES: st.SearchStrategy[object] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(1 << 70), 1 << 70),
    st.floats(),
    st.text(max_size=80),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
    st.lists(st.text(max_size=3), max_size=2),
    st.sampled_from(["published", "2025-02-24T09:00:00.000000Z", "2025-02-30", "briefing-1", "UTC", 0, 1]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
async def test_any_other_value_is_refused_or_kept_as_it_is(
    here: Emptied, filled_lines: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(filled_lines) - 2))
    record = json.loads(filled_lines[place])
    field = data.draw(st.sampled_from([name for name in record if name != "record"]))
    record[field] = data.draw(VALUES)
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"
    lines = sealed([*filled_lines[:place], line, *filled_lines[place + 1 :]])
    await _refused_or_kept(here, lines)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.floats(0, 1, exclude_max=True), garbage=st.binary(max_size=6), gone=st.integers(0, 40))
async def test_any_damage_is_refused(
    here: Emptied, filled_lines: list[bytes], place: float, garbage: bytes, gone: int
) -> None:
    whole = b"".join(filled_lines)
    start = int(place * len(whole))
    damaged = whole[:start] + garbage + whole[start + gone :]
    if damaged == whole or json_equal(damaged, whole):
        return
    await _refused_or_kept(here, damaged.splitlines(keepends=True), refused=True)


def json_equal(damaged: bytes, whole: bytes) -> bool:
    """Whether only the last line's own spelling differs, which nothing seals."""
    return damaged.rpartition(b"\n{")[0] == whole.rpartition(b"\n{")[0]


async def _refused_or_kept(target: Emptied, lines: list[bytes], *, refused: bool = False) -> None:
    store = target.again()
    try:
        await import_archive(lines, by=ANA, policy=ALONE, store=store, clock=SettableClock())
    except UserError:
        async with store.reading() as unit:
            assert await unit.records.is_empty()
        return
    assert not refused
    kept = set(without_imports(await lines_of(store)))
    assert kept >= set(without_imports(lines)), "publishing may add a topic, and nothing is changed or lost"
    await read_everything(store)


async def read_everything(store: SqlStore) -> None:
    """Every kind that was taken in can be read by those who use it."""
    async with store.reading() as unit:
        for number in (1, 2):
            plan = await unit.subscriptions.get(f"s{number:06}")
            if plan is not None:
                assert plan.profile
                await unit.slots.latest(plan.id, limit=9)
        for briefing in await unit.briefings.with_status(tuple(Status)):
            await unit.briefings.revisions(briefing.id)
            await unit.reviews.of(briefing.id)
            await unit.receipts.of_briefing(briefing.id)
            await unit.copies.of(briefing.id)
        for part in (1, 2):
            await unit.editions.message("edition", part)
        for kept in (unit.members.all(), unit.reports.open(), unit.deliveries.find(), unit.reminders.all()):
            await kept
        await unit.conversations.get(ANA, CHAT)
