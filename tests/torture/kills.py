"""kill -9 of the real program at named points and at random moments, on both databases, under both rules."""

import argparse
import asyncio
import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefings.domain.people import Platform
from tests.fakes.postgres import started_server
from tests.torture.checker import Verdict, judge
from tests.torture.house import EndedError, House, house
from tests.torture.printing import print_table
from tests.torture.wires import POINTS, POINTS_AFTER_A_KILL

RANDOM = "at a random moment of the fan-out"
SOMETHING_LEFT = "begin: committed"
"""Where a first kill leaves something to settle for the next start, which is killed too."""

_ROUND_SECONDS = 1.2
"""About as long as one round's planning and sending takes; random kills fall into it."""


@dataclass(frozen=True, slots=True)
class Strike:
    """One kill, and maybe a second one at a point of the recovery from it."""

    point: str
    nth: int = 1
    then: str | None = None


@dataclass(slots=True)
class Tally:
    """What a house went through."""

    name: str
    kills: Counter[str] = field(default_factory=Counter)
    not_reached: Counter[str] = field(default_factory=Counter)
    verdicts: dict[Platform, Verdict] = field(default_factory=dict)
    stuck: list[str] = field(default_factory=list)


def strikes(chance: random.Random, rule: str) -> Iterator[Strike]:
    """Every named point in random order, a random moment after each, over and over."""
    while True:
        named = [Strike(point, chance.choice(_arrivals(point))) for point in POINTS]
        after = [point for point in POINTS_AFTER_A_KILL if rule == "hold" or not point.startswith("given up")]
        named += [Strike(SOMETHING_LEFT, chance.choice(_arrivals(SOMETHING_LEFT)), then=point) for point in after]
        chance.shuffle(named)
        for strike in named:
            yield strike
            yield Strike(RANDOM)


def _arrivals(point: str) -> Sequence[int]:
    """At which arrival a kill may be ordered: every round comes by a point so often at least."""
    step = point.partition(":")[0]
    if step == "edition":
        return (1, 2)
    return (1, 2, 5, 9) if step in {"begin", "sent", "receipts", "watermark", "send"} else (1,)


async def strike_once(home: House, strike: Strike, chance: random.Random, tally: Tally) -> None:
    """One round: kill in the middle, start again, maybe kill the recovery too, and wait until all is settled."""
    if strike.point == RANDOM:
        instant = await home.make_due()
        moment = instant + timedelta(seconds=chance.uniform(0, _ROUND_SECONDS))
        await asyncio.sleep((moment - datetime.now(UTC)).total_seconds())
        await home.kill()
        tally.kills[RANDOM] += 1
    else:
        home.arm(strike.point, strike.nth)
        await home.make_due()
        _count(tally, strike.point, struck=await home.struck())
    if strike.then is not None:
        home.arm(strike.then, 1)
        await home.start()
        _count(tally, strike.then, struck=await home.struck())
    await home.start()
    await home.ready()
    await home.settled()


def _count(tally: Tally, point: str, *, struck: bool) -> None:
    tally.kills[point] += 1
    tally.not_reached[point] += not struck


async def torment(home: House, name: str, plan: Sequence[Strike], *, seed: int, until: float) -> Tally:
    """Go through the strikes, one round each; a last round without any covers what is in doubt.

    No round begins after ``until`` (seconds of the monotonic clock).
    """
    tally, chance = Tally(name), random.Random(seed)
    await home.start()
    await home.ready()
    await home.make_due()
    await home.settled()
    for strike in plan:
        if time.monotonic() > until:
            break
        try:
            await strike_once(home, strike, chance, tally)
        except (TimeoutError, EndedError) as error:
            tally.stuck.append(str(error) or "the program did not plan in time")
            break
    await home.make_due()
    with suppress(TimeoutError, EndedError):
        await home.settled()
    for platform in sorted({server.platform for server in home.servers}):
        tally.verdicts[platform] = await judge(home, platform, range(1, home.number))
    return tally


