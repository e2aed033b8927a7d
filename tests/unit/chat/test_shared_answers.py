"""An answer that is remembered is the one that would be looked up now, whoever changed what readers see."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.chat.abilities import Abilities
from bot.chat.access.flood import Flood
from bot.chat.answering import Answering
from bot.chat.asking import Ask, Reply
from bot.chat.cards.cards import Card, Note
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.shared_answers import MOST
from bot.chat.table import Command, CommandTable, Option, OptionKind
from briefings.adapters.sql.store import SqlStore, open_store
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.store import Store
from briefings.services.editing.correct import correct, withdraw_briefing
from briefings.services.editing.edit_items import set_headline
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, HOUR
from tests.fakes.newsroom import keep, make_briefing
from tests.unit.chat.asking import READER, card_for, words_for

LINES = (
    "brief",
    "brief 3",
    "brief 3 dates",
    "brief peace",
    "brief today",
    "quote ada",
    "quote ada with context:yes",
    "figures",
    "figures peace",
    "dates",
    "dates past:yes",
    "speakers",
    "topics",
    "search harbour",
    "context 3-1",
)
ELSEWHERE = replace(
    READER,
    person=Identity(Platform.DISCORD, "8"),
    chat=ChatAddress(Platform.DISCORD, "80", "81"),
    direct=False,
    community="800",
    person_name="Bo",
    abilities=Abilities(forms=True, whispers=True, roles=True),
)


@asynccontextmanager
async def another_process(store: Store) -> AsyncIterator[Store]:
    """The same database as another program sees it; memory is one program's alone."""
    if not isinstance(store, SqlStore):
        yield store
        return
    url = store.address.url.render_as_string(hide_password=False).replace("+aiosqlite", "").replace("+asyncpg", "")
    other = await open_store(url, migrating=False)
    try:
        yield other
    finally:
        await other.close()


class Newsroom:
    """Publishes, corrects and takes back at random, and lets time pass."""

    def __init__(self, clock: SettableClock, dice: random.Random) -> None:
        self.clock, self.dice, self.numbers = clock, dice, list[int]()
        self.steps: tuple[Callable[[Store], Awaitable[None]], ...] = (
            self.publish,
            self.publish,
            self.embargo,
            self.correct,
            self.withdraw,
            self.wait,
            self.wait,
        )

    async def step(self, store: Store) -> None:
        await self.dice.choice(self.steps)(store)

    async def publish(self, store: Store, hours: int = 0) -> None:
        number, today = len(self.numbers) + 1, self.clock.now().date()
        briefing = make_briefing(
            number,
            said=[("Ada Byron", f"We count boat {number} with care")],
            counted=[(100 + number, "boats")],
            dated=[("Thursday", today + timedelta(days=self.dice.randrange(3)))],
            topics=["peace"],
            published_at=self.clock.now(),
            embargo_until=self.clock.now() + hours * HOUR if hours else None,
        )
        await keep(store, briefing)
        self.numbers.append(number)

    async def embargo(self, store: Store) -> None:
        await self.publish(store, hours=self.dice.randrange(1, 20))

    async def correct(self, store: Store) -> None:
        for number in self.dice.sample(self.numbers, min(1, len(self.numbers))):
            async with store.reading() as unit:
                shown = await unit.archive.briefing(number, now=self.clock.now())
            if shown is not None:
                headline = f"{shown.content.headline} again"
                await set_headline(number, headline, by=ANA, store=store, clock=self.clock)
                note = "It was open before."
                await correct(number, note, material=True, by=ANA, policy=ALONE, store=store, clock=self.clock)

    async def withdraw(self, store: Store) -> None:
        for number in self.dice.sample(self.numbers, min(1, len(self.numbers))):
            await withdraw_briefing(number, "Wrong.", by=ANA, policy=ALONE, store=store, clock=self.clock)

    async def wait(self, store: Store) -> None:
        self.clock.move(self.dice.randrange(1, 15) * HOUR)


def over(store: Store, clock: SettableClock) -> Answering:
    return Answering(command_table(), Desk(store=store, clock=clock), flood=Flood(limit=10**9))


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_remembered_is_what_would_be_looked_up(store: Store, clock: SettableClock, seed: int) -> None:
    dice, remembering = random.Random(seed), over(store, clock)
    newsroom = Newsroom(clock, dice)
    async with another_process(store) as other:
        await newsroom.publish(other)
        for _ in range(12):
            await newsroom.step(dice.choice((store, other)))
            fresh = over(store, clock)
            for line in LINES:
                asker = dice.choice((READER, ELSEWHERE))
                assert await card_for(remembering, line, asker) == await card_for(fresh, line, READER), line


def test_every_shared_command_is_asked_here() -> None:
    assert {line.split()[0] for line in LINES} == {command.name for command in command_table() if command.shared}


class Counted:
    """A shared command that counts how often it is run; a slow word is answered when the gate is open."""

    def __init__(self) -> None:
        self.runs = 0
        self.begun, self.gate = asyncio.Event(), asyncio.Event()
        self.gate.set()
        self.command = Command(
            "counted", "Counts.", "/counted", self, (Option("word", OptionKind.TEXT, "A word."),), shared=True
        )

    async def __call__(self, ask: Ask, desk: Desk) -> Card:
        self.runs += 1
        self.begun.set()
        if ask.text("word") == "slow":
            await self.gate.wait()
        return Card((Note(f"{ask.text('word')} {desk.today()}"),))


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def counting(counted: Counted, desk: Desk) -> Answering:
    return Answering(CommandTable((counted.command,)), desk, flood=Flood(limit=10**9))


async def test_the_same_question_is_looked_up_once(counting: Answering, counted: Counted) -> None:
    for asker in (READER, ELSEWHERE, READER):
        assert "one" in await words_for(counting, "counted one", asker)
    assert counted.runs == 1
    assert "two" in await words_for(counting, "counted two")
    assert counted.runs == 2


async def test_another_day_asks_anew(counting: Answering, counted: Counted, clock: SettableClock) -> None:
    await words_for(counting, "counted one")
    clock.move(timedelta(days=1))
    assert str(date(2025, 2, 25)) in await words_for(counting, "counted one")
    assert counted.runs == 2


async def test_a_message_that_was_replied_to_is_never_left_out(counting: Answering, counted: Counted) -> None:
    for number in range(2):
        await words_for(counting, "counted one", replace(READER, reply=Reply(str(number), "Words.")))
    assert counted.runs == 2


async def test_no_more_is_remembered_than_has_room(counting: Answering, counted: Counted) -> None:
    for word in (*range(MOST + 1), *range(1, MOST + 1)):
        await words_for(counting, f"counted w{word}")
    assert counted.runs == MOST + 1
    await words_for(counting, "counted w0")
    assert counted.runs == MOST + 2


async def test_what_was_looked_up_before_a_change_is_not_remembered_after_it(
    desk: Desk, clock: SettableClock, counting: Answering, counted: Counted
) -> None:
    counted.gate.clear()
    slow = asyncio.create_task(words_for(counting, "counted slow"))
    await counted.begun.wait()
    await Newsroom(clock, random.Random(1)).publish(desk.store)
    await words_for(counting, "counted quick")
    counted.gate.set()
    await slow
    assert counted.runs == 2
    await words_for(counting, "counted slow")
    await words_for(counting, "counted quick")
    assert counted.runs == 3
