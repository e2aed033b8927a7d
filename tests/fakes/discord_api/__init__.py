"""A strict Discord on loopback: REST and gateway, for the real discord.py client.

It enforces the published limits, orders failures on demand, answers interactions as people would see them and writes
what took effect to a log that outlives the program under test. Point ``discord.http.Route.BASE`` at ``api.rest_url``
and the gateway at ``api.gateway_url``.
"""

from tests.fakes.discord_api.failures import FailureKind
from tests.fakes.discord_api.limits import Limits
from tests.fakes.discord_api.server import TOKEN, DiscordApi, serve_discord

__all__ = ["TOKEN", "DiscordApi", "FailureKind", "Limits", "serve_discord"]
