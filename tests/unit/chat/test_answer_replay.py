"""A correction gives an answer again in its own shape: the same line, page and buttons, with the correction's note."""

from bot.bootstrap.answer_replay import AnswersAgain
from bot.chat.catalogue import Catalogue
from bot.telegram.render import Page
from briefings.domain.copies import CopyState
from briefings.domain.deliveries import Receipt
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Message
from briefings.services.corrections.spread_corrections import spread_corrections
from briefings.services.editing.correct import ANSWER, correct, withdraw_briefing
from briefings.services.editing.edit_items import drop_item, set_headline
from briefings.services.editing.review_draft import open_draft
from tests.fakes.clock import SettableClock
from tests.fakes.couriers import RecordingCourier
from tests.fakes.drafts import ALONE, HOUR
from tests.unit.chat.editors import ANA, ARTICLE, DESCRIBED, Editors

HERE = ChatAddress(Platform.TELEGRAM, "9")


class Edits(RecordingCourier):
    """Remembers what each message says after its last edit."""

    def __init__(self) -> None:
        super().__init__()
        self.says: dict[str, str] = {}

    async def edit(self, address: ChatAddress, message_id: str, message: Message) -> None:
        self.says[message_id] = message.payload


async def answered(editors: Editors, clock: SettableClock, **lines: str) -> str:
    """Publish the article, and let each message show the answer to a line; returns the briefing's id."""
    await editors.says(ANA, f"/add {ARTICLE}")
    await editors.says(ANA, DESCRIBED)
    await editors.says(ANA, "/publish 1")
    store = editors.desk.store
    briefing = (await open_draft(1, store=store)).briefing
    async with store.writing() as unit:
        for message, line in lines.items():
            await unit.receipts.show(HERE, message, [Receipt(HERE, message, briefing.id, 1, ANSWER, clock.now(), line)])
    clock.move(HOUR)
    return briefing.id


async def spread(editors: Editors, clock: SettableClock) -> dict[str, str]:
    courier, again = Edits(), AnswersAgain(editors.answering, Catalogue())
    await spread_corrections(courier=courier, store=editors.desk.store, clock=clock, answers=again)
    return courier.says


async def test_quotes_stay_quotes_and_tell_of_the_correction(editors: Editors, clock: SettableClock) -> None:
    await answered(editors, clock, quotes="quote speaker:duarte", short="brief 1", figures="brief 1 figures")
    store = editors.desk.store
    await set_headline(1, "The wall is rebuilt", by=ANA, store=store, clock=clock)
    await correct(1, "It was the wall.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    says = await spread(editors, clock)
    quotes, short, figures = (Page.of_payload(says[name]) for name in ("quotes", "short", "figures"))
    assert "Ines Duarte" in quotes.text
    assert "We waited too long" in quotes.text
    assert "Corrected on 24 February 2025: It was the wall." in quotes.text
    assert short.text.count("It was the wall.") == 1
    assert "The wall is rebuilt" in short.text
    assert "passengers" in figures.text
    assert "We waited too long" not in figures.text
    assert short.buttons is not None
    assert "Quotes" in str(short.buttons)


async def test_a_withdrawal_and_a_line_without_an_answer_fall_back_to_the_briefing(
    editors: Editors, clock: SettableClock
) -> None:
    briefing_id = await answered(editors, clock, gone="context 1-100", strange="nonsense", ours="drafts")
    store = editors.desk.store
    quote = (await open_draft(1, store=store)).briefing.content.quotes[0]
    await drop_item(1, f"q{quote.excerpts[0].start}", by=ANA, store=store, clock=clock)
    await correct(1, "She never said it.", material=True, by=ANA, policy=ALONE, store=store, clock=clock)
    says = await spread(editors, clock)
    assert set(says) == {"gone", "strange", "ours"}
    for text in says.values():
        assert "She never said it." in text
        assert "Now it cannot wait" not in text
    await withdraw_briefing(1, "All wrong.", by=ANA, policy=ALONE, store=store, clock=clock)
    assert all("All wrong." in text for text in (await spread(editors, clock)).values())
    async with store.reading() as unit:
        assert {copy.state for copy in await unit.copies.of(briefing_id)} == {CopyState.EDITED}


async def test_an_answer_that_loses_one_of_its_briefings_keeps_its_shape(
    editors: Editors, clock: SettableClock
) -> None:
    await answered(editors, clock)
    await editors.says(ANA, f"/add {ARTICLE.replace('wall', 'pier').replace('Now it cannot', 'And now it cannot')}")
    await editors.says(ANA, DESCRIBED.replace("1", "2", 1))
    await editors.says(ANA, "/publish 2")
    store = editors.desk.store
    shown = [(await open_draft(number, store=store)).briefing.id for number in (1, 2)]
    async with store.writing() as unit:
        rows = [Receipt(HERE, "quotes", one, 1, ANSWER, clock.now(), "quote speaker:duarte") for one in shown]
        await unit.receipts.show(HERE, "quotes", rows)
    await withdraw_briefing(1, "There is no wall.", by=ANA, policy=ALONE, store=store, clock=clock)
    page = Page.of_payload((await spread(editors, clock))["quotes"])
    assert "This briefing was withdrawn" in page.text
    assert "There is no wall." in page.text
    assert "with this wall" not in page.text
    assert "with this pier" in page.text
    assert "buses" not in page.text


async def test_nobodys_flood_and_no_newsroom_command_is_asked_again(editors: Editors, clock: SettableClock) -> None:
    await answered(editors, clock)
    for _ in range(50):
        assert await editors.answering.again("brief 1", HERE) is not None
    for line in ("drafts", "review 1", "report 1", "", "~unknown", "brief 99"):
        assert await editors.answering.again(line, HERE) is None
