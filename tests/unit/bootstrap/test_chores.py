"""What runs beside the answering does it by the settings."""

from datetime import timedelta

import pytest

from bot.bootstrap.chores import chores_of
from bot.bootstrap.program import Program
from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from briefings.adapters.drafting.pool import DraftingPool
from briefings.domain.deliveries import DeliveryKind, DeliveryState, NewDelivery, Receipt, Turn
from briefings.domain.people import ChatAddress, Platform
from config.settings import read_settings
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.memory.store import MemoryStore
from tests.fakes.plans import make_edition

CHAT = ChatAddress(Platform.TELEGRAM, "1")
DAY = timedelta(days=1)


async def test_old_rows_go_every_day_after_the_time_that_the_settings_give_them(
    memory_store: MemoryStore, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYBRIEF_DELIVERY_KEEP_DAYS", "20")
    monkeypatch.setenv("DAYBRIEF_DELIVERY_KEEP_RECEIPTS", "30")
    desk = Desk(store=memory_store, clock=clock)
    program = Program(read_settings(None), memory_store, desk, Answering(command_table(), desk), DraftingPool())
    chore = next(c for c in chores_of(program, [RecordingCourier()], owed=lambda: None) if c.name == "old rows")
    assert chore.every == DAY
    async with memory_store.writing() as unit:
        await unit.editions.add(make_edition("old"), now=clock.now())
        await unit.receipts.add([Receipt(CHAT, "9", "b1", 1, "digest", clock.now())])
    for days, editions, receipts in ((19, 1, 1), (21, 0, 1), (31, 0, 0)):
        clock.move(days * DAY - (clock.now() - SettableClock().now()))
        await chore.work()
        async with memory_store.reading() as unit:
            assert (await unit.editions.message("old", 1) is not None) == bool(editions), days
            assert len(await unit.receipts.of_briefing("b1")) == receipts, days


async def test_what_has_waited_too_long_is_given_up(memory_store: MemoryStore, clock: SettableClock) -> None:
    desk = Desk(store=memory_store, clock=clock)
    program = Program(read_settings(None), memory_store, desk, Answering(command_table(), desk), DraftingPool())
    chores = chores_of(program, [RecordingCourier()], owed=lambda: None)
    async with memory_store.writing() as unit:
        await unit.editions.add(make_edition("late"), now=clock.now())
        owed = NewDelivery(CHAT, DeliveryKind.DIGEST, Turn.DIGEST, "late", expires_at=clock.now() + DAY)
        await unit.deliveries.owe([owed], now=clock.now())
    clock.move(2 * DAY)
    for chore in chores:
        await chore.work()
    async with memory_store.reading() as unit:
        (late,) = await unit.deliveries.find()
    assert (late.state, str(late.problem)) == (DeliveryState.FAILED, "It had waited too long to be of use.")
