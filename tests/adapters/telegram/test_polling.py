"""Polling waits out what passes: another program with the same token, faults of the server, answers nobody can read."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.telegram.polling import FIRST_WAIT, LONGEST_WAIT, PollRequest
from briefings.domain.errors import OperatorError
from tests.fakes.telegram_api import FailureKind, TelegramApi
from tests.unit.services.delivery.sending import HurriedTime


class Poller:
    """Polls the loopback Bot API once at a time; waits pass at once and are written down."""

    def __init__(self, api: TelegramApi) -> None:
        self.api = api
        self.time = HurriedTime()
        self.waits: list[float] = []
        self.turn = asyncio.Event()
        self.turn.set()
        self.request = PollRequest(
            my_turn=self._my_turn, now=self.time.now, sleep=self._sleep, connect_timeout=5, read_timeout=5
        )
        self.request.begin()

    async def _my_turn(self) -> None:
        await self.turn.wait()

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await self.time.sleep(seconds)

    async def poll(self) -> tuple[int, bytes]:
        return await self.request.do_request(f"{self.api.base_url}{self.api.token}/getUpdates", "POST")


@pytest.fixture
async def poller(api: TelegramApi) -> AsyncIterator[Poller]:
    poller = Poller(api)
    yield poller
    await poller.request.shutdown()


@pytest.mark.parametrize(
    "kind", [FailureKind.CONFLICT, FailureKind.BAD_GATEWAY, FailureKind.DROP_BEFORE, FailureKind.BROKEN_JSON]
)
async def test_trouble_is_waited_out_however_long_it_lasts(poller: Poller, kind: FailureKind) -> None:
    poller.api.fail(kind, method="getUpdates", times=100)
    assert (await poller.poll())[0] == 200
    assert len(poller.waits) == 100
    assert poller.waits[:4] == [FIRST_WAIT.total_seconds() * 2**n for n in range(4)]
    assert max(poller.waits) == LONGEST_WAIT.total_seconds()


async def test_a_dispute_is_known_as_long_as_it_lasts(poller: Poller) -> None:
    began = poller.time.seconds
    poller.api.fail(FailureKind.CONFLICT, method="getUpdates", times=10**6)
    polling = asyncio.create_task(poller.poll())
    await poller.api.heard_of("getUpdates", times=30)
    assert poller.request.disputed_since == began
    assert poller.request.broken is not None
    assert not poller.request.broken.done()
    poller.api.heal()
    assert (await asyncio.wait_for(polling, 20))[0] == 200
    assert poller.request.disputed_since is None


async def test_a_refused_token_is_for_the_operator(poller: Poller) -> None:
    poller.api.fail(FailureKind.UNAUTHORIZED, method="getUpdates")
    assert (await poller.poll())[0] == 401
    with pytest.raises(OperatorError, match="token"):
        await poller.request.broken  # type: ignore[misc]


async def test_who_stands_by_asks_nothing_until_it_is_its_turn(poller: Poller) -> None:
    poller.turn.clear()
    polling = asyncio.create_task(poller.poll())
    await asyncio.sleep(0)
    assert poller.request.stands_by
    assert not poller.api.calls
    poller.turn.set()
    assert (await asyncio.wait_for(polling, 20))[0] == 200
    assert not poller.request.stands_by


async def test_who_stands_by_has_nothing_to_confirm_at_its_end(poller: Poller) -> None:
    poller.turn.clear()
    polling = asyncio.create_task(poller.poll())
    await asyncio.sleep(0)
    polling.cancel()
    poller.request.close()
    assert await poller.poll() == (200, b'{"ok": true, "result": []}')
    assert not poller.api.calls


async def test_the_last_poll_waits_for_nothing(poller: Poller) -> None:
    assert (await poller.poll())[0] == 200
    poller.api.fail(FailureKind.CONFLICT, method="getUpdates")
    poller.request.close()
    assert (await poller.poll())[0] == 409
    assert not poller.waits


def test_the_waits_are_short_enough_to_listen_again_soon() -> None:
    assert timedelta(seconds=10) >= LONGEST_WAIT
