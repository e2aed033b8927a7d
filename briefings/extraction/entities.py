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
_PLACES = _STATES | {
    "Kiev": "Kyiv", "Kharkov": "Kharkiv", "Odessa": "Odesa", "Lvov": "Lviv", "Chernobyl": "Chornobyl",
    "Turkey": "Türkiye", "Turkiye": "Türkiye", "Burma": "Myanmar", "Czech Republic": "Czechia",
    "Côte d'Ivoire": "Ivory Coast", "Côte d’Ivoire": "Ivory Coast", "Cape Verde": "Cabo Verde",
    "Swaziland": "Eswatini", "Bombay": "Mumbai", "Calcutta": "Kolkata", "Madras": "Chennai", "Bangalore": "Bengaluru",
    "Peking": "Beijing", "Saigon": "Ho Chi Minh City", "Rangoon": "Yangon", "Great Britain": "United Kingdom",
    "Britain": "United Kingdom", "Emirates": "United Arab Emirates", "DRC": "Democratic Republic of Congo",
}  # fmt: skip
"""Places of two spellings or names in today's press, under the one that is listed."""
_BODIES = {
    "UN": "United Nations", "U.N.": "United Nations", "EU": "European Union", "E.U.": "European Union",
    "Nato": "NATO", "WHO": "World Health Organization", "World Health Organisation": "World Health Organization",
    "WTO": "World Trade Organization", "World Trade Organisation": "World Trade Organization",
    "IMF": "International Monetary Fund", "ECB": "European Central Bank", "Fed": "Federal Reserve",
    "U.S. Federal Reserve": "Federal Reserve", "US Federal Reserve": "Federal Reserve",
    "IAEA": "International Atomic Energy Agency", "ICC": "International Criminal Court",
    "ICJ": "International Court of Justice", "AU": "African Union",
    "U.N. Security Council": "UN Security Council", "United Nations Security Council": "UN Security Council",
    "OECD": "Organisation for Economic Co-operation and Development", "Nasa": "NASA", "Unicef": "UNICEF",
    "Unesco": "UNESCO", "Opec": "OPEC", "Asean": "ASEAN", "Brics": "BRICS",
}  # fmt: skip
"""Bodies that the whole world's press calls by letters, under the name that is listed."""
_SMALL_WORDS = frozenset("of the for and on in to".split())
_NOBODY = frozenset("West East North South Internet God Earth Moon Sun".split())


def list_entities(mentions: Mentions) -> Entities:
    """List whom and what the article names; what may be no name at all is left out."""
    places = [(_PLACES.get(place.name, place.name), place) for place in mentions.places]
    places += [(_STATES[body.name], body) for body in mentions.organisations if body.name in _STATES]
    known = {name.casefold() for name, _ in places}
    spelt_out = _spelt_out(mentions.organisations)
    return Entities(
        people=_ranked((person.name, person) for person in mentions.people if _is_sure(person)),
        organisations=_ranked(
            (_BODIES.get(body.name) or spelt_out.get(body.name, body.name), body)
            for body in mentions.organisations
            if body.name not in _STATES and body.name.casefold() not in known and body.name.count(" ") < _LONGEST
        ),
        places=_ranked(places),
    )


def _spelt_out(bodies: tuple[Mention, ...]) -> dict[str, str]:
    """The full name of each acronym whose letters begin the words of another body of the article."""
    letters = {_initials(body.name): body.name for body in reversed(bodies) if " " in body.name}
    return {body.name: letters[body.name] for body in bodies if body.name.isupper() and body.name in letters}


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word.lower() not in _SMALL_WORDS).upper()


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
