"""/remind as people type it: which date, how long before, who may."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.chat.answering import Answering
from bot.chat.cards.cards import Action
from bot.chat.desk import Desk
from bot.chat.input.remind_words import Wish, read_wish
from briefings.domain.people import Identity, Platform
from briefings.domain.text import Excerpt
from tests.fakes.newsroom import by_editor, keep, make_briefing
from tests.unit.chat.asking import READER, card_for, words_for

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("us of the summit", Wish(words="summit")),
        ("1", Wish(number=1)),
        ("#2 2 days before at 08:00", Wish(number=2, lead=2 * DAY, at=time(8))),
        ("summit, 3 hours", Wish(words="summit", lead=timedelta(hours=3))),
        ("summit a week before", Wish(words="summit", lead=7 * DAY)),
        ("12-635 0 days 7am", Wish(key=(12, 635), lead=0 * DAY, at=time(7))),
        ("summit on the day", Wish(words="summit", lead=0 * DAY)),
        ("the day before", Wish(lead=DAY)),
        ("6 march summit", Wish(words="6 march summit")),
        ("", Wish()),
        ("  ,,,  ", Wish()),
        ("x" * 5000, Wish(words="x" * 300)),
    ],
)
def test_a_wish_is_read_in_any_order(text: str, wish: Wish) -> None:
    assert read_wish(text) == wish


@pytest.fixture
async def summits(answering: Answering, desk: Desk) -> Answering:
    now, summit = desk.clock.now(), date(2025, 3, 6)
    await keep(
        desk.store,
        make_briefing(1, headline="Summit called", dated=[("March 6", summit)], published_at=now),
        make_briefing(2, headline="Budget vote", dated=[("March 20", date(2025, 3, 20))], published_at=now),
        make_briefing(3, headline="Open day", dated=[("some Monday", None)], published_at=now),
    )
    return answering


async def test_dates_ahead_are_offered_by_number_and_an_open_one_is_not(summits: Answering) -> None:
    told = await words_for(summits, "/remind")
    assert "None is set." in told
    assert "1 · Thursday, 6 March 2025" in told
    assert "2 · Thursday, 20 March 2025" in told
    assert "some Monday" not in told


async def test_a_title_is_no_second_date_beside_the_text_that_tells_of_it(answering: Answering, desk: Desk) -> None:
    day, now = date(2025, 3, 9), desk.clock.now()
    made = make_briefing(1, headline="Vote on 9 March", dated=[("9 March", day)], published_at=now)
    (event,) = made.content.dates
    text = made.source.text
    title = replace(event, excerpt=Excerpt.of(text, 8, 15), sentence=Excerpt.of(text, 0, 15))
    assert title.sentence.text == made.content.headline
    await keep(desk.store, by_editor(made, replace(made.content, dates=(title, event))))
    assert "Saved" in await words_for(answering, "/remind vote")


@pytest.mark.parametrize("line", ["/remind 2 2 days", "/remind budget 2 days before", "/remind us of the vote 2 days"])
async def test_a_date_is_chosen_by_number_or_words(summits: Answering, line: str) -> None:
    told = await words_for(summits, line)
    assert "Saved" in told
    assert "18 March 2025, 09:00: They meet on March 20 again." in told


async def test_buttons_follow_change_the_lead_and_stop(summits: Answering) -> None:
    card = await card_for(summits, "/remind")
    first = next(b for row in card.rows for b in row if isinstance(b, Action) and b.label == "Follow 1")
    card = await card_for(summits, f"/{first.line}")
    lines = {button.label: button.line for row in card.rows for button in row if isinstance(button, Action)}
    assert "3 March 2025, 09:00" in await words_for(summits, f"/{lines['3 days before']}")
    assert "One reminder is off." in await words_for(summits, f"/{lines['Stop it']}")


async def test_several_that_fit_are_asked_about(summits: Answering) -> None:
    told = await words_for(summits, "/remind march")
    assert "Several dates fit. Which one do you mean?" in told
    assert "None is set." not in told


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("/remind 9", "No date ahead fits that"),
        ("/remind 0", "No date ahead fits that"),
        ("/remind goulash", "No date ahead fits that"),
        ("/remind 2 days", "Say which date"),
        ("/remind 1 at 25:00", "There is no time 25:00"),
        ("/remind 1 999 days", "a year before at most"),
        ("/remind off", "No reminder fits"),
        ("/remind off 3", "No reminder fits"),
        ("/remind 77-5", "not published with its day"),
    ],
)
async def test_mistakes_name_the_cure(summits: Answering, line: str, cure: str) -> None:
    card = await card_for(summits, line)
    assert card.mistake
    assert cure in await words_for(summits, line)


async def test_stopping_by_words_number_or_all(summits: Answering) -> None:
    for stop in ("off summit", "off 1", "off", "off all"):
        await words_for(summits, "/remind summit")
        assert "One reminder is off." in await words_for(summits, f"/remind {stop}")


async def test_only_admins_follow_and_everyone_may_look(summits: Answering) -> None:
    member = replace(READER, direct=False, person=Identity(Platform.TELEGRAM, "8"))
    card = await card_for(summits, "/remind", member)
    assert card.rows == ()
    for line in ("/remind 1", "/remind off all", "/remind summit 2 days"):
        assert "Only an admin" in await words_for(summits, line, member)


async def test_the_dates_offer_to_be_followed(summits: Answering) -> None:
    card = await card_for(summits, "/dates")
    assert "remind" in [button.line for row in card.rows for button in row if isinstance(button, Action)]
    past = await card_for(summits, "/dates past")
    assert "remind" not in [button.line for row in past.rows for button in row if isinstance(button, Action)]
