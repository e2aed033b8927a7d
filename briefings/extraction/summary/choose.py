"""The choice of the sentences: the lead first, then what says most of the article's top in few words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefings.domain.text import Excerpt
from briefings.extraction.document import Document
from briefings.extraction.summary.candidates import Candidate, find_candidates

SENTENCES = 3

LONG_WORDS = 48
"""Above this a sentence is mostly several things run together (captions, lists) and yields to a shorter one."""

MOST_WORDS = 70
"""Above this it is nothing to read at a glance, and stands in a summary only where the article has no other."""

LEAD_WORDS = 60
"""The longest first sentence that is taken as the lead."""

WORDS_EACH = 32
"""A summary stops at so many words a sentence that is wanted: 96 for three."""

NEW = 0.35
"""A sentence adds something when this part of its content words is not yet among the chosen ones."""

SPARE_WORDS = 55
"""Worth is counted per word on top of these: so the second and third sentence are weighed against each other's length
and a very short one does not win by its shortness alone."""

_OFTEN = 6
"""A word that returns so often is the article's subject; more returns say no more."""


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
    """Choose ``sentences`` sentences of the document's text from the offset ``skip_until`` on.

    ``quoted`` are the spans of direct speech, ordered. Fewer are returned only when the article has no more that add
    something; a sentence that starts with a pronoun or a "But" is taken only beside the sentence before it.
    """
    chosen = _choose(find_candidates(document, skip_until, quoted, wanted=sentences), sentences)
    excerpts = tuple(Excerpt.of(document.text, c.start, c.end) for c in sorted(chosen, key=lambda c: c.start))
    news = next((c for c in chosen if not c.leans and c.words <= LONG_WORDS), chosen[0] if chosen else None)
    return Summary(excerpts, Excerpt.of(document.text, news.start, news.end) if news else None)


def _choose(candidates: list[Candidate], count: int) -> list[Candidate]:
    """Pick one after the other, each time what makes the whole worth most for its words."""
    weights = _weights(candidates)
    fitness = {c.number: _fitness(c, place) for place, c in enumerate(candidates)}
    chosen: list[Candidate] = []
    covered: set[str] = set()
    worth, words = 0.0, SPARE_WORDS

    def with_it(candidate: Candidate) -> float:
        return worth + fitness[candidate.number] * sum(weights[word] for word in candidate.content - covered)

    readable = [c for c in candidates if c.words <= MOST_WORDS] or candidates[:1]
    while len(chosen) < count:
        room = WORDS_EACH * count - sum(c.words for c in chosen) if chosen else MOST_WORDS
        fitting = [
            c
            for c in readable
            if c not in chosen and c.words <= room and _is_new(c, covered) and not _dangles(c, chosen)
        ] or ([] if chosen else readable)
        lead = None if chosen else _lead(fitting, candidates)
        best = lead or max(fitting, key=lambda c: with_it(c) / (words + c.words), default=None)
        if best is None:
            break
        worth, words = with_it(best), words + best.words
        chosen.append(best)
        covered |= best.content
    return chosen


def _lead(fitting: list[Candidate], candidates: list[Candidate]) -> Candidate | None:
    """The first of the top three sentences that states something and is not too long."""
    top = {c.number for c in candidates[:3]}
    return next((c for c in fitting if c.number in top and not c.voice and c.words <= LEAD_WORDS), None)


def _weights(candidates: list[Candidate]) -> dict[str, float]:
    """What a word says of the article: more the more often it returns, and the earlier it is first used."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for place, candidate in enumerate(candidates):
        counts.update(candidate.content)
        for word in candidate.content - first.keys():
            first[word] = place
    return {word: (min(count, _OFTEN) - 0.7) * (1 + first[word]) ** -0.2 for word, count in counts.items()}


def _fitness(candidate: Candidate, place: int) -> float:
    """How well the sentence stands in a summary whatever it says: news tells the main thing first."""
    value = float((1 + place) ** -0.8)
    if candidate.words > LONG_WORDS:
        value *= 0.3
    return value * (0.7 if candidate.voice else 1.0)


def _dangles(candidate: Candidate, chosen: list[Candidate]) -> bool:
    """Tell whether the sentence leans on one that is not shown right before it."""
    return candidate.leans and not any(c.number == candidate.number - 1 for c in chosen)


def _is_new(candidate: Candidate, covered: set[str]) -> bool:
    """Tell whether the sentence is no near-duplicate of what the chosen ones say."""
    return not covered or len(candidate.content - covered) >= NEW * len(candidate.content)
