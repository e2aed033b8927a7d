"""The word lists of names, read once into sets."""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from briefings.extraction.lexicon import GivenNames, given_names, lexicon


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """What is known beforehand of capitalised words in one language.

    ``capital_nouns`` tells that the language writes all nouns with a capital, so that one proves no name.
    """

    given: GivenNames
    masculine_titles: Container[str]
    feminine_titles: Container[str]
    titles: Container[str]
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
    particles: frozenset[str]
    verbs: frozenset[str]
    masculine_roles: Container[str]
    feminine_roles: Container[str]
    roles: Container[str]
    modifiers: frozenset[str]
    body_nouns: frozenset[str]
    capital_nouns: bool = False

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a capitalised word on its own is no name: an opener, a day, a people, a title."""
        return word in self.openers or word in self.calendar or word in self.demonyms or word in self.titles


@cache
def name_words(language: str = "en") -> NameWords:
    """Read the lists of a language that ships, by its ISO 639-1 code."""
    lists = lexicon(language)
    masculine, feminine = lists.words("titles", "masculine"), lists.words("titles", "feminine")
    neutral = lists.words("roles", "neutral")
    men, women = lists.words("roles", "masculine"), lists.words("roles", "feminine")
    all_titles = masculine | feminine | lists.words("titles", "neutral")
    ends = ("masculine_endings", "feminine_endings")
    return NameWords(
        given=given_names(),
        masculine_titles=lists.with_compounds("roles", masculine, "masculine_endings"),
        feminine_titles=lists.with_compounds("roles", feminine, "feminine_endings"),
        titles=lists.with_compounds("roles", all_titles, *ends),
        openers=lists.words("titles", "openers"),
        calendar=lists.words("places", "calendar"),
        demonyms=lists.words("places", "demonyms"),
        bodies=lists.words("organisations", "words"),
        known_bodies=lists.words("organisations", "known"),
        heads=lists.words("organisations", "heads"),
        places=lists.words("places", "names"),
        long_places=lists.phrases("places", "multi"),
        long_bodies=lists.phrases("places", "bodies"),
        suffixes=lists.words("titles", "suffixes"),
        particles=lists.words("titles", "particles"),
        verbs=lists.words("say", "strong"),
        masculine_roles=lists.with_compounds("roles", men, "masculine_endings"),
        feminine_roles=lists.with_compounds("roles", women, "feminine_endings"),
        roles=lists.with_compounds("roles", men | women | neutral, *ends),
        modifiers=lists.words("roles", "modifier"),
        body_nouns=lists.words("roles", "bodies"),
        capital_nouns=language == "de",
    )
