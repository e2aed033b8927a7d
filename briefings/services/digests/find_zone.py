"""Time zones by the names that people type: a zone, a city, a country, or something near one."""

import difflib
import re
from functools import cache
from zoneinfo import available_timezones

from briefings.domain.errors import UserError
from briefings.domain.folding import fold
from briefings.services.digests.zone_places import places

_OFFERED = 5
_OFFSET = re.compile(r"(?:utc|gmt)?_?[+-]\d[\d:]*")
_HIDDEN = ("posix/", "right/", "SystemV/", "Etc/", "US/", "Factory", "localtime", "posixrules")


@cache
def _zones() -> dict[str, str]:
    """Every usable zone by its folded name."""
    names = sorted(name for name in available_timezones() if not name.startswith(_HIDDEN))
    return {_folded(name): name for name in (*names, "Etc/UTC")} | {"utc": "UTC"}


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """The zones of cities and countries by the folded names of these."""
    known = set(_zones().values())
    return {_folded(place): zones for place, zones in places().items() if known.issuperset(zones)}


def _folded(text: str) -> str:
    return "_".join(fold(text).replace(",", " ").split())


def _city(name: str) -> str:
    return name.rpartition("/")[2]


def named_zones() -> list[tuple[str, tuple[str, ...]]]:
    """Every usable zone with the cities and countries that mean it, to be offered while somebody types."""
    names: dict[str, list[str]] = {}
    for place, zones in places().items():
        for zone in zones:
            names.setdefault(zone, []).append(place)
    return [(zone, tuple(names.get(zone, ()))) for zone in sorted(set(_zones().values()))]


def find_zones(text: str) -> list[str]:
    """Zones that ``text`` may mean, the best first.

    The name itself; cities and countries so called; what begins so; then near spellings.
    """
    wanted, zones, known = _folded(text), _zones(), _places()
    if not wanted:
        return []
    if wanted in zones:
        return [zones[wanted]]
    exact = [name for key, name in zones.items() if _city(key) == wanted]
    begun = [name for key, name in zones.items() if any(part.startswith(wanted) for part in key.split("/"))]
    begun += [zone for place, found in known.items() if place.startswith(wanted) for zone in found]
    spelt = [*(_city(key) for key in zones), *known]
    near = difflib.get_close_matches(_city(wanted), spelt, n=_OFFERED, cutoff=0.7)
    close = [name for word in near for key, name in zones.items() if _city(key) == word]
    close += [zone for word in near for zone in known.get(word, ())]
    return list(dict.fromkeys((*known.get(wanted, ()), *exact, *begun, *close)))


def read_zone(text: str) -> str:
    """The one zone that is so called; what only begins or sounds so is offered and never taken.

    Raises:
        UserError: no zone, or several; the nearest names are offered.
    """
    wanted = _folded(text)
    if _OFFSET.fullmatch(wanted):
        raise UserError("“{text}” has no changes of clocks. Name a city instead, such as Europe/Kyiv.", text=text)
    found = find_zones(text)
    placed = () if wanted in _zones() else _places().get(wanted, ())
    if len(placed) == 1:
        return placed[0]
    if placed:
        offers = ", ".join(placed[:_OFFERED])
        raise UserError("“{text}” has several time zones, such as {offers}. Name a city.", text=text, offers=offers)
    named = [name for name in found if wanted in {_folded(name), _folded(_city(name))}]
    if named:
        return named[0]
    if not found:
        raise UserError("I know no time zone “{text}”. Name a city, such as Europe/Kyiv or New York.", text=text)
    raise UserError(
        "I know no time zone “{text}”. Do you mean {offers}?", text=text, offers=", ".join(found[:_OFFERED])
    )
