"""The word lists of names, read once into sets."""

from dataclasses import dataclass
from functools import cache

from briefings.extraction.lexicon import GivenNames, given_names, lexicon


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known beforehand of capitalised words in one language."""

    given: GivenNames
    masculine_titles: frozenset[str]
    feminine_titles: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]
    calendar: frozenset[str]
    demonyms: frozenset[str]
    bodies: frozenset[str]
    known_bodies: frozenset[str]
    heads: frozenset[str]
    places: frozenset[str]
    long_places: frozenset[str]
    long_bodies: frozenset[str]
    suffixes: frozenset[str]
    verbs: frozenset[str]
    masculine_roles: frozenset[str]
    feminine_roles: frozenset[str]
    roles: frozenset[str]
    modifiers: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a capitalised word on its own is no name: an opener, a day, a people, a title."""
        return word in self.openers or word in self.calendar or word in self.demonyms or word in self.titles


@cache
def name_words() -> NameWords:
    """Read the lists for English, whose titles and openers serve until another language brings its own."""
    english = lexicon("en")
    masculine, feminine = english.words("titles", "masculine"), english.words("titles", "feminine")
    roles = english.words("roles", "masculine", "feminine", "neutral")
    return NameWords(
        given=given_names(),
        masculine_titles=masculine,
        feminine_titles=feminine,
        titles=masculine | feminine | english.words("titles", "neutral"),
        openers=english.words("titles", "openers"),
        calendar=english.words("places", "calendar"),
        demonyms=english.words("places", "demonyms"),
        bodies=english.words("organisations", "words"),
        known_bodies=english.words("organisations", "known"),
        heads=english.words("organisations", "heads"),
        places=english.words("places", "names"),
        long_places=english.phrases("places", "multi"),
        long_bodies=english.phrases("places", "bodies"),
        suffixes=english.words("titles", "suffixes"),
        verbs=english.words("say", "strong"),
        masculine_roles=english.words("roles", "masculine"),
        feminine_roles=english.words("roles", "feminine"),
        roles=roles,
        modifiers=english.words("roles", "modifier"),
    )
