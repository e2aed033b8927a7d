"""Builds the bots on the platforms, unstarted."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from bot.bootstrap.listening import ListeningTurn
from bot.bootstrap.pacing import TokenPace
from bot.bootstrap.platform_records import remember_shown
from bot.bootstrap.program import Program, heads_of, joined, owners_of, settings_from
from bot.bootstrap.warm_up import begin_learning, end_learning
from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.platform_events import Happenings
from briefings.domain.people import ChatAddress, Platform, Role
from briefings.ports.courier import Shown
from briefings.services.delivery.pacing import Pacer
from briefings.services.people.appoint import list_members
from briefings.services.people.roles import roles_of

if TYPE_CHECKING:
    from bot.discord.app import DiscordPlatform
    from bot.discord.client import DaybriefClient
    from bot.telegram.app import TelegramPlatform


def telegram_platform(
    program: Program, happenings: Happenings, pacer: Pacer, turn: ListeningTurn
) -> "TelegramPlatform":
    """Build the bot on Telegram, unstarted.

    Raises:
        OperatorError: the token is none at all.
    """
    from bot.http.server import WebhookReceiver  # noqa: PLC0415
    from bot.telegram.app import TelegramPlatform  # noqa: PLC0415
    from bot.telegram.bot import TelegramAccount  # noqa: PLC0415

    settings = program.settings.telegram
    token = settings.token.get_secret_value() if settings.token else ""
    receiver = None
    if settings.webhook_url:
        secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
        receiver = WebhookReceiver(settings.webhook_url, settings.webhook_host, settings.webhook_port, secret=secret)
    platform = TelegramPlatform(
        TelegramAccount(token, settings.base_url, settings.base_file_url),
        program.answering,
        happenings=happenings,
        hear=program.answering.hear,
        pace=TokenPace(pacer),
        staff=partial(_staff_on, Platform.TELEGRAM, program),
        receiver=receiver,
        my_turn=turn.wait,
    )
    program.desk.team_bell.listen(platform.refresh_menus)
    return platform


async def _staff_on(platform: Platform, program: Program) -> Mapping[str, frozenset[Role]]:
    """The newsroom's people on a platform, those whom the settings name as owners among them."""
    members, named = await list_members(store=program.store), owners_of(program.settings)
    accounts = ((i, roles_of(member, named)) for member in members for i in member.identities)
    roles = {account.user_id: theirs for account, theirs in accounts if account.platform is platform}
    owners = {owner.user_id for owner in named if owner.platform is platform}
    return {**roles, **dict.fromkeys(sorted(owners), frozenset(Role))}


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
        return DaybriefClient(
            table,
            opening,
            shard_count=settings.shard_count,
            happenings=happenings,
            asks_gateway=settings.gateway is None,
        )

    return DiscordPlatform(DiscordAccount(token, settings.api_base, settings.gateway), make_client)


def create_discord_client() -> "DaybriefClient":
    """Build the client on Discord from the settings alone, unstarted; no scheduler and no worker come with it.

    It opens the database when it signs in and closes it when it closes.
    """
    from bot.discord.app import DiscordAccount, point_at  # noqa: PLC0415
    from bot.discord.client import DaybriefClient  # noqa: PLC0415

    settings, programs = settings_from(), list[Program]()
    point_at(DiscordAccount("", settings.discord.api_base, settings.discord.gateway))

    async def shown(address: ChatAddress, message_id: str, shows: tuple[Shown, ...], line: str) -> None:
        await remember_shown(programs[0], address, message_id, shows, line)

    @asynccontextmanager
    async def opening() -> AsyncIterator[Answering]:
        # one generator and no nested ones: a loop that ends with the client still open closes it cleanly
        from briefings.adapters.sql.store import open_store  # noqa: PLC0415 - slow

        store = await open_store(settings.database.url, heads=heads_of(settings))
        try:
            programs[:] = [joined(settings, store)]
            learning = begin_learning(programs[0].answering, programs[0].drafting)
            try:
                yield programs[0].answering
            finally:
                await end_learning(learning)
        finally:
            for program in programs:
                await program.drafting.close()
            await store.close()

    return DaybriefClient(
        command_table(),
        opening,
        shard_count=settings.discord.shard_count,
        happenings=Happenings(shown=shown),
        asks_gateway=settings.discord.gateway is None,
    )
