"""Exports and imports over both databases: everything comes along, and nothing that the gate or the log refuses."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from briefings.adapters.sql.records.kinds import BY_NAME, KINDS, LEFT_OUT, PUBLICATION
from briefings.adapters.sql.store import SqlStore
from briefings.adapters.sql.tables import metadata
from briefings.domain.audit import Act
from briefings.domain.briefing import Status
from briefings.domain.errors import UserError
from briefings.domain.policy import EditorialPolicy
from briefings.services.editing.release import release, release_due
from briefings.services.editing.review_draft import open_draft
from briefings.services.records.export_form import END, VERSION
from briefings.services.records.import_archive import Imported, import_archive
from briefings.services.records.verify_log import read_log, verify_log
from tests.fakes.archives import CHAT, carry, fill, lines_of, sealed, without_imports
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, BEN, FOUR_EYES, HOUR, drafted
from tests.fakes.newsroom import keep, make_briefing

Change = Callable[[dict[str, Any]], None]


def test_every_table_is_carried_or_left_out_for_a_reason() -> None:
    carried = {kind.table.name for kind in KINDS}
    assert set(metadata.tables) == carried | set(LEFT_OUT)
    assert carried & set(LEFT_OUT) == {BY_NAME[PUBLICATION].table.name}


async def test_a_full_newsroom_goes_from_one_database_to_the_other_and_back(
    sqlite_store: SqlStore, postgres_store: SqlStore, other_store: SqlStore
) -> None:
    await fill(sqlite_store)
    first = await lines_of(sqlite_store)
    assert {json.loads(line)["record"] for line in first[1:]} == {*BY_NAME, END}
    await carry(sqlite_store, postgres_store)
    second = await lines_of(postgres_store)
    assert without_imports(second) == without_imports(first)
    assert len(second) == len(first) + 1
    await carry(postgres_store, other_store)
    third = await lines_of(other_store)
    assert without_imports(third) == without_imports(first)
    assert (await verify_log(store=other_store)).broken_at is None


async def test_what_came_over_works_on(sql_store: SqlStore, other_store: SqlStore, clock: SettableClock) -> None:
    await fill(other_store)
    await carry(other_store, sql_store)
    later = SettableClock(clock.now() + 2 * HOUR)
    async with sql_store.reading() as unit:
        assert [b.number for b in await unit.archive.latest(now=later.now(), limit=9)] == [2, 1]
        ready = await unit.archive.quotes(now=later.now(), limit=9, words=["ready"])
        assert [quote.reference.number for quote in ready] == [2, 1]
        assert len(await unit.archive.quotes(now=later.now(), limit=9, speaker_ids=["ada-byron"])) == 2
        assert [(s.name, s.quotes) for s in await unit.speakers.all()] == [("Ada Byron", 2), ("Олена Коваль", 2)]
        assert next((t.slug, t.briefings) for t in await unit.archive.topics(now=later.now())) == ("ports", 2)
        assert (await unit.receipts.of_message(CHAT, "901"))[0].revision == 1
    async with sql_store.writing() as unit:
        assert await unit.briefings.next_number() == 7
        await unit.releases.note([("briefing-9", 1)], now=later.now())
        assert await unit.releases.last() == 3
        fence = await unit.leases.take("sender:telegram", holder="x", now=later.now(), lasting=HOUR)
        assert fence == 2
    assert [b.number for b in await release_due(policy=ALONE, store=sql_store, clock=later)] == [5]
    await release(4, by=ANA, policy=FOUR_EYES, store=sql_store, clock=later)
    assert (await open_draft(1, store=sql_store)).kept


async def test_an_import_is_an_audited_act_and_the_same_file_comes_once(
    sql_store: SqlStore, other_store: SqlStore
) -> None:
    await fill(other_store)
    done = await carry(other_store, sql_store)
    newest = (await read_log(limit=1, store=sql_store))[0]
    assert (newest.act, newest.actor, newest.subject) == (Act.IMPORT, "m-telegram:5", f"import {done.sha256}")
    assert "6 briefing, 2 publication, four eyes not asked for" in newest.detail
    before = await lines_of(sql_store)
    assert await carry(other_store, sql_store) == Imported(done.lines, done.sha256, known=True)
    with pytest.raises(UserError, match="needs an empty one"):
        await carry(sql_store, sql_store)
    assert await lines_of(sql_store) == before


async def test_an_empty_store_can_be_carried_too(sql_store: SqlStore, other_store: SqlStore) -> None:
    assert (await carry(sql_store, other_store)).lines == 1


async def test_a_newsroom_under_four_eyes_takes_in_what_two_people_stand_behind(
    sql_store: SqlStore, filled_lines: list[bytes]
) -> None:
    await _import(sql_store, filled_lines, policy=FOUR_EYES)
    async with sql_store.reading() as unit:
        assert len(await unit.briefings.with_status((Status.PUBLISHED,))) == 2


async def test_nothing_comes_in_that_one_person_published_when_four_eyes_are_asked_for(
    sql_store: SqlStore, other_store: SqlStore, clock: SettableClock
) -> None:
    await drafted(other_store)
    await release(1, by=ANA, policy=ALONE, store=other_store, clock=clock)
    with pytest.raises(UserError, match="published by its author alone"):
        await carry(other_store, sql_store, policy=FOUR_EYES)
    async with sql_store.reading() as unit:
        assert await unit.records.is_empty()
    await carry(other_store, sql_store)


async def test_nothing_comes_in_that_the_log_does_not_name(sql_store: SqlStore, other_store: SqlStore) -> None:
    await keep(other_store, make_briefing(1))
    with pytest.raises(UserError, match="does not say who published briefing 1"):
        await carry(other_store, sql_store)
    async with sql_store.reading() as unit:
        assert await unit.records.is_empty()


def _set(field: str, value: object) -> Change:
    return lambda record: record.update({field: value})


def _deeper(record: dict[str, Any]) -> None:
    record["content"]["quotes"][0]["excerpts"][0]["text"] = "We are ready for war number 1"


def _is_shown(record: dict[str, Any]) -> bool:
    """Not a revision, or the one of briefing 2 that readers see."""
    return record["record"] != "revision" or (record["briefing_id"], record["number"]) == ("briefing-2", 1)


CHANGES = [
    ("revision", _deeper, "is not verbatim"),
    ("revision", lambda r: r["content"].pop("quotes"), "“content” cannot be read"),
    ("revision", _set("content", None), "may not be null"),
    ("source", lambda r: r.update(text=r["text"] + "!"), "text of the source was changed"),
    ("source", _set("added_at", "yesterday"), "“added_at” is not what it should be"),
    ("source", _set("title", "half \ud800"), "no encoding can carry"),
    ("source", _set("title", "a\0b"), "“title” is not what it should be"),
    ("source", _set("more", 1), "“more” is no field"),
    ("source", lambda r: r.pop("url"), "“url” is missing"),
    ("briefing", _set("number", 1 << 40), "“number” is not what it should be"),
    ("briefing", _set("number", True), "“number” is not what it should be"),
    ("briefing", _set("status", "loved"), "a value that this version does not know"),
    ("briefing", _set("source_id", "nowhere"), "names something that does not exist"),
    ("briefing", _set("id", "x" * 65), "“id” is not what it should be"),
    ("audit", _set("detail", "nothing"), "the audit log is broken here"),
    ("audit", _set("act", 5), "the audit log is broken here"),
    ("audit", _set("at", []), "no entry of an audit log"),
    ("review", _set("reviewer", "telegram:5"), "knows of no such approval"),
    ("planned_publication", _set("revision", 2), "does not say who published"),
    ("publication", _set("revision", 1), "no published briefing with this id and revision"),
    ("publication", _set("revision", "2"), "“revision” is a whole number"),
    ("publication", _set("speakers", {"Ada Byron": "nobody"}), "names somebody who is no speaker"),
    ("publication", _set("speakers", []), "a publication has"),
    ("member", _set("roles", 5), "“roles” is not what it should be"),
    ("member", _set("roles", ["king"]), "“roles” cannot be read"),
    ("conversation", _set("parts", [1]), "“parts” cannot be read"),
    ("subscription", _set("zone", "Mars/Olympus"), "“zone” cannot be read"),
    ("subscription", _set("zone", "../../etc/passwd"), "“zone” cannot be read"),
    ("subscription", _set("settings", {}), "“settings” cannot be read"),
    ("plan_entry", _set("at", "25:00"), "“at” cannot be read"),
    ("plan_entry", _set("days", 128), "“days” cannot be read"),
    ("edition_message", _set("shows", [["b1"]]), "“shows” cannot be read"),
    ("delivery", _set("turn", 7), "“turn” cannot be read"),
    ("delivery", _set("problem", {"message": "{x}", "values": {}}), "“problem” cannot be read"),
    ("reminder", _set("set_by", "mars:7"), "“set_by” cannot be read"),
    ("error_report", _set("reporter_platform", None), "“reporter_platform” cannot be read"),
    ("error_report", _set("reporter_id", None), "“reporter_id” cannot be read"),
    ("plan_entry", _set("next_day", "2025-02-31"), "“next_day” is not what it should be"),
    ("subscription", _set("silent", 1), "“silent” is not what it should be"),
    ("lease", _set("record", "lover"), "knows no kind “lover”"),
    ("lease", _set("record", "source"), "its kind stands too late"),
    ("lease", _set("record", 7), "it has no “record”"),
]


@pytest.mark.parametrize(("kind", "change", "says"), CHANGES)
async def test_a_record_that_cannot_be_taken_names_its_line_and_nothing_is_kept(
    sql_store: SqlStore, filled_lines: list[bytes], kind: str, change: Change, says: str
) -> None:
    records = [json.loads(line) for line in filled_lines]
    place = next(i for i, found in enumerate(records) if found.get("record") == kind and _is_shown(found))
    record = records[place]
    change(record)
    lines = [*filled_lines[:place], json.dumps(record).encode() + b"\n", *filled_lines[place + 1 :]]
    with pytest.raises(UserError, match=says) as caught:
        await _import(sql_store, sealed(lines))
    if "verbatim" not in says:
        assert f"Line {place + 1} " in str(caught.value)
    async with sql_store.reading() as unit:
        assert await unit.records.is_empty()
    await _import(sql_store, filled_lines)


async def test_a_line_that_stands_twice_is_named(sql_store: SqlStore, filled_lines: list[bytes]) -> None:
    place = next(i for i, line in enumerate(filled_lines) if b'"record":"topic"' in line)
    twice = [*filled_lines[: place + 1], filled_lines[place], *filled_lines[place + 1 :]]
    with pytest.raises(UserError, match=rf"Line {place + 2} .*twice"):
        await _import(sql_store, sealed(twice))


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda _: [], "no export of Daybrief"),
        (lambda _: [b"{}\n"], "no export of Daybrief"),
        (lambda _: [b"[" * 100_000 + b"\n"], "no export of Daybrief"),
        (lambda _: [b"\xff\xfe\n"], "no export of Daybrief"),
        (lambda lines: [lines[0].replace(b"1}", b"99}"), *lines[1:]], "Install a newer Daybrief"),
        (lambda lines: lines[:-1], "end is missing"),
        (lambda lines: lines[:9], "end is missing"),
        (lambda lines: [*lines[:9], *lines[10:]], "cannot be taken|changed after it was written"),
        (lambda lines: [*lines[:9], b"{oh no\n", *lines[9:]], "Line 10 .* damaged"),
        (lambda lines: [*lines[:9], lines[9][:-9], *lines[10:]], "Line 10 .* damaged"),
        (lambda lines: [*lines[:9], b"\xff" + lines[9], *lines[10:]], "Line 10 .*(damaged|carry)"),
        (lambda lines: [*lines[:9], b"7\n", *lines[9:]], "Line 10 .* no record"),
        (lambda lines: [*lines, b"{}\n"], "behind the end"),
        (lambda lines: [*lines[:-1], lines[-1].replace(b'"lines":', b'"lines":1')], "changed after it was written"),
        (lambda lines: [*lines[:-1], b'{"record":"end"}\n'], "the end has"),
        (lambda lines: [line.replace(b"attack drones", b"Attack drones") for line in lines], "cannot be taken"),
        (lambda lines: [line.replace(b'"zone":"UTC"', b'"zone":"GMT"') for line in lines], "changed after"),
    ],
)
async def test_a_damaged_file_is_refused_whole(
    sql_store: SqlStore, filled_lines: list[bytes], damage: Callable[[list[bytes]], list[bytes]], says: str
) -> None:
    with pytest.raises(UserError, match=says):
        await _import(sql_store, damage(filled_lines))
    async with sql_store.reading() as unit:
        assert await unit.records.is_empty()


async def test_a_briefing_that_the_file_forgets_to_publish_is_noticed(
    sql_store: SqlStore, filled_lines: list[bytes]
) -> None:
    place = next(i for i, line in enumerate(filled_lines) if b'"record":"publication"' in line)
    with pytest.raises(UserError, match=r"Briefing . is marked as published"):
        await _import(sql_store, sealed([*filled_lines[:place], *filled_lines[place + 1 :]]))


async def _import(store: SqlStore, lines: list[bytes], *, policy: EditorialPolicy = ALONE) -> Imported:
    return await import_archive(lines, by=BEN, policy=policy, store=store, clock=SettableClock())


def test_the_version_is_the_one_that_the_page_describes() -> None:
    assert VERSION == 1
