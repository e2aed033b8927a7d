"""A digest as people read it: nothing said twice, and no day named more exactly than it is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.cards.digest_card import digest_card
from bot.chat.cards.reminder_card import coming
from bot.chat.catalogue import Catalogue
from bot.console.render import plain
from briefings.domain.agenda import Precision
from tests.unit.chat.cards.outgoing_samples import DAY, dates, digest, story

T = Catalogue()


def test_a_detail_names_its_briefing_in_short_where_that_stands_above() -> None:
    text = plain(digest_card(digest(), T))
    assert text.count("Harbour <reopens> & ships *return*\n") == 1
    assert "Coast Daily · /brief 1" in text
    alone = plain(digest_card(replace(digest(), items=()), T))
    assert "Harbour <reopens> & ships *return* · Coast Daily · 5 March 2025" in alone


def test_a_figure_stands_in_its_sentence_unless_that_was_told_above() -> None:
    made = digest()
    assert "There were 412 ships in all." in plain(digest_card(made, T))
    point, (number,) = made.items[0].briefing.content.summary[0], made.numbers
    assert point.excerpt is not None
    figure = replace(number.figure, sentence=point.excerpt)
    told = plain(digest_card(replace(made, numbers=(replace(number, figure=figure),)), T))
    assert told.count(point.text) == 1


@pytest.mark.parametrize(
    ("precision", "days", "words"),
    [
        (Precision.DAY, 0, "today"),
        (Precision.DAY, 1, "tomorrow"),
        (Precision.DAY, 3, "in 3 days"),
        (Precision.DAY, -1, "under way"),
        (Precision.WEEK, 0, "these days"),
        (Precision.WEEK, -2, "these days"),
        (Precision.WEEK, 1, "begins tomorrow"),
        (Precision.WEEK, 5, "begins in 5 days"),
    ],
)
def test_how_far_a_day_is_away(precision: Precision, days: int, words: str) -> None:
    dated = dates(story())[0]
    assert coming(replace(dated, event=replace(dated.event, precision=precision)), days, T).note == words


def test_a_run_of_days_is_told_by_its_weekdays() -> None:
    dated = dates(story())[1]
    run = replace(dated.event, resolved_end=DAY + timedelta(days=3))
    assert coming(replace(dated, event=run), 1, T).when == "Friday 7 March to Sunday 9 March"
