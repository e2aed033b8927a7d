"""Trouble that passes, met by the real program in a fan-out: afterwards nothing is lost and nothing doubled.

The disk refuses what is written, the database server takes no writes, the file is moved away, the clocks are set back,
or the platform asks for a long wait and the program is told to stop within it.
"""

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from briefings.domain.deliveries import DeliveryState
from briefings.domain.people import Platform
from tests.fakes.postgres import PostgresServer, started_server
from tests.torture.checker import HOLD, Verdict, broken
from tests.torture.clocks import clocks_of, set_clocks_of
from tests.torture.house import House, house
from tests.torture.printing import print_table

PLATFORMS = (Platform.TELEGRAM, Platform.DISCORD)
STOPS_WITHIN = 5.0
_ROOM = 12 << 10
"""Bytes by which files may grow when the disk fails: the log has to tell of it; the database writes pages of 4 KiB."""
_HOUR = timedelta(hours=1)
_STEPS = (-_HOUR, -timedelta(days=30), 2 * _HOUR)


@dataclass(slots=True)
class Weathered:
    """What came of one kind of trouble."""

    trouble: str
    verdicts: dict[Platform, Verdict] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def _judged(home: House, trouble: str, *notes: str) -> Weathered:
    """Let a second round cover what was held, and the logs of the platforms speak."""
    await home.make_due()
    await home.settled()
    seen = Weathered(trouble, {platform: await home.judged(platform) for platform in PLATFORMS}, list(notes))
    for platform, verdict in seen.verdicts.items():
        seen.faults += [f"{platform}: {fault}" for fault in broken(verdict, platform, HOLD)]
        if verdict.arrived + verdict.listed != verdict.slots:
            seen.faults.append(f"{platform}: {verdict.arrived} of {verdict.slots} arrived, {verdict.listed} are listed")
    return seen


async def _under_way(home: House, *, ahead: timedelta = timedelta(seconds=6)) -> None:
    """Begin a fan-out of the running program and wait for its first message."""
    await home.make_due(ahead=ahead)
    await home.first_arrival()


async def failing_disk(home: House, *, seconds: float) -> Weathered:
    """The kernel refuses every write beyond the present end of a file: for SQLite an error of the disk."""
    await _under_way(home)
    pid, (soft, hard) = home.pid, resource.prlimit(home.pid, resource.RLIMIT_FSIZE)
    room = (await asyncio.to_thread((home.directory / "log.txt").stat)).st_size + _ROOM
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (room, hard))
    await home.told("log.txt", "The disk under the database")
    await asyncio.sleep(seconds)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))
    await home.settled()
    return await _judged(home, f"an error of the disk for {seconds:g} s and until it was told")


async def read_only(home: House, server: PostgresServer, database: str, *, seconds: float) -> Weathered:
    """The server takes no writes, and cuts who is connected."""
    await _under_way(home)
    await server.forbid_writing(database)
    await home.told("log.txt", "may not be written")
    await asyncio.sleep(seconds)
    await server.forbid_writing(database, forbidden=False)
    await home.settled()
    return await _judged(home, f"a read-only server for {seconds:g} s and until it was told")


async def moved_away(home: House, *, seconds: float) -> Weathered:
    """The database's file is taken away and brought back."""
    await _under_way(home)
    file = home.directory / "daybrief.db"
    elsewhere = await asyncio.to_thread(file.rename, home.directory / "elsewhere.db")
    await home.told("log.txt", "was deleted or replaced")
    await asyncio.sleep(seconds)
    await asyncio.to_thread(elsewhere.rename, file)
    await home.settled()
    return await _judged(home, f"a database that was away for {seconds:g} s and until it was told")


async def clocks_set(home: House, *, step: timedelta) -> Weathered:
    """The clocks are set; what becomes due by the clocks as they are now is sent at its time."""
    set_clocks_of(home.pid, clocks_of(home.order), step)
    began = time.monotonic()
    await home.make_due(ahead=step + timedelta(seconds=6))
    await home.first_arrival()
    took = time.monotonic() - began
    await home.settled()
    set_clocks_of(home.pid, clocks_of(home.order), -step)
    return await _judged(home, f"clocks set by {step}", f"sent {took:.1f} s after it was planned for in 6 s")


