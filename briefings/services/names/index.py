"""Known names prepared once, so that a question is answered in a few milliseconds among thousands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from briefings.services.names.spelling import Spelt, joined_bones, spell

_LIKELY = 60
"""A query is compared in full with at most so many known names of a like surname."""


class NameIndex:
    """The names of known people, each under a key of the caller's; never changed after it is made."""

    def __init__(self, names: Mapping[str, Sequence[str]], aliases: Iterable[Sequence[str]] = ()) -> None:
        """Prepare ``names``, the spellings of each key; ``aliases`` are groups of spellings of one person.

        A group joins the key that bears one of its spellings.
        """
        self._spelt: dict[str, list[Spelt]] = {key: [spell(name) for name in listed] for key, listed in names.items()}
        self._by_joined: dict[str, set[str]] = defaultdict(set)
        self._by_last: dict[str, set[str]] = defaultdict(set)
        self._by_first: dict[str, set[str]] = defaultdict(set)
        self._by_bones: dict[str, set[str]] = defaultdict(set)
        for key, spelt in self._spelt.items():
            for name in spelt:
                self._enter(key, name)
        self._aliases = self._joined_aliases(aliases)
        self._last_sounds = tuple(self._by_last)
        self._first_sounds = tuple(self._by_first)

    def spellings(self, key: str) -> Sequence[Spelt]:
        """The prepared spellings of a key."""
        return self._spelt[key]

    def same(self, query: Spelt) -> set[str]:
        """Keys that bear this very name, case, accents, order and joints of words aside."""
        return self._by_joined.get(query.joined, set()) | self._by_joined.get(_ordered(query), set())

    def alias(self, query: Spelt, name: str) -> str | None:
        """The key that the hand-kept aliases give for this name."""
        return self._aliases.get(alias_form(name)) or (self._aliases.get(query.joined) if query.latin else None)

    def likely(self, query: Spelt) -> list[str]:
        """Keys whose surname sounds, or nearly sounds, like a word of the query; the likeliest first."""
        found: dict[str, None] = {}
        reads = [read for word in query.words for read in (word, *word.readings)]
        for read in reads:
            self._collect(found, self._by_last.get(read.sound, ()))
        for bones in (joined_bones(query), *(read.bones for read in reads)):
            self._collect(found, self._by_bones.get(bones, ()))
        for read in reads:
            firsts = self._by_first.get(read.sound, ())
            self._collect(found, firsts if len(firsts) <= _LIKELY else ())
        for word in query.words if len(found) < _LIKELY else ():
            if len(word.sound) >= 5:
                for sound, _, _ in extract(word.sound, self._last_sounds, scorer=ratio, score_cutoff=78, limit=12):
                    self._collect(found, self._by_last[sound])
        return list(found)

    @staticmethod
    def _collect(found: dict[str, None], keys: Collection[str]) -> None:
        if len(found) < _LIKELY:
            found.update(dict.fromkeys(sorted(keys)))

    def nearest(self, query: Spelt, limit: int) -> list[str]:
        """Keys whose words look most like one of the query's, best first."""
        best: dict[str, float] = {}
        for word in query.words[:4]:
            for table, sounds in ((self._by_last, self._last_sounds), (self._by_first, self._first_sounds)):
                for sound, score, _ in extract(word.sound, sounds, scorer=ratio, score_cutoff=30, limit=2 * limit):
                    for key in table[sound]:
                        best[key] = max(best.get(key, 0.0), score)
        return sorted(best, key=lambda key: (-best[key], key))[:limit]

    def beginning(self, start: str) -> list[str]:
        """Keys with a word that begins with ``start``, in any spelling of its sounds; for names still being typed."""
        begun = spell(start).words
        if not begun:
            return []
        sounds = [(t, s) for t in (self._by_last, self._by_first) for s in t if s.startswith(begun[-1].sound)]
        return sorted({key for table, sound in sounds for key in table[sound]})

    def _enter(self, key: str, name: Spelt) -> None:
        self._by_joined[name.joined].add(key)
        self._by_joined[_ordered(name)].add(key)
        for table, word in ((self._by_last, name.words[-1:]), (self._by_first, name.words[:1])):
            for read in (read for each in word for read in (each, *each.readings)):
                table[read.sound].add(key)
                if table is self._by_last:
                    self._by_bones[read.bones].add(key)
        self._by_bones[joined_bones(name)].add(key)

    def _joined_aliases(self, aliases: Iterable[Sequence[str]]) -> dict[str, str]:
        table: dict[str, str] = {}
        for group in aliases:
            keys = {key for name in group for key in self.same(spell(name))}
            if len(keys) == 1:
                key = keys.pop()
                table.update({form: key for name in group for form in (alias_form(name), spell(name).joined) if form})
        return table


def _ordered(name: Spelt) -> str:
    return " ".join(sorted(word.plain for word in name.words)) + (" jr" if name.suffixed else "")


def alias_form(name: str) -> str:
    """The form under which an alias is kept: its letters and digits in lower case, in its own script."""
    return "".join(c for c in name.casefold() if c.isalnum())
