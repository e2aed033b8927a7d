"""Run the server by itself: ``python -m tests.fakes.discord_api --port 8082 --log effects.jsonl --channels 3``.

The first line that it prints is the REST address; the gateway's is asked of it.
"""

import argparse
import asyncio
import contextlib
from pathlib import Path

from tests.fakes.discord_api.limits import Limits
from tests.fakes.discord_api.server import TOKEN, DiscordApi, serve_discord


async def serve(arguments: argparse.Namespace) -> None:
    limits = Limits() if arguments.limits else Limits.none()
    api = DiscordApi(token=arguments.token, log=arguments.log, limits=limits)
    async with serve_discord(api, port=arguments.port):
        guild = api.world.new_guild()
        for number in range(arguments.channels):
            api.world.new_channel(guild, f"channel-{number}")
        print(api.rest_url, flush=True)  # noqa: T201 - the parent process reads the address
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--limits", action="store_true", help="enforce the published rate limits")
    parser.add_argument("--channels", type=int, default=1, help="channels of the first server")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
