"""Starting, stopping, refused tokens, servers joined and left, and the silence about secrets."""

import asyncio
import logging
from pathlib import Path

import discord
import pytest

from bot.chat.cards.cards import Card, Text
from bot.chat.owners import Access
from bot.chat.platform_events import Happenings
from bot.discord import asking, client, memberships
from bot.discord.app import DiscordAccount, DiscordPlatform
from briefings.domain.errors import DaybriefError, OperatorError, TemporaryError
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Identity, Role
from tests.adapters.discord.newsroom import client_over, make_answering, running, running_task, slow_command
from tests.fakes.discord_api import DiscordApi, FailureKind
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import VIEW, Channel

CANARY = "MTIzNDU2.canary.this-token-must-appear-nowhere"


async def started(api: DiscordApi, token: str) -> None:
    answering = await make_answering()
    account = DiscordAccount(token, api.rest_url, api.gateway_url)
    platform = DiscordPlatform(account, lambda: client_over(answering))
    try:
        await platform.start()
        await platform.run()
    finally:
        await platform.stop()


async def test_a_refused_token_is_one_sentence_that_names_the_setting(api: DiscordApi) -> None:
    with pytest.raises(OperatorError, match="DAYBRIEF_DISCORD_TOKEN") as caught:
        await started(api, CANARY)
    assert CANARY not in repr(caught.value)


async def test_a_token_withdrawn_later_ends_the_platform(api: DiscordApi) -> None:
    api.gateway.close_with = 4004
    with pytest.raises(OperatorError, match="DAYBRIEF_DISCORD_TOKEN"):
        await started(api, api.token)


async def test_too_few_shards_name_their_setting(api: DiscordApi) -> None:
    api.gateway.close_with = 4011
    with pytest.raises(OperatorError, match="DAYBRIEF_DISCORD_SHARD_COUNT"):
        await started(api, api.token)


async def test_a_fault_of_discord_at_the_start_is_tried_again_later(api: DiscordApi) -> None:
    api.fail(FailureKind.UNAVAILABLE, r"GET /users/@me")
    with pytest.raises(DaybriefError) as caught:
        await started(api, api.token)
    assert not isinstance(caught.value, OperatorError)


async def test_an_unreachable_discord_is_tried_again_later(api: DiscordApi) -> None:
    api.rest_url = "http://127.0.0.1:1/api/v10"
    with pytest.raises(TemporaryError):
        await started(api, api.token)


async def test_the_token_appears_nowhere(api: DiscordApi, channel: Channel, caplog: pytest.LogCaptureFixture) -> None:
    api.token = api.gateway.token = CANARY
    caplog.set_level(logging.DEBUG)
    ada = api.people.person(7)
    async with running(api, await make_answering()) as platform:
        await ada.slash(channel, "brief")
        api.fail(FailureKind.DROP_BEFORE, r".*")
        with pytest.raises(DaybriefError) as caught:
            await platform.courier.send(
                ChatAddress(platform.courier.platform, str(channel.id)),
                platform.courier.lay_out(Notice("x"))[0],
                nonce="n",
            )
    chain: BaseException | None = caught.value
    while chain is not None:
        assert CANARY not in repr(chain) + str(chain)
        chain = chain.__cause__ or chain.__context__
    assert CANARY not in repr(platform) + repr(DiscordAccount(CANARY))
    told = "\n".join(record.getMessage() + str(record.__dict__) for record in caplog.records)
    assert "discord" in told
    assert CANARY not in told


