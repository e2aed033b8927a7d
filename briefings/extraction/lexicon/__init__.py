"""Word lists that the grammar of quotes and names reads, one file per language."""

import tomllib
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names in Latin letters; a name on both lists tells a person but no gender."""

    male: frozenset[str]
    female: frozenset[str]

    def gender(self, name: str) -> str | None:
        """Return ``m`` or ``f``, or None for a name that both bear or that is not known."""
        male, female = name in self.male, name in self.female
        if male == female:
            return None
        return "m" if male else "f"

    def __contains__(self, name: str) -> bool:
        return name in self.male or name in self.female


@dataclass(frozen=True, slots=True)
class WordsByEnding(Container[str]):
    """Words, and all longer ones that end as a compound of theirs does: "Regierungssprecher" by "sprecher"."""

    words: frozenset[str]
    endings: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        """Tell whether the word is listed or ends as a listed ending; case counts for listed words only."""
        return word in self.words or (isinstance(word, str) and word.lower().endswith(self.endings))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words by section and list, as ``lexicon.words("say", "strong")``."""

    language: str
    sections: dict[str, dict[str, str]]

    def words(self, section: str, *names: str) -> frozenset[str]:
        """Return the words of the named lists of ``section`` together; words stand apart by white space."""
        lists = self.sections.get(section, {})
        return frozenset(word for name in names for word in lists.get(name, "").split())

    def with_compounds(self, section: str, words: frozenset[str], *endings: str) -> Container[str]:
        """Return ``words`` with all compounds that end as the named lists of ``section`` say; just them without such."""
        ends = tuple(sorted(self.words(section, *endings)))
        return WordsByEnding(words, ends) if ends else words

    def phrases(self, section: str, name: str) -> frozenset[str]:
        """Return the phrases of a list whose entries stand apart by semicolons."""
        listed = self.sections.get(section, {}).get(name, "")
        return frozenset(" ".join(phrase.split()) for phrase in listed.split(";") if phrase.strip())

    def pairs(self, section: str, name: str) -> dict[str, str]:
        """Return a list of entries "word=meaning" that stand apart by semicolons."""
        listed = self.sections.get(section, {}).get(name, "")
        entries = (entry.partition("=") for entry in listed.split(";") if entry.strip())
        return {word.strip(): meaning.strip() for word, _, meaning in entries}

    def numbered(self, section: str, name: str) -> dict[str, int]:
        """Return the words of a list by their place in it, from 0; words of one place stand apart by a stroke."""
        listed = self.sections.get(section, {}).get(name, "").split(";")
        return {word.strip(): place for place, words in enumerate(listed) for word in words.split("/")}


@cache
def lexicon(language: str) -> Lexicon:
    """Read the word lists of an ISO 639-1 language that ships, such as ``en``."""
    return Lexicon(language, tomllib.loads(_read(f"{language}.toml")))


@cache
def given_names() -> GivenNames:
    """Read the given names, which are shared by all languages."""
    lists = tomllib.loads(_read("given_names.toml"))
    return GivenNames(frozenset(lists["male"].split()), frozenset(lists["female"].split()))


@cache
def function_words() -> dict[str, str]:
    """Read the commonest function words by ISO 639-1 code; words stand apart by white space."""
    return tomllib.loads(_read("function_words.toml"))


def _read(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
