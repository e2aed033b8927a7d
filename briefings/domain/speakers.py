"""People and bodies that are quoted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body that is quoted; ``aliases`` are other spellings, other scripts included.

    The role held on the day is kept with each quote, because it changes; ``quotes`` counts the published ones.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    quotes: int = 0
