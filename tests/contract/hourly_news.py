"""Briefings that were published an hour apart."""

from datetime import date, timedelta

from briefings.domain.briefing import Briefing
from tests.fakes.newsroom import NOON, make_briefing

HOUR = timedelta(hours=1)
LATER = NOON + timedelta(days=30)


def hourly(*numbers: int) -> list[Briefing]:
    return [
        make_briefing(
            number,
            headline=f"Harbour news {number}",
            said=[("Ada Byron", f"Word {number} of peace"), ("Bo Li", "Never again")],
            counted=[(number, "ships")],
            dated=[(f"March {number}", date(2025, 3, number))],
            topics=["Harbour"],
            published_at=NOON + number * HOUR,
        )
        for number in numbers
    ]
