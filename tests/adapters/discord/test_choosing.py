"""Two speakers of one name: whoever is chosen, what was asked beside the name stays."""

from tests.adapters.discord.newsroom import make_answering, running
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.discord_api.world import Channel
from tests.fakes.memory.store import MemoryStore
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.stories import NOON


async def test_choosing_one_of_two_speakers_keeps_the_other_options(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    store = MemoryStore()
    said = [("Olena Koval", "The harbour stays open"), ("Olena Koval", "No money"), ("Petro Koval", "The harbour")]
    async with running(api, await make_answering(store=store)):
        await keep(store, make_briefing(5, said=said, published_at=NOON))
        asked = await ada.slash(channel, "quote", speaker="koval", words="harbour", since="2025-02-20")
        assert "Several people are called “koval”" in asked.text()
        assert asked.original is not None
        chosen = (await ada.press(asked.original, "Olena Koval")).text()
    assert "with “harbour” · since 20 February 2025" in chosen
    assert "No money" not in chosen
