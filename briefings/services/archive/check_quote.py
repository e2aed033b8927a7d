"""Compares a quote as somebody passes it on with what the sources say, and says what it did not compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefings.domain.archive import ArchivedQuote
from briefings.domain.errors import UserError
from briefings.domain.folding import words_of
from briefings.domain.likeness import wanted_words
from briefings.domain.passages import Left, Passage, read_passages
from briefings.domain.wordings import (
    Run,
    WordChange,
    compare,
    find_run,
    left_out,
    most_alike,
    plain_words,
    source_words,
    without_marks,
)
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.speakers.find_speaker import find_speaker
from briefings.services.speakers.speaker_directory import Directory, SpeakerDirectory

_Likely = tuple[ArchivedQuote, Sequence[str]]

LONGEST = 4000
"""The longest text that is compared, in code points."""

_CANDIDATES = 30
_TITLES = frozenset("president prime minister chancellor king queen pope dr mr mrs ms sir lord general mayor".split())


class Result(StrEnum):
    """What a comparison found; only the first says that all is as the source has it."""

    VERBATIM = "verbatim"
    PART = "part"
    OTHER_SPEAKER = "other speaker"
    ALTERED = "altered"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Checked:
    """One quote that was checked, and the published quote that it is or comes nearest to.

    ``claimed`` is whom the message names for it, where that is somebody else.
    """

    asked: str
    result: Result
    found: ArchivedQuote | None = None
    changes: tuple[WordChange, ...] = ()
    claimed: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was checked of a message, and what was not."""

    checked: tuple[Checked, ...]
    left: tuple[Left, ...] = ()


async def check_quotes(text: str, *, store: Store, clock: Clock, directory: SpeakerDirectory) -> Judgement:
    """Check a message: all of it where it is one quote, else each passage in quotation marks, five at most.

    ``briefings.domain.wordings`` says what alters a quote.

    Raises:
        UserError: no words, or longer than ``LONGEST``.
    """
    if len(text) > LONGEST:
        raise UserError("That is too long to check. Give me one quote of at most 4,000 characters.")
    if not any(char.isalnum() for char in text):
        raise UserError("There are no words to check. Give me a quote.")
    speakers = await directory.read(store, now=clock.now())
    reading = read_passages(text, is_speaker=lambda name: bool(find_speaker(name, speakers).speakers))
    checking = _Checking(store, clock, speakers)
    for whole in reading.wholes:
        if (one := await checking.held(whole)) is not None and one.result is not Result.ALTERED:
            return Judgement((one,))
    if not reading.passages:
        judged = [await checking.judge(whole) for whole in reading.wholes]
        return Judgement((next((one for one in reversed(judged) if one.found), judged[0]),))
    if (marked := await checking.with_marks_added(reading.wholes)) is not None:
        return Judgement((marked,))
    return Judgement(tuple([await checking.judge(passage) for passage in reading.passages]), reading.left)


class _Checking:
    """Checks the passages of one message."""

    def __init__(self, store: Store, clock: Clock, speakers: Directory) -> None:
        self._store = store
        self._clock = clock
        self._speakers = speakers
        self._likely: dict[tuple[str, ...], Sequence[_Likely]] = {}

    async def judge(self, passage: Passage) -> Checked:
        """Compare the passage with the quotes that hold it, or with the one that it comes nearest to."""
        if (held := await self.held(passage)) is not None:
            return held
        words = plain_words(passage.text)
        likely = await self._like(words)
        nearest = most_alike(words, [said for _, said in likely])
        if nearest is None:
            return Checked(" ".join(words), Result.NOT_FOUND)
        item, said = likely[nearest]
        return Checked(" ".join(words), Result.ALTERED, item, compare(words, said))

    async def held(self, passage: Passage) -> Checked | None:
        """What to say of a passage whose words stand in a quote; None where they do in none."""
        words = plain_words(passage.text)
        held = [(item, said, run) for item, said in await self._like(words) if (run := find_run(said, words))]
        best = min(held, key=lambda found: self._rank(found[0], found[2], passage.claimed), default=None)
        return None if best is None else self._held(" ".join(words), *best, passage.claimed)

    async def with_marks_added(self, wholes: Sequence[Passage]) -> Checked | None:
        """The message as one quote into which somebody put quotation marks; None where it is none."""
        for whole in wholes:
            bare = await self.held(Passage(without_marks(whole.text), whole.claimed))
            if bare is not None and bare.found is not None:
                words = plain_words(whole.text)
                return Checked(" ".join(words), Result.ALTERED, bare.found, compare(words, _words(bare.found)))
        return None

    async def _like(self, words: Sequence[str]) -> Sequence[_Likely]:
        wanted = wanted_words(words)
        if wanted not in self._likely:
            async with self._store.reading() as unit:
                found = await unit.archive.quotes_like(wanted, now=self._clock.now(), limit=_CANDIDATES)
            self._likely[wanted] = [(item, _words(item)) for item in found]
        return self._likely[wanted]

    def _rank(self, item: ArchivedQuote, run: Run, claimed: str | None) -> tuple[bool, bool, bool]:
        return run.denied, not self._is_by(item, claimed), not run.whole

    def _held(self, shown: str, item: ArchivedQuote, said: Sequence[str], run: Run, claimed: str | None) -> Checked:
        if run.denied:
            return Checked(shown, Result.ALTERED, item, left_out(said, run))
        if not self._is_by(item, claimed):
            return Checked(shown, Result.OTHER_SPEAKER, item, claimed=claimed)
        return Checked(shown, Result.VERBATIM if run.whole else Result.PART, item)

    def _is_by(self, item: ArchivedQuote, claimed: str | None) -> bool:
        """Whether a quote is by whom a message names: by a known name, or by the surname with a title or a role."""
        if claimed is None:
            return True
        speaker, wanted = item.quote.speaker, words_of(claimed)
        if speaker is None or not wanted:
            return False
        names, role = words_of(speaker), words_of(item.quote.role or "")
        if set(wanted) <= set(names):
            return True
        found = find_speaker(claimed, self._speakers)
        if found.speakers and not found.words:
            return any(one.id == item.speaker_id for one in found.speakers)
        others = [word for word in wanted if word not in {*names, *role, *_TITLES}]
        return names[-1:] != [] and names[-1] in wanted and (len(wanted) != 2 or not others)


def _words(item: ArchivedQuote) -> list[str]:
    return source_words([excerpt.text for excerpt in item.quote.excerpts])
