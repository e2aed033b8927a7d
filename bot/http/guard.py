"""A cap of connections, and a time limit for what comes before a request is whole."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

MOST_CONNECTIONS = 100
HEAD_SECONDS = 10.0
"""A new connection sends the head of its first request within so long."""
BETWEEN_SECONDS = 60.0
"""A connection that has been answered sends the next one within so long."""
BODY_SECONDS = 10.0
"""The body of a request is there within so long after its head."""


class Guard:
    """Lets so many connections in at a time and ends those that keep it waiting; one for each listener."""

    def __init__(self, *, most: int = MOST_CONNECTIONS, head: float = HEAD_SECONDS) -> None:
        self._most = most
        self._head = head
        self._open: dict[asyncio.BaseTransport, _Guarded] = {}

    def __len__(self) -> int:
        """How many connections are open."""
        return len(self._open)

    def around(self, make: Callable[[], asyncio.Protocol]) -> Callable[[], asyncio.Protocol]:
        """The protocols that ``make`` makes, guarded."""
        return lambda: _Guarded(make(), self)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
        """Take in that a request's head is there, and when it was answered."""
        guarded = self._open.get(request.transport) if request.transport is not None else None
        if guarded is not None:
            guarded.wait_no_more()
        try:
            response: web.StreamResponse = await handler(request)
        finally:
            if guarded is not None:
                guarded.wait(BETWEEN_SECONDS)
        return response

    def opened(self, transport: asyncio.BaseTransport, guarded: "_Guarded") -> bool:
        """Count a connection; False where there are too many."""
        if len(self._open) >= self._most:
            return False
        self._open[transport] = guarded
        guarded.wait(self._head)
        return True

    def closed(self, transport: asyncio.BaseTransport) -> None:
        """Count one less."""
        self._open.pop(transport, None)


class _Guarded(asyncio.Protocol):
    """Hands everything on to the protocol inside."""

    def __init__(self, inside: asyncio.Protocol, guard: Guard) -> None:
        self._inside = inside
        self._guard = guard
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None

    def wait(self, seconds: float) -> None:
        self.wait_no_more()
        if self._transport is not None and not self._transport.is_closing():
            self._timer = asyncio.get_running_loop().call_later(seconds, self._transport.abort)

    def wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a stream is served, and nothing else")
        self._transport = transport
        if self._guard.opened(transport, self):
            self._inside.connection_made(transport)
        else:
            self._transport = None
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.wait_no_more()
        if self._transport is not None:
            self._guard.closed(self._transport)
            self._inside.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._transport is not None:
            self._inside.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inside.eof_received() if self._transport is not None else None

    def pause_writing(self) -> None:
        if self._transport is not None:
            self._inside.pause_writing()

    def resume_writing(self) -> None:
        if self._transport is not None:
            self._inside.resume_writing()
