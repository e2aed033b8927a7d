"""Who may run which command: checked at every door, by numeric ids."""

from bot.chat.asking import Ask
from bot.chat.catalogue import entry
from bot.chat.owners import Access
from bot.chat.table import Audience
from briefings.domain.errors import UserError
from briefings.domain.people import Role

_REFUSALS = {
    Audience.CHAT_ADMIN: entry("Only an admin of this chat may use /{command}."),
    Audience.EDITOR: entry("Only an editor may use /{command}. An owner can appoint you."),
    Audience.REVIEWER: entry("Only a reviewer may use /{command}. An owner can appoint you."),
    Audience.NEWSROOM: entry("Only the newsroom may use /{command}. An owner can appoint you."),
    Audience.OWNER: entry("Only the owner of this bot may use /{command}."),
}
_ROLES = {
    Audience.EDITOR: frozenset({Role.EDITOR, Role.OWNER}),
    Audience.REVIEWER: frozenset({Role.REVIEWER, Role.OWNER}),
    Audience.NEWSROOM: frozenset(Role),
    Audience.OWNER: frozenset({Role.OWNER}),
}


async def may_run(audience: Audience, ask: Ask, access: Access) -> bool:
    """Whether the asker belongs to the audience now; asks the platform only where the audience needs it."""
    if audience is Audience.EVERYONE:
        return True
    if audience is Audience.CHAT_ADMIN:
        if ask.direct:
            return True
        return await ask.is_chat_admin() or Role.OWNER in await access.roles(ask.person)
    return bool(_ROLES[audience] & await access.roles(ask.person))


async def check_rights(audience: Audience, ask: Ask, access: Access) -> None:
    """Raise UserError unless the asker may run the command."""
    if not await may_run(audience, ask, access):
        raise UserError(_REFUSALS[audience], command=ask.command)
