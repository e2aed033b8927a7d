"""A newsroom at work on both platforms: the real program, a loopback Telegram and a loopback Discord, five people.

Ana writes on Telegram, Ben reviews on Discord, readers read on both; nobody approves what they wrote alone.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from briefings.adapters.sql.store import open_store
from tests.e2e.program import Home
from tests.e2e.serving import log_of
from tests.fakes.discord_api.checks import walk
from tests.fakes.discord_api.interactions import Interaction
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi, serve_discord
from tests.fakes.discord_api.world import JSON, Channel
from tests.fakes.telegram_api import Effect, TelegramApi, serve_telegram

OWNER, ANA, READER = 1, 5, 9
ANA_THERE, BEN, DORA = 55, 7, 99
PATIENCE = 30.0


def database_of(home: Home) -> str:
    """The address of the program's database."""
    return f"sqlite:///{home.path / '.local/share/daybrief/daybrief.db'}"


@dataclass(slots=True)
class Newsroom:
    """Both platforms, and the people on them."""

    home: Home
    telegram: TelegramApi
    discord: DiscordApi
    channel: Channel
    people: dict[int, Person] = field(default_factory=dict)

    async def says(self, user: int, text: str, words: str = "") -> Effect:
        """Write to the bot in private on Telegram and wait for the answer that has these words."""
        mark = len(self.telegram.world.effects)
        await self.telegram.people.say(user, user, text)
        return await self._next(user, words, mark)

    async def until(self, user: int, text: str, words: str) -> Effect:
        """Ask again and again until the answer has these words; each time the answer is waited for."""
        for _ in range(15):
            answer = await self.says(user, text)
            if words in (answer.text or ""):
                return answer
            await asyncio.sleep(1)
        raise AssertionError(f"{words!r} never came; log: {log_of(self.home)[-3000:]}")

    async def presses(self, user: int, on: Effect, label: str, words: str = "") -> Effect:
        """Press a button of a message on Telegram and wait for what comes of it."""
        mark = len(self.telegram.world.effects)
        message = self.message(on)
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["text"] == label)
        await self.telegram.people.press(user, message, data)
        return await self._next(user, words, mark)

    async def gets(self, user: int, words: str) -> Effect:
        """Wait for a message that somebody gets on Telegram unasked."""
        return await self._next(user, words, 0)

    async def _next(self, user: int, words: str, mark: int) -> Effect:
        def fits(effect: Effect) -> bool:
            shows = effect.method in {"sendMessage", "editMessageText"} and effect.chat_id == user
            return shows and effect.number > mark and words in (effect.text or "")

        try:
            return await self.telegram.world.effect(fits, timeout=PATIENCE)
        except TimeoutError:
            heard = [e.text for e in self.telegram.world.effects[mark:] if e.chat_id == user]
            raise AssertionError(f"{words!r} never came, but {heard}; log: {log_of(self.home)[-3000:]}") from None

    def message(self, effect: Effect) -> JSON:
        """The message as it stands now on Telegram."""
        assert effect.chat_id is not None
        assert effect.message_id is not None
        return self.telegram.world.messages[effect.chat_id, effect.message_id]

    async def runs(self, user: int, command: str, **options: Any) -> Interaction:
        """Run a slash command in the newsroom's channel on Discord."""
        return await self.people[user].slash(self.channel, command, **options)

    async def dm(self, user: int, words: str) -> JSON:
        """Wait for a message that somebody gets in private on Discord unasked."""
        return await self._shown(self.discord.world.dm_with(user), words)

    async def in_channel(self, words: str) -> JSON:
        """Wait for a message that comes into the newsroom's channel on Discord unasked."""
        return await self._shown(self.channel, words)

    async def _shown(self, channel: Channel, words: str) -> JSON:
        await eventually(lambda: any(words in shown(message) for message in channel.messages.values()), self.home)
        return next(message for message in channel.messages.values() if words in shown(message))


def shown(message: JSON) -> str:
    """All words of a message on Discord."""
    parts = walk(message["components"])
    return "\n".join(part["content"] for part in parts if part["type"] == 10)


async def eventually(ready: Callable[[], bool], home: Home, *, seconds: float = PATIENCE) -> None:
    """Wait until something is so; the platforms tell their changes by themselves, without any event."""
    for _ in range(int(seconds / 0.05)):
        if ready():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(log_of(home)[-3000:])


def settings_of(room: Newsroom) -> dict[str, str]:
    """Both platforms, an owner, and four eyes."""
    return {
        "DAYBRIEF_OWNERS": f"telegram:{OWNER}",
        "DAYBRIEF_EDITORIAL_FOUR_EYES": "true",
        "DAYBRIEF_DISCORD_TOKEN": room.discord.token,
        "DAYBRIEF_DISCORD_API_BASE": room.discord.rest_url,
    }


async def appoints(room: Newsroom) -> None:
    """The owner appoints Ana and Ben; Ana links her account on Discord."""
    await room.says(OWNER, f"/team add telegram:{ANA} editor Ana", "Ana – editor")
    await room.says(OWNER, f"/team add discord:{BEN} reviewer Ben", "Ben – reviewer")
    offered = await room.says(ANA, "/link", "Type /link")
    code = (offered.text or "").split("/link ")[1].split()[0]
    linked = await room.runs(ANA_THERE, "link", code=code)
    assert "belongs to Ana" in linked.text()


async def follows(room: Newsroom) -> None:
    """A reader and a server want breaking news at once."""
    await room.says(READER, "/digest set 07:30 zone UTC alerts on", "07:30")
    plan = await room.runs(DORA, "digest set", time="07:30", zone="UTC", alerts="on")
    assert "07:30" in plan.text()


