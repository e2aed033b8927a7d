"""/team and /link: who is who in the newsroom."""

import re

from bot.chat.asking import Ask
from bot.chat.cards.cards import Bullets, Card, Copy, Heading, Note, Text
from bot.chat.catalogue import Catalogue, entry
from bot.chat.desk import Desk
from bot.chat.table import Act, Audience, Command, Option, OptionKind
from briefings.domain.errors import UserError
from briefings.domain.people import Identity, Platform, Role
from briefings.domain.team import Member
from briefings.services.people.appoint import appoint, dismiss, list_members
from briefings.services.people.link_accounts import accept_link, offer_link

NEWSROOM = entry("For the newsroom")
_IDENTITY = re.compile(r"(telegram|discord):(\d{1,20})")


async def team(ask: Ask, desk: Desk) -> Card:
    """List the newsroom, or appoint and dismiss somebody."""
    t, what = ask.t, ask.text("what")
    if what is None:
        members = await list_members(store=desk.store)
        lines = tuple(_line(member, t) for member in members if member.roles)
        listed = Bullets(lines) if lines else Note(t("Nobody is appointed yet: /team add telegram:7 editor Ana"))
        return Card((Heading(t("The newsroom")), listed))
    person = read_identity(ask.text("person") or "")
    given = ask.text("role")
    role = Role(given) if given else None
    if what == "add":
        name = ask.text("name") or ""
        chosen = role or Role.EDITOR
        member = await appoint(person, chosen, name=name, by=ask.person, store=desk.store, clock=desk.clock)
    else:
        member = await dismiss(person, role, by=ask.person, store=desk.store, clock=desk.clock)
    desk.team_bell.ring()
    return Card((Text(_line(member, t)),))


async def link(ask: Ask, desk: Desk) -> Card:
    """Make a one-time code on one account, or use it on another."""
    t, code = ask.t, ask.text("code")
    if not ask.direct and not ask.abilities.whispers:
        raise UserError("Link your accounts in a private chat with me: here everybody would read the code.")
    if code is None:
        made = await offer_link(ask.person, name=ask.person_name, store=desk.store, clock=desk.clock)
        sentence = t("Type /link {code} on your other account within ten minutes.", code=made)
        return Card((Text(sentence),), rows=((Copy(t("Copy"), f"/link {made}"),),), private=True)
    member = await accept_link(code, ask.person, owners=desk.access.owners, store=desk.store, clock=desk.clock)
    desk.team_bell.ring()
    return Card((Text(t("This account belongs to {name} now.", name=member.name)),), private=True)


def read_identity(text: str) -> Identity:
    """Read ``telegram:7``. Raises UserError for anything else, since names prove nothing."""
    match = _IDENTITY.fullmatch(text.strip().lower())
    if match is None:
        raise UserError("Name the person by platform and numeric id, such as telegram:7. A name proves nothing.")
    return Identity(Platform(match[1]), match[2])


def _line(member: Member, t: Catalogue) -> str:
    roles = ", ".join(sorted(member.roles)) or t("no role")
    return f"{member.name} – {roles} ({', '.join(map(str, member.identities))})"


COMMAND = Command(
    name="team",
    help=entry("Who may write and approve; appoint and dismiss."),
    example="/team add telegram:7 editor Ana",
    answer=team,
    options=(
        Option("what", OptionKind.CHOICE, entry("Add or remove."), choices=("add", "remove")),
        Option("person", OptionKind.TEXT, entry("Platform and numeric id, such as telegram:7.")),
        Option("role", OptionKind.CHOICE, entry("The role."), choices=tuple(Role)),
        Option("name", OptionKind.TEXT, entry("What the person is called."), rest=True, verbatim=True),
    ),
    audience=Audience.OWNER,
    private=True,
    group=entry("For the owner"),
    acts=(
        Act("list", entry("Who may write and approve.")),
        Act("add", entry("Appoint somebody."), "add", ("person", "role", "name")),
        Act("remove", entry("Dismiss somebody."), "remove", ("person", "role")),
    ),
)
LINK = Command(
    name="link",
    help=entry("Join your accounts on Telegram and Discord by a one-time code."),
    example="/link",
    answer=link,
    options=(Option("code", OptionKind.TEXT, entry("The code from your other account."), rest=True),),
)
