"""What the operator decided about editorial work."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditorialPolicy:
    """Rules that bind everybody, owners included.

    ``four_eyes``: nobody approves or publishes what they wrote alone. ``edit_answers``: corrections also edit the
    answers that commands gave before, where the platform still allows it.
    """

    four_eyes: bool = False
    edit_answers: bool = True
