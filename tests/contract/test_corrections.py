"""A correction or withdrawal reaches every delivered copy once, over every store."""

from collections.abc import Sequence

import pytest

from briefings.domain.copies import CopyState
from briefings.domain.deliveries import DeliveryKind, Receipt
from briefings.domain.errors import ChatUnreachableError, TemporaryError, UserError
from briefings.domain.outgoing import CorrectedCopy, Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.policy import EditorialPolicy
from briefings.ports.courier import Message, Shown
from briefings.ports.store import Store
from briefings.services.corrections.spread_corrections import MOST_ATTEMPTS, spread_corrections
from briefings.services.delivery.lost_chats import move_chat
from briefings.services.editing.correct import ANSWER, correct, list_corrections, withdraw_briefing
from briefings.services.editing.edit_items import drop_item, set_headline
from briefings.services.editing.release import release
from tests.fakes.clock import SettableClock
from tests.fakes.drafts import ALONE, ANA, HOUR, drafted, quote_keys
from tests.fakes.newsroom import keep, make_briefing


class FakeCourier:
    """Carries edits to chats that behave as their id says: "gone-…" is unreachable, "slow-…" says wait."""

    platform = Platform.TELEGRAM

    def __init__(self, room: int = 10_000) -> None:
        self.edited: list[tuple[str, str]] = []
        self.laid_out: list[Outgoing] = []
        self._room = room

    def lay_out(self, outgoing: Outgoing) -> tuple[Message, ...]:
        self.laid_out.append(outgoing)
        text = repr(outgoing)
        shows: tuple[Shown, ...] = ()
        if isinstance(outgoing, CorrectedCopy):
            shows = tuple(Shown(briefing.id, briefing.revision.number) for briefing in outgoing.briefings)
            if len(outgoing.briefings) > 1:
                return (Message(text[:9], shows), Message(text[9:], shows))
        return (Message(text, shows),)

    async def private_chat(self, person: Identity) -> ChatAddress:
        raise AssertionError("corrections are edits")

    async def send(self, address: ChatAddress, message: Message, *, nonce: str, silent: bool = False) -> str:
        raise AssertionError("corrections are edits")

    async def admins(self, address: ChatAddress) -> Sequence[Identity]:
        raise NotImplementedError

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        if address.chat_id.startswith("gone"):
            raise ChatUnreachableError("The bot was removed from the chat.")
        if address.chat_id.startswith("slow"):
            raise TemporaryError("Wait.", retry_after=HOUR)
        if address.chat_id.startswith("down"):
            raise TemporaryError("No answer.")
        self.edited.append((address.chat_id, message_id))

    async def show_typing(self, address: ChatAddress) -> None:
        raise NotImplementedError

    async def delete(self, address: ChatAddress, message_id: str) -> None:
        raise AssertionError("corrections are edits")


async def shown_in(store: Store, clock: SettableClock, *chats: str, briefing: str = "", kind: str = "digest") -> None:
    async with store.writing() as unit:
        rows = [Receipt(ChatAddress(Platform.TELEGRAM, chat), "m1", briefing, 1, kind, clock.now()) for chat in chats]
        await unit.receipts.add(rows)


