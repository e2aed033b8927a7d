"""Who runs the bot and who may use it at all: by numeric ids."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from briefings.domain.people import ChatAddress, Identity, Platform, Role

RolesOf = Callable[[Identity], Awaitable[frozenset[Role]]]


async def nobody_appointed(_: Identity) -> frozenset[Role]:
    """The roles of a newsroom that has appointed nobody."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Access:
    """The operator's rules. Owners come from the settings; ``roles_of`` asks the newsroom's own list.

    With ``invite_only`` the bot serves owners, people with a role, and the people and chats that an owner let in.
    Whoever sits at the terminal runs the bot and is an owner. ``rooms`` are the newsroom's own chats, by platform and
    chat id.
    """

    owners: frozenset[Identity] = frozenset()
    invite_only: bool = False
    roles_of: RolesOf = field(default=nobody_appointed)
    rooms: frozenset[tuple[Platform, str]] = frozenset()

    async def roles(self, person: Identity) -> frozenset[Role]:
        """Everything that a person may do for the newsroom; an owner may do all of it."""
        if person.platform.is_own or person in self.owners:
            return frozenset(Role)
        roles = await self.roles_of(person)
        return frozenset(Role) if Role.OWNER in roles else roles

    def is_room(self, chat: ChatAddress) -> bool:
        """Whether a chat, or the chat that a topic or thread belongs to, is one of the newsroom's own."""
        return (chat.platform, chat.chat_id) in self.rooms
