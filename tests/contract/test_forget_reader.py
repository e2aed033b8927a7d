"""A reader who asks to be forgotten is found nowhere afterwards, and nobody else loses anything."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select, text

from briefings.adapters.sql.store import SqlStore
from briefings.adapters.sql.tables import metadata
from briefings.domain.audit import Act
from briefings.domain.conversations import Conversation
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.deliveries import DeliveryKind, NewDelivery, Receipt, Turn
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.domain.reminders import DatedReminder
from briefings.domain.slots import Outcome, Slot
from briefings.domain.team import LinkCode
from briefings.ports.store import Store
from briefings.services.editing.edit_items import set_headline
from briefings.services.editing.review_draft import approve, return_draft, submit
from briefings.services.people.appoint import appoint, dismiss
from briefings.services.people.forget_reader import forget_reader
from briefings.services.people.link_accounts import accept_link, offer_link
from briefings.services.records.verify_log import read_log, verify_log
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, BEN, HOUR, drafted
from tests.fakes.plans import keep_plans, make_edition, make_plan

READER = Identity(Platform.TELEGRAM, "424242")
READER_TOO = Identity(Platform.DISCORD, "424242424242")
PRIVATE = ChatAddress(Platform.DISCORD, "9424242")
MARK = "424242"
CARRYING = {
    "conversation", "copy_edit", "delivery", "error_report", "guest", "link_code", "member", "member_identity",
    "notice", "receipt", "reminder", "subscription",
}  # fmt: skip
NEWSROOM = {"audit", "planned_publication", "review", "revision"}
"""Tables that name who did what for the newsroom; a reader is in none of them but the log, by linking accounts."""

PERSONAL_COLUMNS = {
    "actor", "author", "chat_id", "key", "member_id", "planned_by", "reporter_id", "reviewer", "set_by", "settled_by",
    "user_id",
}  # fmt: skip


def test_every_table_that_may_name_a_person_is_known() -> None:
    naming = {name for name, table in metadata.tables.items() if PERSONAL_COLUMNS & set(table.c.keys())}
    assert naming - {"archive_quote"} == (CARRYING | NEWSROOM) - {"member"}


async def _read_along(store: Store, clock: SettableClock, person: Identity, chat: ChatAddress, number: int) -> None:
    """Leave a trace of a reader in every place that keeps one."""
    now, group = clock.now(), ChatAddress(person.platform, f"-100{number}")
    own = make_plan(number, platform=chat.platform)
    plan = type(own)(f"s{number}", chat, "UTC", now, own.entries, set_by=person)
    await keep_plans(store, plan)
    others = make_plan(number + 1, platform=person.platform)
    await keep_plans(store, type(others)(f"s{number + 1}", group, "UTC", now, others.entries, set_by=person))
    async with store.writing() as unit:
        await unit.conversations.save(Conversation(person, chat, "add", now, ("half",)))
        await unit.members.offer_code(LinkCode(f"{number:064}", person, "R", now + HOUR))
        await unit.reports.add(briefing_number=1, reason="wrong", reporter=person, at=now)
        await unit.guests.add(str(person))
        await unit.guests.notice_once(f"{chat.platform}:{chat.chat_id}", now=now)
        await unit.editions.add(make_edition(platform=chat.platform, key=chat.platform), now=now)
        part = NewDelivery(chat, DeliveryKind.DIGEST, Turn.DIGEST, chat.platform, subscription_id=plan.id)
        await unit.deliveries.owe([part], now=now)
        day = date(2025, 2, 24)
        await unit.slots.add(Slot(own.entries[0].id, day, plan.id, now, now, time(7, 30), Outcome.EMPTY))
        await unit.receipts.add([Receipt(chat, "1", "briefing-1", 1, "answer", now)])
        await unit.copies.owe([CopyEdit("briefing-1", 2, chat, "1", CopyState.OWED, due_at=now)])
        for name, where in (("own", chat), ("group", group)):
            lead = timedelta(days=1)
            await unit.reminders.add(
                DatedReminder(f"{name}{number}", where, 1, 9, day, lead, time(9), now + HOUR, "UTC", "x", person)
            )


async def tables_with(store: SqlStore, mark: str) -> set[str]:
    """The tables in which any column of any row holds the mark."""
    found = set()
    async with store.reading() as unit:
        for name, table in metadata.tables.items():
            rows = await unit._connection.execute(select(table))
            if any(mark in str(value) for row in rows for value in row):
                found.add(name)
    return found


async def test_no_column_of_any_table_names_a_forgotten_reader(sql_store: SqlStore, clock: SettableClock) -> None:
    await drafted(sql_store)
    telegram = ChatAddress(Platform.TELEGRAM, READER.user_id)
    await _read_along(sql_store, clock, READER, telegram, 10)
    await _read_along(sql_store, clock, READER_TOO, PRIVATE, 20)
    code = await offer_link(READER, name="Rita", store=sql_store, clock=clock)
    await accept_link(code, READER_TOO, store=sql_store, clock=clock)
    async with sql_store.writing() as unit:
        await unit.members.offer_code(LinkCode("c" * 64, READER, "R", clock.now() + HOUR))
    assert await tables_with(sql_store, MARK) == CARRYING | {"audit"}
    assert await forget_reader(READER_TOO, private_chat=PRIVATE, store=sql_store, clock=clock) > 20
    assert await tables_with(sql_store, MARK) == set()
    assert await tables_with(sql_store, "wrong") == set(), "what a reader wrote is gone as well"
    assert (await verify_log(store=sql_store)).broken_at is None
    async with sql_store.reading() as unit:
        groups = [await unit.subscriptions.get(key) for key in ("s11", "s21")]
        assert [plan and plan.set_by for plan in groups] == [None, None]
        assert None not in groups
        assert len(await unit.reports.open()) == 2
        assert await unit.subscriptions.count() == 2
    assert await forget_reader(READER_TOO, private_chat=PRIVATE, store=sql_store, clock=clock) == 0


async def test_others_keep_everything(store: Store, clock: SettableClock) -> None:
    await drafted(store)
    other = Identity(Platform.TELEGRAM, "5252")
    await _read_along(store, clock, other, ChatAddress(Platform.TELEGRAM, other.user_id), 30)
    assert await forget_reader(READER, private_chat=PRIVATE, store=store, clock=clock) == 0
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(Platform.TELEGRAM, other.user_id)
        assert plan is not None
        assert plan.set_by == other
        assert len(await unit.reminders.of_chat(Platform.TELEGRAM, other.user_id)) == 1
        assert len(await unit.receipts.of_briefing("briefing-1")) == 1
        assert len(await unit.copies.of("briefing-1")) == 1
        assert list(await unit.guests.all()) == [str(other)]
    rows = await forget_reader(other, store=store, clock=clock)
    assert rows == 14
    async with store.reading() as unit:
        assert await unit.subscriptions.of(Platform.TELEGRAM, other.user_id) is None
        assert await unit.subscriptions.count() == 1
        assert not await unit.receipts.of_briefing("briefing-1")


@pytest.mark.parametrize("role", list(Role))
async def test_whoever_has_a_role_keeps_it_with_its_accounts(store: Store, clock: SettableClock, role: Role) -> None:
    await appoint(ANA, role, name="Ana", by=BEN, store=store, clock=clock)
    async with store.writing() as unit:
        await unit.conversations.save(Conversation(ANA, ChatAddress(ANA.platform, ANA.user_id), "add", clock.now()))
    assert await forget_reader(ANA, store=store, clock=clock) == 1
    async with store.reading() as unit:
        member = await unit.members.by_identity(ANA)
        assert member is not None
        assert member.roles == {role}


async def test_a_former_editor_is_forgotten_in_the_log_too_and_the_chain_holds(
    sql_store: SqlStore, clock: SettableClock
) -> None:
    person = Identity(Platform.TELEGRAM, MARK)
    await drafted(sql_store)
    await appoint(person, Role.REVIEWER, name="Rita", by=ANA, store=sql_store, clock=clock)
    await set_headline(1, "Harbour is open again", by=person, store=sql_store, clock=clock)
    await submit(1, by=person, store=sql_store, clock=clock)
    await approve(1, by=person, policy=ALONE, store=sql_store, clock=clock)
    await return_draft(1, "Rita finds it thin", by=person, store=sql_store, clock=clock)
    await dismiss(person, None, by=ANA, store=sql_store, clock=clock)
    before = [entry.hash for entry in await read_log(limit=99, store=sql_store)]
    assert await forget_reader(person, store=sql_store, clock=clock) > 5
    assert await tables_with(sql_store, MARK) == set()
    for words in ("Rita", "thin"):
        assert await tables_with(sql_store, words) == set()
    entries = await read_log(limit=99, store=sql_store)
    assert [entry.hash for entry in entries[1:]] == before
    assert entries[0].act is Act.FORGET
    assert len({entry.actor for entry in entries if entry.actor.startswith("forgotten-")}) == 1
    assert (await verify_log(store=sql_store)).broken_at is None
    assert await forget_reader(person, store=sql_store, clock=clock) == 0


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'forgotten-0123456789abcdef', keys = '..'",
        "actor = 'forgotten-0123456789abcdef', subject = 'forgotten-0123456789abcdef', detail = '', keys = '..'",
        "detail = '', keys = substr(keys, 1, 66)",
    ],
)
async def test_nothing_can_be_erased_in_silence(sql_store: SqlStore, clock: SettableClock, change: str) -> None:
    async with sql_store.writing() as unit:
        for number in (1, 2, 3):
            await unit.audit.append(
                at=clock.now(), actor=str(ANA), act=Act.EDIT, subject="guest x", detail=f"r{number}"
            )
    assert (await verify_log(store=sql_store)).broken_at is None
    async with sql_store.writing() as unit:
        await unit._connection.execute(text(f"UPDATE audit SET {change} WHERE number = 2"))  # noqa: S608
    assert (await verify_log(store=sql_store)).broken_at == 2
