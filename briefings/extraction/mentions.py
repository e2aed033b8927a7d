"""Who and what an article names: people, organisations and places, with every place where it names them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from briefings.extraction.document import Document
from briefings.extraction.naming.registry import Found, Registry
from briefings.extraction.naming.roles import role_of
from briefings.extraction.naming.runs import find_runs
from briefings.extraction.naming.words import name_words

_START_AND_END = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something that the article names.

    ``name`` is the fullest form in the article; ``spans`` are all its occurrences in the order of the text, those by
    surname alone included, titles and possessive endings excluded. ``role`` is what the article calls a person
    ("Kremlin spokesman"). ``gender`` is ``m`` or ``f`` where a title, a role or the given name tells it.
    """

    name: str
    kind: str
    role: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one article, found once and shared by every question; ``language`` is whose words found them."""

    people: tuple[Mention, ...]
    organisations: tuple[Mention, ...]
    places: tuple[Mention, ...]
    starts: tuple[int, ...] = field(repr=False)
    occurrences: tuple[tuple[int, int, Mention], ...] = field(repr=False)
    surfaces: dict[str, Mention] = field(repr=False)
    language: str = "en"

    def at(self, start: int, end: int) -> Mention | None:
        """The mention that overlaps the span, the first of several; None where the span names nobody."""
        return next((mention for _, _, mention in self.within(start, end)), None)

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, Mention]]:
        """Every occurrence that overlaps the span, as start, end and mention, in the order of the text."""
        index = bisect_right(self.starts, start) - 1
        if index < 0 or self.occurrences[index][1] <= start:
            index += 1
        stop = bisect_left(self.starts, end)
        return iter(self.occurrences[index:stop])

    def full_name(self, surface: str) -> str | None:
        """The fullest name for a form that the article uses, whatever its case; None for a form it does not use."""
        mention = self.surfaces.get(surface.casefold())
        return mention.name if mention else None


def find_mentions(document: Document, language: str = "en") -> Mentions:
    """Find who and what the article names; linear in its length. ``language`` is a code whose word lists ship."""
    text = document.text
    words = name_words(language)
    registry = Registry(text, words)
    for start, run in find_runs(text, capital_nouns=words.capital_nouns):
        registry.add(start, run)
    return _gathered(text, registry.resolved(), language)


def _gathered(text: str, found: list[Found], language: str) -> Mentions:
    mentions: dict[str, list[Mention]] = {"person": [], "organisation": [], "place": []}
    occurrences: list[tuple[int, int, Mention]] = []
    surfaces: dict[str, Mention] = {}
    for entry in found:
        role, gender = role_of(text, entry, name_words(language)) if entry.kind == "person" else (None, None)
        mention = Mention(entry.name, entry.kind, role, tuple(entry.spans), entry.gender or gender)
        mentions[entry.kind].append(mention)
        surfaces[entry.name.casefold()] = mention
        occurrences += [(start, end, mention) for start, end in entry.spans]
        for surface in dict.fromkeys([text[start:end] for start, end in entry.spans]):
            surfaces.setdefault(surface.casefold(), mention)
    occurrences.sort(key=_START_AND_END)
    return Mentions(
        tuple(mentions["person"]),
        tuple(mentions["organisation"]),
        tuple(mentions["place"]),
        tuple(start for start, _, _ in occurrences),
        tuple(occurrences),
        surfaces,
        language,
    )
