"""``daybrief run``: every platform that has a token, or the terminal chat when none has."""

from bot.cli.options import Database
from bot.cli.running import run as run_to_end


def run(database: Database = None) -> None:
    """Start every platform that has a token, or the terminal chat when none has."""
    from bot.bootstrap import settings_from  # noqa: PLC0415

    settings = settings_from(database)
    if not settings.has_token:
        from bot.cli.console import chat  # noqa: PLC0415

        run_to_end(chat(database))
        return
    from bot.bootstrap.serving import serve  # noqa: PLC0415

    run_to_end(serve(settings))
