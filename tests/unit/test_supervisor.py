"""The supervisor with parts that break on order; time is counted, not waited for."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.chat.health import PartState
from bot.supervisor import Supervisor
from briefings.domain.errors import OperatorError, TemporaryError


class ScriptedPart:
    """Does one step of its script at each start; keeps a diary."""

    def __init__(
        self, name: str, diary: list[str], *script: Exception | None, serves: bool = True, hangs: bool = False
    ) -> None:
        self.name = name
        self.serves = serves
        self._diary = diary
        self._script = list(script)
        self._hangs = hangs
        self.up = asyncio.Event()

    async def start(self) -> None:
        self._diary.append(f"start {self.name}")
        if self._script and (error := self._script.pop(0)) is not None:
            raise error
        self.up.set()

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def stop(self) -> None:
        self._diary.append(f"stop {self.name}")
        if self._hangs:
            await asyncio.Event().wait()

    def problem(self) -> str | None:
        return None


class BreakingPart(ScriptedPart):
    """Runs for a moment, then breaks; the last time it is done."""

    def __init__(self, name: str, diary: list[str], breaks: int) -> None:
        super().__init__(name, diary)
        self._breaks = breaks

    async def run(self) -> None:
        self._breaks -= 1
        if self._breaks >= 0:
            raise ConnectionError("gone")


def counted_sleep(waits: list[float]) -> Callable[[float], Awaitable[None]]:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)

    return sleep


async def test_starts_in_order_and_stops_in_reverse() -> None:
    diary: list[str] = []
    page = ScriptedPart("page", diary, serves=False)
    telegram, discord = ScriptedPart("telegram", diary), ScriptedPart("discord", diary)
    supervisor = Supervisor([[page], [telegram, discord]])
    running = asyncio.create_task(supervisor.run(signals=False))
    await asyncio.gather(page.up.wait(), telegram.up.wait(), discord.up.wait())
    assert [part.state for part in supervisor.health()] == [PartState.RUNNING] * 3
    supervisor.end()
    await running
    assert diary == ["start page", "start telegram", "start discord", "stop telegram", "stop discord", "stop page"]
    assert [part.state for part in supervisor.health()] == [PartState.STOPPED] * 3


async def test_one_bad_token_leaves_the_other_running() -> None:
    diary: list[str] = []
    bad = ScriptedPart("telegram", diary, OperatorError("The token is refused."))
    good = ScriptedPart("discord", diary)
    supervisor = Supervisor([[bad, good]])
    running = asyncio.create_task(supervisor.run(signals=False))
    await good.up.wait()
    assert [(part.state, part.reason) for part in supervisor.health()] == [
        (PartState.FAILED, "The token is refused."),
        (PartState.RUNNING, None),
    ]
    supervisor.end()
    await running
    assert diary.count("start telegram") == 1


async def test_ends_with_the_first_reason_when_nobody_serves() -> None:
    diary: list[str] = []
    page = ScriptedPart("page", diary, serves=False)
    bad = [ScriptedPart(name, diary, OperatorError(f"{name} is refused.")) for name in ("telegram", "discord")]
    with pytest.raises(OperatorError, match=r"telegram is refused\."):
        await Supervisor([[page], bad]).run(signals=False)
    assert diary[-1] == "stop page"


async def test_backs_off_longer_each_time_up_to_ten_seconds() -> None:
    waits: list[float] = []
    failures = [TemporaryError("Not now.") for _ in range(8)]
    part = ScriptedPart("telegram", [], *failures)
    supervisor = Supervisor([[part]], sleep=counted_sleep(waits))
    running = asyncio.create_task(supervisor.run(signals=False))
    await part.up.wait()
    assert waits == [1, 2, 4, 8, 10, 10, 10, 10]
    assert supervisor.health()[0].restarts == 8
    supervisor.end()
    await running


async def test_a_steady_run_forgives_earlier_failures() -> None:
    waits: list[float] = []
    hours = iter(range(0, 100_000, 3600))
    part = BreakingPart("telegram", [], breaks=3)
    await Supervisor([[part]], sleep=counted_sleep(waits), seconds=lambda: next(hours)).run(signals=False)
    assert waits == [1, 1, 1]


async def test_a_part_that_is_done_ends_the_program() -> None:
    diary: list[str] = []
    await Supervisor([[BreakingPart("console", diary, breaks=0)]]).run(signals=False)
    assert diary == ["start console", "stop console"]


async def test_what_hangs_while_stopping_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    monkeypatch.setattr("bot.supervisor.STOP_WITHIN", timedelta(milliseconds=20))
    diary: list[str] = []
    part = ScriptedPart("telegram", diary, hangs=True)
    supervisor = Supervisor([[part]])
    running = asyncio.create_task(supervisor.run(signals=False))
    await part.up.wait()
    supervisor.end()
    async with asyncio.timeout(5):
        await running
    assert len(asyncio.all_tasks()) == 1


async def test_no_task_is_left() -> None:
    parts = [ScriptedPart(str(number), []) for number in range(5)]
    supervisor = Supervisor([parts])
    running = asyncio.create_task(supervisor.run(signals=False))
    await asyncio.gather(*(part.up.wait() for part in parts))
    supervisor.end()
    await running
    assert len(asyncio.all_tasks()) == 1
