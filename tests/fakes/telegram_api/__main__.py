"""Run the server by itself: ``python -m tests.fakes.telegram_api --port 8081 --log effects.jsonl``."""

import argparse
import asyncio
import contextlib
from pathlib import Path

from tests.fakes.telegram_api.limits import Limits
from tests.fakes.telegram_api.server import TOKEN, TelegramApi, serve_telegram


async def serve(arguments: argparse.Namespace) -> None:
    limits = Limits() if arguments.limits else Limits.none()
    api = TelegramApi(token=arguments.token, log=arguments.log, limits=limits)
    async with serve_telegram(api, port=arguments.port):
        for number in range(arguments.people):
            api.people.person(1000 + number)
        print(api.url, flush=True)  # noqa: T201 - the parent process reads the address
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--limits", action="store_true", help="enforce the published flood limits")
    parser.add_argument("--people", type=int, default=0, help="private chats to begin with, ids from 1000")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
