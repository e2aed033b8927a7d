"""The health page and the webhook end slow connections and take only so many."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.http.guard import Guard
from bot.http.metrics import Metrics
from bot.http.server import HealthServer, WebhookReceiver

LAST_RESORT = 60
MOST = 5
HOST = "127.0.0.1"


@pytest.fixture(params=["health", "webhook"])
async def port(request: pytest.FixtureRequest) -> AsyncIterator[int]:
    guard = Guard(most=MOST, head=0.2)

    async def take(_: bytes) -> None:
        return

    if request.param == "health":
        server = HealthServer(HOST, 0, health=list, metrics=Metrics(), guard=guard)
        await server.start()
        yield server.port
        await server.stop()
    else:
        receiver = WebhookReceiver("https://bot.example", HOST, 0, guard=guard)
        await receiver.start(take)
        yield receiver.port
        await receiver.stop()


async def ended(reader: asyncio.StreamReader) -> bool:
    """Wait until the other side ends the connection."""
    try:
        async with asyncio.timeout(LAST_RESORT):
            return await reader.read() == b""
    except ConnectionResetError:
        return True


async def answer(port: int) -> bytes:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    async with asyncio.timeout(LAST_RESORT):
        return await reader.read()


@pytest.mark.parametrize("head", [b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "])
async def test_a_head_that_never_comes_ends_the_connection(port: int, head: bytes) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(head)
    assert await ended(reader)


async def test_a_head_in_drops_ends_the_connection(port: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)

    async def drip() -> None:
        while not writer.is_closing():
            writer.write(b"a")
            await asyncio.sleep(0.05)

    writer.write(b"GET /healthz HTTP/1.1\r\nX: ")
    dripping = asyncio.create_task(drip())
    assert await ended(reader)
    dripping.cancel()


async def test_more_connections_than_the_most_are_turned_away(port: int) -> None:
    held = [await asyncio.open_connection(HOST, port) for _ in range(MOST)]
    reader, _ = await asyncio.open_connection(HOST, port)
    assert await ended(reader)
    for reader, _ in held:  # each ends for want of a head, and makes room
        assert await ended(reader)
    assert (await answer(port)).startswith(b"HTTP/1.1")
