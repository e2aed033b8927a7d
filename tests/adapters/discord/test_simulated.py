"""The client of ``create_discord_client`` as people meet it: settings from the environment, one database, restarts."""

import asyncio
import threading
from pathlib import Path

import discord
import pytest

from bot.bootstrap import create_discord_client
from bot.chat.commands.listed import command_table
from briefings.adapters.sql.store import open_store
from briefings.domain.people import ChatAddress, Platform
from tests.adapters.discord.newsroom import addresses_kept
from tests.adapters.discord.simulated import (
    choices,
    database_file,
    labels,
    message_of,
    newcomer,
    publish_stories,
    restart,
    simulated,
    words,
)
from tests.fakes.discord_api import DiscordApi
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.world import Channel

ARTICLE = (
    "Harbour reopens after the storm\n\n"
    'The harbour of Port Ellen opened again on Monday. "We lost a pier, but nobody was hurt," the harbour master, '
    "Mary Kerr, told reporters.\n\nSome 40 boats had waited outside for three days.\n"
)


@pytest.fixture(autouse=True)
async def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAYBRIEF_DATABASE_URL", database_file(tmp_path))
    await publish_stories(database_file(tmp_path))


async def test_the_client_comes_unstarted_with_the_fewest_rights() -> None:
    client = create_discord_client()
    assert isinstance(client, discord.AutoShardedClient)
    assert client.shard_count == 1
    assert client.intents == discord.Intents(guilds=True)
    assert client.allowed_mentions is not None
    assert dict(client.allowed_mentions.to_dict()) == {"parse": []}
    assert not client.is_ready()
    await client.close()


async def test_every_command_is_there_after_the_first_start_and_synced_only_once() -> None:
    async with simulated() as env:
        boss, channel = newcomer(env, administrator=True)
        offered = {name.split()[0] for name in boss.available_commands(channel)}
        assert offered == set(command_table().names())
        ada = env.guild.add_member(env.create_user("ada"))
        hidden = {command.name for command in command_table() if command.private}
        assert not hidden & {name.split()[0] for name in ada.available_commands(channel)}
        await restart(env)
        written = [request for request in env.http_requests if request.method == "PUT"]
    assert [request.path.rpartition("/")[2] for request in written] == ["commands"]


async def test_a_quote_is_answered_word_for_word_with_its_speaker() -> None:
    async with simulated() as env:
        ada, channel = newcomer(env)
        answer = await ada.slash(channel, "quote", speaker="zelensky")
    assert "If there is peace for Ukraine" in words(answer)
    assert "**Volodymyr Zelensky**" in words(answer)
    assert not answer.ephemeral
    assert not answer.deferred


async def test_an_answer_leaves_a_receipt_for_corrections(tmp_path: Path) -> None:
    async with simulated() as env:
        ada, channel = newcomer(env)
        answer = await ada.slash(channel, "brief", briefing="11")
    store = await open_store(database_file(tmp_path))
    async with store.reading() as unit:
        address = ChatAddress(Platform.DISCORD, str(channel.id))
        (receipt,) = await unit.receipts.of_message(address, str(message_of(answer).id))
    await store.close()
    assert receipt.briefing_id == "briefing-11"


