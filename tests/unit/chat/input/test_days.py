from datetime import date

import pytest

from bot.chat.catalogue import Catalogue
from bot.chat.days import Days
from bot.chat.input.day_words import names_days, read_days
from briefings.domain.errors import UserError

TODAY = date(2025, 2, 24)  # a Monday


def one(year: int, month: int, day: int) -> Days:
    return Days.one(date(year, month, day))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-02-23", one(2025, 2, 23)),
        ("2025/2/3", one(2025, 2, 3)),
        ("23.02.2025", one(2025, 2, 23)),
        ("2025-02", Days(date(2025, 2, 1), date(2025, 2, 28))),
        ("2024", Days(date(2024, 1, 1), date(2024, 12, 31))),
        ("today", one(2025, 2, 24)),
        ("Yesterday", one(2025, 2, 23)),
        ("tomorrow", one(2025, 2, 25)),
        ("sunday", one(2025, 2, 23)),
        ("monday", one(2025, 2, 24)),
        ("last monday", one(2025, 2, 17)),
        ("last week", Days(date(2025, 2, 17), date(2025, 2, 23))),
        ("this month", Days(date(2025, 2, 1), date(2025, 2, 28))),
        ("last month", Days(date(2025, 1, 1), date(2025, 1, 31))),
        ("6 march", one(2024, 3, 6)),
        ("March 6, 2025", one(2025, 3, 6)),
        ("6th of Feb", one(2025, 2, 6)),
        ("february", Days(date(2025, 2, 1), date(2025, 2, 28))),
        ("sept 2023", Days(date(2023, 9, 1), date(2023, 9, 30))),
        ("29 february", one(2024, 2, 29)),
        ("3 days ago", one(2025, 2, 21)),
        ("2 weeks ago", one(2025, 2, 10)),
        ("12 months ago", one(2024, 2, 24)),
    ],
)
def test_days_are_read(text: str, days: Days) -> None:
    assert read_days(text, today=TODAY, t=Catalogue()) == days
    assert names_days(text, t=Catalogue())


@pytest.mark.parametrize("text", ["2025-02-31", "2025-13", "0000-01-01", "31 june", "9999 years ago", "30.02.2025"])
def test_days_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="calendar"):
        read_days(text, today=TODAY, t=Catalogue())
    assert names_days(text, t=Catalogue())


@pytest.mark.parametrize("text", ["nato", "", "may be", "6", "march march", "20250223", "२०२५"])
def test_other_words_name_no_day(text: str) -> None:
    with pytest.raises(UserError, match=r"cannot read|calendar"):
        read_days(text, today=TODAY, t=Catalogue())
    assert not names_days(text, t=Catalogue())


def test_months_have_the_names_of_the_chats_language() -> None:
    assert read_days("6 березня 2025", today=TODAY, t=Catalogue("uk")) == one(2025, 3, 6)
