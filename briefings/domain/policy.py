"""What the operator decided about editorial work."""

from dataclasses import dataclass

from briefings.domain.people import Identity


@dataclass(frozen=True, slots=True)
class EditorialPolicy:
    """Rules that bind everybody, owners included.

    ``four_eyes``: nobody approves or publishes what they wrote alone. ``edit_answers``: corrections also edit the
    answers that commands gave before, where the platform still allows it. ``owners`` are the accounts that the settings
    name: those on different platforms count as one person until they are known to be two (see ``services.roles``).
    """

    four_eyes: bool = False
    edit_answers: bool = True
    owners: frozenset[Identity] = frozenset()
