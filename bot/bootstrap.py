"""The composition root: the only place that builds real adapters and joins them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.access import Access
from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.happenings import Happenings
from briefings.adapters.clock import SystemClock
from briefings.adapters.files.reading import WorkerFiles
from briefings.domain.errors import OperatorError
from briefings.domain.people import Identity, Platform, Role
from briefings.domain.policy import EditorialPolicy
from briefings.ports.intake import Files, Page
from briefings.ports.store import Store
from briefings.services.roles import find_roles
from briefings.services.speaker_directory import SpeakerDirectory
from config.logging import set_up_logging
from config.settings import Settings, SettingsError, read_settings
from config.speakers import shipped_aliases

if TYPE_CHECKING:
    from bot.telegram.app import TelegramPlatform


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that one process works with."""

    settings: Settings
    store: Store
    desk: Desk
    answering: Answering


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


@dataclass(frozen=True, slots=True)
class PagesOnDemand:
    """Fetches pages; the HTTP library is loaded with the first link, so that a program without links starts faster."""

    files: Files
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    async def fetch(self, url: str) -> Page:
        """Fetch a page; see the port."""
        from briefings.adapters.web.fetching import GuardedPages  # noqa: PLC0415

        return await GuardedPages(self.files, self.networks).fetch(url)


@asynccontextmanager
async def opened_store(settings: Settings) -> AsyncIterator[Store]:
    """Open the database with its tables brought up to date, and close it at the end.

    Raises:
        OperatorError: the database cannot be used, or is newer than the program.
    """
    from briefings.adapters.sql.store import open_store  # noqa: PLC0415 - the slowest import, needed only here

    store = await open_store(settings.database.url)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def opened_program(settings: Settings) -> AsyncIterator[Program]:
    """Open the store and join everything that answers over it."""
    async with opened_store(settings) as store:
        yield joined(settings, store)


def joined(settings: Settings, store: Store) -> Program:
    """Join the parts over a store that is open."""
    access = Access(
        owners=owners_of(settings),
        invite_only=settings.access.access == "invite",
        roles_of=partial(find_roles, store=store),
    )
    files = WorkerFiles.with_slots()
    desk = Desk(
        store=store,
        clock=SystemClock(),
        access=access,
        zone=ZoneInfo(settings.newsroom.zone),
        directory=SpeakerDirectory(shipped_aliases()),
        policy=EditorialPolicy(settings.editorial.four_eyes, settings.editorial.edit_answers),
        pages=PagesOnDemand(files, settings.editorial.networks()),
        files=files,
    )
    return Program(settings, store, desk, Answering(command_table(), desk))


def log_mistakes_only(settings: Settings) -> None:
    """Log to standard error as a chat in a terminal needs it: what went wrong, and no secret."""
    set_up_logging("WARNING", settings.log.format, secrets=settings.secrets())


async def serve(settings: Settings) -> None:
    """Run every platform that has a token until the program is told to stop.

    Raises:
        OperatorError: no platform can be started.
    """
    set_up_logging(settings.log.level, settings.log.format, secrets=settings.secrets())
    async with opened_program(settings) as program:
        await supervise(program)


async def supervise(program: Program) -> None:
    """Start every part and watch them until the program is told to stop.

    Raises:
        OperatorError: no platform can be started.
    """
    from bot.http.metrics import Metrics  # noqa: PLC0415 - these imports are slow, and only this verb needs them
    from bot.http.server import HealthServer  # noqa: PLC0415
    from bot.supervisor import Part, Supervisor  # noqa: PLC0415

    metrics = Metrics()
    happenings = Happenings(answered=metrics.answered)
    platforms: list[Part] = []
    if program.settings.telegram.token is not None:
        platforms.append(telegram_platform(program, happenings))
    pages: list[Part] = []
    supervisor = Supervisor((pages, platforms))
    http = program.settings.http
    if http.port is not None:
        supervisor.add(0, HealthServer(http.host, http.port, health=supervisor.health, metrics=metrics))
    await supervisor.run()


def telegram_platform(program: Program, happenings: Happenings) -> "TelegramPlatform":
    """Build the bot on Telegram, unstarted.

    Raises:
        OperatorError: the token is none at all.
    """
    from bot.http.server import WebhookReceiver  # noqa: PLC0415
    from bot.telegram.app import TelegramAccount, TelegramPlatform  # noqa: PLC0415

    settings = program.settings.telegram
    token = settings.token.get_secret_value() if settings.token else ""
    receiver = None
    if settings.webhook_url:
        secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
        receiver = WebhookReceiver(settings.webhook_url, settings.webhook_host, settings.webhook_port, secret=secret)
    owners = {
        o.user_id: frozenset({Role.OWNER}) for o in owners_of(program.settings) if o.platform is Platform.TELEGRAM
    }

    async def staff() -> Mapping[str, frozenset[Role]]:
        return owners

    return TelegramPlatform(
        TelegramAccount(token, settings.base_url, settings.base_file_url),
        program.answering,
        happenings=happenings,
        staff=staff,
        receiver=receiver,
    )


def owners_of(settings: Settings) -> frozenset[Identity]:
    """The owners that the settings name."""
    return frozenset(Identity(Platform(platform), number) for platform, number in settings.access.owner_ids())
