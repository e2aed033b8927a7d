"""A few worker processes that stay warm, read articles, and are replaced where one ends."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import briefings
from briefings.adapters.drafting.worker import LENGTH
from briefings.domain.drafting import Article, Draft
from briefings.domain.errors import UserError
from briefings.domain.jsonform import draft_of

_ROOT = Path(briefings.__file__).parents[1]
_MOST_ARTICLES = 1000
"""A worker is replaced after so many, whatever it may have kept of them."""
_LARGE = 200_000
"""After a message of so many bytes a worker is not used again: what it took of memory is the machine's at once."""
_ENDED = (OSError, asyncio.IncompleteReadError)


@dataclass(slots=True)
class _Worker:
    process: Process
    articles: int = 0

    async def ask(self, message: bytes) -> bytes:
        """Send one message and wait for its answer.

        Raises:
            OSError: the worker has ended.
            IncompleteReadError: it ends before it has answered.
        """
        put, got = self.process.stdin, self.process.stdout
        if put is None or got is None:
            raise BrokenPipeError
        put.write(LENGTH.pack(len(message)) + message)
        await put.drain()
        size = LENGTH.unpack(await got.readexactly(LENGTH.size))[0]
        self.articles += 1
        return await got.readexactly(size)

    async def end(self) -> None:
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
        await self.process.wait()


@dataclass(slots=True)
class DraftingPool:
    """Reads at most ``at_once`` articles together, each within ``time_limit`` and ``memory_limit`` bytes.

    Workers get an empty environment (no token reaches them). One stays warm between articles; others end when they are
    idle. ``close`` ends them all; a pool that was closed starts them anew when it is asked again.
    """

    at_once: int = 2
    time_limit: timedelta = timedelta(seconds=20)
    memory_limit: int = 768_000_000
    _slots: asyncio.Semaphore = field(init=False)
    _idle: list[_Worker] = field(init=False, default_factory=list)
    _busy: list[_Worker] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.at_once)

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The workers that run now."""
        return tuple(worker.process.pid for worker in (*self._idle, *self._busy))

    async def warm(self) -> None:
        """Start the worker that stays, so that the first article does not wait for it."""
        if not self._idle:
            self._idle.append(await self._started())

    async def draft(self, article: Article, *, sentences: int = 3) -> Draft:
        """Read one article; see the port."""
        async with self._slots:
            message = await asyncio.to_thread(_asking, article, sentences)
            try:
                async with asyncio.timeout(self.time_limit.total_seconds()):
                    answer = await self._answer(message, large=len(message) > _LARGE)
            except (TimeoutError, *_ENDED):
                raise UserError(
                    "This article took too long or too much memory to read. Add a part of it at a time."
                ) from None
            return await asyncio.to_thread(_answered, answer)

    async def _answer(self, message: bytes, *, large: bool) -> bytes:
        """Ask the worker that is warm; where it ended while it was idle, or there is none, one that is started now."""
        if self._idle:
            with contextlib.suppress(*_ENDED):
                return await self._ask(self._idle.pop(), message, large=large)
        return await self._ask(await self._started(), message, large=large)

    async def _ask(self, worker: _Worker, message: bytes, *, large: bool) -> bytes:
        self._busy.append(worker)
        try:
            answer = await worker.ask(message)
            if not (large or self._idle) and worker.articles < _MOST_ARTICLES:
                self._idle.append(worker)
            return answer
        finally:
            self._busy.remove(worker)
            if worker not in self._idle:
                await worker.end()

    async def close(self) -> None:
        """End every worker."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*(worker.end() for worker in (*idle, *self._busy)))

    async def _started(self) -> _Worker:
        """Start a worker; a session of its own keeps a terminal's Ctrl-C from it."""
        limits = (str(int(self.time_limit.total_seconds())), str(self.memory_limit))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "briefings.adapters.drafting.worker", *limits,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "PYTHONUTF8": "1"},
            start_new_session=True,
        )  # fmt: skip
        return _Worker(process)


def _asking(article: Article, sentences: int) -> bytes:
    published = article.published.isoformat() if article.published else None
    asked = {
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "published": published,
        "sentences": sentences,
    }
    return json.dumps(asked).encode()


def _answered(answer: bytes) -> Draft:
    return draft_of(json.loads(answer))
