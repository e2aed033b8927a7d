"""The articles around a new one, grouped anew: their number is bounded, however large stories grow."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from briefings.extraction.stories.linkage import link

MOST = 60
"""So many articles are free to change their story at a time."""

_SPEAKERS = 12
"""So many members, those most like the new article, speak for a unit of many."""


class Unit(NamedTuple):
    """Articles that stay together, and those of them that are compared."""

    articles: Sequence[str]
    compared: Sequence[str]


def units_of(stories: Mapping[int, Sequence[str]], pinned: Mapping[str, int], alike: Mapping[str, float]) -> list[Unit]:
    """Return what may be grouped anew, of the nearest stories first.

    What is pinned to a story stays together, and a story stays whole where there is no room for its members.
    ``alike`` is their likeness to the new article.
    """
    units, room = list[Unit](), MOST - 1
    for members in stories.values():
        free = [article for article in members if article not in pinned]
        if len(free) > room:
            free = []
        room -= len(free)
        units += [Unit((article,), (article,)) for article in free]
        if whole := [article for article in members if article in pinned or not free]:
            units.append(Unit(whole, nlargest(_SPEAKERS, whole, key=lambda article: alike.get(article, 0.0))))
    return units


def group(
    units: Sequence[Unit],
    likeness: Callable[[str, str], float],
    parted: Callable[[Iterable[str], Iterable[str]], bool],
    least: float,
) -> list[list[str]]:
    """Return the articles of the units, grouped so that the mean likeness within is ``least``; none that are parted."""
    sums: list[dict[int, float]] = [{} for _ in units]
    for place, unit in enumerate(units):
        for before, other in enumerate(units[:place]):
            if parted(unit.articles, other.articles):
                total = float("-inf")
            else:
                total = sum(likeness(one, two) for one in unit.compared for two in other.compared)
            sums[place][before] = sums[before][place] = total
    groups = link([len(unit.compared) for unit in units], sums, least)
    return [[article for place in places for article in units[place].articles] for places in groups]
