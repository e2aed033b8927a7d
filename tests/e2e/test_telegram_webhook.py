"""The real program in webhook mode: the loopback Bot API calls it, and so do strangers."""

import socket
from typing import Any

import aiohttp
import pytest

from tests.e2e.program import Home
from tests.e2e.serving import answer_with, free_port, log_of, program, told_to_stop
from tests.fakes.telegram_api import TelegramApi

ANN = 1
HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = "a-secret-of-the-newsrooms-own-making"


@pytest.fixture
def api(telegram: TelegramApi) -> TelegramApi:
    telegram.people.person(ANN)
    return telegram


def webhook_at(port: int, **more: str) -> dict[str, str]:
    return {
        "DAYBRIEF_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "DAYBRIEF_TELEGRAM_WEBHOOK_PORT": str(port),
        **more,
    }


async def hook_of(api: TelegramApi) -> str:
    """Wait until the program has told where it listens, and return the address."""
    await api.world.effect(lambda e: e.method == "setWebhook", timeout=30)
    return str(api.world.webhook["url"])


async def status_of(url: str, body: bytes = b"{}", *, method: str = "POST", secret: str = "") -> int:
    headers = {HEADER: secret} if secret else {}
    async with aiohttp.ClientSession() as client, client.request(method, url, data=body, headers=headers) as answer:
        return answer.status


async def test_it_answers_what_telegram_brings_and_nobody_else(api: TelegramApi, home: Home) -> None:
    port = free_port()
    settings = webhook_at(port, DAYBRIEF_TELEGRAM_WEBHOOK_SECRET=SECRET, DAYBRIEF_LOG_LEVEL="DEBUG")
    async with program(home, api, **settings) as process:
        url = await hook_of(api)
        assert len(url.partition(str(port))[2]) > 32
        assert api.world.webhook["secret_token"] == SECRET
        update = await _asked(api, "/topics")
        assert await status_of(url) == 403
        assert await status_of(url, secret=SECRET[:-1] + "x") == 403
        assert await status_of(f"http://127.0.0.1:{port}/telegram/guess", secret=SECRET) == 404
        assert await status_of(url, method="GET", secret=SECRET) == 405
        assert await status_of(url, b"x" * (1024 * 1024 + 1), secret=SECRET) == 413
        for nonsense in (b"", b"[]", b"not json", b'{"update_id": 5, "message": {"message_id": "seven"}}', b"\xff"):
            assert await status_of(url, nonsense, secret=SECRET) == 200
        assert not [e for e in api.world.effects if e.method == "sendMessage"]
        assert await api.push_to_webhook(update) == 200
        await api.world.effect(answer_with("No briefing carries a topic yet"), timeout=30)
        assert "getupdates" not in api.calls
        assert await told_to_stop(process) == 0
    assert SECRET not in log_of(home)
    assert url.rpartition("/")[2] not in log_of(home)


async def test_the_path_is_another_at_each_start_and_the_last_update_is_answered_before_the_end(
    api: TelegramApi, home: Home
) -> None:
    urls, secrets = [], []
    for _ in range(2):
        api.world.effects.clear()
        port = free_port()
        async with program(home, api, **webhook_at(port, DAYBRIEF_LOG_LEVEL="DEBUG")) as process:
            urls.append((await hook_of(api)).rpartition("/")[2])
            secrets.append(api.world.webhook["secret_token"])
            update = await _asked(api, "/speakers")
            assert await api.push_to_webhook(update) == 200
            assert await told_to_stop(process) == 0
        assert [e.chat_id for e in api.world.effects if e.method == "sendMessage"] == [ANN]
    assert urls[0] != urls[1]
    assert all(len(secret) >= 32 for secret in secrets)
    assert not any(hidden in log_of(home) for hidden in (*urls, *secrets))


async def test_a_port_that_is_taken_is_named(api: TelegramApi, home: Home) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        async with program(home, api, **webhook_at(port)) as process:
            assert await process.wait() == 2
    assert f"Port {port} cannot be used: choose another with DAYBRIEF_TELEGRAM_WEBHOOK_PORT." in log_of(home)


async def _asked(api: TelegramApi, line: str) -> dict[str, Any]:
    await api.people.say(ANN, ANN, line)
    return api.world.updates.pop()
