"""What one process works with: settings, an open store, and everything that answers over it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.bootstrap.audited_settings import act_rules
from bot.bootstrap.previews import PREVIEWS
from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from briefings.adapters.clock import SystemClock
from briefings.adapters.drafting.pool import DraftingPool
from briefings.adapters.files.reading import WorkerFiles
from briefings.adapters.heads import Heads
from briefings.adapters.web.on_demand import PagesOnDemand
from briefings.domain.errors import OperatorError
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.policy import EditorialPolicy
from briefings.ports.records import RecordStore
from briefings.ports.store import Store
from briefings.services.people.roles import find_roles
from briefings.services.records.note_settings import note_settings
from briefings.services.speakers.speaker_directory import SpeakerDirectory
from config.logging import set_up_logging
from config.settings import Settings, SettingsError, default_heads_file, read_settings
from config.speakers import shipped_aliases


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that one process works with."""

    settings: Settings
    store: Store
    desk: Desk
    answering: Answering
    drafting: DraftingPool


def settings_from(database_url: str | None = None, *, env_file: Path = Path(".env")) -> Settings:
    """Read the settings; ``database_url`` goes before any other.

    Raises:
        OperatorError: a setting is wrong.
    """
    try:
        settings = read_settings(env_file)
    except SettingsError as error:
        raise OperatorError("{sentence}", sentence=str(error)) from error
    if database_url:
        settings.database.url = database_url
    return settings


@asynccontextmanager
async def opened_store(settings: Settings) -> AsyncIterator[RecordStore]:
    """Open the database with its tables brought up to date, and close it at the end.

    Raises:
        OperatorError: the database cannot be used, or is newer than the program.
    """
    from briefings.adapters.sql.store import open_store  # noqa: PLC0415 - the slowest import, needed only here

    store = await open_store(settings.database.url, heads=heads_of(settings))
    try:
        yield store
    finally:
        await store.close()


def heads_of(settings: Settings) -> Heads:
    """Where the audit log's heads are noted: beside the database's file, or else in the directory for data."""
    from briefings.adapters.sql.addresses import address_of  # noqa: PLC0415 - slow

    named = settings.database.heads
    file = address_of(settings.database.url).file if named is None else None
    return Heads(named or (file.with_name(f"{file.name}.heads") if file else default_heads_file()))


@asynccontextmanager
async def opened_program(settings: Settings) -> AsyncIterator[Program]:
    """Open the store and join everything that answers over it; the log names the rules that bind what follows."""
    async with opened_store(settings) as store:
        program = joined(settings, store)
        try:
            await note_settings(act_rules(settings), store=store, clock=program.desk.clock)
            yield program
        finally:
            await program.drafting.close()


def joined(settings: Settings, store: Store) -> Program:
    """Join the parts over a store that is open."""
    owners = owners_of(settings)
    access = Access(
        owners=owners,
        invite_only=settings.access.access == "invite",
        roles_of=partial(find_roles, owners=owners, store=store),
        rooms=frozenset((room.platform, room.chat_id) for room in rooms_of(settings)),
    )
    files, drafting = WorkerFiles.with_slots(), DraftingPool()
    desk = Desk(
        store=store,
        clock=SystemClock(),
        access=access,
        zone=ZoneInfo(settings.newsroom.zone),
        directory=SpeakerDirectory(shipped_aliases()),
        policy=EditorialPolicy(settings.editorial.four_eyes, settings.editorial.edit_answers, owners),
        summary_sentences=settings.editorial.summary_sentences,
        pages=PagesOnDemand(files, settings.editorial.networks()),
        files=files,
        drafter=drafting,
        previews=PREVIEWS,
    )
    return Program(settings, store, desk, Answering(command_table(), desk), drafting)


def log_mistakes_only(settings: Settings) -> None:
    """Log to standard error as a chat in a terminal needs it: what went wrong, and no secret."""
    set_up_logging("WARNING", settings.log.format, secrets=settings.secrets())


def rooms_of(settings: Settings) -> tuple[ChatAddress, ...]:
    """The newsroom's own chats that the settings name."""
    return tuple(ChatAddress(Platform(platform), chat_id) for platform, chat_id in settings.editorial.rooms())


def owners_of(settings: Settings) -> frozenset[Identity]:
    """The owners that the settings name."""
    return frozenset(Identity(Platform(platform), number) for platform, number in settings.access.owner_ids())
