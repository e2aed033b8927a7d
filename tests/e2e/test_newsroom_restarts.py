"""What was begun in a newsroom outlives a program that is killed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefings.adapters.sql.store import open_store
from briefings.domain.briefing import Status
from config.sample import read_sample
from tests.e2e.newsroom import ANA, READER, Newsroom, database_of
from tests.e2e.program import Home
from tests.e2e.serving import program, told_to_stop
from tests.fakes.hostile_site import hostile_site


async def let_plans_be_due(home: Home) -> None:
    """Move every planned publication to now, while no program runs."""
    store = await open_store(database_of(home))
    moved = 0
    async with store.writing() as unit:
        for briefing in await unit.briefings.with_status(tuple(Status)):
            planned = await unit.reviews.planned(briefing.id)
            if planned is not None:
                await unit.reviews.plan(replace(planned, due_at=datetime.now(UTC)))
                moved += 1
    await store.close()
    assert moved


async def test_a_paste_and_a_plan_outlive_a_restart_and_a_link_is_fetched(room: Newsroom) -> None:
    settings = {"DAYBRIEF_OWNERS": f"telegram:{ANA}", "DAYBRIEF_EDITORIAL_FETCH_NETWORKS": "127.0.0.0/8"}
    first, second = read_sample().text.split("\n\n", 1)
    async with program(room.home, room.telegram, **settings) as process:
        await room.says(ANA, "/add", "Send the article")
        await room.says(ANA, first, "so far")
        process.kill()
        await process.wait()
    async with program(room.home, room.telegram, **settings) as process, hostile_site() as site:
        assert "Left half way here" in (await room.says(ANA, "/drafts", "In work")).text  # type: ignore[operator]
        await room.says(ANA, second, "so far")
        await room.says(ANA, "done", "Review 1 · Zelensky says he would give up")
        await room.says(ANA, "/describe 1 date 2025-02-23 publisher Agency", "Review 1")
        due = datetime.now(UTC) + timedelta(hours=1)
        await room.says(ANA, f"/publish 1 at {due:%H:%M}", "will be published on")
        fetched = await room.says(ANA, f"/add {site.url('/article')}", "Review 2 · Harbour to close for a week")
        assert "published by The Quay Gazette" in (fetched.text or "")
        told = next(e for e in room.telegram.world.effects if "Fetching " in (e.text or ""))
        assert told.message_id == fetched.message_id
        refused = await room.says(ANA, "/add http://10.0.0.1/secret", "does not lead to the public network")
        assert refused.chat_id == ANA
        process.kill()
        await process.wait()
    await let_plans_be_due(room.home)
    async with program(room.home, room.telegram, **settings) as process:
        shown = await room.until(READER, "/brief 1", "Zelensky says he would give up the presidency")
        assert shown.chat_id == READER
        assert await told_to_stop(process) == 0
