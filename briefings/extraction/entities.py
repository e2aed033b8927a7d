"""People, organisations and places of an article, the most spoken of first, under the fullest name it gives."""

from collections import Counter
from collections.abc import Iterable

from briefings.domain.drafting import Entities
from briefings.extraction.mentions import Mention, Mentions

MOST = 15
"""So many of each kind are listed."""

_LONGEST = 6
"""A body's name of more words is mostly two names run together."""

_STATES = {
    "U.S.": "United States", "US": "United States", "USA": "United States", "U.K.": "United Kingdom",
    "UK": "United Kingdom", "UAE": "United Arab Emirates",
}  # fmt: skip
"""Countries by the short forms that stand among the bodies, so that two articles list them under one name."""
_NOBODY = frozenset("West East North South Internet God Earth Moon Sun".split())


def list_entities(mentions: Mentions) -> Entities:
    """List whom and what the article names; what may be no name at all is left out."""
    places = [(_STATES.get(place.name, place.name), place) for place in mentions.places]
    places += [(_STATES[body.name], body) for body in mentions.organisations if body.name in _STATES]
    known = {name.casefold() for name, _ in places}
    return Entities(
        people=_ranked((person.name, person) for person in mentions.people if _is_sure(person)),
        organisations=_ranked(
            (body.name, body)
            for body in mentions.organisations
            if body.name not in _STATES and body.name.casefold() not in known and body.name.count(" ") < _LONGEST
        ),
        places=_ranked(places),
    )


def _is_sure(person: Mention) -> bool:
    if person.name in _NOBODY:
        return False
    return " " in person.name or person.role is not None or person.gender is not None or len(person.spans) > 1


def _ranked(found: Iterable[tuple[str, Mention]]) -> tuple[str, ...]:
    """Names by how often they stand in the text, those met first before others of the same count; each once."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for name, mention in found:
        counts[name] += len(mention.spans)
        first[name] = min(first.get(name, mention.spans[0][0]), mention.spans[0][0])
    return tuple(sorted(counts, key=lambda name: (-counts[name], first[name])))[:MOST]
