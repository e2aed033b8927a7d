"""Whatever a stranger can make the program remember has a bound and an age."""

from datetime import timedelta

import pytest

from bot.chat.access.flood import MOST_PEOPLE, WINDOW, Flood
from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.http.metrics import Metrics
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.ports.store import Store
from briefings.ports.store.shortcuts import KEPT_AGAIN
from briefings.services.records.delete_old_rows import Retention, forget_old
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore

KEEP = Retention(timedelta(days=30), timedelta(days=90))


def stranger(number: int) -> Identity:
    return Identity(Platform.TELEGRAM, str(number))


def ask(person: Identity, command: str = "", **values: object) -> Ask:
    return Ask(person, ChatAddress(person.platform, person.user_id), command, Catalogue(), values, direct=True)


async def test_unknown_commands_are_one_label() -> None:
    table = command_table()
    metrics = Metrics(command.name for command in table)
    for number in range(20_000):
        metrics.answered("telegram", f"command{number}", 0.001)
    metrics.answered("telegram", "quote", 0.001)
    page = (await metrics.page(())).decode()
    assert page.count("daybrief_answer_seconds_count{") == 2
    assert 'command="other"' in page


def test_flood_control_forgets_people(clock: SettableClock) -> None:
    flood = Flood()
    for number in range(MOST_PEOPLE + 500):
        flood.judge(stranger(number), clock.now())
    assert len(flood) == MOST_PEOPLE
    clock.move(WINDOW)
    for _ in range(MOST_PEOPLE):
        clock.move(WINDOW / MOST_PEOPLE)
        flood.judge(stranger(1), clock.now())
    assert len(flood) == 1


async def test_lines_of_buttons_are_bounded(
    store: Store, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("tests.fakes.memory", "briefings.adapters.sql"):
        monkeypatch.setattr(f"{room}.shortcuts.MOST_SHORTCUTS", 100)
    async with store.writing() as unit:
        for number in range(700):
            clock.move(timedelta(milliseconds=1))
            await unit.shortcuts.remember(f"t{number}", "quote x", now=clock.now())
        kept = [await unit.shortcuts.recall(f"t{number}") for number in range(700)]
    assert len([line for line in kept if line]) <= 100
    assert kept[0] is None
    assert kept[-1] == "quote x"


async def test_lines_of_buttons_expire(store: Store, clock: SettableClock) -> None:
    async with store.writing() as unit:
        for token in ("old", "again"):
            await unit.shortcuts.remember(token, "quote x", now=clock.now())
    clock.move(KEPT_AGAIN)
    async with store.writing() as unit:
        await unit.shortcuts.remember("again", "quote x", now=clock.now())
    clock.move(KEEP.receipts - timedelta(hours=1))
    assert (await forget_old(retention=KEEP, store=store, clock=clock))["shortcuts"] == 1
    async with store.reading() as unit:
        assert [await unit.shortcuts.recall(token) for token in ("old", "again")] == [None, "quote x"]


async def test_who_was_told_of_invitations_is_forgotten(store: Store, clock: SettableClock) -> None:
    async with store.writing() as unit:
        assert await unit.guests.notice_once("telegram:7", now=clock.now())
        assert not await unit.guests.notice_once("telegram:7", now=clock.now())
    clock.move(KEEP.receipts + timedelta(hours=1))
    assert (await forget_old(retention=KEEP, store=store, clock=clock))["notices"] == 1
    async with store.writing() as unit:
        assert await unit.guests.notice_once("telegram:7", now=clock.now())


async def test_completion_is_not_offered_without_end(memory_store: MemoryStore, clock: SettableClock) -> None:
    answering = Answering(command_table(), Desk(memory_store, clock))
    offered = [bool(await answering.complete(ask(stranger(7), "brief"), "day", "to")) for _ in range(400)]
    assert offered[0]
    assert not offered[-1]
