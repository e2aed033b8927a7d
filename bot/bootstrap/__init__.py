"""The composition root: the only room that builds real adapters and joins them."""

from bot.bootstrap.platforms import create_discord_client
from bot.bootstrap.program import Program, heads_of, log_mistakes_only, opened_program, opened_store, settings_from

__all__ = [
    "Program",
    "create_discord_client",
    "heads_of",
    "log_mistakes_only",
    "opened_program",
    "opened_store",
    "settings_from",
]