async def test_a_correction_reaches_every_copy_once(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    other = make_briefing(2, headline="Another story")
    await keep(store, other)
    chats = [f"chat{n}" for n in range(46)] + [f"gone{n}" for n in range(3)] + ["long"]
    await shown_in(store, clock, *chats, briefing=briefing.id)
    await shown_in(store, clock, "long", "stranger", briefing=other.id)
    await drop_item(1, quote_keys(briefing)[1], by=ANA, store=store, clock=clock)
    clock.move(HOUR)
    done = await correct(1, "It was not said.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    assert done.copies == 50
    courier = FakeCourier()
    spread = await spread_corrections(courier=courier, store=store, clock=clock, limit=100)
    assert (spread.edited, spread.listed, spread.postponed) == (46, 4, 0)
    assert {chat for chat, _ in courier.edited} == {f"chat{n}" for n in range(46)}
    again = await spread_corrections(courier=courier, store=store, clock=clock, limit=100)
    assert (again.edited, again.listed) == (0, 0)
    async with store.reading() as unit:
        copies = await unit.copies.of(briefing.id)
        listed = sorted(copy.problem or "" for copy in copies if copy.state is CopyState.LISTED)
        assert listed == ["The bot was removed from the chat."] * 3 + [
            "The corrected text does not fit into the old message."
        ]
        notices = await unit.deliveries.find(limit=200)
        assert {notice.kind for notice in notices} == {DeliveryKind.CORRECTION}
        assert len({notice.address.chat_id for notice in notices}) == len(notices) == 46
    assert [b.number for b in await list_corrections(limit=9, store=store, clock=clock)] == [1]


async def test_a_message_that_shows_something_else_by_now_is_left_alone(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    other = make_briefing(2, headline="Another story")
    await keep(store, other)
    await shown_in(store, clock, "chat1", "chat2", briefing=briefing.id, kind=ANSWER)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    await correct(1, "It was open.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    here = ChatAddress(Platform.TELEGRAM, "chat1")
    async with store.writing() as unit:
        turned = Receipt(here, "m1", other.id, 1, ANSWER, clock.now())
        await unit.receipts.show(here, "m1", [turned])
        assert [r.briefing_id for r in await unit.receipts.of_message(here, "m1")] == [other.id]
    courier = FakeCourier()
    await spread_corrections(courier=courier, store=store, clock=clock)
    assert courier.edited == [("chat2", "m1")]
    async with store.reading() as unit:
        assert {copy.state for copy in await unit.copies.of(briefing.id)} == {CopyState.EDITED}
        assert [d.address.chat_id for d in await unit.deliveries.find()] == ["chat2"]


async def test_a_minor_correction_is_quiet(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    await shown_in(store, clock, "chat1", briefing=briefing.id)
    with pytest.raises(UserError, match="Nothing was changed"):
        await correct(1, "", material=False, by=ANA, policy=ALONE, store=store, clock=clock)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    with pytest.raises(UserError, match="add a note"):
        await correct(1, " ", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    await correct(1, "", material=False, by=ANA, policy=ALONE, store=store, clock=clock)
    courier = FakeCourier()
    assert (await spread_corrections(courier=courier, store=store, clock=clock)).edited == 1
    async with store.reading() as unit:
        assert await unit.deliveries.find() == []


async def test_a_chat_that_cannot_be_reached_now_is_tried_again(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    await shown_in(store, clock, "slow", "down", briefing=briefing.id)
    await withdraw_briefing(1, "Wrong from end to end.", by=ANA, policy=ALONE, store=store, clock=clock)
    courier = FakeCourier()
    for _ in range(MOST_ATTEMPTS):
        await spread_corrections(courier=courier, store=store, clock=clock)
        clock.move(12 * HOUR)
    async with store.reading() as unit:
        states = {copy.address.chat_id: copy.state for copy in await unit.copies.of(briefing.id)}
    assert states == {"slow": CopyState.OWED, "down": CopyState.LISTED}


async def test_answers_are_edited_by_setting(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    await shown_in(store, clock, "chat1", briefing=briefing.id, kind=ANSWER)
    await set_headline(1, "Harbour is open", by=ANA, store=store, clock=clock)
    quiet = EditorialPolicy(edit_answers=False)
    assert (await correct(1, "", material=False, by=ANA, policy=quiet, store=store, clock=clock)).copies == 0


async def test_an_edit_that_is_owed_follows_its_chat_to_a_new_id(store: Store, clock: SettableClock) -> None:
    briefing = await drafted(store)
    await release(1, by=ANA, policy=ALONE, store=store, clock=clock)
    await shown_in(store, clock, "small", briefing=briefing.id)
    await withdraw_briefing(1, "Wrong from end to end.", by=ANA, policy=ALONE, store=store, clock=clock)
    await move_chat(ChatAddress(Platform.TELEGRAM, "small"), "large", store=store)
    courier = FakeCourier()
    await spread_corrections(courier=courier, store=store, clock=clock)
    assert courier.edited == [("large", "m1")]
