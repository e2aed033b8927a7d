"""The newsroom is told of what waits for it, each person once, over every store."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from briefings.domain.deliveries import Delivery
from briefings.domain.errors import TemporaryError
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.ports.store import Store
from briefings.services.editing.edit_items import set_headline
from briefings.services.editing.release import plan_release, release, release_due
from briefings.services.editing.report_error import report_error
from briefings.services.editing.review_draft import approve, return_draft, submit
from briefings.services.notices.tell_newsroom import FRESH, Messenger
from briefings.services.people.appoint import appoint, dismiss
from briefings.services.people.link_accounts import accept_link, offer_link
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.drafts import ALONE, ANA, ANA_TOO, BEN, HOUR, drafted

OWNER = Identity(Platform.TELEGRAM, "1")
ROOM = ChatAddress(Platform.DISCORD, "777")


class Desk:
    """Both platforms' couriers, and what the newsroom was told."""

    def __init__(self, store: Store, clock: SettableClock, *rooms: ChatAddress) -> None:
        self.store = store
        self.couriers = {platform: RecordingCourier(platform) for platform in (Platform.TELEGRAM, Platform.DISCORD)}
        self.messenger = Messenger(
            store=store, clock=clock, couriers=self.couriers, zone="UTC", owners=[OWNER], rooms=rooms
        )
        self.seen = 0

    async def told(self) -> list[str]:
        """Look, and return whom the new messages are owed to, each with the first sentence."""
        await self.messenger.look()
        async with self.store.reading() as unit:
            owed: Sequence[Delivery] = list(reversed(await unit.deliveries.find(limit=100)))
            texts = [await unit.editions.message(delivery.edition_id, 1) for delivery in owed]
        lines = [
            f"{d.address.chat_id}: {(m.payload if m else '').splitlines()[0]}" for d, m in zip(owed, texts, strict=True)
        ]
        new, self.seen = lines[self.seen :], len(lines)
        return new


@pytest.fixture
async def desk(store: Store, clock: SettableClock) -> Desk:
    await appoint(ANA, Role.EDITOR, name="Ana", by=OWNER, store=store, clock=clock)
    await appoint(BEN, Role.REVIEWER, name="Ben", by=OWNER, store=store, clock=clock)
    await drafted(store)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    return Desk(store, clock)


async def test_a_reviewer_is_called_and_the_author_hears_the_verdict(
    store: Store, clock: SettableClock, desk: Desk
) -> None:
    assert await desk.told() == []
    await submit(1, by=ANA, store=store, clock=clock)
    assert await desk.told() == ["private-7: Ana asks for a review of briefing 1."]
    assert await desk.told() == []
    await return_draft(1, "Who says 267?", by=BEN, store=store, clock=clock)
    assert await desk.told() == ["private-5: Ben returned briefing 1: Who says 267?"]
    await submit(1, by=ANA, store=store, clock=clock)
    await approve(1, by=BEN, policy=ALONE, store=store, clock=clock)
    assert await desk.told() == [
        "private-5: Briefing 1 was approved by Ben.",
        "private-7: Ana asks for a review of briefing 1.",
    ]


async def test_nobody_is_told_twice_after_a_restart_or_beside_another_process(
    store: Store, clock: SettableClock, desk: Desk
) -> None:
    await submit(1, by=ANA, store=store, clock=clock)
    assert len(await desk.told()) == 1
    again = Desk(store, clock)
    assert len(await again.told()) == 1  # the one that is owed already
    assert await desk.messenger.look() == 0


async def test_what_is_old_is_told_nobody(store: Store, clock: SettableClock, desk: Desk) -> None:
    await submit(1, by=ANA, store=store, clock=clock)
    clock.move(FRESH + timedelta(seconds=1))
    assert await desk.told() == []


async def test_both_accounts_of_a_person_hear_and_the_one_who_asked_does_not(
    store: Store, clock: SettableClock, desk: Desk
) -> None:
    code = await offer_link(ANA, name="Ana", store=store, clock=clock)
    await accept_link(code, ANA_TOO, store=store, clock=clock)
    await appoint(ANA, Role.REVIEWER, name="Ana", by=OWNER, store=store, clock=clock)
    await submit(1, by=ANA_TOO, store=store, clock=clock)
    assert await desk.told() == ["private-7: Ana asks for a review of briefing 1."]
    await return_draft(1, "Look again.", by=BEN, store=store, clock=clock)
    assert set(await desk.told()) == {
        "private-5: Ben returned briefing 1: Look again.",
        "private-55: Ben returned briefing 1: Look again.",
    }


async def test_without_reviewers_the_owner_is_called(store: Store, clock: SettableClock, desk: Desk) -> None:
    await dismiss(BEN, None, by=OWNER, store=store, clock=clock)
    await submit(1, by=ANA, store=store, clock=clock)
    assert await desk.told() == ["private-1: Ana asks for a review of briefing 1."]


async def test_a_review_chat_takes_the_place_of_private_chats(store: Store, clock: SettableClock, desk: Desk) -> None:
    room = Desk(store, clock, ROOM)
    await submit(1, by=ANA, store=store, clock=clock)
    assert await room.told() == ["777: Ana asks for a review of briefing 1."]
    await approve(1, by=BEN, policy=ALONE, store=store, clock=clock)
    assert await room.told() == ["private-5: Briefing 1 was approved by Ben."]


async def test_a_plan_that_fell_through_and_a_readers_report(store: Store, clock: SettableClock, desk: Desk) -> None:
    await plan_release(1, clock.now() + HOUR, by=ANA, policy=ALONE, store=store, clock=clock)
    await set_headline(1, "Harbour reopens", by=BEN, store=store, clock=clock)
    clock.move(HOUR)
    await release_due(policy=ALONE, store=store, clock=clock)
    assert await desk.told() == ["private-5: Briefing 1 was not published as planned: it was edited after that."]
    await release(1, seen_revision=3, by=ANA, policy=ALONE, store=store, clock=clock)
    await report_error(1, "It was Friday.", by=Identity(Platform.DISCORD, "99"), store=store, clock=clock)
    assert await desk.told() == [
        "private-5: A reader reports an error in briefing 1: It was Friday. /reports lists what is open."
    ]


async def test_a_platform_that_is_down_is_told_later_and_holds_up_no_other(
    store: Store, clock: SettableClock, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await appoint(OWNER, Role.REVIEWER, name="Olga", by=OWNER, store=store, clock=clock)
    await submit(1, by=ANA, store=store, clock=clock)

    async def down(_: Identity) -> ChatAddress:
        raise TemporaryError("Discord is not connected yet.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.couriers[Platform.DISCORD], "private_chat", down)
        with pytest.raises(TemporaryError):
            await desk.told()
    assert sorted(await desk.told()) == [
        "private-1: Ana asks for a review of briefing 1.",
        "private-7: Ana asks for a review of briefing 1.",
    ]
