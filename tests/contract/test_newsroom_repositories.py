"""Members, the audit log, conversations, reviews, reports and copies: the same over every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from briefings.domain.audit import Act, follows
from briefings.domain.conversations import Conversation
from briefings.domain.copies import CopyEdit, CopyState
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.domain.publications import PlannedPublication
from briefings.domain.reviewing import Review, Verdict
from briefings.domain.team import LinkCode, Member, hash_of_code
from briefings.ports.store import Store
from tests.fakes.newsroom import NOON, keep, make_briefing

ANA = Identity(Platform.TELEGRAM, "5")
BEN = Identity(Platform.DISCORD, "7")
CHAT = ChatAddress(Platform.TELEGRAM, "-100", "4")
HOUR = timedelta(hours=1)


async def test_members_keep_roles_and_accounts_in_order(store: Store) -> None:
    ana = Member("a", "Ana", frozenset({Role.EDITOR, Role.REVIEWER}), (BEN, ANA), NOON)
    async with store.writing() as unit:
        await unit.members.save(ana)
        await unit.members.save(Member("b", "Zoë", frozenset(), (), NOON))
    async with store.reading() as unit:
        assert await unit.members.by_identity(ANA) == ana
        assert await unit.members.by_identity(Identity(Platform.DISCORD, "5")) is None
        assert [member.name for member in await unit.members.all()] == ["Ana", "Zoë"]


async def test_an_account_belongs_to_one_member(store: Store) -> None:
    async with store.writing() as unit:
        await unit.members.save(Member("a", "Ana", frozenset(), (ANA, BEN), NOON))
        await unit.members.save(Member("b", "Ben", frozenset(), (BEN,), NOON))
        await unit.members.save(Member("b", "Ben", frozenset({Role.OWNER}), (BEN,), NOON))
    async with store.reading() as unit:
        ana = await unit.members.get("a")
        assert ana is not None
        assert ana.identities == (ANA,)
        assert await unit.members.by_identity(BEN) == Member("b", "Ben", frozenset({Role.OWNER}), (BEN,), NOON)
    async with store.writing() as unit:
        await unit.members.remove("b")
        assert await unit.members.by_identity(BEN) is None


async def test_a_link_code_is_good_once_and_in_time(store: Store) -> None:
    code = LinkCode(hash_of_code("abc-def"), ANA, "Ana", NOON + HOUR)
    async with store.writing() as unit:
        await unit.members.offer_code(replace(code, code_hash=hash_of_code("old")))
        await unit.members.offer_code(code)
        assert await unit.members.take_code(hash_of_code("old"), now=NOON) is None
        assert await unit.members.take_code(hash_of_code(" ABC def"), now=NOON) == code
        assert await unit.members.take_code(code.code_hash, now=NOON) is None
        await unit.members.offer_code(code)
        assert await unit.members.take_code(code.code_hash, now=NOON + HOUR) is None


async def test_the_log_is_a_chain(store: Store) -> None:
    for number in range(1, 4):
        async with store.writing() as unit:
            entry = await unit.audit.append(at=NOON, actor="Änne", act=Act.EDIT, subject=f"briefing {number % 2}")
            assert entry.number == number
    async with store.reading() as unit:
        last = None
        async for entry in unit.audit.oldest_first():
            assert follows(entry, last)
            last = entry
        assert [entry.number for entry in await unit.audit.latest(limit=2)] == [3, 2]
        assert [entry.number for entry in await unit.audit.latest(limit=9, subject="briefing 1")] == [3, 1]


async def test_an_entry_of_a_failed_transaction_leaves_no_gap(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the transaction is what fails
        async with store.writing() as unit:
            await unit.audit.append(at=NOON, actor="a", act=Act.ADD, subject="briefing 1")
            raise ZeroDivisionError
    async with store.writing() as unit:
        assert (await unit.audit.append(at=NOON, actor="a", act=Act.ADD, subject="briefing 1")).number == 1


async def test_a_conversation_survives_and_is_one_a_chat(store: Store) -> None:
    first = Conversation(ANA, CHAT, "add", NOON, parts=("One “\n", "two"))
    later = replace(first, parts=("One “\n", "two", "three"), updated_at=NOON + HOUR)
    elsewhere = replace(first, chat=replace(CHAT, thread_id=None))
    async with store.writing() as unit:
        for conversation in (first, elsewhere, later):
            await unit.conversations.save(conversation)
    async with store.writing() as unit:
        assert await unit.conversations.get(ANA, CHAT) == later
        assert await unit.conversations.get(BEN, CHAT) is None
        assert await unit.conversations.of(ANA) == [later, elsewhere]
        assert await unit.conversations.of(BEN) == []
        assert await unit.conversations.close_older(NOON + HOUR) == 1
        assert await unit.conversations.forget(ANA) == 1
        assert await unit.conversations.get(ANA, CHAT) is None


async def test_verdicts_kept_items_and_plans(store: Store) -> None:
    briefing = make_briefing(1, published_at=None)
    await keep(store, briefing)
    verdict = Review(briefing.id, 1, "ben", Verdict.RETURNED, NOON, "Who says so?")
    plan = PlannedPublication(briefing.id, 1, NOON + HOUR, "ana")
    async with store.writing() as unit:
        await unit.reviews.keep(briefing.id, ["q1", "d2"])
        await unit.reviews.keep(briefing.id, ["q1", "f3"])
        await unit.reviews.add(verdict)
        await unit.reviews.add(replace(verdict, verdict=Verdict.APPROVED, note="", at=NOON + HOUR))
        await unit.reviews.plan(replace(plan, due_at=NOON))
        await unit.reviews.plan(plan)
    async with store.writing() as unit:
        assert await unit.reviews.kept(briefing.id) == {"q1", "d2", "f3"}
        assert [review.verdict for review in await unit.reviews.of(briefing.id)] == [Verdict.APPROVED]
        assert await unit.reviews.due(now=NOON, limit=9) == []
        assert await unit.reviews.next_due() == NOON + HOUR
        assert await unit.reviews.due(now=NOON + HOUR, limit=9) == [plan]
        assert await unit.reviews.unplan(briefing.id)
        assert not await unit.reviews.unplan(briefing.id)
        assert await unit.reviews.planned(briefing.id) is None


async def test_reports_queue_up_and_lose_their_names(store: Store) -> None:
    async with store.writing() as unit:
        for hour in range(3):
            await unit.reports.add(briefing_number=hour, reason="Wrong “day”", reporter=ANA, at=NOON + hour * HOUR)
        assert await unit.reports.count(ANA, since=NOON + HOUR) == 2
        assert await unit.reports.settle(1, by="ben", at=NOON)
        assert not await unit.reports.settle(1, by="ben", at=NOON)
        assert await unit.reports.forget(ANA) == 3
        assert [(report.id, report.reporter) for report in await unit.reports.open()] == [(2, None), (3, None)]


async def test_a_copy_is_owed_one_edit_for_each_newer_revision(store: Store) -> None:
    briefing = make_briefing(1)
    await keep(store, briefing)
    edit = CopyEdit(briefing.id, 2, CHAT, "99", CopyState.OWED, due_at=NOON)
    async with store.writing() as unit:
        assert await unit.copies.owe([edit, replace(edit, message_id="98")]) == 2
        assert await unit.copies.owe([edit]) == 0
        await unit.copies.settle(replace(edit, state=CopyState.EDITED, done_at=NOON))
        assert await unit.copies.owe([edit]) == 0
        assert [due.message_id for due in await unit.copies.due(Platform.TELEGRAM, now=NOON, limit=9)] == ["98"]
        assert await unit.copies.due(Platform.DISCORD, now=NOON, limit=9) == []
        assert await unit.copies.owe([replace(edit, revision=3), replace(edit, revision=0, message_id="98")]) == 2
        await unit.copies.settle(replace(edit, state=CopyState.LISTED, problem="too old"))
        assert await unit.copies.owe([replace(edit, revision=9, message_id="98")]) == 0
        assert {due.revision for due in await unit.copies.due(Platform.TELEGRAM, now=NOON, limit=9)} == {0, 3}
        await unit.copies.move(Platform.TELEGRAM, old="-100", new="-200")
        assert {copy.address.chat_id for copy in await unit.copies.of(briefing.id)} == {"-200"}
