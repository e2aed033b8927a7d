"""The kinds of record that an export holds: which table and which columns each one is.

``docs/data-format.md`` describes every field; a test holds the two together. What a kind leaves out is made anew by the
import (counts, search indexes), or belongs to a process and not to the archive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, Table

from briefings.adapters.sql.tables import archive, chat, core, delivery, editorial
from briefings.domain.briefing import Status
from briefings.domain.copies import CopyState
from briefings.domain.deliveries import DeliveryKind, DeliveryState
from briefings.domain.people import Platform
from briefings.domain.reviewing import Verdict
from briefings.domain.slots import Outcome
from briefings.domain.subscriptions import AlertMode, PauseKind

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

PUBLICATION = "publication"
"""The one kind that is no table: which revision readers see, and which speaker each quoted name is."""

DERIVED_COUNTERS = ("archive", "quotes", "audit")
"""Counters that are raised anew by what an import writes."""

LEFT_OUT = {
    "archive_entry": "made by each publication",
    "archive_quote": "made by each publication",
    "archive_figure": "made by each publication",
    "archive_date": "made by each publication",
    "archive_topic": "made by each publication",
    "vocabulary": "made by each publication",
    "near_word": "made by each publication",
    "seen_revision": "what each editor looked at last: noted anew with the next look",
    "secret": "a key of this database alone",
    "link_code": "secret, and good for ten minutes",
}
"""Tables that no record stands for, and why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Records that are the rows of one table. ``filled`` are columns left out, with what an import writes there."""

    name: str
    table: Table
    filled: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, type[Enum]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns that a record has, in their order."""
        return tuple(column for column in self.table.columns if column.name not in self.filled)


_ON = {"platform": Platform}

KINDS: tuple[Kind, ...] = (
    Kind("counter", core.counter),
    Kind("audit", editorial.audit),
    Kind("member", editorial.member),
    Kind("member_identity", editorial.member_identity, values=_ON),
    Kind("source", core.source),
    Kind("speaker", core.speaker, {"quotes": 0}),
    Kind("speaker_alias", core.speaker_alias),
    Kind("topic", archive.topic, {"briefings": 0}),
    Kind("briefing", core.briefing, values={"status": Status}),
    Kind("revision", core.revision),
    Kind("kept_item", editorial.kept_item),
    Kind("review", editorial.review, values={"verdict": Verdict}),
    Kind("planned_publication", editorial.planned_publication),
    Kind(PUBLICATION, archive.entry),
    Kind("release", delivery.release),
    Kind("guest", chat.guest),
    Kind("notice", chat.notice),
    Kind("shortcut", chat.shortcut),
    Kind("conversation", editorial.conversation, values=_ON),
    Kind("subscription", delivery.subscription, values={**_ON, "alerts": AlertMode, "paused": PauseKind}),
    Kind("plan_entry", delivery.plan_entry, {"batch": None}),
    Kind("edition", delivery.edition, values=_ON),
    Kind("edition_message", delivery.edition_message),
    Kind("slot", delivery.slot, {"batch": None}, {"outcome": Outcome}),
    Kind("delivery", delivery.delivery, values={**_ON, "kind": DeliveryKind, "state": DeliveryState}),
    Kind("receipt", delivery.receipt, values=_ON),
    Kind("copy_edit", editorial.copy_edit, values={**_ON, "state": CopyState}),
    Kind("reminder", delivery.reminder, values=_ON),
    Kind("error_report", editorial.error_report),
    Kind("lease", delivery.lease, {"holder": None, "until": _LONG_AGO}),
)
"""In the order of a file: nothing refers to what comes later."""

BY_NAME = {kind.name: kind for kind in KINDS}
