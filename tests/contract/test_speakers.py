"""Who is quoted, in every store."""

import pytest

from briefings.domain.errors import TemporaryError
from briefings.domain.speakers import Speaker
from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing

ZELENSKY = Speaker("z", "Volodymyr Zelensky", ("Zelenskyy", "Зеленський"), "President of Ukraine")


async def test_a_speaker_comes_back_with_the_aliases_in_order(store: Store) -> None:
    async with store.writing() as unit:
        await unit.speakers.add(ZELENSKY)
        await unit.speakers.add_aliases("z", ["Zelenskiy", "Zelenskyy", "Zelenskiy"])
    async with store.reading() as unit:
        found = await unit.speakers.get("z")
        assert found is not None
        assert found.aliases == ("Zelenskyy", "Зеленський", "Zelenskiy")
        assert (found.name, found.role, found.quotes) == (ZELENSKY.name, ZELENSKY.role, 0)
        assert await unit.speakers.get("nobody") is None
        assert await unit.speakers.all() == [found]


async def test_a_renamed_speaker_keeps_the_old_name_as_an_alias(store: Store) -> None:
    async with store.writing() as unit:
        await unit.speakers.add(Speaker("c", "Costa", ("Коста",)))
        await unit.speakers.rename("c", "António Costa")
    async with store.reading() as unit:
        found = await unit.speakers.get("c")
    assert found == Speaker("c", "António Costa", ("Коста", "Costa"))


async def test_an_id_is_not_taken_twice(store: Store) -> None:
    async with store.writing() as unit:
        await unit.speakers.add(ZELENSKY)
    with pytest.raises(TemporaryError):
        async with store.writing() as unit:
            await unit.speakers.add(Speaker("z", "Another"))


async def test_speakers_come_most_quoted_first_then_by_name(store: Store) -> None:
    said = [("Bo", "One two three four"), ("Cy", "Five six"), ("Bo", "Seven eight"), ("Al", "Nine")]
    await keep(store, make_briefing(1, said=said), make_briefing(2, said=[("Di", "Unseen")], published_at=None))
    async with store.reading() as unit:
        found = await unit.speakers.all(now=NOON)
        assert [(speaker.name, speaker.quotes) for speaker in found] == [("Bo", 2), ("Al", 1), ("Cy", 1), ("Di", 0)]
        assert await unit.speakers.get("bo") == found[0]


async def test_a_stored_count_is_not_believed(store: Store) -> None:
    async with store.writing() as unit:
        await unit.speakers.add(Speaker("x", "X", quotes=99))
    async with store.reading() as unit:
        assert [speaker.quotes for speaker in await unit.speakers.all()] == [0]
