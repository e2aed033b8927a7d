"""A store that is closed while the program is being stopped closes all the same, and says nothing."""

import asyncio

import pytest

from briefings.adapters.sql.store import open_store


@pytest.mark.parametrize("turns", range(1, 7))
async def test_a_close_that_is_cancelled_closes_to_its_end(
    sqlite_url: str, turns: int, caplog: pytest.LogCaptureFixture
) -> None:
    store = await open_store(sqlite_url)
    async with store.writing() as unit:
        await unit.briefings.next_number()
    async with store.reading() as unit:
        await unit.speakers.all()
    closing = asyncio.create_task(store.close())
    for _ in range(turns):
        await asyncio.sleep(0)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert caplog.messages == []
    assert store._pools.reader.pool.checkedin() == store._pools.writer.pool.checkedin() == 0  # type: ignore[attr-defined]
