"""Several schedulers and senders over one PostgreSQL; one stopped past its lease; the server gone for a while."""

import argparse
import asyncio
import signal
import tempfile
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefings.domain.people import Platform
from tests.fakes.postgres import PostgresServer, started_server
from tests.torture.checker import HOLD, RESEND, Verdict, broken
from tests.torture.house import TAKEOVER, House, house
from tests.torture.printing import Progress, print_table
from tests.torture.servers import end

SCHEDULERS, SENDERS = 2, 4
_CAREFUL = ("fsync = on", "full_page_writes = on", "synchronous_commit = on")


@dataclass(slots=True)
class Result:
    """One proof's row: what was done, what came of it, and the faults that break the promise."""

    name: str
    verdict: Verdict
    done: str
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Crew:
    """The processes of a house: schedulers and senders, by name."""

    home: House
    schedulers: int = SCHEDULERS
    senders: int = SENDERS
    processes: dict[str, Process] = field(default_factory=dict)

    async def start(self) -> None:
        """Start all of them."""
        names = [f"scheduler-{n}" for n in range(self.schedulers)] + [f"sender-{n}" for n in range(self.senders)]
        for name in names:
            kind = name.partition("-")[0]
            self.processes[name] = await self.home.begin("tests.torture.part", kind, log=f"{name}.txt")
        for name in names:
            if name.startswith("scheduler"):
                await self.home.told(f"{name}.txt", "Planning begins")

    async def sending(self, *, after: str = "") -> str:
        """Wait for a sender other than ``after`` to begin a term; its name."""
        async with asyncio.timeout(120):
            while True:
                terms = {name: self._last_term(name) for name in self.processes if name.startswith("sender")}
                name = max(terms, key=lambda each: terms[each])
                if terms[name] and name != after:
                    return name
                await asyncio.sleep(0.05)

    def _last_term(self, name: str) -> int:
        log = (self.home.directory / f"{name}.txt").read_text(encoding="utf-8")
        return max((int(line.split("term=")[1].split()[0]) for line in log.splitlines() if "term=" in line), default=0)


@asynccontextmanager
async def crew(home: House, *, schedulers: int = SCHEDULERS, senders: int = SENDERS) -> AsyncIterator[Crew]:
    """Run a house's schedulers and senders."""
    made = Crew(home, schedulers, senders)
    try:
        await made.start()
        yield made
    finally:
        for process in made.processes.values():
            await end(process)


async def rival(postgres: PostgresServer, directory: Path, *, chats: int, rounds: int) -> Result:
    """Two schedulers see the same slots at the same instant, four senders want the same outbox."""
    async with _home(postgres, directory, "rivals", telegram=chats, discord=0) as home, crew(home) as workers:
        await workers.sending()
        for _ in range(rounds):
            await home.make_due()
            await home.settled()
        verdict = await home.judged(Platform.TELEGRAM)
        shares = _shares(home, [name for name in workers.processes if name.startswith("scheduler")])
    faults = broken(verdict, Platform.TELEGRAM, HOLD)
    faults += ["a digest did not arrive"] if verdict.missing else []
    return Result("2 schedulers, 4 senders, one database", verdict, f"slots settled by each: {shares}", faults)


async def stopped(
    postgres: PostgresServer,
    directory: Path,
    *,
    platform: Platform,
    rule: str,
    chats: int,
    stops: int,
    schedulers: int = SCHEDULERS,
    senders: int = SENDERS,
) -> Result:
    """Stop the sender in the middle of a fan-out for longer than its lease lasts, and let it go on then."""
    name = f"stopped_{platform}_{rule}"
    telegram, discord = (chats, 0) if platform is Platform.TELEGRAM else (0, chats)
    async with _home(postgres, directory, name, rule=rule, telegram=telegram, discord=discord) as home:
        async with crew(home, schedulers=schedulers, senders=senders) as workers:
            sender = await workers.sending()
            for number in range(stops):
                instant = await home.make_due()
                await _sleep_until(instant + timedelta(seconds=0.4 + 0.13 * number))
                process = workers.processes[sender]
                process.send_signal(signal.SIGSTOP)
                sender = await workers.sending(after=sender)
                await asyncio.sleep(1)
                process.send_signal(signal.SIGCONT)
                await home.settled()
            if platform is Platform.TELEGRAM and rule == HOLD:  # a next digest covers what is held
                await home.make_due()
                await home.settled()
        verdict = await home.judged(platform)
    faults = broken(verdict, platform, rule)
    if verdict.doubled > stops:
        faults.append(f"{verdict.doubled} were doubled, more than the one in flight at each stop")
    return Result(f"SIGSTOP past the lease: {platform}, {rule}", verdict, f"{stops} stops", faults)


