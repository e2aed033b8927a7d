"""The composition root: the only room that builds real adapters and joins them."""

from bot.bootstrap.platforms import create_discord_client
from bot.bootstrap.program import Program, log_mistakes_only, opened_program, opened_store, settings_from

__all__ = [
    "Program",
    "create_discord_client",
    "log_mistakes_only",
    "opened_program",
    "opened_store",
    "settings_from",
]
