"""A store that holds something of every kind, and its content as lines."""

from datetime import date, time, timedelta

from briefings.adapters.sql.store import SqlStore
from briefings.domain.conversations import Conversation
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.deliveries import DeliveryKind, NewDelivery, Receipt, Turn
from briefings.domain.people import ChatAddress, Platform, Role
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reminders import DatedReminder
from briefings.domain.slots import Outcome, Slot
from briefings.ports.records import RecordStore
from briefings.services.editing.correct import correct, withdraw_briefing
from briefings.services.editing.edit_items import keep_items, set_headline, set_topics
from briefings.services.editing.release import plan_release, release
from briefings.services.editing.report_error import report_error
from briefings.services.editing.review_draft import approve, submit
from briefings.services.people.appoint import appoint
from briefings.services.records.export_archive import export_archive
from briefings.services.records.export_form import Seal, end_line
from briefings.services.records.import_archive import Imported, import_archive
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, BEN, FOUR_EYES, HOUR
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_edition, make_plan

CHAT = ChatAddress(Platform.TELEGRAM, "1", "33")


async def lines_of(store: RecordStore) -> list[bytes]:
    """The lines of an export."""
    written: list[bytes] = []
    await export_archive(written.append, store=store)
    return written


async def carry(source: RecordStore, target: RecordStore, *, policy: EditorialPolicy = ALONE) -> Imported:
    """Import what the one holds into the other."""
    return await import_archive(
        await lines_of(source), by=ANA, policy=policy, store=target, clock=SettableClock(), progress=lambda _: None
    )


def without_imports(lines: list[bytes]) -> list[bytes]:
    """The lines but for the end and the log's entries about imports, which every import adds."""
    return [line for line in lines[:-1] if b'"act":"import"' not in line]


def sealed(lines: list[bytes]) -> list[bytes]:
    """The lines with an end that fits them, as one writes it who knows the format."""
    seal = Seal()
    for line in lines[:-1]:
        seal.add(line)
    return [*lines[:-1], end_line(seal.ending)]


async def fill(store: SqlStore) -> None:
    """Keep something of every kind, all of it by the doors that people use."""
    clock = SettableClock()
    await _write_news(store, clock)
    await _send_news(store, clock)
    async with store.writing() as unit:
        await unit.guests.add("telegram:7")
        await unit.guests.notice_once("telegram:8", now=clock.now())
        await unit.shortcuts.remember("abc", "quote #ada words:ready", now=clock.now())
        await unit.conversations.save(Conversation(ANA, CHAT, "add", clock.now(), ("Ґанок\n", "half an article")))
        await unit.speakers.add_aliases("ada-byron", ("Ada Lovelace", "Ада Байрон"))
        await unit.leases.take("sender:telegram", holder="me", now=clock.now(), lasting=timedelta(seconds=9))


async def _write_news(store: SqlStore, clock: SettableClock) -> None:
    await appoint(ANA, Role.EDITOR, name="Ana", by=BEN, store=store, clock=clock)
    await appoint(BEN, Role.REVIEWER, name="Бен", by=ANA, store=store, clock=clock)
    for number in range(1, 7):
        said: list[tuple[str | None, str]] = [
            ("Ada Byron", f"We are ready for peace number {number}"),
            (None, "It is"),
            ("Олена Коваль", "Порт знову працює"),
        ]
        await keep(
            store,
            make_briefing(
                number,
                headline=f"Harbour {number} reopens",
                said=said,
                counted=[(267, "attack drones")],
                dated=[("March 6", date(2025, 3, 6)), ("Thursday", None)],
                topics=("ports", "Чорне море"),
                body="Ünïcode, “quotes”, a tab\tand a very old word: ſtone. 🚢\u2028End.",
                source_day=date(2025, 2, 23),
                published_at=None,
            ),
        )
    async with store.writing() as unit:
        for _ in range(6):
            await unit.briefings.next_number()
    await keep_items(1, [], by=BEN, store=store, clock=clock)
    await release(1, by=BEN, policy=ALONE, store=store, clock=clock)
    await set_headline(1, "Harbour 1 opens", by=ANA, store=store, clock=clock)
    for note in ("The harbour opens.", ""):
        await correct(1, note, material=True, by=ANA, policy=FOUR_EYES, store=store, clock=clock)
        if note:
            await approve(1, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await release(2, by=ANA, policy=ALONE, embargo_until=clock.now() + HOUR, store=store, clock=clock)
    await release(3, by=ANA, policy=ALONE, store=store, clock=clock)
    await withdraw_briefing(3, "It was another harbour.", by=ANA, policy=ALONE, store=store, clock=clock)
    await submit(4, by=ANA, store=store, clock=clock)
    await approve(4, by=BEN, policy=FOUR_EYES, store=store, clock=clock)
    await plan_release(5, clock.now() + HOUR, by=ANA, policy=ALONE, store=store, clock=clock)
    await set_topics(2, ("ports",), by=BEN, store=store, clock=clock)
    clock.move(HOUR * 2)
    await report_error(1, "It is <closed>.", by=ANA, store=store, clock=clock)


async def _send_news(store: SqlStore, clock: SettableClock) -> None:
    now = clock.now()
    plan = make_plan(1, time(7, 30), time(18, 0))
    await keep_plans(store, plan, make_plan(2, platform=Platform.DISCORD))
    async with store.writing() as unit:
        await unit.releases.note([("briefing-1", 2), ("briefing-2", 1)], now=now)
        await unit.editions.add(make_edition(parts=2), now=now)
        part = NewDelivery(CHAT, DeliveryKind.DIGEST, Turn.DIGEST, "edition", 1, 2, plan.id, "e1-0", date(2025, 2, 24))
        await unit.deliveries.owe([part], now=now)
        claimed = await unit.deliveries.claim(Platform.TELEGRAM, term=3, now=now, limit=1)
        await unit.deliveries.begin(claimed[0].id, term=3, now=now)
        slot = Slot("e1-0", date(2025, 2, 24), plan.id, now, now, time(7, 30), Outcome.QUEUED, "edition")
        await unit.slots.add(slot)
        await unit.receipts.add([Receipt(CHAT, "901", "briefing-1", 1, "digest", now)])
        at = DatedReminder(
            "r1", CHAT, 1, 9, date(2025, 3, 6), timedelta(days=1), time(9), now + HOUR, "UTC", "Due", ANA
        )
        await unit.reminders.add(at)
        await unit.copies.owe([CopyEdit("briefing-1", 2, CHAT, "901", CopyState.OWED, due_at=now)])
