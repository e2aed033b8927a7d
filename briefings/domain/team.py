"""The people of the newsroom: who may write and who may approve."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefings.domain.people import Identity, Role

LINK_CODE_LIFETIME = timedelta(minutes=10)
"""How long a one-time code for linking two accounts is good."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a role, or with several accounts, on any platform; ``id`` names the person in the audit log."""

    id: str
    name: str
    roles: frozenset[Role]
    identities: tuple[Identity, ...]
    since: datetime

    def with_identity(self, identity: Identity) -> "Member":
        """The member with one more account; the same account twice changes nothing."""
        if identity in self.identities:
            return self
        return replace(self, identities=(*self.identities, identity))


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A one-time code that joins another account to ``identity``'s person; only its hash is kept."""

    code_hash: str
    identity: Identity
    name: str
    expires_at: datetime


def hash_of_code(code: str) -> str:
    """Return the hex SHA-256 of a link code, whatever case and spaces it was typed with."""
    return hashlib.sha256("".join(code.split()).replace("-", "").upper().encode()).hexdigest()
