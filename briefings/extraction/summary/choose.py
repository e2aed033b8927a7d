"""The choice of the sentences: the lead first, then what says most of the rest in few words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.summary.candidates import Candidate, find_candidates

SENTENCES = 3

BUDGET_WORDS = 76
"""From the third sentence on a summary takes only what fits into so many words: a chat reads it at a glance."""

ROOM_WORDS = 12
"""The second sentence should leave this much room for a third."""

LONG_WORDS = 48
"""Above this a sentence is mostly several things run together (captions, lists) and yields to a shorter one."""

SAME = 0.7
"""A sentence that shares this part of its content words with the chosen ones says the same again."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Verbatim sentences in the order of the text, and the one that says what is new."""

    sentences: tuple[Excerpt, ...]
    news: Excerpt | None


def summarise(
    document: Document,
    *,
    sentences: int = SENTENCES,
    skip_until: int = 0,
    quoted: Sequence[tuple[int, int]] = (),
) -> Summary:
    """Choose up to ``sentences`` sentences of the document's text from the offset ``skip_until`` on.

    ``quoted`` are the spans of direct speech, ordered. Fewer are returned when the article has no more that add
    something; a sentence that starts with a pronoun or a "But" is taken only beside the sentence before it.
    """
    candidates = find_candidates(document, skip_until, quoted)
    chosen = _choose(candidates, sentences)
    excerpts = tuple(Excerpt.of(document.text, c.start, c.end) for c in sorted(chosen, key=lambda c: c.start))
    news = next((c for c in chosen if not c.leans and c.words <= LONG_WORDS), chosen[0] if chosen else None)
    return Summary(excerpts, Excerpt.of(document.text, news.start, news.end) if news else None)


def _choose(candidates: list[Candidate], count: int) -> list[Candidate]:
    """Pick greedily, best first; each pick changes what the next one adds."""
    counts: Counter[str] = Counter()
    for candidate in candidates:
        counts.update(candidate.content)
    worth = {c.number: _worth(c, counts, place) for place, c in enumerate(candidates)}
    chosen: list[Candidate] = []
    covered: set[str] = set()
    open_ = candidates
    while len(chosen) < count:
        open_ = [c for c in open_ if c.number not in {old.number for old in chosen} and not _repeats(c, covered)]
        fitting = [c for c in _within_budget(open_, chosen) if not _dangles(c, chosen)]
        best = _lead(fitting, candidates) if not chosen else None
        best = best or max(fitting, key=lambda c: worth[c.number] * _addition(c, chosen, covered, count), default=None)
        if best is None:
            break
        chosen.append(best)
        covered |= best.content
    return chosen


def _within_budget(open_: list[Candidate], chosen: list[Candidate]) -> list[Candidate]:
    room = BUDGET_WORDS - sum(c.words for c in chosen)
    return open_ if len(chosen) < 2 else [c for c in open_ if c.words <= room]


def _lead(open_: list[Candidate], candidates: list[Candidate]) -> Candidate | None:
    """The first of the top three sentences that states something and is not too long."""
    top = {c.number for c in candidates[:3]}
    return next((c for c in open_ if c.number in top and not c.voice and c.words <= LONG_WORDS), None)


def _worth(candidate: Candidate, counts: Counter[str], place: int) -> float:
    """How much of the article the sentence carries for its length, falling with its place."""
    coverage = sum(min(counts[word], 6) - 1 for word in candidate.content) / max(candidate.words, 10)
    value = (2 + coverage) / (1 + 4 * place)
    if candidate.words > LONG_WORDS:
        value *= 0.1
    if candidate.words < 8:
        value *= 0.3
    return value * (0.7 if candidate.voice else 1.0)


def _addition(candidate: Candidate, chosen: list[Candidate], covered: set[str], count: int) -> float:
    """The part of its worth that the sentence adds to the chosen ones: what is new in it, and the room it leaves."""
    new = 1 - 0.4 * len(candidate.content & covered) / max(1, len(candidate.content))
    crowds = len(chosen) == 1 < count - 1 and chosen[0].words + candidate.words > BUDGET_WORDS - ROOM_WORDS
    return new * (0.5 if crowds else 1.0)


def _dangles(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Tell whether the sentence leans on one that is not shown right before it."""
    return candidate.leans and not any(c.number == candidate.number - 1 for c in chosen)


def _repeats(candidate: Candidate, covered: set[str]) -> bool:
    return bool(covered) and len(candidate.content & covered) > SAME * len(candidate.content)
