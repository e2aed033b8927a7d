"""Known names prepared once, so that a question is answered in a few milliseconds among thousands."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from briefings.domain.folding import words_of
from briefings.services.speakers.names.spelling import Spelt, joined_bones, spell

_LIKELY = 60
"""A query is compared in full with at most so many known names of a like surname."""

_Table = dict[str, frozenset[str]]


class NameIndex:
    """The names of known people, each under a key of the caller's.

    An index that is in use stays as it is; what has changed is put into a copy, which costs little.
    """

    def __init__(self, names: Mapping[str, Sequence[str]] = {}, aliases: Iterable[Sequence[str]] = ()) -> None:
        """Prepare ``names``, the spellings of each key; ``aliases`` are groups of spellings of one person."""
        self._spelt: dict[str, tuple[Spelt, ...]] = {}
        self._by_joined: _Table = {}
        self._by_last: _Table = {}
        self._by_first: _Table = {}
        self._by_bones: _Table = {}
        self._worn: set[frozenset[str]] = set()
        self._aliases: dict[str, str] = {}
        self._sounds: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        for key, listed in names.items():
            self.put(key, listed)
        for group in aliases:
            self.join(group)

    def copy(self) -> "NameIndex":
        """The same names without any aliases, to put others in."""
        other = NameIndex()
        other._spelt = dict(self._spelt)
        other._by_joined, other._by_last = dict(self._by_joined), dict(self._by_last)
        other._by_first, other._by_bones = dict(self._by_first), dict(self._by_bones)
        other._worn = set(self._worn)
        return other

    def put(self, key: str, names: Sequence[str]) -> None:
        """Give a key these spellings in place of those that it had; none at all takes the key out."""
        self._sounds = None
        for table, form in (pair for name in self._spelt.pop(key, ()) for pair in self._places(name)):
            left = table.get(form, frozenset()) - {key}
            if left:
                table[form] = left
            else:
                table.pop(form, None)
        if names:
            self._spelt[key] = tuple(map(spell, names))
            self._worn.update(frozenset(words_of(name)) for name in names)
        for table, form in (pair for name in self._spelt.get(key, ()) for pair in self._places(name)):
            table[form] = table.get(form, frozenset()) | {key}

    def join(self, group: Sequence[str]) -> None:
        """Let the one key that bears a spelling of this group be known by all of them."""
        if not any(frozenset(words_of(name)) in self._worn for name in group):
            return  # to prepare names that nobody bears would only take time
        keys = {key for name in group for key in self.same(spell(name))}
        if len(keys) == 1:
            forms = (form for name in group for form in (alias_form(name), spell(name).joined) if form)
            self._aliases.update(dict.fromkeys(forms, keys.pop()))

    def spellings(self, key: str) -> Sequence[Spelt]:
        """The prepared spellings of a key."""
        return self._spelt[key]

    def same(self, query: Spelt) -> frozenset[str]:
        """Keys that bear this very name, case, accents, order and joints of words aside."""
        none: frozenset[str] = frozenset()
        return self._by_joined.get(query.joined, none) | self._by_joined.get(_ordered(query), none)

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
                for sound, _, _ in extract(word.sound, self._heard()[0], scorer=ratio, score_cutoff=78, limit=12):
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
            for table, sounds in zip((self._by_last, self._by_first), self._heard(), strict=True):
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

    def _heard(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sounds of all last and of all first words."""
        if self._sounds is None:
            self._sounds = tuple(self._by_last), tuple(self._by_first)
        return self._sounds

    def _places(self, name: Spelt) -> Iterator[tuple[_Table, str]]:
        """Where a name is found."""
        yield self._by_joined, name.joined
        yield self._by_joined, _ordered(name)
        for table, word in ((self._by_last, name.words[-1:]), (self._by_first, name.words[:1])):
            for read in (read for each in word for read in (each, *each.readings)):
                yield table, read.sound
                if table is self._by_last:
                    yield self._by_bones, read.bones
        yield self._by_bones, joined_bones(name)


def _ordered(name: Spelt) -> str:
    return " ".join(sorted(word.plain for word in name.words)) + (" jr" if name.suffixed else "")


def alias_form(name: str) -> str:
    """The form under which an alias is kept: its letters and digits in lower case, in its own script."""
    return "".join(c for c in name.casefold() if c.isalnum())