async def stopped_in_a_wait(home: House, *, within: float) -> Weathered:
    """Both platforms ask for a wait of two minutes, and the program is told to stop in it."""
    telegram, discord = home.servers
    flood = {"kind": "flood", "method": "sendMessage", "times": 20, "seconds": 120}
    await telegram.control("/control", {"do": "fail", "with": flood})
    everywhere = {"kind": "rate limited everywhere", "times": 20, "seconds": 120}
    await discord.control("/control/failures", everywhere)
    await home.make_due()
    await home.told("log.txt", "A message was not delivered")
    for person in telegram.chats:  # whose answers have to wait as well
        await telegram.control(
            "/control", {"do": "say", "with": {"user_id": int(person), "chat_id": int(person), "text": "/help"}}
        )
    await asyncio.sleep(2)
    began = time.monotonic()
    code = await home.stop()
    took = time.monotonic() - began
    seen = Weathered("told to stop in a wait of two minutes", notes=[f"ended within {took:.1f} s"])
    if took > within:
        seen.faults.append(f"it took {took:.1f} s to end")
    if code:
        seen.faults.append(f"it ended with code {code}")
    async with home.store.reading() as unit:
        doubtful = await unit.deliveries.find(states=(DeliveryState.SENDING, DeliveryState.UNKNOWN), limit=9)
    if doubtful:
        seen.faults.append(f"{len(doubtful)} messages are in doubt although none was taken")
    return seen


@asynccontextmanager
async def running(directory: Path, database: str, *, telegram: int, discord: int) -> AsyncIterator[House]:
    """A house whose program has planned for the first time."""
    directory.mkdir()  # noqa: ASYNC240 - a moment
    async with house(directory, database, telegram=telegram, discord=discord) as home:
        await home.start()
        await home.ready()
        yield home


def troubles(
    directory: Path,
    server: PostgresServer,
    database: str,
    *,
    seconds: float,
    chats: tuple[int, int],
    stops_within: float = STOPS_WITHIN,
) -> dict[str, Callable[[], Awaitable[Weathered]]]:
    """Every trouble by its name, each in a house of its own; ``database`` is an empty one on the server."""

    def on_sqlite(name: str, work: Callable[[House], Awaitable[Weathered]]) -> Callable[[], Awaitable[Weathered]]:
        return lambda: _within(directory / name, f"sqlite:///{directory / name}/daybrief.db", chats, work)

    def on_postgres(home: House) -> Awaitable[Weathered]:
        return read_only(home, server, database, seconds=seconds)

    found = {
        "disk": on_sqlite("disk", lambda home: failing_disk(home, seconds=seconds / 5)),
        "moved": on_sqlite("moved", lambda home: moved_away(home, seconds=seconds / 5)),
        "stop": on_sqlite("stop", partial(stopped_in_a_wait, within=stops_within)),
        "server": lambda: _within(directory / "server", server.url(database), chats, on_postgres),
    }
    for number, step in enumerate(_STEPS):
        found[f"clock-{number}"] = on_sqlite(f"clock-{number}", partial(clocks_set, step=step))
    return found


async def _within(
    directory: Path, database: str, chats: tuple[int, int], work: Callable[[House], Awaitable[Weathered]]
) -> Weathered:
    telegram, discord = chats
    async with running(directory, database, telegram=telegram, discord=discord) as home:
        return await work(home)


async def run_all(directory: Path, *, seconds: float, chats: tuple[int, int], only: str | None) -> list[Weathered]:
    """One trouble after the other."""
    found = []
    with started_server() as server:
        await server.execute("CREATE DATABASE weather")
        for name, work in troubles(directory, server, "weather", seconds=seconds, chats=chats).items():
            if only in {None, name}:
                print(f"  {name} …", flush=True)
                found.append(await work())
    return found


def main(arguments: Sequence[str]) -> bool:
    """Run and print; True when every promise was kept."""
    parser = argparse.ArgumentParser(prog="faults")
    parser.add_argument("--seconds", type=float, default=20, help="how long the trouble lasts once it was told")
    parser.add_argument("--only", help="one trouble alone: disk, moved, stop, server, clock-0 and so on")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="daybrief-faults-") as directory:
        found = asyncio.run(run_all(Path(directory), seconds=asked.seconds, chats=(200, 150), only=asked.only))
    rows = []
    for seen in found:
        slots = sum(verdict.slots for verdict in seen.verdicts.values())
        arrived = sum(verdict.arrived for verdict in seen.verdicts.values())
        listed = sum(verdict.listed for verdict in seen.verdicts.values())
        rows.append((seen.trouble, slots, arrived, listed, "; ".join(seen.notes), "; ".join(seen.faults) or "kept"))
    print_table(("trouble", "slots", "arrived", "listed", "seen", "verdict"), rows)
    return not any(seen.faults for seen in found)
