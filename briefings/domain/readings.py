"""What a reading made of a source: one digest for each of its items, by which an item shows that it is unchanged."""

import hashlib
import json
from collections.abc import Iterable

from briefings.domain.agenda import DatedEvent
from briefings.domain.figures import Figure
from briefings.domain.jsonform import Form, event_form, figure_form, quote_form
from briefings.domain.quotes import Quote

Item = Quote | Figure | DatedEvent

_BESIDE = ("why", "confidence", "held", "edited_in", "speaker_added")
"""What is told about an item and is no part of what readers are told by it."""
_QUOTE, _FIGURE, _DATE = "q", "f", "d"


def digest_of(item: Item) -> str:
    """Return a letter for the kind and 16 hex digits of the SHA-256 of the item's canonical JSON form."""
    kind, form = _form(item)
    said = {name: value for name, value in form.items() if name not in _BESIDE}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return kind + hashlib.sha256(canonical.encode()).hexdigest()[:16]


def reading_of(items: Iterable[Item]) -> str:
    """Return the digests of the items in order of letters, each once, parted by spaces."""
    return " ".join(sorted({digest_of(item) for item in items}))


def with_dates(reading: str, dates: Iterable[DatedEvent]) -> str:
    """Return the reading with these dates in place of the ones it had: the source's day was told anew."""
    others = (digest for digest in reading.split() if not digest.startswith(_DATE))
    return " ".join(sorted({*others, *map(digest_of, dates)}))


def _form(item: Item) -> tuple[str, Form]:
    if isinstance(item, Quote):
        return _QUOTE, quote_form(item)
    return (_FIGURE, figure_form(item)) if isinstance(item, Figure) else (_DATE, event_form(item))
