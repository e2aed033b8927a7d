"""What a platform can do beyond showing cards: declared once by its folder, so that commands need not know its name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abilities:
    """All that platforms differ in, as far as a command's answer depends on it.

    ``forms``: a form opens in answer to a command (Discord's modal).
    ``hears``: messages that are no commands reach the bot too, in a chat of several people those that reply to it; so
    a form's fields can be asked for in turn.
    ``whispers``: an answer can be shown to its asker alone where others read along.
    ``channels``: there are chats in which nobody but the chat itself speaks, set up from their admin's private chat.
    ``roles``: a message can call all who hold a role.
    """

    forms: bool = False
    hears: bool = False
    whispers: bool = False
    channels: bool = False
    roles: bool = False


PLAIN = Abilities()
"""A line gets its answer, as in a terminal."""