async def test_the_client_starts_by_itself_at_the_addresses_of_the_settings(
    api: DiscordApi, ada: Person, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYBRIEF_DISCORD_API_BASE", api.rest_url)
    with addresses_kept():
        client = create_discord_client()
        run = asyncio.create_task(client.start(api.token))
        async with asyncio.timeout(10):
            await api.gateway.ready.wait()
        answer = await ada.slash(channel, "quote", speaker="zelensky")
        await client.close()
        await asyncio.wait([run], timeout=5)
    assert "I can exchange it for NATO" in answer.text()
    assert run.done()


async def test_speakers_are_completed_and_free_text_is_resolved() -> None:
    async with simulated() as env:
        ada, channel = newcomer(env)
        first = [choice["name"] for choice in await ada.autocomplete(channel, "quote", "speaker", "")]
        typed = [choice["name"] for choice in await ada.autocomplete(channel, "quote", "speaker", "коваль")]
        topics = [choice["name"] for choice in await ada.autocomplete(channel, "brief", "topic", "n")]
        answer = await ada.slash(channel, "quote", speaker="Зеленський")
    assert first[0] == "Volodymyr Zelensky"
    assert typed == ["Олена Коваль"]
    assert topics == ["NATO"]
    assert "Volodymyr Zelensky" in words(answer)


async def test_a_private_answer_is_seen_by_the_asker_alone() -> None:
    async with simulated() as env:
        ada, channel = newcomer(env)
        answer = await ada.slash(channel, "brief", private=True)
    assert answer.ephemeral
    assert "Міністри зібралися в Одесі" in words(answer)


async def test_buttons_edit_in_place_and_work_after_a_restart() -> None:
    async with simulated() as env:
        ada, channel = newcomer(env)
        answer = await ada.slash(channel, "brief", briefing="11")
        assert {"Quotes", "Figures", "Dates"} <= set(labels(answer))
        quotes = await ada.click(message_of(answer), label="Quotes")
        assert message_of(quotes).id == message_of(answer).id
        assert "I can exchange it for NATO" in words(quotes)
        await restart(env)
        figures = await ada.click(message_of(answer), label="Figures")
        assert "record 267 attack drones" in words(figures)
        assert message_of(figures).id == message_of(answer).id


async def test_menus_run_what_was_chosen_after_a_restart_too() -> None:
    async with simulated() as env:
        ada, channel = newcomer(env)
        answer = await ada.slash(channel, "brief", latest=5)
        await restart(env)
        chosen = await ada.select(message_of(answer), [next(v for v in choices(answer) if v.endswith("brief 11"))])
        assert "Zelensky offers his post" in words(chosen)


async def test_a_quote_is_checked_from_the_menu_of_a_message() -> None:
    async with simulated() as env:
        ada, channel = newcomer(env)
        message = await ada.send(channel, "I can exchange it for NATO.")
        found = await ada.context_menu(channel, "Check this quote", message)
        other = await ada.send(channel, "I would never exchange anything at all for NATO or for any other bloc")
        unknown = await ada.context_menu(channel, "Check this quote", other)
    assert found.ephemeral
    assert "Verbatim" in words(found)
    assert "Verbatim" not in words(unknown)


async def test_a_private_chat_is_answered() -> None:
    async with simulated() as env:
        answer = await env.create_user("ada").slash("dates")
    assert "a special summit" in words(answer)


async def test_rights_are_checked_on_our_side() -> None:
    async with simulated() as env:
        ada, channel = newcomer(env, administrator=True)
        refused = await ada.slash(channel, "add", article=ARTICLE)
    assert "Only an editor" in words(refused)
    assert refused.ephemeral


async def test_an_owner_adds_a_file_and_publishes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with simulated() as env:
        ada, channel = newcomer(env, administrator=True)
        monkeypatch.setenv("DAYBRIEF_OWNERS", f"discord:{ada.id}")
        await restart(env)
        draft = await ada.slash(channel, "add", file=("harbour.txt", ARTICLE.encode()))
        assert "Harbour reopens after the storm" in words(draft)
        assert draft.ephemeral
        await ada.slash(channel, "describe", briefing=1, date="2025-02-24", publisher="Port News")
        published = await ada.slash(channel, "publish", briefing=1)
        assert "is published" in words(published)
        assert published.ephemeral
        quote = await ada.slash(channel, "quote", speaker="kerr")
        assert "We lost a pier" in words(quote)


async def test_a_form_takes_a_file_and_outlives_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    async with simulated() as env:
        ada, channel = newcomer(env, administrator=True)
        monkeypatch.setenv("DAYBRIEF_OWNERS", f"discord:{ada.id}")
        await restart(env)
        asked = await ada.slash(channel, "add")
        assert asked.modal is not None
        await restart(env)
        draft = await ada.submit_modal(asked, {"file": ("harbour.txt", ARTICLE.encode())})
        assert "Harbour reopens after the storm" in words(draft)
        headline = await ada.click(message_of(draft), label="Headline")
        assert headline.modal is not None
        changed = await ada.submit_modal(headline, {"words": "The harbour is open again"})
        assert "The harbour is open again" in words(changed)


async def test_subcommands_plan_digests_for_those_who_run_the_server() -> None:
    async with simulated() as env:
        boss, channel = newcomer(env, "boss", manage_guild=True)
        ada = env.guild.add_member(env.create_user("ada"))
        refused = await ada.slash(channel, "digest set", words="08:00 Europe/Kyiv")
        assert refused.ephemeral
        assert "admin" in words(refused)
        zones = await boss.autocomplete(channel, "digest set", "zone", "kyi")
        assert [choice["value"] for choice in zones] == ["Europe/Kyiv"]
        planned = await boss.slash(channel, "digest set", words="08:00", zone="Europe/Kyiv")
        assert "08:00" in words(planned)
        await restart(env)
        shown = await ada.slash(channel, "digest show")
        assert "Europe/Kyiv" in words(shown)
        pressed = await ada.click(message_of(planned), label="Pause")
        assert pressed.ephemeral
        assert "admin" in words(pressed)


async def test_a_long_answer_is_paged_and_its_buttons_work_after_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    async with simulated() as env:
        ada, channel = newcomer(env, administrator=True)
        monkeypatch.setenv("DAYBRIEF_OWNERS", f"discord:{ada.id}")
        await restart(env)
        said = "\n\n".join(f'"We counted {n} boats and {n + 7} crates in the rain that day," Mary Kerr said.' for n in
                            range(40, 100))  # fmt: skip
        await ada.slash(channel, "add", file=("long.txt", f"Boats counted in the rain\n\n{said}\n".encode()))
        await ada.slash(channel, "describe", briefing=1, date="2025-02-24", publisher="Port News")
        await ada.slash(channel, "publish", briefing=1)
        first = await ada.slash(channel, "quote", speaker="Mary Kerr")
        before = words(first)
        await restart(env)
        second = await ada.click(message_of(first), label="More ›")
        assert message_of(second).id == message_of(first).id
        assert words(second) != before
        back = await ada.click(message_of(second), label="‹ Back")
        assert words(back) == before


async def test_the_shards_share_the_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYBRIEF_DISCORD_SHARD_COUNT", "3")
    async with simulated() as env:
        for shard in range(3):
            guild = env.create_guild(shard_id=shard)
            ada = guild.add_member(env.create_user(f"ada{shard}"))
            answer = await ada.slash(guild.create_text_channel("general"), "figures")
            assert "267" in words(answer)


async def test_a_closed_client_leaves_no_connection() -> None:
    before = set(threading.enumerate())
    async with simulated() as env:
        ada, channel = newcomer(env)
        await ada.slash(channel, "topics")
        opened = set(threading.enumerate()) - before
        assert opened
    for connection in opened:
        connection.join(5)  # it has nothing left to do, and ends in its own thread
        assert not connection.is_alive()
