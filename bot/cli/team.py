"""``daybrief team``: who may write and approve. Whoever has the shell acts as an owner, and the log names it."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Database
from bot.cli.running import StoreWork, run, with_store
from bot.cli.texts import write_json, write_text
from briefings.domain.errors import UserError
from briefings.domain.people import Role
from briefings.domain.team import Member
from briefings.ports.clock import Clock
from briefings.ports.store import Store

if TYPE_CHECKING:
    from bot.chat.catalogue import Catalogue

team_app = typer.Typer(help="Who may write and who may approve.", no_args_is_help=True)
_Person = Annotated[str, typer.Argument(metavar="PERSON", help="Platform and numeric id, such as telegram:7.")]


@team_app.callback()
def team() -> None:
    """Who may write and who may approve."""


@team_app.command("list")
def list_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    database: Database = None,
) -> None:
    """List everybody who has a role, or several accounts."""
    from briefings.services.people.appoint import list_members  # noqa: PLC0415

    members = run(with_store(lambda store, _: list_members(store=store), database))
    if not members and not as_json:
        write_text(_t()("Nobody is appointed yet: daybrief team add telegram:7 editor Ana") + "\n")
    for member in members:
        if as_json:
            write_json(_as_json(member) + "\n")
        else:
            write_text(_as_text(member) + "\n")


@team_app.command()
def add(
    person: _Person,
    role: Annotated[
        Role, typer.Argument(metavar="ROLE", help="What the person may do: owner, editor or reviewer.")
    ] = Role.EDITOR,
    name: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="What the person is called.")] = None,
    database: Database = None,
) -> None:
    """Appoint somebody."""
    from bot.chat.commands.team import read_identity  # noqa: PLC0415
    from bot.console.asking import PERSON  # noqa: PLC0415
    from briefings.services.people.appoint import appoint  # noqa: PLC0415

    identity, called = read_identity(person), " ".join(name or ())
    _tell(lambda s, c: appoint(identity, role, name=called, by=PERSON, store=s, clock=c), database)


@team_app.command()
def remove(
    person: _Person,
    role: Annotated[Role | None, typer.Argument(metavar="ROLE", help="Only this role; by default all of them.")] = None,
    database: Database = None,
) -> None:
    """Dismiss somebody; what they did stays in the log."""
    from bot.chat.commands.team import read_identity  # noqa: PLC0415
    from bot.console.asking import PERSON  # noqa: PLC0415
    from briefings.services.people.appoint import dismiss  # noqa: PLC0415

    identity = read_identity(person)
    _tell(lambda s, c: dismiss(identity, role, by=PERSON, store=s, clock=c), database)


@team_app.command()
def link(
    person: _Person,
    account: Annotated[
        str,
        typer.Argument(metavar="ACCOUNT", help="The same person's account on the other platform, or console:owner."),
    ],
    database: Database = None,
) -> None:
    """Join two accounts of one person, who can do it alone with /link as well."""
    from bot.bootstrap.program import owners_of, settings_from  # noqa: PLC0415
    from bot.chat.commands.team import read_identity  # noqa: PLC0415
    from bot.console.asking import PERSON  # noqa: PLC0415
    from briefings.services.people.link_accounts import accept_link, offer_link  # noqa: PLC0415
    from briefings.services.people.roles import find_roles  # noqa: PLC0415

    first, second = read_identity(person), PERSON if account == str(PERSON) else read_identity(account)

    if first == second:
        raise UserError("These are one account. Name the person's account on the other platform.")

    async def joined(store: Store, clock: Clock) -> Member:
        owners = owners_of(settings_from(database))
        if await find_roles(second, owners=owners, store=store):
            raise UserError(
                "{account} has a role of its own. Name it first, or take its role away with daybrief team remove.",
                account=str(second),
            )
        code = await offer_link(first, name="", store=store, clock=clock)
        return await accept_link(code, second, by=PERSON, owners=owners, store=store, clock=clock)

    _tell(joined, database)


def _tell(work: StoreWork[Member], database: str | None) -> None:
    write_text(_as_text(run(with_store(work, database))) + "\n")


def _as_text(member: Member) -> str:
    roles = ", ".join(sorted(member.roles)) or _t()("no role")
    return f"{member.name}: {roles} ({', '.join(map(str, member.identities))})"


def _t() -> "Catalogue":
    from bot.chat.catalogue import Catalogue  # noqa: PLC0415

    return Catalogue()


def _as_json(member: Member) -> str:
    form = {
        "id": member.id,
        "name": member.name,
        "roles": sorted(member.roles),
        "accounts": [str(identity) for identity in member.identities],
        "since": member.since.isoformat(),
    }
    return json.dumps(form, ensure_ascii=False)