async def run_houses(
    kills: int,
    *,
    seed: int,
    at_once: int,
    directory: Path,
    seconds: float = math.inf,
    chats: tuple[int, int] = (12, 8),
) -> list[Tally]:
    """Share the kills out over houses: both databases, both rules."""
    kinds = [(database, rule) for database in ("sqlite", "postgres") for rule in ("hold", "resend")]
    names = [(*kinds[n % len(kinds)], n) for n in range(max(at_once, 1))]
    until = time.monotonic() + seconds
    plans = _shared_out(kills, [rule for _, rule, _ in names], seed)
    with started_server() as postgres:
        for database, _, n in names:
            if database == "postgres":
                await postgres.execute(f"CREATE DATABASE house_{n}")

        async def one(database: str, rule: str, n: int) -> Tally:
            where = directory / f"house-{n}"
            url = postgres.url(f"house_{n}") if database == "postgres" else f"sqlite:///{where}/daybrief.db"
            where.mkdir(parents=True)
            async with house(where, url, rule=rule, telegram=chats[0], discord=chats[1]) as home:
                return await torment(home, f"{database}, {rule}", plans[n], seed=seed + n, until=until)

        return list(await asyncio.gather(*(one(*name) for name in names)))


def _shared_out(kills: int, rules: Sequence[str], seed: int) -> list[list[Strike]]:
    """Each house's kills, by its rule."""
    plans: list[list[Strike]] = []
    for number, rule in enumerate(rules):
        source, plan = strikes(random.Random(seed + number), rule), list[Strike]()
        share = kills // len(rules) + (number < kills % len(rules))
        while share > 0:
            strike = next(source)
            plan.append(strike)
            share -= 1 + (strike.then is not None)
        plans.append(plan)
    return plans


def report(tallies: Sequence[Tally]) -> bool:
    """Print what was done and what came of it; True when every promise was kept."""
    points: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for tally in tallies:
        points += tally.kills
        missed += tally.not_reached
    rows = [(point, count, missed[point]) for point, count in sorted(points.items())]
    print_table(("killed at", "times", "not reached in time, killed from outside"), rows)
    print_table(
        ("database, rule", "platform", "slots", "arrived", "doubled", "missing", "listed", "covered", "verdict"),
        list(_outcomes(tallies)),
    )
    faults = [fault for tally in tallies for fault in tally.stuck]
    faults += [fault for tally in tallies for verdict in tally.verdicts.values() for fault in verdict.faults]
    for fault in faults[:20]:
        print(f"FAULT: {fault}")
    named = len([point for point in points if point != RANDOM])
    print(f"{sum(points.values())} kills at {named} named points and {points[RANDOM]} random moments.")
    return not faults and all(row[-1] == "kept" for row in _outcomes(tallies))


def _outcomes(tallies: Sequence[Tally]) -> Iterator[tuple[object, ...]]:
    sums: dict[tuple[str, Platform], Verdict] = {}
    for tally in tallies:
        for platform, verdict in tally.verdicts.items():
            sums.setdefault((tally.name, platform), Verdict()).add(verdict)
    for (name, platform), v in sorted(sums.items()):
        row = (v.slots, v.arrived, v.doubled, v.missing, v.listed, v.covered)
        yield (name, str(platform), *row, "kept" if kept(name, platform, v) else "BROKEN")


def kept(name: str, platform: Platform, verdict: Verdict) -> bool:
    """Whether the promise of this platform and rule was kept."""
    if platform is Platform.DISCORD:
        return not verdict.doubled and not verdict.missing and not verdict.faults
    if name.endswith("hold"):
        return not verdict.doubled and not verdict.faults
    return not verdict.missing and not verdict.faults


def main(arguments: Sequence[str]) -> bool:
    """Run and print; True when every promise was kept."""
    parser = argparse.ArgumentParser(prog="kills", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="how many kills in all")
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no further round after so long")
    parser.add_argument("--at-once", type=int, default=8, help="how many houses stand at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep databases and logs in this new directory")
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="daybrief-kills-") as temporary:
        where = chosen.keep or Path(temporary)
        where.mkdir(parents=True, exist_ok=True)
        running = run_houses(
            chosen.count, seed=chosen.seed, at_once=chosen.at_once, directory=where, seconds=chosen.minutes * 60
        )
        tallies = asyncio.run(running)
    good = report(tallies)
    print(f"It took {time.monotonic() - began:.0f} s.")
    return good
