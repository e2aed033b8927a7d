"""A paragraph as a row of classed words, in which quotes and names are one word each."""

import re
from dataclasses import dataclass
from functools import lru_cache

from briefings.extraction.document import Paragraph
from briefings.extraction.mentions import Mention, Mentions
from briefings.extraction.regions import Region
from briefings.extraction.speakers.words import CueWords

_TOKEN = re.compile(
    r"[a-z][a-z'’-]{0,60}[a-z](?![\w'’-])|\d{1,3}-(?:year-old|[Jj]ährige[rn]?)\b|(?:Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Cpl|Brig|Mrs?|Ms|Dr|Rev|Prof|Hon|St|Jr|Sr|Cllr|Atty|Adv|Cde|Det|Insp|Supt|Engr|Barr|Mx|Pvt|Dept|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|No|vs|Inc|Corp|Ltd|Co|Ariz|Calif|Colo|Conn|Fla|Ill|Mass|Mich|Minn|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis)\."
    r"|(?:[A-Za-z]\.){2,6}|\d[\d,.]{0,20}\d|[^\W_](?:[\w'’-]{0,60}[^\W_])?|[,;:.!?…()\[\]—–―]|--?"
)
_FRENCH_TOKEN = re.compile(
    r"[Dd]['’]après\b|-t-(?=(?:ils?|elles?|on)\b)|(?:[ldcnjmtsLDCNJMTS]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu)['’](?=[^\W\d_])|(?:MM?|Mme|Mlle|Dr|Pr|Me|Mgr)\.|\d[\d,.]{0,20}\d"
    r"|(?<=-)(?:ils?|elles?|on)\b|(?:porte-parole|vice-présidente?|là-bas|peut-être)\b"
    r"|[^\W_]+(?:-(?!(?:t-)?(?:ils?|elles?|on)\b)[^\W_]+)*|[,;:.!?…()\[\]—–―]|--?(?!t-|il|elle|on)"
)
"""French joins articles and pronouns to the next word by an apostrophe and verbs to their subject by "-t-"."""
_POSSESSIVE = re.compile(r"['’]s?(?![^\W_])")
_NEXT_CAPITAL = re.compile(r"[\s\"“”‘’'(\[]{0,4}([^\W\d_]|$)")
_STOP_FOLLOWS = frozenset({"", " ", "\u00a0", "\n", "\r", "\t", "”", '"', "’", "'", "“", "[", "»"})
_DESCRIBED = re.compile(
    r"\d{1,3}-(?:year-old|jährige[rn]?)|(?:grand)?(?:mother|father|mum|mom|dad|parent)-of-[a-z]{2,9}"
)
"""A hyphened word that stands for a person: "the 29-year-old", "the mother-of-two"."""
_TO_SETTLE = {letter: f"{letter}?" for letter in "svgxe."}
_UNSETTLED = {unsettled: letter for letter, unsettled in _TO_SETTLE.items()}
_NEVER_NOUNS = frozenset({"said", "told", "says"})
_MANY = frozenset("some many most few several both all another those".split())
_CLAIMS = frozenset("claims reports suggestions allegations calls demands comments posts notes answers".split())
"""Forms that are nouns behind another verb of saying: "rejected claims"."""
_TITLE = re.compile("M(?![MmN])")
_ASKED = frozenset({"asked", "pressed", "told", "questioned"})


@dataclass(slots=True)
class Units:
    """``classes`` holds one letter per unit; ``starts`` and ``ends`` are their spans in the text.

    ``mentions`` gives the mention of a name's unit and ``quotes`` the region number of a quote's unit. ``verb_second``
    tells of a language whose subject follows the verb where anything else opens the clause.
    """

    text: str
    classes: str
    starts: list[int]
    ends: list[int]
    mentions: dict[int, Mention]
    quotes: dict[int, int]
    verb_second: bool = False

    def word(self, index: int) -> str:
        """The unit's text, in lower case."""
        return self.text[self.starts[index] : self.ends[index]].lower()

    def phrase(self, first: int, last: int) -> str:
        """The text from the first unit to the last, both inclusive."""
        return self.text[self.starts[first] : self.ends[last]]


