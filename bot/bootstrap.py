"""The composition root: the only place that builds real adapters and joins them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
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
from briefings.adapters.web.on_demand import PagesOnDemand
from briefings.domain.deliveries import Problem, Receipt
from briefings.domain.errors import OperatorError
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.domain.policy import EditorialPolicy
from briefings.ports.courier import Courier, Shown
from briefings.ports.store import Store
from briefings.services.correct import ANSWER
from briefings.services.deliver import Sender
from briefings.services.lost_chats import lose_chat, move_chat, regain_chat
from briefings.services.pacing import DISCORD, TELEGRAM, Pacer
from briefings.services.plan_digests import plan_digests, replan
from briefings.services.release import release_due
from briefings.services.roles import find_roles
from briefings.services.send_alerts import Alarm
from briefings.services.speaker_directory import SpeakerDirectory
from config.logging import set_up_logging
from config.settings import Settings, SettingsError, read_settings
from config.speakers import shipped_aliases

if TYPE_CHECKING:
    from bot.discord.app import DiscordPlatform
    from bot.discord.client import DaybriefClient
    from bot.scheduler import Chore
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
    from bot.scheduler import Chore, Scheduler, Worker  # noqa: PLC0415
    from bot.supervisor import Part, Supervisor  # noqa: PLC0415

    metrics = Metrics()
    store, clock = program.store, program.desk.clock
    happenings = Happenings(
        answered=metrics.answered,
        shown=partial(remember_shown, program),
        lost=partial(remember_lost, program),
        regained=partial(remember_regained, program),
        moved=partial(move_chat, store=store),
    )
    platforms: list[TelegramPlatform | DiscordPlatform] = []
    if program.settings.telegram.token is not None:
        platforms.append(telegram_platform(program, happenings))
    if program.settings.discord.token is not None:
        platforms.append(discord_platform(program, happenings))
    couriers: list[Courier] = [platform.courier for platform in platforms]
    pages: list[Part] = []
    chores = chores_of(program, couriers)
    carried = {courier.platform: courier for courier in couriers}
    plan = partial(plan_digests, store=store, clock=clock, couriers=carried)
    alarm = Alarm(store=store, clock=clock, couriers=carried)
    chores.append(Chore("alerts", timedelta(seconds=2), alarm.look))
    chores.append(Chore("digests", timedelta(seconds=0.5), plan))
    chores.append(Chore("zones", timedelta(hours=6), partial(replan, store=store, clock=clock)))
    senders = [Worker(f"deliveries on {courier.platform}", sender_of(program, courier).run) for courier in couriers]
    supervisor = Supervisor((pages, platforms, [Scheduler(chores), *senders]))
    http = program.settings.http
    if http.port is not None:
        supervisor.add(0, HealthServer(http.host, http.port, health=supervisor.health, metrics=metrics))
    await supervisor.run()


def chores_of(program: Program, couriers: Sequence[Courier]) -> "list[Chore]":
    """What has to be looked after beside answering: planned publications, and copies that a correction changes."""
    from bot.scheduler import Chore  # noqa: PLC0415
    from briefings.services.spread_corrections import spread_corrections  # noqa: PLC0415

    store, clock = program.store, program.desk.clock
    publications = partial(release_due, aliases=program.desk.directory.aliases, store=store, clock=clock)
    chores = [Chore("publications", timedelta(seconds=5), publications)]
    for courier in couriers:
        work = partial(spread_corrections, courier=courier, store=store, clock=clock)
        chores.append(Chore(f"corrections on {courier.platform}", timedelta(seconds=10), work))
    return chores


def sender_of(program: Program, courier: Courier) -> Sender:
    """Build what carries one platform's outbox; the lease lets one process of all send with the token."""
    limits = TELEGRAM if courier.platform is Platform.TELEGRAM else DISCORD
    tell = [ChatAddress(owner.platform, owner.user_id) for owner in owners_of(program.settings)]
    return Sender(
        store=program.store,
        clock=program.desk.clock,
        courier=courier,
        pacer=Pacer(limits),
        lease=f"sender:{courier.platform}",
        tell=[address for address in tell if address.platform is Platform.TELEGRAM],
    )


async def remember_lost(program: Program, address: ChatAddress, reason: str) -> None:
    """Let the plan of a chat rest that cannot be written to any more."""
    await lose_chat(address, Problem(reason), store=program.store, clock=program.desk.clock)


async def remember_regained(program: Program, address: ChatAddress) -> None:
    """Let the plan of a chat go on that can be written to again."""
    await regain_chat(address, store=program.store, clock=program.desk.clock)


async def remember_shown(program: Program, address: ChatAddress, message_id: str, shows: tuple[Shown, ...]) -> None:
    """Keep receipts of an answer, so that corrections find it."""
    now = program.desk.clock.now()
    receipts = [Receipt(address, message_id, shown.briefing_id, shown.revision, ANSWER, now) for shown in shows]
    async with program.store.writing() as unit:
        await unit.receipts.add(receipts)


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
        hear=program.answering.hear,
        staff=staff,
        receiver=receiver,
    )


def discord_platform(program: Program, happenings: Happenings) -> "DiscordPlatform":
    """Build the bot on Discord, unstarted."""
    from bot.discord.app import DiscordAccount, DiscordPlatform  # noqa: PLC0415 - slow, and only this platform needs it
    from bot.discord.client import DaybriefClient  # noqa: PLC0415

    settings = program.settings.discord
    token = settings.token.get_secret_value() if settings.token else ""

    @asynccontextmanager
    async def opening() -> AsyncIterator[Answering]:
        yield program.answering

    def make_client() -> DaybriefClient:
        table = program.answering.table
        return DaybriefClient(table, opening, shard_count=settings.shard_count, happenings=happenings)

    return DiscordPlatform(DiscordAccount(token, settings.api_base, settings.gateway), make_client)


def create_discord_client() -> "DaybriefClient":
    """Build the client on Discord from the settings alone, unstarted; no scheduler and no worker come with it.

    It opens the database when it signs in and closes it when it closes.
    """
    from bot.discord.app import DiscordAccount, point_at  # noqa: PLC0415
    from bot.discord.client import DaybriefClient  # noqa: PLC0415

    settings = settings_from()
    point_at(DiscordAccount("", settings.discord.api_base, settings.discord.gateway))

    @asynccontextmanager
    async def opening() -> AsyncIterator[Answering]:
        async with opened_program(settings) as program:
            yield program.answering

    return DaybriefClient(command_table(), opening, shard_count=settings.discord.shard_count)


def owners_of(settings: Settings) -> frozenset[Identity]:
    """The owners that the settings name."""
    return frozenset(Identity(Platform(platform), number) for platform, number in settings.access.owner_ids())
