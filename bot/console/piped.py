"""The chat through a pipe: lines in, plain cards out, the end of the input ends it."""

import asyncio
import sys

from bot.console.render import clean, plain
from bot.console.session import LEAVING, Session


async def chat_through_pipe(session: Session) -> None:
    """Answer each line of standard input on standard output."""
    while data := await asyncio.to_thread(sys.stdin.buffer.readline):
        line = data.decode("utf-8", "replace")
        if line.strip().lower() in LEAVING:
            return
        card = await session.answer(line)
        if card is not None:
            sys.stdout.write(f"> {clean(line.strip())}\n\n{plain(card)}\n\n")
            sys.stdout.flush()
