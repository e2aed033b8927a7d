"""Runs every platform that has a token, and what has to be looked after beside them."""

from functools import partial
from typing import TYPE_CHECKING

from bot.bootstrap.audited_settings import newsroom_rules
from bot.bootstrap.background import upkeep_of
from bot.bootstrap.chores import pacer_of
from bot.bootstrap.listening import listening_turn
from bot.bootstrap.platform_records import (
    remember_lost,
    remember_regained,
    remember_shown,
    remember_trouble,
    remember_wrote,
)
from bot.bootstrap.platforms import discord_platform, telegram_platform
from bot.bootstrap.program import Program, opened_program
from bot.bootstrap.warm_up import begin_learning, end_learning
from bot.chat.platform_events import Happenings
from bot.http.metrics import Metrics
from bot.http.server import HealthServer
from bot.scheduler import Worker
from bot.supervisor import Part, Supervisor
from briefings.domain.people import Platform
from briefings.ports.courier import Courier
from briefings.services.delivery.lost_chats import move_chat
from briefings.services.delivery.watch_outbox import watch_outbox
from briefings.services.records.note_settings import note_settings
from config.logging import set_up_logging
from config.settings import Settings

if TYPE_CHECKING:
    from bot.discord.app import DiscordPlatform
    from bot.telegram.app import TelegramPlatform


async def serve(settings: Settings) -> None:
    """Run every platform that has a token until the program is told to stop.

    Raises:
        OperatorError: no platform can be started.
    """
    set_up_logging(settings.log.level, settings.log.format, secrets=settings.secrets())
    async with opened_program(settings) as program:
        await note_settings(newsroom_rules(settings), store=program.store, clock=program.desk.clock)
        learning = begin_learning(program.answering, program.drafting)
        try:
            await supervise(program)
        finally:
            await end_learning(learning)


async def supervise(program: Program) -> None:
    """Start every part and watch them until the program is told to stop.

    Raises:
        OperatorError: no platform can be started.
    """
    metrics = Metrics(command.name for command in program.answering.table)
    couriers: list[Courier] = []
    happenings = Happenings(
        answered=metrics.answered,
        shown=partial(remember_shown, program),
        lost=partial(remember_lost, program, couriers),
        regained=partial(remember_regained, program),
        moved=partial(move_chat, store=program.store),
        wrote=partial(remember_wrote, program),
        troubled=partial(remember_trouble, program, couriers),
    )
    pacers = {platform: pacer_of(platform) for platform in (Platform.TELEGRAM, Platform.DISCORD)}
    platforms: list[TelegramPlatform | DiscordPlatform] = []
    turns: list[Part] = []
    if program.settings.telegram.token is not None:
        turn = listening_turn(program, Platform.TELEGRAM)
        turns.append(Worker("turn to listen on telegram", turn.run))
        platforms.append(telegram_platform(program, happenings, pacers[Platform.TELEGRAM], turn))
    if program.settings.discord.token is not None:
        platforms.append(discord_platform(program, happenings))
    couriers += [platform.courier for platform in platforms]
    pages: list[Part] = []
    supervisor = Supervisor((pages, turns, platforms, upkeep_of(program, couriers, pacers)))
    program.desk.health.follow(supervisor.health)
    http = program.settings.http
    if http.port is not None:
        outbox = partial(watch_outbox, store=program.store, clock=program.desk.clock)
        page = HealthServer(http.host, http.port, health=supervisor.health, metrics=metrics, outbox=outbox)
        supervisor.add(0, page)
    await supervisor.run()
