"""How much a quote resembles words that somebody remembers: shared words count, rare ones more, misspelt ones less."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefings.domain.folding import words_of

MAX_WORDS = 48
"""How many different words of a sentence are compared."""

FEW_WORDS = 3
"""A sentence of at most this many words is also looked for under words near to the ones that are known."""

_FORM_PREFIX = 7
_MISSPELT = (1.0, 0.7, 0.4)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is looked for: one group for each word wanted, the archive's words that stand for it with their weight.

    ``places`` holds, for each of the archive's words, the groups that it stands in, by their place, with the weight.
    """

    groups: tuple[Mapping[str, float], ...]
    places: Mapping[str, Sequence[tuple[int, float]]]

    def score(self, words: frozenset[str]) -> float:
        """Return the weight of what these words share with those wanted; 0 when they share nothing."""
        best: dict[int, float] = {}
        for word in self.places.keys() & words:
            for place, weight in self.places[word]:
                best[place] = max(weight, best.get(place, 0))
        return sum(best[place] for place in sorted(best))

    def rank(self, words: frozenset[str]) -> tuple[float, int]:
        """Return what orders matches when the greatest comes first: the score, then the fewer words beside it."""
        return self.score(words), -len(words)


def wanted_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return the folded words of a sentence, each once, at most MAX_WORDS."""
    return tuple(dict.fromkeys(token for word in words for token in words_of(word[:10_000])))[:MAX_WORDS]


def words_to_loosen(words: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Return the words for which near ones count too: those unknown, and all of them where there are few."""
    return tuple(words) if len(words) <= FEW_WORDS else tuple(word for word in words if word not in known)


def likeness(
    words: Sequence[str], *, counts: Mapping[str, int], near: Mapping[str, Mapping[str, int]], total: int
) -> Likeness:
    """Weigh the words.

    ``counts`` tells how many of ``total`` quotes hold a word, for the near words too; ``near`` gives the archive's
    words that are one or two letters away from a word, with that distance.
    """
    groups: list[Mapping[str, float]] = []
    places: dict[str, list[tuple[int, float]]] = {}
    for word in words:
        distances = {**near.get(word, {}), **({word: 0} if word in counts else {})}
        weights = {w: _MISSPELT[d] * math.log(1 + total / max(1, counts[w])) for w, d in distances.items()}
        for other, weight in weights.items():
            places.setdefault(other, []).append((len(groups), weight))
        if weights:
            groups.append(weights)
    return Likeness(tuple(groups), places)


def reach(word: str) -> int:
    """Return how many letters may differ for another word to count as near: none, one or two."""
    return 0 if len(word) < 2 else 1 if len(word) < 5 else 2


def forms(word: str) -> frozenset[str]:
    """Return what is left of the word's head when up to ``reach`` letters are missing.

    Two words that are near to each other share a form, so an index of forms finds the near words without a scan.
    """
    head = word[:_FORM_PREFIX]
    return frozenset(form for missing in range(reach(word) + 1) for form in _without(head, missing) if form)


def nearest(word: str, candidates: Iterable[str], *, limit: int = 20) -> dict[str, int]:
    """Return the candidates within ``reach`` of the word with their distance, the nearest first."""
    bound = reach(word)
    found = {c: d for c in candidates if c != word and (d := distance(word, c, bound)) <= bound}
    return dict(sorted(found.items(), key=lambda pair: (pair[1], pair[0]))[:limit])


def distance(one: str, other: str, bound: int) -> int:
    """Return how many letters to add, drop, change or swap with a neighbour; ``bound + 1`` when more than ``bound``."""
    if abs(len(one) - len(other)) > bound:
        return bound + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, opposite in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > bound:
            return bound + 1
        before, above = above, row
    return min(above[-1], bound + 1)


def _without(word: str, missing: int) -> Iterator[str]:
    return ("".join(kept) for kept in combinations(word, max(0, len(word) - missing)))
