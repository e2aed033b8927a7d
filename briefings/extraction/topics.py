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
from briefings.extraction.mentions import Mentions

MOST = 6
READ_CHARS = 12_000
"""Topics are read from so much of the text: what comes later does not decide what an article is about."""

_LEAD_CHARS = 800
_NAME_WORDS = 4
_LIMITS = {"places": 3, "bodies": 2, "themes": 2, "people": 2}
_LEAST = {"places": 3.0, "bodies": 3.0, "themes": 4.0, "people": 4.0}
_WORD = re.compile(r"[^\W\d_][\w]*(?:[.'’-][\w]+)*")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Labels by word; ``phrases`` lists by first word what must follow it; ``stems``, by four letters, any ending."""

    words: dict[str, tuple[str, str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], tuple[str, str]], ...]]
    stems: dict[str, tuple[tuple[str, tuple[str, str]], ...]]


def suggest_topics(document: Document, mentions: Mentions, *, title: str | None = None) -> tuple[str, ...]:
    """Suggest at most MOST labels, the most central first; words of the title and the lead weigh more."""
    scores: Counter[tuple[str, str]] = Counter()
    lead_end = document.paragraphs[0].start + _LEAD_CHARS if document.paragraphs else 0
    for offset, key in _found(document.text[:READ_CHARS]):
        scores[key] += 2 if offset < lead_end else 1
    for _, key in _found(title or ""):
        scores[key] += 3
    for person in mentions.people:
        if 1 <= person.name.count(" ") < _NAME_WORDS:
            scores["people", person.name] = sum(2 if start < lead_end else 1 for start, _ in person.spans[:40])
    return _best(scores)


def _best(scores: Counter[tuple[str, str]]) -> tuple[str, ...]:
    chosen: list[str] = []
    taken: Counter[str] = Counter()
    for (kind, label), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if len(chosen) < MOST and score >= _LEAST[kind] and taken[kind] < _LIMITS[kind]:
            taken[kind] += 1
            chosen.append(label)
    return tuple(chosen)


def _found(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield where the text speaks of a topic; "us" and the like count in capitals only."""
    table = _topics()
    tokens = [(match.start(), match.group()) for match in _WORD.finditer(text)]
    words = [word.lower().removesuffix("'s").removesuffix("’s") for _, word in tokens]
    for index, ((offset, written), word) in enumerate(zip(tokens, words, strict=True)):
        key = table.words.get(word)
        if key and (word not in _CAPITALS or written.isupper()):
            yield offset, key
            continue
        for rest, phrase_key in table.phrases.get(word, ()):
            if tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
                yield offset, phrase_key
        for stem, stem_key in table.stems.get(word[:4], ()):
            if word.startswith(stem):
                yield offset, stem_key


_CAPITALS = frozenset({"us", "un", "eu", "ai", "uk"})


@cache
def _topics() -> _Lexicon:
    words: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, str]]]] = {}
    stems: dict[str, list[tuple[str, tuple[str, str]]]] = {}
    for kind, labels in tomllib.loads((files(lexicon) / "topics.toml").read_text(encoding="utf-8")).items():
        for label, listed in labels.items():
            for term in listed.split("; "):
                first, *rest = term.split()
                if rest:
                    phrases.setdefault(first, []).append((tuple(rest), (kind, label)))
                elif term.endswith("*"):
                    stems.setdefault(term[:4], []).append((term[:-1], (kind, label)))
                else:
                    words[term] = (kind, label)
    return _Lexicon(words, {k: tuple(v) for k, v in phrases.items()}, {k: tuple(v) for k, v in stems.items()})
