"""The words of a plan: times, days, zones, quiet hours and the end of a pause."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.chat.catalogue import Catalogue
from bot.chat.input.plan_words import read_plan, read_quiet, read_until
from briefings.domain.errors import UserError
from briefings.domain.timing import EVERY_DAY
from briefings.services.digests.find_zone import find_zones, named_zones, read_zone
from briefings.services.digests.zone_places import places

T = Catalogue()
WEEKDAYS = frozenset(range(5))


@pytest.mark.parametrize(
    ("words", "times", "days", "zone"),
    [
        ("07:30 weekdays Europe/Kyiv", [time(7, 30)], WEEKDAYS, "Europe/Kyiv"),
        ("Kyiv, at 7.30 and 6 pm every day", [time(7, 30), time(18)], EVERY_DAY, "Europe/Kyiv"),
        ("9am mon-wed,sat new york", [time(9)], frozenset({0, 1, 2, 5}), "America/New_York"),
        ("19h fri-mon", [time(19)], frozenset({4, 5, 6, 0}), None),
        ("12am", [time(0)], None, None),
        ("noon monday to friday", [time(12)], WEEKDAYS, None),
        ("mon – fri 07:30", [time(7, 30)], WEEKDAYS, None),
        ("weekdays except monday 07:30 Kyiv", [time(7, 30)], frozenset({1, 2, 3, 4}), "Europe/Kyiv"),
        ("07:30 but not tues, thurs", [time(7, 30)], EVERY_DAY - {1, 3}, None),
        ("", [], None, None),
    ],
)
def test_times_days_and_zones_are_read_in_any_order(
    words: str, times: list[time], days: frozenset[int] | None, zone: str | None
) -> None:
    read = read_plan(words, T)
    assert (list(read.times), read.days, read.zone) == (times, days, zone)


@pytest.mark.parametrize("words", ["25:00", "07:61", "blursday", "07:30 Atlantis", "13pm", "😀", "x" * 5000])
def test_words_that_are_no_plan_name_the_cure(words: str) -> None:
    with pytest.raises(UserError):
        read_plan(words, T)


def test_a_misspelt_city_is_offered_the_nearest() -> None:
    assert "Europe/Kyiv" in find_zones("Kiyv")
    assert read_zone("new york") == "America/New_York"
    with pytest.raises(UserError, match="Europe/London"):
        read_zone("Lodnon")
    with pytest.raises(UserError, match="Pacific/Enderbury"):
        read_zone("end")
    assert find_zones("  ") == []


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Lviv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Ukraine", "Europe/Kyiv"),
        ("new delhi", "Asia/Kolkata"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Switzerland", "Europe/Zurich"),
        ("Washington, DC", "America/New_York"),
        ("utc", "UTC"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_cities_and_countries_mean_their_zone(place: str, zone: str) -> None:
    assert read_zone(place) == zone


def test_a_country_of_many_zones_asks_for_a_city_and_every_place_has_a_zone() -> None:
    with pytest.raises(UserError, match="several time zones, such as America/New_York"):
        read_zone("USA")
    assert {zone for zones in places().values() for zone in zones} <= available_timezones()
    assert {"Lviv", "Ukraine"} <= set(dict(named_zones())["Europe/Kyiv"])


def test_quiet_hours_and_pauses_are_read() -> None:
    now, kyiv = datetime(2025, 3, 6, 12, tzinfo=UTC), ZoneInfo("Europe/Kyiv")
    assert read_quiet("22:00 - 7am") == (time(22), time(7))
    assert read_quiet("off") is None
    assert read_until("monday", now=now, zone=kyiv, t=T).astimezone(kyiv).date() == date(2025, 3, 10)
    assert read_until("3 days", now=now, zone=kyiv, t=T).astimezone(kyiv).date() == date(2025, 3, 9)
    for wrong in ("22:00", "late", "22:00-22:00"):
        with pytest.raises(UserError):
            read_quiet(wrong)
    with pytest.raises(UserError):
        read_until("soon", now=now, zone=kyiv, t=T)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("7:3", "“7:3” as a time"),
        ("7 weekdays", "“7” as a time"),
        ("07:30 UTC+2", "Name a city instead"),
        ("07:30 Europe/Kyjiw", "Do you mean Europe/Kyiv"),
        ("07:30 US", "several time zones, such as America/New_York"),
    ],
)
def test_what_cannot_be_planned_says_which_word_and_why(words: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read_plan(words, T)
    assert says in T.error(caught.value)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("for a week", date(2025, 3, 13)),
        ("9 March", date(2025, 3, 9)),
        ("1 march", date(2026, 3, 1)),
        ("29 february", date(2028, 2, 29)),
        ("next week", date(2025, 3, 10)),
        ("april", date(2025, 4, 1)),
        ("1 march 2025", date(2025, 3, 5)),
        ("0001-01-01", date(2025, 3, 5)),
    ],
)
def test_the_end_of_a_pause_is_a_day_to_come_or_one_that_has_passed(words: str, day: date) -> None:
    now, kyiv = datetime(2025, 3, 6, 12, tzinfo=UTC), ZoneInfo("Europe/Kyiv")
    assert read_until(words, now=now, zone=kyiv, t=T).astimezone(kyiv).date() == day
