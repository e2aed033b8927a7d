"""The chat through a pipe: lines in, plain cards out, the end of the input ends it."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import suppress

from bot.console.render import beside_file, clean, file_lines, plain
from bot.console.session import LEAVING, Session

_CHUNK = 65_536


async def chat_through_pipe(session: Session) -> None:
    """Answer each line of standard input on standard output."""
    async for line in _typed_lines():
        if line.lower() in LEAVING:
            return
        card = await session.answer(line)
        if card is not None:
            file = "".join(f"{line}\n" for line in file_lines(card))
            sys.stdout.write(f"> {clean(line)}\n\n{plain(beside_file(card))}\n\n{file}")
            sys.stdout.flush()


async def _typed_lines() -> AsyncIterator[str]:
    """Lines of standard input. A thread of its own reads them, and may be left behind: Ctrl-C must not wait for it.

    It reads past Python's own buffer, whose lock a thread that is left behind would still hold at the program's end.
    """
    loop, chunks = asyncio.get_running_loop(), asyncio.Queue[bytes]()
    allowed = threading.Semaphore(1)

    def read() -> None:
        with suppress(RuntimeError):  # the loop has ended before the input
            while allowed.acquire():
                data = os.read(sys.stdin.fileno(), _CHUNK)
                loop.call_soon_threadsafe(chunks.put_nowait, data)
                if not data:
                    return

    threading.Thread(target=read, name="standard input", daemon=True).start()
    held = b""
    while data := await chunks.get():
        *lines, held = (held + data).split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace").strip()
        allowed.release()
    if held:
        yield held.decode("utf-8", "replace").strip()