async def pastes(room: Newsroom, text: str) -> Effect:
    """Ana pastes an article in several messages, as Telegram cuts a long paste, and says that this is all."""
    await room.says(ANA, "/add", "Send the article")
    for at in range(0, len(text), 1500):
        await room.says(ANA, text[at : at + 1500], "so far")
    return await room.says(ANA, "done", "Review 1")


async def let_digests_be_due(room: Newsroom) -> None:
    """Move every planned digest to now; the program sees it at its next look."""
    store = await open_store(database_of(room.home), migrating=False)
    async with store.writing() as unit:
        for schedule in await unit.slots.schedules():
            await unit.slots.reschedule(schedule, next_run_at=datetime.now(UTC), next_day=schedule.next_day)
    await store.close()


async def work_through(room: Newsroom, text: str, *, quote: str, speaker: str) -> None:
    """The whole way of an article: in, reviewed by another person, read, corrected, withdrawn."""
    await appoints(room)
    await follows(room)
    await pastes(room, text)
    described = await room.says(ANA, '/describe 1 date 2025-02-23 publisher "The Quay Gazette"', "Review 1")
    assert "Not known" not in (described.text or "")
    assert "No briefing" in (await room.says(READER, "/brief 1")).text  # type: ignore[operator]
    ranked = await room.presses(ANA, described, "Priority: breaking", "breaking")
    waiting = await room.presses(ANA, ranked, "Ask for a review", "waits for a review")
    refused = await room.says(ANA, "/approve 1", "Only a reviewer")
    assert refused.number > waiting.number
    assert "second pair of eyes" in (await room.says(ANA, "/publish 1")).text  # type: ignore[operator]

    card = await room.dm(BEN, "asks for a review")
    approved = await room.people[BEN].press(card, "Approve")
    assert "approved" in approved.text()
    await room.gets(ANA, "approved by Ben")
    published = await room.runs(ANA_THERE, "publish", briefing=1)
    assert "is published" in published.text()

    alert_here = await room.gets(READER, "Breaking: ")
    alert_there = await room.in_channel("Breaking: ")
    await let_digests_be_due(room)
    digest_here = await room.gets(READER, "Digest for")
    digest_there = await room.in_channel("Digest for")

    read_here = await room.says(READER, f"/quote {speaker}", quote)
    read_there = (await room.runs(DORA, "brief", briefing="1")).original
    assert read_there is not None

    await room.says(ANA, "/review 1 headline A new headline for what was said", "A new headline")
    await room.says(ANA, "/correct 1 material The headline said too much.", "waits for somebody else")
    again = await room.dm(BEN, "The headline said too much.")
    await room.people[BEN].press(again, "Approve")
    await room.says(ANA, "/correct 1 material", "is corrected")
    await eventually(lambda: "The headline said too much." in shown(read_there), room.home)
    assert "A new headline for what was said" in shown(read_there)
    await eventually(lambda: "The headline said too much." in shown(alert_there), room.home)
    await eventually(lambda: "The headline said too much." in str(room.message(alert_here)), room.home)
    noted = await room.gets(READER, "Correction to “A new headline for what was said”")
    assert json.loads(noted.sent["reply_parameters"])["message_id"] == alert_here.message_id
    noted_there = await room.in_channel("Correction to “A new headline for what was said”")
    assert noted_there["message_reference"]["message_id"] == alert_there["id"]
    await eventually(lambda: "The headline said too much." in str(room.message(read_here)), room.home)
    assert quote in str(room.message(read_here))
    await eventually(lambda: "The headline said too much." in shown(digest_there), room.home)
    await eventually(lambda: "The headline said too much." in str(room.message(digest_here)), room.home)
    for says in (shown(digest_there), str(room.message(digest_here))):
        assert "Digest for" in says
        assert "A new headline for what was said" in says
    assert "The headline said too much." in (await room.says(READER, "/corrections")).text  # type: ignore[operator]
    history = await room.says(ANA, "/history 1", "Revision")
    assert "A new headline" in (history.text or "")

    await room.runs(BEN, "withdraw", briefing=1, note="It was all a mistake.")
    await eventually(lambda: "withdrawn" in shown(read_there), room.home)
    await room.says(OWNER, "/approve 1", "Readers are told now why briefing 1 was withdrawn")
    await eventually(lambda: "It was all a mistake." in shown(read_there), room.home)
    await eventually(lambda: "withdrawn" in str(room.message(read_here)), room.home)
    await eventually(lambda: "It was all a mistake." in shown(alert_there), room.home)
    await eventually(lambda: "It was all a mistake." in str(room.message(alert_here)), room.home)
    await eventually(lambda: "It was all a mistake." in shown(digest_there), room.home)
    await eventually(lambda: "It was all a mistake." in str(room.message(digest_here)), room.home)
    assert "Digest for" in shown(digest_there)
    assert quote not in shown(read_there)
    assert "Briefing 1 was withdrawn: It was all a mistake." in (await room.says(READER, "/brief 1")).text  # type: ignore[operator]
    assert "The chain is whole" in (await room.says(OWNER, "/log")).text  # type: ignore[operator]


@asynccontextmanager
async def open_newsroom(home: Home) -> AsyncIterator[Newsroom]:
    """Both platforms with everybody on them; the program is not started yet."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(serve_telegram(TelegramApi()))
        discord = await stack.enter_async_context(serve_discord(DiscordApi()))
        for number, name in ((OWNER, "Olga"), (ANA, "Ana"), (READER, "Rita")):
            telegram.people.person(number, name)
        made = Newsroom(home, telegram, discord, discord.world.new_channel(discord.world.new_guild()))
        for number, name in ((ANA_THERE, "Ana"), (BEN, "Ben"), (DORA, "Dora")):
            made.people[number] = discord.people.person(number, name, admin=number == DORA)
        yield made
