"""Time zones by the names that people type: a zone, a city, or something near one."""

import difflib
from functools import cache
from zoneinfo import available_timezones

from briefings.domain.errors import UserError

_OFFERED = 5
_HIDDEN = ("posix/", "right/", "SystemV/", "Etc/", "US/", "Factory", "localtime", "posixrules")


@cache
def _zones() -> dict[str, str]:
    """Every usable zone by its folded name."""
    names = sorted(name for name in available_timezones() if not name.startswith(_HIDDEN))
    return {_folded(name): name for name in (*names, "Etc/UTC")} | {"utc": "UTC"}


def _folded(text: str) -> str:
    return text.strip().casefold().replace(" ", "_")


def _city(name: str) -> str:
    return name.rpartition("/")[2]


def find_zones(text: str) -> list[str]:
    """Zones that ``text`` may mean, the best first: the name itself, cities that begin so, then near spellings."""
    wanted, zones = _folded(text), _zones()
    if not wanted:
        return []
    if wanted in zones:
        return [zones[wanted]]
    exact = [name for key, name in zones.items() if _city(key) == wanted]
    begun = [name for key, name in zones.items() if any(part.startswith(wanted) for part in key.split("/"))]
    near = difflib.get_close_matches(_city(wanted), [_city(key) for key in zones], n=_OFFERED, cutoff=0.7)
    close = [name for word in near for key, name in zones.items() if _city(key) == word]
    return list(dict.fromkeys((*exact, *begun, *close)))


def read_zone(text: str) -> str:
    """The one zone that is meant.

    Raises:
        UserError: no zone, or several; the nearest names are offered.
    """
    wanted = _folded(text)
    found = find_zones(text)
    named = [name for name in found if wanted in {_folded(name), _folded(_city(name))}]
    if named:
        return named[0]
    begun = [name for name in found if _folded(_city(name)).startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    if not found:
        raise UserError("I know no time zone “{text}”. Name a city, such as Europe/Kyiv or New York.", text=text)
    raise UserError(
        "I know no time zone “{text}”. Do you mean {offers}?", text=text, offers=", ".join(found[:_OFFERED])
    )
