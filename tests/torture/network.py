"""A piece of network between the program and a platform, which can be cut and joined again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Cable:
    """Carries connections to a port of this machine; while it is cut, nothing can be reached and nothing stays open."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.port = 0

    async def join(self) -> None:
        """Let connections through, always at the same port."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Break every connection and refuse new ones."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._open):
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reads, there_writes = await asyncio.open_connection("127.0.0.1", self._target)
        self._open |= {writer, there_writes}
        try:
            await asyncio.gather(_pump(reader, there_writes), _pump(there_reads, writer))
        finally:
            self._open -= {writer, there_writes}
            for end in (writer, there_writes):
                end.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.transport.abort()


@asynccontextmanager
async def cable_to(url: str) -> AsyncIterator[Cable]:
    """A cable to the server at this address (http://127.0.0.1:port…)."""
    cable = Cable(int(url.split(":")[2].split("/", maxsplit=1)[0]))
    await cable.join()
    try:
        yield cable
    finally:
        await cable.cut()
