"""The health page, the metrics and the webhook, asked over loopback."""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta

import aiohttp
import pytest

from bot.chat.health import PartHealth, PartState
from bot.http.metrics import Measure, Metrics
from bot.http.server import MOST_BYTES, SECRET_HEADER, HealthServer, WebhookReceiver
from briefings.domain.errors import OperatorError, TemporaryError
from briefings.domain.people import Platform
from briefings.services.delivery.watch_outbox import Outbox, Queue

PARTS = [PartHealth("telegram", PartState.RUNNING), PartHealth("discord", PartState.RUNNING)]


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_health_tells_each_part(client: aiohttp.ClientSession) -> None:
    parts = list(PARTS)
    server = HealthServer("127.0.0.1", 0, health=lambda: parts, metrics=Metrics())
    await server.start()
    try:
        page = await client.get(f"http://127.0.0.1:{server.port}/healthz")
        assert (page.status, (await page.json())["status"]) == (200, "ok")
        parts[1] = PartHealth("discord", PartState.FAILED, "The token is refused.")
        page = await client.get(f"http://127.0.0.1:{server.port}/healthz")
        assert page.status == 503
        assert (await page.json())["parts"][1]["reason"] == "The token is refused."
    finally:
        await server.stop()


async def test_metrics_count_answers_and_ask_their_sources(client: aiohttp.ClientSession) -> None:
    metrics = Metrics(["quote"])

    async def queue() -> Iterable[Measure]:
        return [Measure("queue_depth", "Messages that are owed.", 3, {"platform": "telegram"})]

    metrics.ask_also(queue)
    metrics.answered("telegram", "quote", 0.004)
    server = HealthServer("127.0.0.1", 0, health=lambda: PARTS, metrics=metrics)
    await server.start()
    try:
        text = await (await client.get(f"http://127.0.0.1:{server.port}/metrics")).text()
    finally:
        await server.stop()
    assert 'daybrief_queue_depth{platform="telegram"} 3.0' in text
    assert 'daybrief_part_up{part="discord"} 1.0' in text
    assert 'daybrief_answer_seconds_bucket{command="quote",le="0.005",platform="telegram"} 1.0' in text


async def test_health_and_metrics_tell_how_the_outbox_stands(client: aiohttp.ClientSession) -> None:
    answers: list[Outbox | TemporaryError] = [
        Outbox({Platform.TELEGRAM: Queue(3, 40, 2, 1, timedelta(seconds=7))}, timedelta(seconds=0.25))
    ]

    async def watch() -> Outbox:
        answer = answers[-1]
        if isinstance(answer, TemporaryError):
            raise answer
        return answer

    server = HealthServer("127.0.0.1", 0, health=lambda: PARTS, metrics=Metrics(), outbox=watch)
    await server.start()
    address = f"http://127.0.0.1:{server.port}"
    try:
        report = await (await client.get(f"{address}/healthz")).json()
        text = await (await client.get(f"{address}/metrics")).text()
        answers.append(TemporaryError("The database is busy."))
        broken = [await client.get(f"{address}/{page}") for page in ("healthz", "metrics")]
        assert [page.status for page in broken] == [503, 503]
        assert (await broken[0].json())["outbox"] == "The database is busy."
    finally:
        await server.stop()
    assert report["outbox"] == {
        "digests_overdue_seconds": 0.25,
        "platforms": {"telegram": {"waiting": 3, "lateness_seconds": 7.0, "sent": 40, "failed": 2, "unknown": 1}},
    }
    for line in (
        "daybrief_digests_overdue_seconds 0.25",
        'daybrief_queue_depth{platform="telegram"} 3.0',
        'daybrief_queue_lateness_seconds{platform="telegram"} 7.0',
        'daybrief_deliveries{platform="telegram",state="sent"} 40.0',
        'daybrief_deliveries{platform="telegram",state="unknown"} 1.0',
    ):
        assert line in text


async def test_a_taken_port_is_one_sentence_with_the_cure() -> None:
    first = HealthServer("127.0.0.1", 0, health=list, metrics=Metrics())
    await first.start()
    second = HealthServer("127.0.0.1", first.port, health=list, metrics=Metrics())
    try:
        with pytest.raises(OperatorError, match="DAYBRIEF_HTTP_PORT"):
            await second.start()
    finally:
        await first.stop()
        await second.stop()


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[WebhookReceiver, list[bytes]]]:
    taken: list[bytes] = []

    async def take(body: bytes) -> None:
        taken.append(body)

    webhook = WebhookReceiver("https://bot.example/", "127.0.0.1", 0)
    await webhook.start(take)
    yield webhook, taken
    await webhook.stop()


async def test_the_webhook_takes_what_knows_the_secret(
    client: aiohttp.ClientSession, receiver: tuple[WebhookReceiver, list[bytes]]
) -> None:
    webhook, taken = receiver
    address = f"http://127.0.0.1:{webhook.port}{webhook.path}"
    answer = await client.post(address, data=b"{}", headers={SECRET_HEADER: webhook.secret})
    assert answer.status == 200
    assert taken == [b"{}"]
    assert webhook.url == f"https://bot.example{webhook.path}"


async def test_the_webhook_refuses_everything_else(
    client: aiohttp.ClientSession, receiver: tuple[WebhookReceiver, list[bytes]]
) -> None:
    webhook, taken = receiver
    root = f"http://127.0.0.1:{webhook.port}"
    good = {SECRET_HEADER: webhook.secret}
    statuses = [
        (await client.post(root + webhook.path, data=b"{}")).status,
        (await client.post(root + webhook.path, data=b"{}", headers={SECRET_HEADER: "wrong"})).status,
        (await client.post(root + webhook.path, data=b"{}", headers={SECRET_HEADER: "ü"})).status,
        (await client.post(root + "/telegram/guess", data=b"{}", headers=good)).status,
        (await client.get(root + webhook.path, headers=good)).status,
        (await client.post(root + webhook.path, data=b"x" * (MOST_BYTES + 1), headers=good)).status,
    ]
    assert statuses == [403, 403, 403, 404, 405, 413]
    assert taken == []


def test_the_path_is_another_at_each_start() -> None:
    paths = {WebhookReceiver("https://bot.example", "127.0.0.1", 0).path for _ in range(20)}
    assert len(paths) == 20
    assert min(map(len, paths)) >= 40
