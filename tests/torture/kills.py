"""kill -9 of the real program at named points and at random moments, on both databases, under both rules."""

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.chat.catalogue import Catalogue
from briefings.domain.people import Platform
from tests.fakes.postgres import started_server
from tests.torture.checker import HOLD, RESEND, Verdict, broken
from tests.torture.house import EndedError, House, day_of, house
from tests.torture.printing import Progress, duration, print_table
from tests.torture.wires import POINTS, POINTS_AFTER_A_KILL

RANDOM = "at a random moment of the fan-out"
SOMETHING_LEFT = "begin: committed"
"""Where a first kill leaves something to settle for the next start, which is killed too."""

_FAN_OUT_SECONDS = 0.5
"""About as long as one round's sending takes from the first message on; random kills fall into it."""


@dataclass(frozen=True, slots=True)
class Strike:
    """One kill, and maybe a second one at a point of the recovery from it."""

    point: str
    nth: int = 1
    then: str | None = None


@dataclass(slots=True)
class Tally:
    """What a house went through: kills by point, those whose point did not come in time, and the random moments.

    ``moments`` has the round and the instant (seconds of the epoch) of each random kill.
    """

    database: str
    rule: str
    kills: Counter[str] = field(default_factory=Counter)
    not_reached: Counter[str] = field(default_factory=Counter)
    moments: list[tuple[int, float]] = field(default_factory=list)
    amid: int = 0
    verdicts: dict[Platform, Verdict] = field(default_factory=dict)
    stuck: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Every promise that was broken here."""
        found = [f"{self.database}, {self.rule}: {problem}" for problem in self.stuck]
        for platform, verdict in self.verdicts.items():
            where = f"{self.database}, {self.rule}, {platform}"
            found += [f"{where}: {fault}" for fault in broken(verdict, platform, self.rule)]
        return found


def strikes(chance: random.Random, rule: str) -> Iterator[Strike]:
    """Every named point in random order, a random moment after each, over and over."""
    while True:
        named = [Strike(point, chance.choice(_arrivals(point))) for point in POINTS]
        after = [point for point in POINTS_AFTER_A_KILL if rule == HOLD or not point.startswith("given up")]
        named += [Strike(SOMETHING_LEFT, chance.choice(_arrivals(SOMETHING_LEFT)), then=point) for point in after]
        chance.shuffle(named)
        for strike in named:
            yield strike
            yield Strike(RANDOM)


def _arrivals(point: str) -> Sequence[int]:
    """At which arrival a kill may be ordered: every round comes by a point so often at least."""
    step = point.partition(":")[0]
    return (1, 2, 5, 9) if step in {"begin", "sent", "receipts", "watermark", "send"} else (1,)


async def strike_once(home: House, strike: Strike, chance: random.Random, tally: Tally) -> None:
    """One round: kill in the middle, start again, maybe kill the recovery too, and wait until all is settled."""
    if strike.point == RANDOM:
        await home.make_due()
        await home.first_arrival()
        await asyncio.sleep(chance.uniform(0, _FAN_OUT_SECONDS))
        await home.kill()
        tally.moments.append((home.number, time.time()))
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
    if struck:
        tally.kills[point] += 1
    else:
        tally.not_reached[point] += 1


async def torment(home: House, tally: Tally, plan: Sequence[Strike], *, seed: int, progress: Progress) -> None:
    """Go through the strikes, one round each; a last round without any covers what is in doubt."""
    chance = random.Random(seed)
    await home.start()
    await home.ready()
    await home.make_due()
    await home.settled()
    for strike in plan:
        try:
            await strike_once(home, strike, chance, tally)
        except (TimeoutError, EndedError) as error:
            tally.stuck.append(str(error) or "the program did not plan in time")
            break
        progress.advance(1 if strike.then is None else 2)
    await home.make_due()
    with suppress(TimeoutError, EndedError):
        await home.settled()
    for platform in sorted({server.platform for server in home.servers}):
        tally.verdicts[platform] = await home.judged(platform)
    tally.amid = sum(_is_amid(home, number, moment) for number, moment in tally.moments)


def _is_amid(home: House, number: int, moment: float) -> bool:
    """Whether some of the round's digests had arrived at that moment, and some came later."""
    heading = f"Digest for {Catalogue().weekday(day_of(number))}"
    times = [sent.at for server in home.servers for sent in server.sent() if heading in sent.text]
    return any(at < moment for at in times) and any(at > moment for at in times)


