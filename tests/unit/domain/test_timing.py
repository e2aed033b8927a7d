"""Each local date fires exactly once, in every zone, across every change of clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.domain.timing import EVERY_DAY, in_quiet_hours, instant_of, last_occurrence, next_occurrence

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
ZONES = sorted(zone for zone in available_timezones() if not zone.startswith(("posix/", "right/")))


def switches(zone: ZoneInfo) -> Iterator[datetime]:
    """Instants at which the zone's offset changes, to the day; no offset lasts less than a week."""
    week, before = FIRST, FIRST.astimezone(zone).utcoffset()
    while week < LAST:
        following = week + timedelta(days=7)
        after = following.astimezone(zone).utcoffset()
        if after != before:
            days = (week + timedelta(days=n) for n in range(1, 8))
            yield next(day for day in days if day.astimezone(zone).utcoffset() == after)
        week, before = following, after


def rules() -> dict[tuple[object, ...], str]:
    """One zone for each distinct history of offsets; the others are its aliases."""
    found: dict[tuple[object, ...], str] = {}
    for name in ZONES:
        zone = ZoneInfo(name)
        marks = tuple((day, day.astimezone(zone).utcoffset()) for day in switches(zone))
        found.setdefault((FIRST.astimezone(zone).utcoffset(), *marks), name)
    return found


def fired(start: datetime, end: datetime, at: time, zone: ZoneInfo) -> list[date]:
    days, now = [], start
    while (occurrence := next_occurrence(now, at=at, zone=zone)).instant < end:
        days.append(occurrence.day)
        now = occurrence.instant
    return days


def test_every_date_fires_once_around_every_change_of_clocks() -> None:
    checked = 0
    for name in rules().values():
        zone = ZoneInfo(name)
        for switch in switches(zone):
            start, end = switch - timedelta(days=3), switch + timedelta(days=3)
            for at in QUARTERS:
                days = fired(start, end, at, zone)
                whole = [days[0] + timedelta(days=n) for n in range(len(days))]
                assert days == whole, (name, switch, at)
                assert len(days) in {5, 6, 7}
                checked += len(days)
    assert checked > 300_000


@pytest.mark.parametrize(
    "name", ["Europe/Kyiv", "America/Nuuk", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza"]
)
def test_every_date_of_nine_years_fires_once(name: str) -> None:
    days = fired(FIRST - timedelta(days=2), LAST, time(0, 30), ZoneInfo(name))
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) >= 3287


def test_a_missing_time_moves_on_by_the_hour_and_a_repeated_one_fires_first() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = instant_of(date(2025, 3, 30), time(2, 30), berlin)
    assert spring.astimezone(berlin).time() == time(3, 30)
    autumn = instant_of(date(2025, 10, 26), time(2, 30), berlin)
    assert autumn == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    after = next_occurrence(autumn, at=time(2, 30), zone=berlin)
    assert after.day == date(2025, 10, 27)


def test_a_time_shifted_over_midnight_is_not_passed_over() -> None:
    nuuk = ZoneInfo("America/Nuuk")
    just_before = datetime(2025, 3, 30, 1, 20, tzinfo=UTC)
    occurrence = next_occurrence(just_before, at=time(23, 30), zone=nuuk)
    assert occurrence.day == date(2025, 3, 29)
    assert occurrence.instant.astimezone(nuuk).date() == date(2025, 3, 30)


def test_a_settled_date_does_not_come_again_after_a_move_to_the_west() -> None:
    settled = date(2025, 3, 6)
    now = datetime(2025, 3, 6, 5, 31, tzinfo=UTC)
    again = next_occurrence(now, at=time(7, 30), zone=ZoneInfo("America/New_York"), after_day=settled)
    assert again.day == date(2025, 3, 7)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.times(),
    st.sampled_from(ZONES),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_the_last_occurrence_leads_to_the_next(now: datetime, at: time, name: str, days: frozenset[int]) -> None:
    zone = ZoneInfo(name)
    before, after = last_occurrence(now, at=at, zone=zone, days=days), next_occurrence(now, at=at, zone=zone, days=days)
    assert before.instant <= now < after.instant
    assert next_occurrence(before.instant, at=at, zone=zone, days=days) == after
    assert after.day.weekday() in days


def test_an_entry_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="never"):
        next_occurrence(FIRST, at=time(7), zone=ZoneInfo("UTC"), days=frozenset())
    assert len(EVERY_DAY) == 7


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [(time(23, 0), True), (time(6, 59), True), (time(7, 0), False), (time(22, 59), False), (time(12), False)],
)
def test_quiet_hours_may_span_midnight(clock: time, quiet: bool) -> None:
    instant = datetime.combine(date(2025, 3, 6), clock, tzinfo=UTC)
    assert in_quiet_hours(instant, zone=ZoneInfo("UTC"), quiet=(time(23), time(7))) is quiet
    assert not in_quiet_hours(instant, zone=ZoneInfo("UTC"), quiet=None)
