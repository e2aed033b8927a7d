"""Why an article is in its story, in the words that it shares with the others: "Costa, Brussels, March 6, 267"."""

from collections.abc import Mapping, Sequence
from heapq import nlargest

from briefings.extraction.stories.features import Word

MOST = 6
"""So many names and numbers explain a story."""

_TERMS = 12
_LONGEST = 40


def shared_words(text: str, words: Sequence[Word], weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return what tells most, most first, as the text writes it; names that stand side by side are one.

    ``weights`` says how much each term of the article adds to its likeness with the story. Common words are named
    only where no name and no number is shared.
    """
    telling = {word.terms[0][0] for word in words if word.telling and word.terms}
    wanted = {term: weight for term, weight in weights.items() if term in telling} or weights
    heaviest = {term: weights[term] for term in nlargest(_TERMS, sorted(wanted), key=lambda term: weights[term])}
    found: dict[str, float] = {}
    said: set[str] = set()
    for phrase in _phrases(text, words, heaviest):
        terms = {word.terms[0][0] for word in phrase}
        if not terms <= said:
            said |= terms
            found[text[phrase[0].start : phrase[-1].end]] = max(heaviest[term] for term in terms)
    return tuple(sorted(found, key=lambda name: -found[name])[:MOST])


def _phrases(text: str, words: Sequence[Word], wanted: Mapping[str, float]) -> list[list[Word]]:
    """The wanted words in their order, those together that stand side by side."""
    phrases: list[list[Word]] = []
    for word in words:
        if not word.terms or word.terms[0][0] not in wanted:
            continue
        beside = phrases and text[phrases[-1][-1].end : word.start] == " "
        if beside and word.telling and word.end - phrases[-1][0].start <= _LONGEST:
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return phrases