async def test_stopping_answers_what_is_in_flight_and_leaves_nothing_behind(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    begun, gate = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        await gate.wait()

    async def open_gate_later() -> None:
        await asyncio.sleep(0.05)
        gate.set()

    slow = slow_command(work, Card((Text("still answered"),)))
    async with running(api, await make_answering(extra=(slow,))):
        asked = await ada.slash(channel, "slow", wait=False)
        async with asyncio.timeout(5):
            await begun.wait()
        later = asyncio.create_task(open_gate_later())
    await later
    assert asked.text() == "still answered"
    await api.world.until(lambda: not api.gateway.sessions)
    assert [task.get_name() for task in asyncio.all_tasks() if task.get_name().startswith("discord")] == []


async def stopped_within(seconds: float, platform: DiscordPlatform, run: "asyncio.Task[None]") -> None:
    """Stop as the supervisor does."""
    async with asyncio.timeout(seconds):
        run.cancel()
        await asyncio.wait([run])
        await platform.stop()
    assert [task for task in asyncio.all_tasks() if "site-packages/discord" in repr(task)] == []


async def test_it_stops_while_the_second_of_three_shards_waits_for_its_turn(api: DiscordApi) -> None:
    async with running(api, await make_answering(), shard_count=3) as platform:
        run = running_task()
        assert len(api.gateway.identifies) == 1
        await stopped_within(2, platform, run)


async def test_it_stops_while_a_broken_connection_is_opened_anew(api: DiscordApi) -> None:
    async with running(api, await make_answering()) as platform:
        run = running_task()
        await all_servers_known(platform)
        api.gateway.says_hello = False
        await api.gateway.cut(4000)
        await api.world.until(lambda: api.gateway.connections == 2)
        await stopped_within(3, platform, run)


async def test_an_answer_that_takes_too_long_is_given_up(
    api: DiscordApi, ada: Person, channel: Channel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(client, "_LAST_ANSWERS_SECONDS", 0.05)
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()
        await asyncio.Event().wait()

    slow = slow_command(work, Card((Text("never"),)))
    async with running(api, await make_answering(extra=(slow,))):
        asked = await ada.slash(channel, "slow", wait=False)
        async with asyncio.timeout(5):
            await begun.wait()
    assert asked.original is None
    assert "Answers were given up because the program stops" in caplog.text


async def test_choices_that_take_too_long_are_none_at_all(
    api: DiscordApi, ada: Person, channel: Channel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(client, "_CHOICES_SECONDS", 0.05)

    async def never(_: Identity) -> frozenset[Role]:
        await asyncio.Event().wait()
        return frozenset()

    async with running(api, await make_answering(access=Access(invite_only=True, roles_of=never))):
        assert await ada.complete(channel, "quote", "speaker", "zel") == []
    assert "Choices could not be offered" in caplog.text


class Heard:
    """Remembers what the platform told the program."""

    def __init__(self) -> None:
        self.lost: list[tuple[str, str]] = []
        self.regained: list[str] = []
        self.told = asyncio.Event()

    async def on_lost(self, address: ChatAddress, reason: str) -> None:
        self.lost.append((address.chat_id, reason))
        self.told.set()

    async def on_regained(self, address: ChatAddress) -> None:
        self.regained.append(address.chat_id)
        self.told.set()

    @property
    def happenings(self) -> Happenings:
        return Happenings(lost=self.on_lost, regained=self.on_regained)

    async def next(self) -> None:
        async with asyncio.timeout(5):
            await self.told.wait()
        self.told.clear()


async def all_servers_known(platform: DiscordPlatform) -> None:
    """Servers that come later than this are new ones."""
    async with asyncio.timeout(5):
        assert platform._client is not None
        await platform._client.wait_until_ready()


async def test_a_new_server_is_greeted_once_in_its_system_channel(api: DiscordApi) -> None:
    heard = Heard()
    async with running(api, await make_answering(), happenings=heard.happenings) as platform:
        await all_servers_known(platform)
        guild = api.world.new_guild("Second", joined=False)
        shut = api.world.new_channel(guild, "shut", bot_permissions=VIEW)
        open_one = api.world.new_channel(guild, "open")
        await api.join_guild(guild.id)
        await api.world.until(lambda: bool(open_one.messages))
    assert shut.messages == {}
    (message,) = open_one.messages.values()
    assert "/digest set" in str(message["components"])
    assert "Threads" not in str(message["components"])
    assert heard.regained == [str(open_one.id)]


async def test_where_it_may_write_nowhere_the_owner_is_told_which_rights_lack(api: DiscordApi) -> None:
    async with running(api, await make_answering()) as platform:
        await all_servers_known(platform)
        guild = api.world.new_guild("Third", joined=False)
        api.world.new_channel(guild, "shut", bot_permissions=VIEW)
        await api.join_guild(guild.id)
        owner = api.world.dm_with(1)
        await api.world.until(lambda: bool(owner.messages))
    assert "Send Messages" in str(list(owner.messages.values()))


async def test_lost_and_regained_access_is_told_and_a_restart_greets_nobody(api: DiscordApi, channel: Channel) -> None:
    heard = Heard()
    async with running(api, await make_answering(), happenings=heard.happenings):
        await api.change_channel(channel.id, VIEW)
        await heard.next()
        assert heard.lost == [(str(channel.id), "The bot has no right to write in the channel.")]
        await api.change_channel(channel.id, VIEW | (1 << 11))
        await heard.next()
        assert heard.regained == [str(channel.id)]
        await api.leave_guild(channel.guild_id or 0)
        await heard.next()
        assert heard.lost[-1] == (str(channel.id), "The bot was removed from the server.")
    assert api.world.of("message") == []


async def test_a_file_that_cannot_be_fetched_is_told_as_such(api: DiscordApi) -> None:
    gone = {"id": "5", "filename": "a.txt", "size": 3, "url": "http://127.0.0.1:1/a.txt", "proxy_url": "http://x"}
    async with running(api, await make_answering()) as platform:
        assert platform._client is not None
        file = discord.Attachment(data=gone, state=platform._client._connection)  # type: ignore[arg-type]
        with pytest.raises(TemporaryError, match="could not be reached"):
            await asking._attachment(file).read()


def test_the_guide_asks_for_exactly_the_rights_that_are_needed() -> None:
    needed = discord.Permissions(**dict.fromkeys(memberships._NEEDED, True))
    guide = (Path(__file__).parents[3] / "docs" / "discord.md").read_text(encoding="utf-8")
    assert f"&permissions={needed.value}\n" in guide


async def test_a_thread_that_is_opened_again_is_told(api: DiscordApi, channel: Channel) -> None:
    heard = Heard()
    async with running(api, await make_answering(), happenings=heard.happenings) as platform:
        await all_servers_known(platform)
        guild = api.world.guilds[channel.guild_id or 0]
        thread = api.world.new_channel(guild, "thread", kind=11, parent_id=channel.id)
        await api.open_thread(thread.id)
        await heard.next()
    assert heard.regained == [str(channel.id)]
