"""How alike two held articles are: the cosine of their heaviest terms, rare ones heavier."""

import math
from array import array
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

HEAVIEST = 240
"""So many terms of an article are compared."""

_GROWN = 2.0
"""Weights are read anew when twice as many articles are held, for only then it is known which terms are rare."""
_AT_ONCE = 2
"""So many are read anew with each article that comes, so that no article waits for all."""

_SEARCHED = 80
"""So many of an article's heaviest terms are looked up to find what is near; all of them count in a likeness."""
_COMMON = 100
"""A term that more articles hold says little of which are near, and costs most."""


@dataclass(slots=True)
class _Held:
    terms: tuple[str, ...]
    counts: "array[float]"
    weights: dict[str, float]
    """The heaviest first."""
    known: dict[str, float]
    """The likeness to others, as far as it was asked for."""
    weighed_among: int = 0


class Vectors:
    """The articles that others are compared with, by the terms they hold."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._holders: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._spread: defaultdict[str, int] = defaultdict(int)
        self._oldest: deque[str] = deque()

    def __len__(self) -> int:
        return len(self._held)

    def add(self, article: str, terms: Mapping[str, float]) -> None:
        """Hold an article by its terms; a few others are weighed anew."""
        self._held[article] = _Held(tuple(terms), array("f", terms.values()), {}, {})
        for term in terms:
            self._spread[term] += 1
        self._weigh(article)
        self._refresh()

    def remove(self, article: str) -> None:
        """Let an article go."""
        self._forget_weights(article)
        for term in self._held.pop(article).terms:
            self._spread[term] -= 1
            if not self._spread[term]:
                del self._spread[term]

    def weights(self, article: str) -> Mapping[str, float]:
        """Return the weight of each term that the article is compared by."""
        return self._held[article].weights

    def alike(self, article: str, largest: int) -> dict[str, float]:
        """Return about how alike others are to this article, by its heaviest terms that not too many hold.

        ``largest`` is the size of the largest story, whose own terms count in any case.
        """
        most = max(_COMMON, 2 * largest)
        found: defaultdict[str, float] = defaultdict(float)
        for term, weight in islice(self._held[article].weights.items(), _SEARCHED):
            holders = self._holders[term]
            for other, its in holders.items() if len(holders) <= most else ():
                found[other] += weight * its
        found.pop(article, None)
        return found

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two articles are, from 0 to 1."""
        known = self._held[one].known
        if other not in known:
            mine, its = self._held[one].weights, self._held[other].weights
            shared = sorted(mine.keys() & its.keys())
            known[other] = self._held[other].known[one] = sum(mine[term] * its[term] for term in shared)
        return known[other]

    def _refresh(self) -> None:
        for _ in range(_AT_ONCE):
            while self._oldest[0] not in self._held:
                self._oldest.popleft()
            article = self._oldest[0]
            if self._held[article].weighed_among * _GROWN > len(self._held):
                return
            self._oldest.popleft()
            self._forget_weights(article)
            self._weigh(article)

    def _weigh(self, article: str) -> None:
        held, many = self._held[article], len(self._held)
        spread, log = self._spread, math.log
        raw = [
            (term, count * log(1 + many / (spread[term] + 0.5)))
            for term, count in zip(held.terms, held.counts, strict=True)
        ]
        heaviest = sorted(raw, key=itemgetter(1), reverse=True)[:HEAVIEST]
        length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
        held.weights = {term: weight / length for term, weight in heaviest}
        held.weighed_among = many
        for term, weight in held.weights.items():
            self._holders[term][article] = weight
        self._oldest.append(article)

    def _forget_weights(self, article: str) -> None:
        held = self._held[article]
        for term in held.weights:
            del self._holders[term][article]
            if not self._holders[term]:
                del self._holders[term]
        for other in held.known:
            del self._held[other].known[article]
        held.known = {}