async def run_houses(
    kills: int,
    *,
    seed: int,
    at_once: int,
    directory: Path,
    chats: tuple[int, int] = (12, 8),
) -> list[Tally]:
    """Share the kills out over houses: both databases, both rules."""
    kinds = [(database, rule) for database in ("sqlite", "postgres") for rule in (HOLD, RESEND)]
    tallies = [Tally(*kinds[n % len(kinds)]) for n in range(max(at_once, 1))]
    plans = _shared_out(kills, [tally.rule for tally in tallies], seed)
    progress = Progress(kills, "kills")
    with started_server() as postgres:
        for n, tally in enumerate(tallies):
            if tally.database == "postgres":
                await postgres.execute(f"CREATE DATABASE house_{n}")

        async def one(n: int, tally: Tally) -> None:
            where = directory / f"house-{n}"
            url = postgres.url(f"house_{n}") if tally.database == "postgres" else f"sqlite:///{where}/daybrief.db"
            where.mkdir(parents=True)
            async with house(where, url, rule=tally.rule, telegram=chats[0], discord=chats[1]) as home:
                await torment(home, tally, plans[n], seed=seed + n, progress=progress)

        await asyncio.gather(*(one(n, tally) for n, tally in enumerate(tallies)))
    return tallies


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


def report(tallies: Sequence[Tally], wanted: int) -> bool:
    """Print what was done and what came of it; True when every promise was kept, by as many kills as were wanted."""
    points: Counter[str] = sum((tally.kills for tally in tallies), Counter())
    missed: Counter[str] = sum((tally.not_reached for tally in tallies), Counter())
    rows = [(point, points[point], missed[point]) for point in sorted({*points, *missed})]
    print_table(("killed at", "times", "not reached in a minute, killed from outside"), rows)
    outcomes = list(_outcomes(tallies))
    heads = ("slots", "arrived", "doubled", "missing", "listed", "covered", "told again", "verdict")
    print_table(("database", "in doubt", "platform", *heads), outcomes)
    late, at_random = sum(missed.values()), points[RANDOM]
    done = sum(points.values()) + late
    amid = sum(tally.amid for tally in tallies)
    named = len(points) - (RANDOM in points)
    print(f"{done} kills: {done - late - at_random} at {named} named points, {late} from outside,")
    print(f"{at_random} at random moments, {amid} of these with a part of the round's digests sent and a part not.")
    faults = [fault for tally in tallies for fault in tally.faults]
    faults += [f"nothing was ever killed at {point!r}" for point in missed if not points[point]]
    if done < wanted:
        faults.append(f"{done} kills were done of {wanted}")
    for fault in faults[:20]:
        print(f"FAULT: {fault}")
    return not faults


def _outcomes(tallies: Sequence[Tally]) -> Iterator[tuple[object, ...]]:
    sums: dict[tuple[str, str, Platform], Verdict] = {}
    faults: set[tuple[str, str, Platform]] = set()
    for tally in tallies:
        for platform, verdict in tally.verdicts.items():
            key = (tally.database, tally.rule, platform)
            sums.setdefault(key, Verdict()).add(verdict)
            if tally.stuck or broken(verdict, platform, tally.rule):
                faults.add(key)
    for key, v in sorted(sums.items()):
        row = (v.slots, v.arrived, v.doubled, len(v.missing), v.listed, v.covered, len(v.repeated))
        yield (*key, *row, "BROKEN" if key in faults else "kept")


def main(arguments: Sequence[str]) -> bool:
    """Run and print; True when every promise was kept."""
    parser = argparse.ArgumentParser(prog="kills", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="how many kills in all")
    parser.add_argument("--at-once", type=int, default=12, help="how many houses stand at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep databases and logs in this new directory")
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="daybrief-kills-") as temporary:
        where = chosen.keep or Path(temporary)
        where.mkdir(parents=True, exist_ok=True)
        running = run_houses(chosen.count, seed=chosen.seed, at_once=chosen.at_once, directory=where)
        tallies = asyncio.run(running)
    good = report(tallies, chosen.count)
    print(f"It took {duration(time.monotonic() - began)}.")
    return good
