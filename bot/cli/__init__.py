"""The command line: parse, call, print."""

from bot.cli.program import app, main

__all__ = ["app", "main"]
