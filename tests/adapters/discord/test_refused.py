"""Who asks too often, and who was not let in: one polite answer, then silence."""

from bot.chat.access.flood import COMMANDS_A_MINUTE
from bot.chat.owners import Access
from briefings.domain.people import Identity, Platform
from tests.adapters.discord.newsroom import make_answering, running
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.discord_api.world import Channel

OWNER = 8


async def test_the_twenty_first_command_of_a_minute_gets_an_excuse_and_the_next_none(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    async with running(api, await make_answering()):
        for _ in range(COMMANDS_A_MINUTE):
            assert "267" in (await ada.slash(channel, "figures")).text()
        excuse = await ada.slash(channel, "figures")
        assert excuse.ephemeral
        assert "Please wait a minute" in excuse.text()
        unheard = await ada.slash(channel, "figures", wait=False)
        assert "267" in (await api.people.person(9, "Bob").slash(channel, "figures")).text()
    assert unheard.answer_kind is None


async def test_an_uninvited_persons_own_installation_is_refused_once_wherever_it_is_used(api: DiscordApi) -> None:
    elsewhere = api.world.new_channel(api.world.new_guild("Elsewhere", joined=False))
    traveller = api.people.person(9, "Traveller", app=True)
    owner = api.people.person(OWNER, "Owner", app=True)
    access = Access(owners=frozenset({Identity(Platform.DISCORD, str(OWNER))}), invite_only=True)
    async with running(api, await make_answering(access=access)):
        refused = await traveller.slash(elsewhere, "figures")
        assert refused.ephemeral
        assert "invited people and chats only" in refused.text()
        silent = [await traveller.slash(elsewhere, "figures", wait=False)]
        assert await traveller.complete(elsewhere, "quote", "speaker", "zel") == []
        assert "267" in (await owner.slash(elsewhere, "figures")).text()
        await owner.slash(elsewhere, "invite", who="discord:9")
        assert "267" in (await traveller.slash(elsewhere, "figures")).text()
    assert [one.answer_kind for one in silent] == [None]
