"""Made-up news for a large archive."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

from briefings.domain.briefing import Briefing
from tests.fakes.newsroom import make_briefing

START = datetime(2018, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=37)
"""The first publication, and how long after it each next one comes."""


class Press:
    """Writes made-up news: words by Zipf's law, so that there are very common and very rare ones."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "on")]
        words = dict.fromkeys(
            "".join(self._random.choices(syllables, k=self._random.randint(1, 4))) for _ in range(60_000)
        )
        self.words = list(words)[:30_000]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.speakers = self.names(2000)
        self._speaker_weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.speakers))))
        self.topics = [f"{self._name()} {rank}" for rank in range(60)]

    def briefings(self, count: int) -> Iterator[Briefing]:
        """Briefings in the order of publication, from 2018 on."""
        for number in range(1, count + 1):
            published_at = START + number * STEP
            yield make_briefing(
                number,
                headline=self._sentence(6),
                said=[(self._speaker(), self._sentence(n)) for n in self._random.choices((2, 9, 14, 22), k=2)],
                counted=[(self._random.randrange(5000), self._sentence(2)) for _ in range(2)],
                dated=[(self._sentence(1), self._day(published_at.date()))],
                topics=self._random.sample(self.topics, 2),
                body=self._sentence(120),
                published_at=published_at,
                source_day=published_at.date(),
            )

    def remembered(self) -> str:
        """A sentence that nobody said, in the words of the archive."""
        return self._sentence(9)

    def names(self, count: int) -> list[str]:
        """So many names of people."""
        return [f"{self._name()} {self._name()}" for _ in range(count)]

    def _sentence(self, length: int) -> str:
        return " ".join(self._random.choices(self.words, cum_weights=self._weights, k=length))

    def _speaker(self) -> str:
        return self._random.choices(self.speakers, cum_weights=self._speaker_weights)[0]

    def _name(self) -> str:
        return "".join(self._random.choices(self.words[:2000], k=2)).capitalize()

    def _day(self, today: date) -> date | None:
        ahead = self._random.randrange(-30, 90)
        return None if ahead > 80 else today + timedelta(days=ahead)
