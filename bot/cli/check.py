"""``daybrief check``: what would run, what is missing or wrong, how the database stands; never a secret."""

import sys
from pathlib import Path

import typer

from bot.cli.options import Database
from bot.cli.running import run
from briefings.domain.errors import DaybriefError

CANNOT_RUN = 2


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

    settings = settings_from(database)
    lines = ["Settings: readable"]
    for name, token in (("Telegram", settings.telegram.token), ("Discord", settings.discord.token)):
        variable = f"DAYBRIEF_{name.upper()}_TOKEN"
        lines.append(f"{name}: would run" if token else f"{name}: would not run, {variable} is not set")
    if not settings.has_token:
        lines.append("Terminal: daybrief run opens the terminal chat, since no platform has a token")
    owners = [f"{platform}:{number}" for platform, number in settings.access.owner_ids()]
    lines.append(f"Owners: {', '.join(owners) if owners else 'none, DAYBRIEF_OWNERS is not set'}")
    lines.append(f"Access: {settings.access.access}")
    port = settings.http.port
    lines.append(f"Health and metrics: {f'port {port}' if port else 'off, DAYBRIEF_HTTP_PORT is not set'}")
    try:
        lines.append(await _database(settings.database.url))
    except DaybriefError as error:
        return [*lines, f"Database: {error}"], False
    return lines, True


async def _database(url: str) -> str:
    """The database and its schema in one line; changes nothing."""
    from briefings.adapters.sql.migrating import Fitness, schema_state  # noqa: PLC0415
    from briefings.domain.errors import OperatorError  # noqa: PLC0415

    state = await schema_state(url)
    if state.fitness is Fitness.NEWER:
        raise OperatorError(
            "{database} is newer ({found}) than this program ({expected}). Install a newer Daybrief.",
            database=state.database,
            found=state.found,
            expected=state.expected,
        )
    says = {
        Fitness.EMPTY: "new, the first start makes its tables",
        Fitness.CURRENT: f"up to date ({state.found})",
        Fitness.OLDER: f"older ({state.found}), the next start brings it to {state.expected}",
    }
    return f"Database: {state.database}, {says[state.fitness]}"
