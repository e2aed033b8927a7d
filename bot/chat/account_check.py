"""What a platform says of the bot's account, for ``daybrief check``."""

from dataclasses import dataclass

MOST_CHATS = 20
"""Chats with a digest that are looked at, so that a check ends soon."""


@dataclass(frozen=True, slots=True)
class Examination:
    """The bot's name on the platform, and what is missing: one sentence each, with the cure."""

    name: str
    remarks: tuple[str, ...] = ()
