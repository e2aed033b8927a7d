"""Files come with an answer on Discord."""

import json

import pytest

from bot.chat.owners import Access
from briefings.domain.people import Identity, Platform
from tests.adapters.discord.newsroom import make_answering, running
from tests.fakes.discord_api.interactions import Interaction
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.discord_api.world import Channel


def file_of(api: DiscordApi, answer: Interaction) -> tuple[str, str]:
    """The name and text of the one file that came with the answer."""
    (sent,) = [part for message in answer.followups for part in message["attachments"]]
    return sent["filename"], api.world.files[sent["id"]].decode()


async def test_a_reader_gets_citations_as_a_file(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async with running(api, await make_answering()):
        answer = await ada.slash(channel, "export", form="markdown", speaker="zelensky")
        await api.world.until(lambda: bool(answer.followups))
    name, text = file_of(api, answer)
    assert name == "citations.md"
    assert "“I can exchange it for NATO.”" in text
    assert not answer.ephemeral
    assert answer.original is not None
    assert "citation" in answer.text()


async def test_briefings_are_the_newsroom_s_and_for_the_asker_alone(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    owner = Access(owners=frozenset({Identity(Platform.DISCORD, str(ada.id))}))
    async with running(api, await make_answering(access=owner)):
        answer = await ada.slash(channel, "export", form="json")
        await api.world.until(lambda: bool(answer.followups))
        other = api.people.person(77, "Reader")
        refused = await other.slash(channel, "export", form="json")
    name, text = file_of(api, answer)
    assert name == "briefings.json"
    assert json.loads(text)["briefings"][0]["number"] == 1
    assert answer.ephemeral
    assert {message["flags"] & 64 for message in answer.followups} == {64}
    assert "newsroom" in refused.text()
    assert refused.followups == []


@pytest.mark.parametrize("speaker", ["merkel", "<@everyone>"])
async def test_no_file_comes_with_a_mistake(api: DiscordApi, ada: Person, channel: Channel, speaker: str) -> None:
    async with running(api, await make_answering()):
        answer = await ada.slash(channel, "export", speaker=speaker)
    assert answer.followups == []
    assert answer.ephemeral
