"""Keys that grow with publication, so that "newest first" is the order of a primary key and of a full-text index.

An entry's key is the millisecond of its publication (42 bits, good until 2109) and seven bits of its number; an item's
key is its entry's key and fourteen bits that fall with the place in the text.
"""

from datetime import datetime, timedelta

from briefings.adapters.sql.tables.columns import micros

MAX_ITEMS = 1 << 14
"""How many quotes, figures or dates one briefing can have."""


def entry_key(published_at: datetime, number: int) -> int:
    """Return the key that a briefing's entry takes when it is free, else the next free one above."""
    return first_key(published_at) | number & 127


def first_key(instant: datetime) -> int:
    """Return the lowest key of what was published in this millisecond."""
    return micros(instant) // 1000 << 7


def last_key(instant: datetime) -> int:
    """Return a key above all of what was published by this millisecond, those moved up for lack of room included."""
    return first_key(instant + timedelta(minutes=1))


def item_key(entry_id: int, place: int) -> int:
    """Return the key of the item at this place (from 0) among its kind in the briefing."""
    return entry_id << 14 | MAX_ITEMS - 1 - place
