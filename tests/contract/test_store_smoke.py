from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing


async def test_what_was_published_is_found_again(store: Store) -> None:
    briefing = make_briefing(
        1, said=[("Ada Byron", "We are ready for peace")], counted=[(267, "attack drones")], topics=["Ukraine"]
    )
    await keep(store, briefing)
    async with store.reading() as unit:
        assert await unit.archive.latest(now=NOON, limit=5) == [briefing]
        assert [q.quote for q in await unit.archive.quotes(now=NOON, limit=5, words=["peac"])] == list(
            briefing.content.quotes
        )
        assert [
            q.quote for q in await unit.archive.quotes_like(["We", "are", "redy", "peice"], now=NOON, limit=5)
        ] == list(briefing.content.quotes)
        assert [t.slug for t in await unit.archive.topics(now=NOON)] == ["ukraine"]
        assert [s.quotes for s in await unit.speakers.all()] == [1]
        assert await unit.archive.search(["harbour", "drone"], now=NOON, limit=3) == [briefing]
