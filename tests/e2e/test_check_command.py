"""``daybrief check`` asks the platforms how the bot's accounts are set up."""

import asyncio
from dataclasses import replace

import pytest

from briefings.adapters.sql.store import open_store
from briefings.domain.people import ChatAddress, Platform
from tests.e2e.program import Home, Ran
from tests.fakes.discord_api import DiscordApi, serve_discord
from tests.fakes.plans import keep_plans, make_plan
from tests.fakes.telegram_api import FailureKind, TelegramApi, serve_telegram


def database_of(home: Home) -> str:
    return f"sqlite:///{home.path / 'news.db'}"


async def check(home: Home, **settings: str) -> Ran:
    return await asyncio.to_thread(home.run, "check", "--database", database_of(home), **settings)


def at(api: TelegramApi) -> dict[str, str]:
    return {"DAYBRIEF_TELEGRAM_TOKEN": api.token, "DAYBRIEF_TELEGRAM_BASE_URL": api.base_url}


async def keep_plan_in(home: Home, *chats: ChatAddress) -> None:
    store = await open_store(database_of(home))
    try:
        await keep_plans(store, *(replace(make_plan(n), address=chat) for n, chat in enumerate(chats, 1)))
    finally:
        await store.close()


async def test_a_well_set_up_bot_has_no_remarks(home: Home) -> None:
    async with serve_telegram(TelegramApi()) as api:
        ran = await check(home, **at(api))
    assert ran.code == 0
    assert "Telegram: would run as @daybrief_bot\nDiscord: would not run" in ran.out
    assert api.token not in ran.out + ran.err


async def test_what_botfather_can_change_is_named(home: Home) -> None:
    async with serve_telegram(TelegramApi()) as api:
        changed = {"supports_inline_queries": False, "can_join_groups": False, "can_read_all_group_messages": True}
        api.world.bot.update(changed)
        api.world.webhook["url"] = "https://elsewhere.example/hook"
        ran = await check(home, **at(api))
    assert ran.code == 0
    for command in ("/setinline", "/setjoingroups", "/setprivacy", "A webhook is set"):
        assert command in ran.out


async def test_chats_with_a_digest_where_a_right_is_missing_are_named(home: Home) -> None:
    chats = [ChatAddress(Platform.TELEGRAM, str(chat_id)) for chat_id in (-1001, -1002, -1003, 7)]
    await keep_plan_in(home, *chats)
    async with serve_telegram(TelegramApi()) as api:
        api.people.group(-1001)
        api.people.group(-1002, kind="channel")
        api.people.member(-1002, api.world.bot["id"], "administrator", can_post_messages=False)
        ran = await check(home, **at(api))
    assert "-1001" not in ran.out
    assert "In the chat -1002, which has a digest, the bot lacks: to be an admin with the right to post" in ran.out
    assert "The chat -1003, which has a digest, cannot be seen" in ran.out


async def test_a_server_that_tells_little_is_enough(home: Home) -> None:
    async with serve_telegram(TelegramApi()) as api:
        for key in ("supports_inline_queries", "can_join_groups", "can_read_all_group_messages"):
            del api.world.bot[key]
        api.fail(FailureKind.UNKNOWN_METHOD, method="getWebhookInfo")
        ran = await check(home, **at(api))
    assert (ran.code, "would run as @daybrief_bot" in ran.out) == (0, True)


async def test_a_refused_token_is_named_with_the_cure(home: Home) -> None:
    canary = "123456789:canary-canary-canary-canary-canary"
    async with serve_telegram(TelegramApi()) as api, serve_discord(DiscordApi()) as discord:
        telegram = {**at(api), "DAYBRIEF_TELEGRAM_TOKEN": canary}
        ran = await check(home, **telegram, DAYBRIEF_DISCORD_TOKEN=canary, DAYBRIEF_DISCORD_API_BASE=discord.rest_url)
    assert ran.code == 2
    assert "Telegram: Telegram refuses the bot's token: set DAYBRIEF_TELEGRAM_TOKEN" in ran.out
    assert "Discord: Discord refuses the bot's token: set DAYBRIEF_DISCORD_TOKEN" in ran.out
    assert "canary" not in ran.out + ran.err


@pytest.mark.parametrize("name", ["TELEGRAM", "DISCORD"])
async def test_offline_it_ends_soon_with_a_plain_sentence(home: Home, name: str) -> None:
    bases = {"DAYBRIEF_TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot", "DAYBRIEF_DISCORD_API_BASE": "http://127.0.0.1:9"}
    async with asyncio.timeout(25):
        ran = await check(home, **bases, **{f"DAYBRIEF_{name}_TOKEN": "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"})
    platform = name.title()
    assert ran.code == 0
    assert f"{platform}: would run, but the token was not tried: {platform} could not be reached." in ran.out


async def test_discord_says_what_the_portal_and_the_servers_lack(home: Home) -> None:
    async with serve_discord(DiscordApi()) as api:
        api.world.application = {
            "approximate_guild_count": 0,
            "interactions_endpoint_url": "https://elsewhere.example/",
            "bot_require_code_grant": True,
        }
        guild = api.world.new_guild()
        well = api.world.new_channel(guild)
        mute = api.world.new_channel(guild, bot_permissions=1 << 10)
        gone = 555555
        await keep_plan_in(home, *(ChatAddress(Platform.DISCORD, str(n)) for n in (well.id, mute.id, gone)))
        ran = await check(home, DAYBRIEF_DISCORD_TOKEN=api.token, DAYBRIEF_DISCORD_API_BASE=api.rest_url)
    assert ran.code == 0
    for words in ("Interactions Endpoint URL", "OAuth2 Code Grant", "in no server yet: invite it with https://"):
        assert words in ran.out
    assert f"In the channel {mute.id}, which has a digest, the bot lacks: the right “Send Messages”" in ran.out
    assert f"The channel {gone}, which has a digest, cannot be seen" in ran.out
    assert str(well.id) not in ran.out
