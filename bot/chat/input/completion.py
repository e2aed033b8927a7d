"""Choices while a person types an option: speakers most quoted first, topics, zones, briefings; from memory."""

import asyncio
import logging
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.catalogue import Catalogue
from bot.chat.desk import Desk
from bot.chat.table import Option, OptionKind
from briefings.domain.errors import DaybriefError
from briefings.domain.speakers import Speaker
from briefings.services.digests.find_zone import named_zones

_log = logging.getLogger(__name__)

MOST = 25
"""Discord's limit of autocomplete choices; the terminal needs no more."""

LONGEST_LABEL = 100
"""Discord's limit for a choice's name and value, in characters."""

_BRIEFINGS_KNOWN = 100

_STEP = 200
"""So many speakers are prepared before others may go ahead: a few milliseconds' worth."""

_PATIENCE_SECONDS = 0.03
"""How long somebody who types waits for what is new; who waits longer sees what was known before."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what the person sees, and the value that the option gets."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class _Known:
    choice: Choice
    words: tuple[str, ...]


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().replace("_", " ").replace("/", " ")


def _known(label: str, value: str, *names: str) -> _Known:
    words = tuple(word for name in (label, *names) for word in _folded(name).split())
    return _Known(Choice(_cut(label), value[:LONGEST_LABEL]), words)


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


class Completion:
    """Remembers what can be chosen until the archive changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version = -1
        self._learning: asyncio.Task[None] | None = None
        self._people: dict[Speaker, _Known] = {}
        self._topics: tuple[_Known, ...] = ()
        self._briefings: tuple[_Known, ...] = ()
        self._zones: tuple[_Known, ...] = ()

    async def choices(self, option: Option, typed: str, t: Catalogue) -> list[Choice]:
        """At most 25 choices whose words begin like the words typed so far, in the order of their weight."""
        if option.kind is OptionKind.CHOICE:
            return _matching(tuple(_known(choice, choice) for choice in option.choices), typed)
        if option.kind is OptionKind.ZONE:
            self._zones = self._zones or tuple(_known(zone, zone, *places) for zone, places in named_zones())
            return _matching(self._zones, typed)
        if option.kind is OptionKind.DAY:
            days = (t("today"), t("yesterday"), t("this week"), t("last week"), t("this month"), t("last month"))
            return _matching(tuple(_known(day, day) for day in days), typed)
        await self._refresh()
        known = {
            OptionKind.SPEAKER: tuple(self._people.values()),
            OptionKind.TOPIC: self._topics,
            OptionKind.BRIEFING: self._briefings,
        }
        return _matching(known.get(option.kind, ()), typed)

    async def prepare(self) -> None:
        """Get to know everything before anybody types; a database that cannot be reached now is asked again later."""
        try:
            await self._refresh()
        except DaybriefError as error:
            _log.warning("What can be chosen is not known yet", extra={"reason": str(error)})
        except asyncio.CancelledError:
            if (learning := self._learning) is not None:
                learning.cancel()
                await asyncio.gather(learning, return_exceptions=True)  # it reads the store, which is closed next
            raise

    async def _refresh(self) -> None:
        """Learn what is new. Where that takes long, what was known before serves until it is done."""
        async with self._desk.store.reading() as unit:
            version = await unit.archive.version(now=self._desk.clock.now())
        if version == self._version:
            return
        if self._learning is None:
            self._learning = asyncio.create_task(self._learn())
            self._learning.add_done_callback(self._learned)
        if self._version < 0:
            await asyncio.shield(self._learning)
        else:
            done, _ = await asyncio.wait({self._learning}, timeout=_PATIENCE_SECONDS)
            for task in done:
                task.result()

    def _learned(self, task: "asyncio.Task[None]") -> None:
        self._learning = None
        if not task.cancelled() and task.exception() is not None:
            _log.warning("What can be chosen is not up to date", extra={"reason": type(task.exception()).__name__})

    async def _learn(self) -> None:
        now = self._desk.clock.now()
        directory = await self._desk.directory.read(self._desk.store, now=now)
        async with self._desk.store.reading() as unit:
            topics = await unit.archive.topics(now=now)
            briefings = await unit.archive.latest(now=now, limit=_BRIEFINGS_KNOWN)
        people = await self._prepared(directory.speakers)
        self._topics = tuple(_known(topic.name, topic.slug, topic.slug) for topic in topics)
        self._briefings = tuple(
            _known(f"{b.number} · {b.content.headline}", str(b.number), f"#{b.number}") for b in briefings
        )
        self._people, self._version = people, directory.version

    async def _prepared(self, speakers: Sequence[Speaker]) -> dict[Speaker, _Known]:
        """The choices for speakers, those who have not changed as they were; others may go ahead meanwhile."""
        prepared: dict[Speaker, _Known] = {}
        for place, speaker in enumerate(speakers):
            prepared[speaker] = self._people.get(speaker) or _known(speaker.name, speaker.name, *speaker.aliases)
            if place % _STEP == 0:
                await asyncio.sleep(0)
        return prepared


def _matching(known: tuple[_Known, ...], typed: str) -> list[Choice]:
    wanted = _folded(typed).split()
    found: list[Choice] = []
    for entry in known:
        if all(any(word.startswith(start) for word in entry.words) for start in wanted):
            found.append(entry.choice)
            if len(found) == MOST:
                break
    return found
