"""What a digest takes out of its briefings: the best of each, and the days that are really to come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.archive import ArchivedDate, reference_of
from briefings.domain.briefing import Briefing
from briefings.domain.subscriptions import Style
from briefings.services.digests.choose_details import AHEAD_DAYS, coming_up, numbers_of, said_in
from tests.fakes.newsroom import make_briefing

TODAY = date(2025, 3, 6)


def days(*after: int) -> Sequence[tuple[str, date]]:
    return [(f"day {n}", TODAY + timedelta(days=n)) for n in after]


def dated(briefing: Briefing, **changes: object) -> list[ArchivedDate]:
    events: Sequence[DatedEvent] = [replace(event, **changes) for event in briefing.content.dates]  # type: ignore[arg-type]
    return [ArchivedDate(event, reference_of(briefing)) for event in events]


def away(found: Sequence[ArchivedDate], style: Style = Style.FULL) -> list[int]:
    return [ahead.days_away for ahead in coming_up(found, TODAY, style)]


def test_each_briefing_gives_its_best_figure_before_any_gives_a_second() -> None:
    first = make_briefing(1, counted=[(3, "anniversaries"), (267, "drones"), (3, "anniversaries"), (9, "ships")])
    plain, record, again, ships = first.content.figures
    claimed = (plain, replace(record, claimant="the air force", qualifier="record"), again, ships)
    first = replace(first, revision=replace(first.revision, content=replace(first.content, figures=claimed)))
    second = make_briefing(2, counted=[(18, "batteries")])
    found = numbers_of([first, second], Style.FULL)
    assert [item.figure.excerpt.text for item in found] == ["267 drones", "18 batteries", "3 anniversaries"]
    assert numbers_of([first, second], Style.SHORT) == ()


def test_each_briefing_is_quoted_before_any_speaks_twice() -> None:
    said = [(who, f"{who} has something to say here") for who in ("Ada", "Ada", "Ben")]
    other = make_briefing(2, said=[("Cy", "We are all of one mind")])
    one = make_briefing(1, said=said)
    found = said_in([one, other], Style.FULL, ())
    assert [item.quote.speaker for item in found] == ["Ada", "Cy", "Ben"]
    followed = [item for item in found if item.quote.speaker == "Ben"]
    assert [item.quote.speaker for item in said_in([one, other], Style.FULL, followed)] == ["Ben", "Cy", "Ada"]


def test_days_of_the_coming_fortnight_are_told_the_soonest_first() -> None:
    found = dated(make_briefing(1, dated=days(AHEAD_DAYS, AHEAD_DAYS + 1, 0, 3, -1)))
    assert away(found) == [0, 3, AHEAD_DAYS]
    assert away(dated(make_briefing(1, dated=days(1, 2, 3, 4, 5, 6)))) == [1, 2, 3, 4, 5]
    assert away(dated(make_briefing(1, dated=days(1, 2, 3, 4, 5, 6))), Style.SHORT) == [1, 2, 3]


def test_what_has_begun_only_fills_the_room_that_is_left() -> None:
    begun = dated(make_briefing(1, dated=days(-3)), resolved_end=TODAY + timedelta(days=3), precision=Precision.WEEK)
    assert away([*begun, *dated(make_briefing(2, dated=days(1, 2)))]) == [-3, 1, 2]
    assert away([*begun, *dated(make_briefing(2, dated=days(1, 2, 3, 4, 5)))]) == [1, 2, 3, 4, 5]


def test_a_month_and_a_year_are_no_days_to_wait_for() -> None:
    for vague in (Precision.MONTH, Precision.YEAR):
        assert away(dated(make_briefing(1, dated=days(2)), precision=vague)) == []


def test_a_samples_dates_never_come_up() -> None:
    assert away(dated(make_briefing(1, dated=days(2), sample=True))) == []


def test_the_titles_own_date_is_left_out_where_the_text_names_it() -> None:
    (event,) = dated(make_briefing(1, dated=days(2)))
    title = replace(event.event, sentence=replace(event.event.sentence, text=event.reference.headline))
    in_title = ArchivedDate(title, event.reference)
    assert [ahead.date for ahead in coming_up([in_title, event], TODAY, Style.FULL)] == [event]
    assert [ahead.date for ahead in coming_up([in_title], TODAY, Style.FULL)] == [in_title]
