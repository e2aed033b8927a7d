"""``daybrief check``: what would run, what is missing or wrong, how the database stands; never a secret."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.options import Database
from bot.cli.running import run
from bot.cli.stopping import CANNOT_RUN
from bot.cli.texts import write_text
from briefings.domain.errors import DaybriefError

if TYPE_CHECKING:
    from bot.chat.catalogue import Catalogue


def check(database: Database = None) -> None:
    """Tell what would run, which settings are missing or wrong, and how the database stands."""
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from config.settings import wrong_settings  # noqa: PLC0415

    wrong = list(wrong_settings(Path(".env")))
    if wrong:
        t = Catalogue()
        write_text("\n".join((t("Settings: wrong"), *(f"  {sentence}" for sentence in wrong))) + "\n")
        raise typer.Exit(CANNOT_RUN)
    lines, sound = run(_report(database))
    write_text("\n".join(lines) + "\n")
    if not sound:
        raise typer.Exit(CANNOT_RUN)


async def _report(database: str | None) -> tuple[list[str], bool]:
    from bot.bootstrap import settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from bot.cli.check_platforms import platform_lines  # noqa: PLC0415

    settings, t = settings_from(database), Catalogue()
    stored, state = await _database(settings.database.url, t)
    lines, sound = await platform_lines(settings, database_is_current=state == "current")
    lines = [t("Settings: readable"), *lines]
    if not settings.has_token:
        lines.append(t("Terminal: daybrief run opens the terminal chat, since no platform has a token"))
    owners = [f"{platform}:{number}" for platform, number in settings.access.owner_ids()]
    lines.append(t("Owners: {who}", who=", ".join(owners)) if owners else t("Owners: none, DAYBRIEF_OWNERS is not set"))
    lines.append(t("Access: {access}", access=settings.access.access))
    port = settings.http.port
    on = t("Health and metrics: port {port}", port=port)
    lines.append(on if port else t("Health and metrics: off, DAYBRIEF_HTTP_PORT is not set"))
    return [*lines, t("Database: {state}", state=stored)], sound and state != "unusable"


async def _database(url: str, t: "Catalogue") -> tuple[str, str]:
    """The database and its schema in one line, and whether it is current, changes or is unusable; changes nothing."""
    from briefings.adapters.sql.migrating import Fitness, schema_state  # noqa: PLC0415

    try:
        state = await schema_state(url)
    except DaybriefError as error:
        return t.error(error), "unusable"
    kept = {"database": state.database, "found": state.found, "expected": state.expected}
    match state.fitness:
        case Fitness.NEWER:
            newer = t("{database} is newer ({found}) than this program ({expected}). Install a newer Daybrief.", **kept)
            return newer, "unusable"
        case Fitness.EMPTY:
            return t("{database}, new, the first start makes its tables", **kept), "changes"
        case Fitness.OLDER:
            return t("{database}, older ({found}), the next start brings it to {expected}", **kept), "changes"
        case _:
            return t("{database}, up to date ({found})", **kept), "current"