async def server_gone(postgres: PostgresServer, directory: Path, *, chats: int) -> Result:
    """Cut every connection three times and restart the server, all in one fan-out of the real program."""
    async with _home(postgres, directory, "gone", telegram=chats, discord=chats // 2) as home:
        await home.start()
        await home.ready()
        await home.make_due()
        await home.settled()
        instant = await home.make_due()
        cuts = 0
        for seconds in (0.5, 1.2, 1.9):
            await _sleep_until(instant + timedelta(seconds=seconds))
            cuts += await postgres.cut("gone")
        await postgres.restart()
        await home.settled()
        await home.make_due()
        await home.settled()
        alive = home.process is not None and home.process.returncode is None
        verdict, faults = Verdict(), list[str]()
        for platform in (Platform.TELEGRAM, Platform.DISCORD):
            each = await home.judged(platform)
            faults += broken(each, platform, HOLD)
            verdict.add(each)
    faults += [] if alive else ["the program ended"]
    return Result("3 cuts and a restart of the server", verdict, f"{cuts} connections broken", faults)


@asynccontextmanager
async def _home(
    postgres: PostgresServer, directory: Path, name: str, *, rule: str = HOLD, telegram: int, discord: int
) -> AsyncIterator[House]:
    await postgres.execute(f"CREATE DATABASE {name}")
    where = directory / name
    where.mkdir(parents=True)
    async with house(where, postgres.url(name), rule=rule, telegram=telegram, discord=discord) as home:
        yield home


async def _sleep_until(instant: datetime) -> None:
    await asyncio.sleep(max((instant - datetime.now(UTC)).total_seconds(), 0))


def _shares(home: House, names: Sequence[str]) -> list[int]:
    shares = Counter[str]()
    for name in names:
        for line in (home.directory / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if "slots=" in line:
                shares[name] += int(line.split("slots=")[1].split()[0])
    return [shares[name] for name in names]


async def run_all(directory: Path, *, chats: int, rounds: int, stops: int) -> list[Result]:
    """Every proof on one server that keeps what it says it has kept; the one in which it goes away comes last."""
    progress = Progress(5, "proofs")

    async def told(proof: Awaitable[Result]) -> Result:
        result = await proof
        progress.advance()
        return result

    with started_server() as postgres:
        for setting in _CAREFUL:
            await postgres.execute(f"ALTER SYSTEM SET {setting}")
        await postgres.execute("SELECT pg_reload_conf()")
        together = [rival(postgres, directory, chats=chats, rounds=rounds)] + [
            stopped(postgres, directory, platform=platform, rule=rule, chats=60, stops=stops)
            for platform, rule in ((Platform.TELEGRAM, HOLD), (Platform.TELEGRAM, RESEND), (Platform.DISCORD, HOLD))
        ]
        results = await asyncio.gather(*(told(proof) for proof in together))
        return [*results, await told(server_gone(postgres, directory, chats=80))]


def report(results: Sequence[Result]) -> bool:
    """Print the table; True when every promise was kept."""
    rows = []
    for result in results:
        v = result.verdict
        kept = "kept" if not result.faults else "BROKEN: " + "; ".join(result.faults[:3])
        row = (v.slots, v.arrived, v.doubled, len(v.missing), v.listed, v.covered, len(v.repeated), kept)
        rows.append((result.name, result.done, *row))
    heads = ("proof", "", "slots", "arrived", "doubled", "missing", "listed", "covered", "told again", "verdict")
    print_table(heads, rows)
    print(f"The lease lasts {TAKEOVER} s here.")
    return not any(result.faults for result in results)


def main(arguments: Sequence[str]) -> bool:
    """Run and print; True when every promise was kept."""
    parser = argparse.ArgumentParser(prog="rivals", description=__doc__)
    parser.add_argument("--chats", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--stops", type=int, default=6)
    parser.add_argument("--keep", type=Path, help="keep databases and logs in this new directory")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="daybrief-rivals-") as temporary:
        where = chosen.keep or Path(temporary)
        where.mkdir(parents=True, exist_ok=True)
        running = run_all(where, chats=chosen.chats, rounds=chosen.rounds, stops=chosen.stops)
        return report(asyncio.run(running))
