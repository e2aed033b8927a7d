"""``daybrief migrate``: the database's tables brought up to date."""

from bot.cli.options import Database
from bot.cli.running import run
from bot.cli.texts import write_text


def migrate(database: Database = None) -> None:
    """Bring the database up to date; every start does this too."""
    write_text(run(_migrate(database)) + "\n")


async def _migrate(database: str | None) -> str:
    from bot.bootstrap import opened_store, settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415

    t = Catalogue()
    async with opened_store(settings_from(database)):
        return t("The database is up to date.")
