"""What is settled, and what a short card takes of it."""

from dataclasses import replace
from datetime import date

from briefings.domain.briefing import Content
from briefings.domain.choosing import SETTLED, SHORT_DATES, SHORT_FIGURES, hold_unsettled, in_short
from briefings.domain.jsonform import content_form, content_of
from briefings.domain.reviewing import items_of
from tests.fakes.newsroom import make_briefing

DAY = date(2025, 3, 6)


def content() -> Content:
    return make_briefing(
        1,
        said=[
            (None, "Nobody is named for this one"),
            ("Ada Byron", "We are ready for peace"),
            ("Ben Hall", "So we are"),
        ],
        counted=[(number, f"things {number}") for number in range(20, 25)],
        dated=[
            ("March 3", date(2025, 3, 3)),
            *((f"March {day}", date(2025, 3, day)) for day in (7, 8, 9)),
            ("May", None),
        ],
    ).content


def test_an_item_is_held_below_the_constant_alone() -> None:
    whole = content()
    sure, unsure = replace(whole.figures[0], confidence=SETTLED), replace(whole.figures[1], confidence=SETTLED - 0.01)
    held = hold_unsettled(replace(whole, figures=(sure, unsure), dates=(replace(whole.dates[0], confidence=0.1),)))
    assert [item.held for item in items_of(held)] == [False, False, False, False, True, True]
    assert held.shown.figures == (sure,)
    assert held.shown.dates == ()


def test_a_short_card_takes_few_and_the_named_speaker_first() -> None:
    short = in_short(content(), today=DAY)
    assert [quote.speaker for quote in short.quotes] == ["Ada Byron"]
    assert len(short.figures) == SHORT_FIGURES
    assert [event.excerpt.text for event in short.dates] == ["March 7", "March 8"]
    assert len(in_short(content(), today=None).dates) == SHORT_DATES


def test_the_json_form_carries_how_sure_and_whether_it_is_held() -> None:
    whole = hold_unsettled(replace(content(), quotes=(replace(content().quotes[0], confidence=0.25),)))
    assert content_of(content_form(whole)) == whole
    assert whole.quotes[0].held
