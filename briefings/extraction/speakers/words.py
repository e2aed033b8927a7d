"""The class of each word, one letter each, on which the cue grammar is written.

``s`` verb of saying · ``v`` verb of calling or judging · ``e`` verb that only may carry words · ``g`` participle of saying · ``o`` noun of saying ·
``r`` person noun · ``n`` body noun · ``p`` he or she · ``t`` other pronoun · ``P`` possessive pronoun · ``d`` determiner ·
``m`` modifier or title · ``a`` adverb or auxiliary · ``b`` form of be · ``i`` preposition · ``y`` by · ``k`` according · ``K`` a word that alone means it (laut, selon) ·
``w`` relative · ``h`` that · ``c`` conjunction · ``j`` time word · ``x`` anything else.
Names are ``N`` person, ``O`` organisation, ``L`` place, ``G`` any of them with a possessive ending; ``q`` is a quote;
``, ; : - ( ) .`` stand for themselves, ``!`` for a quote's own question or exclamation mark before a capital.
"""

from dataclasses import dataclass
from functools import cache

from briefings.extraction.lexicon import lexicon


@dataclass(frozen=True, slots=True, eq=False)
class CueWords:
    """Classes of lower-case words and of words as written, and the words that are both noun and verb."""

    classes: dict[str, str]
    written: dict[str, str]
    nouns: dict[str, str]
    adverb_ending: str
    endings: tuple[tuple[tuple[str, ...], str], ...] = ()
    language: str = "en"

    def by_ending(self, word: str) -> str | None:
        """The class that the end of a capitalised compound tells, or None."""
        return next((letter for ends, letter in self.endings if word.endswith(ends)), None)


@cache
def cue_words(language: str) -> CueWords:
    """Read the cue words of a language that ships."""
    words = lexicon(language)
    classes: dict[str, str] = {}
    nouns: dict[str, str] = {}
    for section, names, letter in _LISTS:
        for word in words.words(section, *names):
            classes.setdefault(word, letter)
    for section, names, letter in (("say", ("noun",), "o"), ("roles", ("bodies",), "n"), ("roles", ("neutral",), "r")):
        for word in words.words(section, *names):
            if classes[word] in "svge":
                nouns[word] = letter
    if language == "en":
        for word in words.words("roles", "bodies"):
            plural = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeo" else word + "s"
            classes.setdefault(plural, "n")
    classes |= _PUNCTUATION
    written = dict.fromkeys(words.words("titles", "masculine", "feminine", "neutral"), "M")
    written |= dict.fromkeys(words.words("places", "demonyms"), "m")
    endings = (
        (tuple(words.words("roles", "masculine_endings", "feminine_endings")), "M"),
        (tuple(words.words("roles", "body_endings")), "n"),
    )
    known = tuple((ends, letter) for ends, letter in endings if ends)
    return CueWords(classes, written, nouns, words.sections["words"].get("adverb_ending", ""), known, language)


_LISTS = (
    ("words", ("pronoun",), "p"),
    ("words", ("possessive",), "P"),
    ("words", ("other_pronoun",), "t"),
    ("words", ("determiner",), "d"),
    ("words", ("be",), "b"),
    ("words", ("according",), "k"),
    ("words", ("attributing",), "K"),
    ("words", ("agent",), "y"),
    ("words", ("that",), "h"),
    ("say", ("strong",), "s"),
    ("say", ("weak",), "v"),
    ("say", ("participle",), "g"),
    ("say", ("vague",), "e"),
    ("words", ("relative",), "w"),
    ("words", ("conjunction",), "c"),
    ("words", ("preposition",), "i"),
    ("words", ("time",), "j"),
    ("words", ("adverb",), "a"),
    ("roles", ("masculine", "feminine", "neutral"), "r"),
    ("say", ("noun",), "o"),
    ("roles", ("bodies",), "n"),
    ("roles", ("modifier",), "m"),
)
_PUNCTUATION = {
    ",": ",",
    ";": ";",
    ":": ":",
    "—": "-",
    "–": "-",
    "―": "-",
    "--": "-",
    "-": "-",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": ".",
}
