"""Near-copies of an article, cut and edited: found by a sample of its five-word runs, confirmed by all of them."""

import re
from array import array
from collections import Counter
from zlib import crc32

CONTAINED = 0.75
"""The shorter of two texts is a copy when so much of it stands in the other."""

LEAST_SHARED = 25
"""Fewer runs in common are a shared quotation or a boilerplate line."""

_RUN = 5
_SAMPLE = 4
"""One run of four is looked up, always the same ones, whatever text they stand in."""
_LIKELY = 0.5
"""The share of the sample that makes the whole worth a look."""
_LOOKED_AT = 5
_WORD = re.compile(r"\w+")


class Runs:
    """The runs of five words of a text, by their 32-bit checksums; case and punctuation do not count."""

    __slots__ = ("hashes", "sample")

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text.lower())
        found = {crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1)}
        self.hashes = array("I", found)
        self.sample = array("I", (number for number in found if number % _SAMPLE == 0))


class Copies:
    """The articles that a copy can be of."""

    def __init__(self) -> None:
        self._runs: dict[str, Runs] = {}
        self._holders: dict[int, tuple[str, ...]] = {}

    def add(self, article: str, runs: Runs) -> None:
        """Hold an article."""
        self._runs[article] = runs
        for number in runs.sample:
            self._holders[number] = (*self._holders.get(number, ()), article)

    def remove(self, article: str) -> None:
        """Let an article go."""
        for number in self._runs.pop(article).sample:
            left = tuple(holder for holder in self._holders[number] if holder != article)
            if left:
                self._holders[number] = left
            else:
                del self._holders[number]

    def original(self, runs: Runs) -> str | None:
        """Return the held article that has most in common with these runs, or None when they are no copy."""
        counts: Counter[str] = Counter()
        for number in runs.sample:
            counts.update(self._holders.get(number, ()))
        likely = sorted(
            (-count / self._shorter(article, runs), place, article)
            for place, (article, count) in enumerate(counts.items())
            if count >= _LIKELY * self._shorter(article, runs)
        )
        wanted, best = set(runs.hashes), (0.0, 0, 0, "")
        for _, place, article in likely[:_LOOKED_AT]:
            held = self._runs[article].hashes
            shared, shorter = len(wanted.intersection(held)), min(len(wanted), len(held))
            if shared >= max(LEAST_SHARED, CONTAINED * shorter):
                best = max(best, (shared / shorter, shared, -place, article))
        return best[3] or None

    def _shorter(self, article: str, runs: Runs) -> int:
        return min(len(self._runs[article].sample), len(runs.sample))
