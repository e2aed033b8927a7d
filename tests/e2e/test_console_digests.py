"""A plan set in the terminal prints its digest there, through the same outbox as on every platform."""

import asyncio
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefings.adapters.clock import SystemClock
from briefings.adapters.sql.store import open_store
from briefings.domain.deliveries import Delivery, DeliveryState
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.slots import Outcome, Slot
from briefings.services.digests.change_plan import PlanChange, set_plan
from tests.e2e.program import Home
from tests.e2e.test_terminal import Terminal
from tests.fakes.newsroom import keep, make_briefing

CHAT = ChatAddress(Platform.CONSOLE, "console")
PERSON = Identity(Platform.CONSOLE, "owner")


class Piped:
    """``daybrief run`` without any token, with lines typed through a pipe that stays open."""

    def __init__(self, home: Home, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", "--database", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=home.path,
            env=home.environment,
        )
        self.seen = ""

    def type(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def wait_for(self, text: str, seconds: float = 30) -> None:
        assert self._process.stdout
        until = time.monotonic() + seconds
        while text not in self.seen:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                pytest.fail(f"{text!r} did not appear in {self.seen!r}")
            data = os.read(self._process.stdout.fileno(), 65536)
            if not data:
                pytest.fail(f"the program ended before {text!r}: {self.seen!r}")
            self.seen += data.decode()

    def ask_until(self, line: str, text: str) -> None:
        """Ask again until the answer holds the text: what was just printed is written down a moment later."""
        for _ in range(20):
            self.type(line)
            self.wait_for("Next digest: ")
            if text in self.seen:
                return
            self.seen = ""
        pytest.fail(f"{text!r} never came")

    def leave(self) -> int:
        self.type("exit")
        code = self._process.wait(20)
        self.close()
        return code

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'daybrief.db'}"


@pytest.fixture
def piped(home: Home, url: str) -> Iterator[Piped]:
    asyncio.run(plan_for_this_minute(url))
    running = Piped(home, url)
    yield running
    running.close()


async def plan_for_this_minute(url: str) -> None:
    """Publish a briefing and plan a digest whose time has just come: the local minute that is running."""
    store, now = await open_store(url), datetime.now(UTC)
    try:
        await keep(store, make_briefing(1, headline="Summit called", published_at=now - timedelta(hours=1)))
        minute = now.replace(second=0, microsecond=0)
        change = PlanChange(times=(minute.time(),), zone="UTC")
        plan = await set_plan(CHAT, change, by=PERSON, zone="UTC", store=store, clock=SystemClock())
        (entry,) = plan.entries
        due = replace(entry, next_run_at=minute, next_day=minute.date())
        async with store.writing() as unit:
            await unit.subscriptions.save(replace(plan, entries=(due,)))
    finally:
        await store.close()


async def kept(url: str) -> tuple[list[Delivery], list[Slot], int]:
    store = await open_store(url)
    try:
        async with store.reading() as unit:
            plan = await unit.subscriptions.of(CHAT.platform, CHAT.chat_id)
            assert plan is not None
            receipts = await unit.receipts.of_briefing("briefing-1")
            return list(await unit.deliveries.find()), list(await unit.slots.latest(plan.id, limit=9)), len(receipts)
    finally:
        await store.close()


def test_a_digest_is_printed_at_its_time_and_kept_as_sent(piped: Piped, url: str) -> None:
    piped.wait_for("Digest for ")
    piped.wait_for("New · Summit called")
    assert piped.seen.count("New · Summit called") == 1
    piped.ask_until("/why", "sent at ")
    assert piped.leave() == 0
    deliveries, slots, receipts = asyncio.run(kept(url))
    assert [delivery.state for delivery in deliveries] == [DeliveryState.SENT]
    assert [slot.outcome for slot in slots] == [Outcome.QUEUED]
    assert receipts == 1


def test_what_was_printed_is_not_printed_again_after_a_restart(piped: Piped, home: Home, url: str) -> None:
    piped.wait_for("New · Summit called")
    assert piped.leave() == 0
    again = Piped(home, url)
    try:
        again.ask_until("/why", "sent at ")
        assert again.leave() == 0
    finally:
        again.close()
    assert not re.search(r"^Digest for", again.seen, re.MULTILINE)


def test_a_terminal_prints_above_the_line_that_is_being_typed(home: Home) -> None:
    folder = home.path / ".local" / "share" / "daybrief"
    folder.mkdir(parents=True)
    asyncio.run(plan_for_this_minute(f"sqlite:///{folder / 'daybrief.db'}"))
    terminal = Terminal(home)
    try:
        terminal.wait_for("›")
        terminal.type("/topi")
        terminal.wait_for("New · Summit called")
        terminal.type("cs\r")
        terminal.wait_for("No briefing carries a topic yet.")
        terminal.wait_for("›")
        terminal.type("\x04")
        assert terminal.code() == 0
    finally:
        terminal.close()
    assert "Traceback" not in terminal.seen
