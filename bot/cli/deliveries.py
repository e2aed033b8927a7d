"""``daybrief deliveries``: what was owed to whom and what became of it; what did not arrive can be sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.options import Database
from bot.cli.running import run
from briefings.domain.deliveries import Delivery, DeliveryState
from briefings.domain.errors import UserError
from briefings.domain.people import Platform

if TYPE_CHECKING:
    from bot.bootstrap import Program

deliveries_app = typer.Typer(
    help="Show what was owed to which chat and what became of it; send again what did not arrive.",
    invoke_without_command=True,
)
_MOST = 100_000

States = Annotated[
    list[DeliveryState] | None,
    typer.Option("--state", help="Only messages in this state; may be given more than once.", show_default=False),
]
OnPlatform = Annotated[Platform | None, typer.Option("--platform", help="Only this platform.", show_default=False)]
OfChat = Annotated[str | None, typer.Option("--chat", metavar="ID", help="Only this chat's.", show_default=False)]
OnDay = Annotated[
    datetime | None,
    typer.Option(
        "--day",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Only what was owed on this day of the newsroom.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages are meant."""

    states: Sequence[DeliveryState] | None
    platform: Platform | None
    chat_id: str | None
    day: date | None


@deliveries_app.callback()
def deliveries(
    context: typer.Context,
    state: States = None,
    platform: OnPlatform = None,
    chat: OfChat = None,
    day: OnDay = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=_MOST, help="So many at most, the newest first.")] = 50,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON array with one object for each message.")
    ] = False,
    database: Database = None,
) -> None:
    """Show what was owed to which chat and what became of it; send again what did not arrive."""
    if context.invoked_subcommand is None:
        wanted = Wanted(state or None, platform, chat, day.date() if day else None)
        run(_list(wanted, limit, as_json, database))


@deliveries_app.command("resend")
def resend_command(
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar="NUMBER", help="Messages by the numbers that are listed.", show_default=False),
    ] = None,
    state: States = None,
    platform: OnPlatform = None,
    chat: OfChat = None,
    day: OnDay = None,
    database: Database = None,
) -> None:
    """Send messages again that failed or may not have arrived: by their numbers, or all of a state."""
    wanted = Wanted(state or None, platform, chat, day.date() if day else None)
    run(_resend(numbers or [], wanted, database))


async def _list(wanted: Wanted, limit: int, as_json: bool, database: str | None) -> None:
    from bot.bootstrap import log_mistakes_only, opened_program, settings_from  # noqa: PLC0415
    from bot.cli.delivery_lines import as_json_text, as_table  # noqa: PLC0415
    from bot.cli.texts import write_json, write_text  # noqa: PLC0415

    settings = settings_from(database)
    log_mistakes_only(settings)
    async with opened_program(settings) as program:
        found = await _found(wanted, limit, program)
    if as_json:
        write_json(as_json_text(found))
    else:
        write_text(as_table(found, ZoneInfo(settings.newsroom.zone)))


async def _found(wanted: Wanted, limit: int, program: "Program") -> Sequence[Delivery]:
    from briefings.services.delivery.list_deliveries import list_deliveries  # noqa: PLC0415

    return await list_deliveries(
        states=wanted.states,
        platform=wanted.platform,
        chat_id=wanted.chat_id,
        day=wanted.day,
        zone=program.desk.zone,
        limit=limit,
        store=program.store,
    )


async def _resend(numbers: Sequence[int], wanted: Wanted, database: str | None) -> None:
    from bot.bootstrap import log_mistakes_only, opened_program, settings_from  # noqa: PLC0415
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415
    from bot.cli.texts import write_text  # noqa: PLC0415
    from briefings.services.delivery.list_deliveries import LOST, send_again  # noqa: PLC0415

    settings, t = settings_from(database), Catalogue()
    log_mistakes_only(settings)
    if not numbers and not wanted.states:
        raise UserError("Name the messages by number, or all of a state: daybrief deliveries resend --state unknown")
    if wanted.states and not set(wanted.states) <= LOST:
        raise UserError("Only failed and unknown messages can be sent again.")
    async with opened_program(settings) as program:
        found = [] if numbers else await _found(wanted, _MOST, program)
        for number in numbers or [delivery.id for delivery in reversed(found) if not _comes_back(delivery, found)]:
            again = await send_again(number, store=program.store, clock=program.desk.clock)
            write_text(t("{number} goes to {chat} again.", number=number, chat=again.address) + "\n")
    if not numbers and not found:
        write_text(t("No message is lost.") + "\n")


def _comes_back(delivery: Delivery, found: Sequence[Delivery]) -> bool:
    """Whether an earlier part of the same series is sent again, which brings this one back."""
    return any(
        (other.address, other.edition_id, other.created_at, other.entry_id)
        == (delivery.address, delivery.edition_id, delivery.created_at, delivery.entry_id)
        and other.part < delivery.part
        for other in found
    )
