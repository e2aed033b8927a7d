"""Whoever is shut out gets nothing any more, and can still be forgotten; who was let in stays so after a move."""

from datetime import time

import pytest

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.console.render import plain
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.subscriptions import AlertMode
from briefings.ports.store import Store
from briefings.services.archive.published_briefing import one_briefing
from briefings.services.delivery.lost_chats import move_chat
from briefings.services.digests.change_plan import PlanChange, plan_of, set_plan
from briefings.services.digests.end_digests import end_digests
from briefings.services.editing.correct import list_corrections, withdraw_briefing
from briefings.services.editing.edit_items import set_headline
from briefings.services.editing.release import release
from briefings.services.people.invite import invite, shut_out
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, HOUR, drafted

OWNER = Identity(Platform.TELEGRAM, "1")
GUEST = Identity(Platform.TELEGRAM, "7")
OWN, GROUP = ChatAddress(Platform.TELEGRAM, "7"), ChatAddress(Platform.TELEGRAM, "-100")
CHANNEL = ChatAddress(Platform.DISCORD, "50")
EACH_MORNING = PlanChange(times=(time(7, 30),), alerts=AlertMode.ON)


async def has_digests(chat: ChatAddress, store: Store) -> bool:
    plan = await plan_of(chat, store=store)
    return plan is not None and (bool(plan.active) or plan.alerts is not AlertMode.OFF)


async def plans(store: Store, clock: SettableClock, chat: ChatAddress, community: str | None = None) -> None:
    await set_plan(chat, EACH_MORNING, by=GUEST, zone="UTC", community=community, store=store, clock=clock)


async def test_the_digests_of_who_is_shut_out_end(store: Store, clock: SettableClock) -> None:
    for chat in (OWN, GROUP):
        await plans(store, clock, chat)
    await invite("telegram:-100", by=OWNER, store=store, clock=clock)
    assert await end_digests("telegram:7", elsewhere=True, store=store, clock=clock) == 1
    assert (await has_digests(OWN, store), await has_digests(GROUP, store)) == (False, True)
    await shut_out("telegram:-100", by=OWNER, store=store, clock=clock)
    assert await end_digests("telegram:-100", elsewhere=True, store=store, clock=clock) == 1
    assert not await has_digests(GROUP, store)


async def test_the_digests_of_a_servers_channels_end_with_it(store: Store, clock: SettableClock) -> None:
    await plans(store, clock, CHANNEL, "500")
    assert await end_digests("discord:501", elsewhere=True, store=store, clock=clock) == 0
    assert await end_digests("discord:500", elsewhere=True, store=store, clock=clock) == 1
    assert not await has_digests(CHANNEL, store)


async def test_who_is_shut_out_can_be_forgotten(store: Store, clock: SettableClock) -> None:
    desk = Desk(store=store, clock=clock, access=Access(owners=frozenset({OWNER}), invite_only=True))
    answering = Answering(command_table(), desk)
    await plans(store, clock, OWN)
    for command, says in (("brief", "invited people"), ("forgetme", "Erased")):
        card = await answering.answer(Ask(GUEST, OWN, command, Catalogue(), direct=True))
        assert card is not None
        assert says in plain(card)
    assert await plan_of(OWN, store=store) is None


async def test_a_group_that_was_let_in_stays_so_when_it_moves(store: Store, clock: SettableClock) -> None:
    await invite("telegram:-100", by=OWNER, store=store, clock=clock)
    await move_chat(GROUP, "-100200", store=store)
    async with store.reading() as unit:
        assert list(await unit.guests.all()) == ["telegram:-100200"]


@pytest.mark.parametrize("seen", [True, False], ids=["seen", "never seen"])
async def test_a_withdrawn_headline_is_not_told_again(store: Store, clock: SettableClock, seen: bool) -> None:
    await drafted(store)
    until = None if seen else clock.now() + HOUR
    await release(1, by=ANA, policy=ALONE, embargo_until=until, store=store, clock=clock)
    await set_headline(1, "A secret revision", by=ANA, store=store, clock=clock)
    await withdraw_briefing(1, "", by=ANA, policy=ALONE, store=store, clock=clock)
    clock.move(2 * HOUR)
    listed = await list_corrections(limit=9, store=store, clock=clock)
    assert [briefing.number for briefing in listed] == ([1] if seen else [])
    answering = Answering(command_table(), Desk(store=store, clock=clock))
    for command in ("corrections", "brief", "speakers", "topics"):
        card = await answering.answer(Ask(GUEST, OWN, command, Catalogue(), direct=True))
        assert card is not None
        assert "Harbour" not in plain(card)
        assert "secret" not in plain(card)
    with pytest.raises(Exception, match="was withdrawn" if seen else "No briefing has number 1"):
        await one_briefing(1, store=store, clock=clock)
