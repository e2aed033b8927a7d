"""``daybrief check``: what would run, what is missing or wrong, how the database stands; never a secret."""

import sys
from pathlib import Path

import typer

from bot.cli.options import Database
from bot.cli.running import run
from bot.cli.stopping import CANNOT_RUN
from briefings.domain.errors import DaybriefError


def check(database: Database = None) -> None:
    """Tell what would run, which settings are missing or wrong, and how the database stands."""
    from config.settings import wrong_settings  # noqa: PLC0415

    wrong = list(wrong_settings(Path(".env")))
    if wrong:
        sys.stdout.write("\n".join(("Settings: wrong", *(f"  {sentence}" for sentence in wrong))) + "\n")
        raise typer.Exit(CANNOT_RUN)
    lines, sound = run(_report(database))
    sys.stdout.write("\n".join(lines) + "\n")
    if not sound:
        raise typer.Exit(CANNOT_RUN)


async def _report(database: str | None) -> tuple[list[str], bool]:
    from bot.bootstrap import settings_from  # noqa: PLC0415
    from bot.cli.check_platforms import platform_lines  # noqa: PLC0415

    settings = settings_from(database)
    stored, state = await _database(settings.database.url)
    lines, sound = await platform_lines(settings, database_is_current=state == "current")
    lines = ["Settings: readable", *lines]
    if not settings.has_token:
        lines.append("Terminal: daybrief run opens the terminal chat, since no platform has a token")
    owners = [f"{platform}:{number}" for platform, number in settings.access.owner_ids()]
    lines.append(f"Owners: {', '.join(owners) if owners else 'none, DAYBRIEF_OWNERS is not set'}")
    lines.append(f"Access: {settings.access.access}")
    port = settings.http.port
    lines.append(f"Health and metrics: {f'port {port}' if port else 'off, DAYBRIEF_HTTP_PORT is not set'}")
    return [*lines, f"Database: {stored}"], sound and state != "unusable"


async def _database(url: str) -> tuple[str, str]:
    """The database and its schema in one line, and whether it is current, changes or is unusable; changes nothing."""
    from briefings.adapters.sql.migrating import Fitness, schema_state  # noqa: PLC0415

    try:
        state = await schema_state(url)
    except DaybriefError as error:
        return str(error), "unusable"
    match state.fitness:
        case Fitness.NEWER:
            newer = f"is newer ({state.found}) than this program ({state.expected}). Install a newer Daybrief."
            return f"{state.database} {newer}", "unusable"
        case Fitness.EMPTY:
            return f"{state.database}, new, the first start makes its tables", "changes"
        case Fitness.OLDER:
            told = f"older ({state.found}), the next start brings it to {state.expected}"
            return f"{state.database}, {told}", "changes"
        case _:
            return f"{state.database}, up to date ({state.found})", "current"
