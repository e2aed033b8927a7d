"""What every table is built of."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Rank = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit key; SQLite takes only the type INTEGER for its own row id."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def micros(instant: datetime) -> int:
    """Return the instant as whole microseconds since 1970 in UTC. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be stored")
    return (instant - EPOCH) // MICROSECOND


def instant_of(microseconds: int) -> datetime:
    """Return the aware UTC datetime of ``micros``."""
    return EPOCH + microseconds * MICROSECOND


class Instant(TypeDecorator[datetime]):
    """An aware instant, in UTC, kept as whole microseconds since 1970: exact and equal on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn an aware datetime into microseconds."""
        return None if value is None else micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn microseconds into an aware UTC datetime."""
        return None if value is None else instant_of(value)


class Json(TypeDecorator[Any]):
    """Plain JSON values, kept as compact text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the value as text."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Read the text back."""
        return None if value is None else json.loads(value)
