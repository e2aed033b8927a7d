"""A clock that tests set."""

from datetime import UTC, datetime, timedelta


class SettableClock:
    """Stands still at an instant until it is set or moved on."""

    def __init__(self, instant: datetime = datetime(2025, 2, 24, 9, 0, tzinfo=UTC)) -> None:
        self._instant = instant

    def now(self) -> datetime:
        return self._instant

    def set(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def move(self, by: timedelta) -> None:
        self._instant += by
