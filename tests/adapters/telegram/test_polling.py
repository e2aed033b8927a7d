"""When polling gives up: who is new yields, who has polled for a while outlasts the newcomer."""

import asyncio

import pytest

from bot.telegram.polling import CONFLICTS_BORNE, CONFLICTS_BORNE_WHEN_SETTLED, SETTLED_SECONDS, PollRequest
from briefings.domain.errors import OperatorError
from tests.fakes.telegram_api import FailureKind, TelegramApi


class Poller:
    """Polls the loopback Bot API once at a time."""

    def __init__(self, api: TelegramApi) -> None:
        self.api = api
        self.seconds = 1000.0
        self.request = PollRequest(now=lambda: self.seconds, connect_timeout=5, read_timeout=5)
        self.request.broken = asyncio.get_running_loop().create_future()

    @property
    def gave_up(self) -> bool:
        return self.request.broken is not None and self.request.broken.done()

    async def poll(self) -> int:
        return (await self.request.do_request(f"{self.api.base_url}{self.api.token}/getUpdates", "POST"))[0]

    async def conflicts_until_it_gives_up(self) -> int:
        self.api.fail(FailureKind.CONFLICT, method="getUpdates", times=1000)
        count = 0
        while not self.gave_up:
            assert await self.poll() == 409
            count += 1
        return count


@pytest.fixture
async def poller(api: TelegramApi) -> Poller:
    return Poller(api)


async def test_a_newcomer_gives_up_soon(poller: Poller) -> None:
    assert await poller.conflicts_until_it_gives_up() == CONFLICTS_BORNE
    with pytest.raises(OperatorError, match="Another program reads this Telegram bot's updates"):
        await poller.request.broken  # type: ignore[misc]


async def test_who_polled_for_a_while_outlasts_it_but_not_for_ever(poller: Poller) -> None:
    assert await poller.poll() == 200
    poller.seconds += SETTLED_SECONDS
    assert await poller.poll() == 200
    assert await poller.conflicts_until_it_gives_up() == CONFLICTS_BORNE_WHEN_SETTLED


async def test_a_dispute_that_ends_is_forgotten(poller: Poller) -> None:
    for _ in range(5):
        poller.api.fail(FailureKind.CONFLICT, method="getUpdates", times=CONFLICTS_BORNE - 1)
        for _ in range(CONFLICTS_BORNE - 1):
            assert await poller.poll() == 409
            assert poller.request.disputed
        assert await poller.poll() == 200
        assert not poller.request.disputed
    assert not poller.gave_up
