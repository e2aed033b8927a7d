"""Suggested topics: places, bodies, themes and people that an article is about, under the same labels every time."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefings.extraction import lexicon
from briefings.extraction.document import Document
from briefings.extraction.headings import is_heading
from briefings.extraction.mentions import Mention, Mentions
from briefings.extraction.summary.furniture import after_furniture

MOST = 6
READ_CHARS = 6_000
"""Topics are read from so much of the text: what comes later does not decide what an article is about."""

_LEAD_CHARS = 800
_NAME_WORDS = 4
_LIMITS = {"places": 3, "bodies": 2, "themes": 2, "people": 2}
_LEAST = {"places": 3.0, "bodies": 3.0, "themes": 4.0, "people": 4.0}
_WORD = re.compile(r"[^\W\d_]\w*(?:[.-]\w+)*")

_SHARE = 0.3
"""A label is left out that weighs less than this part of the heaviest one."""

_THEME_WORDS = 2
_THEME_SCORE = 4
_PLACE_SCORE = 4

Key = tuple[str, str]
"""The kind of a topic and its label."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Labels by word; ``phrases`` lists by first word what must follow it; ``stems``, by four letters, any ending.

    ``heads`` are all words that may begin something other than a stem.
    """

    heads: frozenset[str]
    words: dict[str, Key]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Key], ...]]
    stems: dict[str, tuple[tuple[str, Key], ...]]


def suggest_topics(document: Document, mentions: Mentions, *, title: str | None = None) -> tuple[str, ...]:
    """Suggest at most MOST labels, the most central first; words of the title and the lead weigh more."""
    scores: Counter[Key] = Counter()
    terms: dict[Key, set[str]] = {}
    begin = _after_dateline(document)
    lead_end = min(document.paragraphs[0].start + _LEAD_CHARS, READ_CHARS) if document.paragraphs else 0
    for part, weight in (
        (document.text[begin:lead_end], 2),
        (document.text[lead_end:READ_CHARS], 1),
        ((title or "")[:_LEAD_CHARS], 3),
    ):
        for key, term in _found(part):
            scores[key] += weight
            terms.setdefault(key, set()).add(term)
    in_title = frozenset(key for key, _ in _found((title or "")[:_LEAD_CHARS]))
    weak = {key for key in scores if key not in in_title and _is_weak(key, scores[key], terms[key])}
    for person in mentions.people:
        if _is_person(person):
            scores["people", person.name] = sum(2 if start < lead_end else 1 for start, _ in person.spans[:40])
    return _best(Counter({key: score for key, score in scores.items() if key not in weak}))


def _after_dateline(document: Document) -> int:
    """Where the first line that is running text begins behind its dateline, whose place is no topic."""
    first = next((p for p in document.paragraphs[:4] if not is_heading(document.text, p)), None)
    return after_furniture(document.text, first.start, first.end, first=True) if first else 0


def _is_weak(key: Key, score: int, terms: set[str]) -> bool:
    """Whether a label rests on too little: a theme on one word, a place on where somebody comes from."""
    kind, _ = key
    if kind == "themes":
        return len(terms) < _THEME_WORDS or score < _THEME_SCORE
    return kind == "places" and score < _PLACE_SCORE


def _is_person(person: Mention) -> bool:
    named = 1 <= person.name.count(" ") < _NAME_WORDS and not person.name.isupper()
    return named and (person.role is not None or person.gender is not None)


def _best(scores: Counter[Key]) -> tuple[str, ...]:
    chosen: list[str] = []
    taken: Counter[str] = Counter()
    best = max(scores.values(), default=0)
    for (kind, label), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if len(chosen) < MOST and score >= max(_LEAST[kind], _SHARE * best) and taken[kind] < _LIMITS[kind]:
            taken[kind] += 1
            chosen.append(label)
    return tuple(chosen)


def _found(text: str) -> Iterator[tuple[Key, str]]:
    """Yield each topic that the text speaks of with its word, as often as it does; "us" and the like count in capitals only."""
    table = _topics()
    written = _WORD.findall(text)
    words = [word.lower() for word in written]
    heads, stems = table.heads, table.stems
    telling = {word for word in set(words) if word in heads or word[:4] in stems}
    for index in [i for i, word in enumerate(words) if word in telling]:
        word = words[index]
        key = table.words.get(word)
        if key and (word not in _CAPITALS or written[index].isupper()):
            yield key, word
            continue
        for rest, phrase_key in table.phrases.get(word, ()):
            if tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
                yield phrase_key, word
        for stem, stem_key in table.stems.get(word[:4], ()):
            if word.startswith(stem):
                yield stem_key, stem


_CAPITALS = frozenset({"us", "un", "eu", "ai", "uk"})


@cache
def _topics() -> _Lexicon:
    words: dict[str, Key] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Key]]] = {}
    stems: dict[str, list[tuple[str, Key]]] = {}
    for kind, labels in tomllib.loads((files(lexicon) / "topics.toml").read_text(encoding="utf-8")).items():
        for label, listed in labels.items():
            for term in listed.split("; "):
                first, *rest = _WORD.findall(term)
                if rest:
                    phrases.setdefault(first, []).append((tuple(rest), (kind, label)))
                elif term.endswith("*"):
                    stems.setdefault(term[:4], []).append((term[:-1], (kind, label)))
                else:
                    words[term] = (kind, label)
    return _Lexicon(
        frozenset(words) | frozenset(phrases),
        words,
        {k: tuple(v) for k, v in phrases.items()},
        {k: tuple(v) for k, v in stems.items()},
    )
