"""A newsroom with its own database, its own platforms and the real program, for one proof."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from briefings.adapters.sql.store import SqlStore, open_store
from briefings.domain.deliveries import OPEN, DeliveryKind, DeliveryState
from briefings.domain.errors import TemporaryError
from briefings.domain.people import ChatAddress, Platform
from briefings.domain.subscriptions import Style, Subscription, Taste
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.plans import keep_plans, make_plan
from tests.torture.checker import HOLD, PlannedSlot, Verdict, judge
from tests.torture.network import Cable
from tests.torture.servers import ROOT, PlatformServer, end, platform_servers

FIRST_DAY = date(2031, 1, 1)
_migrating = asyncio.Lock()
"""Alembic migrates one database at a time in a process."""

TAKEOVER = 4
"""Seconds after which the next process takes over from a dead one, in place of the 20 that ship."""

SEEN_WITHIN = timedelta(seconds=5.5)
"""The program looks every five seconds for plans that another process has changed."""


class EndedError(Exception):
    """The program ended although nobody killed it."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"the program ended by itself, see {directory}/log.txt")


@dataclass(slots=True)
class House:
    """``number`` counts the rounds; each has a story of its own and a local date of its own."""

    directory: Path
    database: str
    rule: str
    store: SqlStore
    servers: Sequence[PlatformServer]
    settings: dict[str, str] = field(default_factory=dict)
    plans: list[tuple[PlatformServer, Subscription]] = field(default_factory=list)
    process: Process | None = None
    number: int = 0
    planners: int = 0
    cables: list[Cable] = field(default_factory=list)
    instant: datetime = datetime(2025, 1, 1, tzinfo=UTC)

    @property
    def order(self) -> Path:
        """The file that orders a kill."""
        return self.directory / "order"

    @property
    def day(self) -> date:
        """The local date of the present round."""
        return day_of(self.number)

    async def settle_in(self) -> None:
        """Give every chat of every platform a plan."""
        number = 0
        for server in self.servers:
            for chat in server.chats:
                number += 1
                plan = replace(
                    make_plan(number, time(7, 30), platform=server.platform, zone="UTC"),
                    address=ChatAddress(server.platform, chat),
                    taste=Taste(style=Style.SHORT, limit=20),
                )
                self.plans.append((server, plan))
        await keep_plans(self.store, *(plan for _, plan in self.plans))
        await self._set_due(datetime(2035, 1, 1, tzinfo=UTC), date(2035, 1, 1))

    async def start(self) -> None:
        """Start the program, after the round's instant: before it, it would plan anew by the chats' own times."""
        await asyncio.sleep(max((self.instant - datetime.now(UTC)).total_seconds(), 0))
        self.planners = self._planners()
        self.process = await self.begin("tests.torture.launcher", str(self.order), "run", log="log.txt")

    async def ready(self) -> None:
        """Wait until the program that was started last has planned for the first time."""
        async with asyncio.timeout(120):
            while self._planners() == self.planners:
                self.check_alive()
                await asyncio.sleep(0.1)

    def _planners(self) -> int:
        log = self.directory / "log.txt"
        return log.read_text(encoding="utf-8").count("part='scheduler'") if log.exists() else 0

    async def told(self, log: str, sign: str) -> None:
        """Wait until a process's log has a line with these words."""
        async with asyncio.timeout(120):
            while sign not in (self.directory / log).read_text(encoding="utf-8"):  # noqa: ASYNC110 - a file
                await asyncio.sleep(0.1)

    async def begin(self, module: str, *arguments: str, log: str) -> Process:
        """Start a process with the house's settings; the house does not end it."""
        with (self.directory / log).open("ab") as out:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", module, *arguments, cwd=self.directory, env=self._environment(),
                stdout=out, stderr=out,
            )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DAYBRIEF_", "XDG_"))}
        return {
            **kept,
            "HOME": str(self.directory),
            "PYTHONPATH": str(ROOT),
            "DAYBRIEF_DATABASE_URL": self.database,
            "DAYBRIEF_DELIVERY_IN_DOUBT": self.rule,
            "DAYBRIEF_DELIVERY_TAKEOVER": str(TAKEOVER),
            **{name: value for server in self.servers for name, value in server.environment.items()},
            **self.settings,
        }

    async def make_due(self, *, ahead: timedelta = SEEN_WITHIN) -> datetime:
        """Publish the round's story and plan every chat's next time; return the instant at which it comes.

        It lies so far ``ahead`` that a running program sees it at its next look, and is woken at the instant itself.
        """
        self.number += 1
        now = datetime.now(UTC)
        self.instant = now + ahead
        published = min(now, self.instant) - timedelta(minutes=1)
        await keep(self.store, make_briefing(self.number, headline=story_of(self.number), published_at=published))
        await self._set_due(self.instant, self.day)
        return self.instant

    async def _set_due(self, instant: datetime, day: date) -> None:
        async with self.store.writing() as unit:
            for schedule in await unit.slots.schedules():
                await unit.slots.reschedule(schedule, next_run_at=instant, next_day=day)

    async def first_arrival(self) -> None:
        """Wait until a platform has taken something more, by its log."""
        before = [server.log_size() for server in self.servers]
        async with asyncio.timeout(120):
            while [server.log_size() for server in self.servers] == before:
                self.check_alive()
                await asyncio.sleep(0.01)

    async def struck(self, *, seconds: float = 60) -> bool:
        """Wait for the kill that was ordered; one whose point does not come in time is done from outside: False."""
        with suppress(TimeoutError):
            await self._died(seconds)
        tripped = self.order.with_suffix(".tripped")
        done = tripped.exists()
        await self.kill()
        tripped.unlink(missing_ok=True)
        self.order.unlink(missing_ok=True)
        return done

    def arm(self, point: str, nth: int) -> None:
        """Write the order, at once and whole."""
        fresh = self.order.with_suffix(".new")
        fresh.write_text(f"{point}\t{nth}", encoding="utf-8")
        fresh.rename(self.order)

    async def _died(self, seconds: float) -> None:
        assert self.process is not None
        async with asyncio.timeout(seconds):
            await self.process.wait()
        if self.process.returncode != -signal.SIGKILL:
            raise EndedError(self.directory)

    @property
    def pid(self) -> int:
        """The program's process."""
        assert self.process is not None
        return self.process.pid

    async def stop(self) -> int:
        """Tell the program to end, and return its exit code."""
        assert self.process is not None
        self.process.terminate()
        async with asyncio.timeout(60):
            return await self.process.wait()

    async def kill(self) -> None:
        """Kill the program as ``kill -9`` does."""
        if self.process is not None:
            await end(self.process)

    async def settled(self, *, seconds: float = 300) -> None:
        """Wait until the round's slots are written and nothing is on its way."""
        try:
            async with asyncio.timeout(seconds):
                while not await self._is_settled():
                    self.check_alive()
                    await asyncio.sleep(0.1)
        except TimeoutError:
            async with self.store.reading() as unit:
                due = await unit.slots.due(now=datetime.now(UTC), limit=9)
                left = await unit.deliveries.find(states=OPEN, limit=9)
            raise TimeoutError(f"{self.directory} did not settle: due {due}, on their way {left}") from None

    def check_alive(self) -> None:
        """Raise when the program ended although nobody killed it."""
        if self.process is not None and self.process.returncode is not None:
            raise EndedError(self.directory)

    async def _is_settled(self) -> bool:
        try:
            async with self.store.reading() as unit:
                if await unit.slots.due(now=datetime.now(UTC), limit=1):
                    return False
                if await unit.deliveries.find(states=OPEN, limit=1):
                    return False
                latest = await unit.slots.latest(self.plans[-1][1].id, limit=5)
        except TemporaryError:
            return False
        return any(slot.day == self.day for slot in latest)

    async def owes(self, platform: Platform) -> bool:
        """Whether messages are on their way to a platform."""
        async with self.store.reading() as unit:
            return bool(await unit.deliveries.find(states=OPEN, platform=platform, limit=1))

    async def judged(self, platform: Platform) -> Verdict:
        """What came of every round's slots: by the platform's log, with the program's own list laid beside it."""
        slots = [
            PlannedSlot(plan.address.chat_id, day_of(number), story_of(number))
            for server, plan in self.plans
            if server.platform is platform
            for number in range(1, self.number + 1)
        ]
        verdict = judge(
            slots, [sent for server in self.servers if server.platform is platform for sent in server.sent()]
        )
        if verdict.missing or verdict.repeated:
            verdict.held = await self._held(platform)
        return verdict

    async def _held(self, platform: Platform) -> set[tuple[str, date]]:
        """Which digests are in doubt, as the program tells whoever runs it (``daybrief deliveries``)."""
        asking = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "deliveries", "--state", str(DeliveryState.UNKNOWN),
            "--platform", str(platform), "--limit", "100000", "--json",
            cwd=self.directory, env=self._environment(), stdout=PIPE,
        )  # fmt: skip
        async with asyncio.timeout(120):
            said, _ = await asking.communicate()
        found = [delivery for delivery in json.loads(said) if delivery["kind"] == DeliveryKind.DIGEST]
        return {(delivery["chat"], date.fromisoformat(delivery["day"])) for delivery in found}


def story_of(number: int) -> str:
    """The headline of a round's story, in no other headline contained."""
    return f"Ferry {number} leaves the harbour"


def day_of(number: int) -> date:
    """A round's local date."""
    return FIRST_DAY + timedelta(days=number)


@asynccontextmanager
async def house(
    directory: Path, database: str, *, rule: str = HOLD, telegram: int = 12, discord: int = 8, **settings: str
) -> AsyncIterator[House]:
    """Build a house in a directory that is there, with its platforms running and the program not yet."""
    async with _migrating:
        store = await open_store(database)
    try:
        async with platform_servers(directory, telegram=telegram, discord=discord) as servers:
            made = House(directory, database, rule, store, servers, settings)
            await made.settle_in()
            try:
                yield made
            finally:
                await made.kill()
    finally:
        await store.close()