class Reader:
    """Reads paragraphs into units."""

    def __init__(self, text: str, mentions: Mentions, words: CueWords) -> None:
        self._text = text
        self._mentions = mentions
        self._words = words
        self._letters: dict[str, str] = {}
        self._token = _FRENCH_TOKEN if words.language == "fr" else _TOKEN

    def read(self, paragraph: Paragraph, regions: list[tuple[int, Region]]) -> Units:
        """Read one paragraph; ``regions`` are its quoted regions with their numbers, in the order of the text."""
        units = Units(self._text, "", [], [], {}, {}, verb_second=self._words.language == "de")
        classes: list[str] = []
        at = paragraph.start
        for number, region in regions:
            self._outside(units, classes, at, region.outer_start)
            units.quotes[len(classes)] = number
            self._put(units, classes, region.outer_start, region.outer_end, "q")
            at = region.outer_end
            self._close(units, classes, region, paragraph)
        self._outside(units, classes, at, paragraph.end)
        units.classes = _TITLE.sub("r", "".join(classes)).replace("M", "m")
        return units

    def _close(self, units: Units, classes: list[str], region: Region, paragraph: Paragraph) -> None:
        last = self._text[region.end - 1]
        if last not in ".!?…" and not region.open_ended:
            return
        following = _NEXT_CAPITAL.match(self._text, region.outer_end, paragraph.end)
        if following is None or following.group(1).islower():
            return
        mark = "." if last == "." else "!"
        self._put(units, classes, region.outer_end, region.outer_end, mark)

    def _outside(self, units: Units, classes: list[str], start: int, end: int) -> None:
        if start >= end:
            return
        for name_start, name_end, mention in self._mentions.within(start, end):
            if name_start < start or name_end > end:
                continue
            self._words_between(units, classes, start, name_start)
            start = name_end
            letter = _LETTERS[mention.kind]
            possessive = _POSSESSIVE.match(self._text, start)
            if possessive and start < end:
                letter, start = "G", possessive.end()
            units.mentions[len(classes)] = mention
            self._put(units, classes, name_start, name_end, letter)
        self._words_between(units, classes, start, end)

    def _words_between(self, units: Units, classes: list[str], start: int, end: int) -> None:
        letters, starts, ends = self._letters, units.starts, units.ends
        for match in self._token.finditer(self._text, start, end):
            word = match.group()
            letter = letters.get(word)
            if letter is None:
                letter = letters[word] = _listed(self._words, word)
            if letter in _UNSETTLED:
                letter = self._settle(_UNSETTLED[letter], word, word.lower(), classes, match.end())
            classes.append(letter)
            starts.append(match.start())
            ends.append(match.end())

    def _settle(self, letter: str, word: str, lower: str, classes: list[str], end: int) -> str:
        """Tell a verb from the noun of the same form, and adverbs and possessives among unknown words."""
        before = classes[-1] if classes else "."
        if letter == ".":
            return "." if self._text[end : end + 1] in _STOP_FOLLOWS else "x"
        if letter in "xe" and before in "NOpran" and self._leads_clause(lower, end):
            return "s"
        if letter == "x":
            return self._unknown(lower, before)
        if lower in self._words.nouns and (before in "dGPmixj" or (before in "sv" and lower in _CLAIMS)):
            return self._words.nouns[lower]
        if (
            self._words.language == "en"
            and letter in "sv"
            and lower not in _NEVER_NOUNS
            and (
                (before == "d" and not self._is_led_by_many(end - len(word)))
                or (before == "a" and classes[-2:-1] == ["d"])
            )
        ):
            return "x"
        if lower in _ASKED and (before in ".c" or word[0].isupper()):
            return "x"
        if letter != "g" and (before == "b" or (before == "a" and classes[-2:-1] == ["b"])):
            return "u"
        return letter

    def _is_led_by_many(self, start: int) -> bool:
        """Whether the word before stands for people by itself: "Some chanted", "Others said"."""
        before = self._text[max(0, start - 9) : start].lower().split()
        return bool(before) and before[-1] in _MANY

    def _leads_clause(self, lower: str, end: int) -> bool:
        """Whether a verb takes "that": then it is one of saying or thinking, listed or not ("submitted that …")."""
        return lower.endswith(("ed", "s", "found", "felt")) and self._text.startswith(" that ", end)

    def _unknown(self, lower: str, before: str) -> str:
        """Tell persons, adverbs and possessives among the words that no list holds, by their form."""
        if before in "dm" and _DESCRIBED.fullmatch(lower):
            return "r"
        ending = self._words.adverb_ending
        if ending and lower.endswith(ending) and len(lower) > 4:
            return "a"
        return "G" if lower.endswith(("'s", "’s")) else "x"

    @staticmethod
    def _put(units: Units, classes: list[str], start: int, end: int, letter: str) -> None:
        classes.append(letter)
        units.starts.append(start)
        units.ends.append(end)


@lru_cache(maxsize=1 << 15)
def _listed(words: CueWords, word: str) -> str:
    """The class that the lists give a word; with "?" where its neighbours must settle it."""
    letter = words.written.get(word)
    if letter is None and words.endings and word[0].isupper():
        letter = words.by_ending(word.lower())
    if letter is not None:
        return letter
    letter = words.classes.get(word.lower(), "x")
    return _TO_SETTLE.get(letter, letter)


_LETTERS = {"person": "N", "organisation": "O", "place": "L"}
