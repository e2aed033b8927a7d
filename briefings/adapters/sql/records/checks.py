"""What fields hold beyond their column's type: an import takes nothing that no reader could read afterwards."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from briefings.adapters.sql.recipe_form import recipe_of
from briefings.adapters.sql.subscriptions import settings_of
from briefings.domain.deliveries import Turn
from briefings.domain.jsonform import content_of
from briefings.domain.people import Platform, Role

Check = Callable[[Any], object]
"""Reads a value; raises what reading it later would raise."""


def check(kind: str, row: Mapping[str, Any]) -> str | None:
    """The first field of a row that nobody could read, or None."""
    for name, value in row.items():
        read = _FIELDS.get((kind, name)) or _ANYWHERE.get(name)
        if read is None or value is None:
            continue
        try:
            read(value)
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, OSError):
            return name
    missing = [name for name in _ONE_ACCOUNT.get(kind, ()) if row[name] is None]
    return missing[0] if len(missing) == 1 else None


def _is(held: bool) -> None:
    if not held:
        raise ValueError


def _roles(value: Any) -> None:
    _is(isinstance(value, list))
    for role in value:
        Role(role)


def _texts(value: Any) -> None:
    _is(isinstance(value, list) and all(isinstance(text, str) for text in value))


def _shows(value: Any) -> None:
    for briefing_id, revision in value:
        _is(isinstance(briefing_id, str) and type(revision) is int)


def _problem(value: Any) -> None:
    _is(isinstance(value["message"], str))
    str(value["message"].format(**value["values"]))


def _account(value: str) -> None:
    Platform(value.partition(":")[0])


def _moment(value: str) -> None:
    _is(time.fromisoformat(value).isoformat("minutes") == value)


_ANYWHERE: dict[str, Check] = {"zone": ZoneInfo}
_FIELDS: dict[tuple[str, str], Check] = {
    ("member", "roles"): _roles,
    ("revision", "content"): content_of,
    ("conversation", "parts"): _texts,
    ("subscription", "settings"): settings_of,
    ("plan_entry", "at"): _moment,
    ("plan_entry", "days"): lambda value: _is(0 <= value < 1 << 7),
    ("slot", "at"): _moment,
    ("edition", "recipe"): recipe_of,
    ("edition_message", "shows"): _shows,
    ("delivery", "turn"): Turn,
    ("delivery", "problem"): _problem,
    ("reminder", "at"): _moment,
    ("reminder", "set_by"): _account,
    ("error_report", "reporter_platform"): Platform,
}
_ONE_ACCOUNT = {"error_report": ("reporter_platform", "reporter_id")}
"""Fields that name somebody together, or nobody."""
