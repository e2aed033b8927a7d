"""The one answer to "whom does this name mean": somebody, one of several, or nobody known."""

from dataclasses import dataclass
from enum import StrEnum

from briefings.services.speakers.names.index import NameIndex
from briefings.services.speakers.names.likeness import Grade, Likeness, likeness
from briefings.services.speakers.names.spelling import Spelt, spell

NEAREST = 5
_CLOSER = 15.0
"""Of two bare surnames that fit alike, one wins when it sounds so much closer (of 100)."""
_CLEARLY = 0.03
"""A name wins over another one when its score is so much higher."""


class MatchKind(StrEnum):
    """How a name was recognised."""

    EXACT = "exact"
    ALIAS = "alias"
    SPELLING = "spelling"
    TYPO = "typo"


@dataclass(frozen=True, slots=True)
class Match:
    """One of the known keys, how it was recognised, and how sure that is (0 to 1)."""

    key: str
    kind: MatchKind
    score: float


@dataclass(frozen=True, slots=True)
class Matched:
    """The answer: ``match`` for one, ``ambiguous`` for several that fit alike, else the ``nearest`` keys."""

    match: Match | None = None
    ambiguous: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


def match_name(name: str, known: NameIndex, *, nearest: int = NEAREST) -> Matched:
    """Find whom of ``known`` a name means. Given name and surname are judged apart; in doubt it is nobody.

    ``nearest`` is how many names to offer for an unknown one; to look for them costs as much as the rest.
    """
    query = spell(name)
    if not query.words:
        return Matched()
    alias = known.alias(query, name)
    same = known.same(query)
    if len(same) == 1:
        return Matched(Match(next(iter(same)), MatchKind.EXACT, 1.0))
    if alias:
        return Matched(Match(alias, MatchKind.ALIAS, 1.0))
    if same:
        return Matched(ambiguous=tuple(sorted(same)))
    found = _by_likeness(query, known)
    return found or Matched(nearest=tuple(known.nearest(query, nearest)) if nearest else ())


def is_fuller(name: str, known: str) -> bool:
    """Whether ``name`` is the bare surname ``known`` with a given name before it; titles do not count."""
    words, bare = ([word.plain for word in spell(spelling).words] for spelling in (name, known))
    return len(bare) == 1 and len(words) > 1 and words[-1:] == bare


def _by_likeness(query: Spelt, known: NameIndex) -> Matched | None:
    judged = {
        key: best
        for key in known.likely(query)
        if (
            best := max(
                filter(None, (likeness(query, name) for name in known.spellings(key))), key=_score, default=None
            )
        )
    }
    if not judged:
        return None
    top = max(judged.values(), key=_score).score
    fits = sorted(key for key, found in judged.items() if found.score > top - _CLEARLY)
    if len(fits) > 1:
        fits.sort(key=lambda key: -judged[key].closeness)
        first, second = (judged[key].closeness for key in fits[:2])
        if first - second < _CLOSER:
            return Matched(ambiguous=tuple(sorted(fits)))
    best = judged[fits[0]]
    kind = MatchKind.TYPO if best.weakest is Grade.TYPO else MatchKind.SPELLING
    return Matched(Match(fits[0], kind, best.score))


def _score(found: Likeness) -> float:
    return found.score
