"""What is said publicly of a correction or a withdrawal, in an editor's own words; ``check_note`` is its gate."""

from briefings.domain.errors import UserError

LONGEST_NOTE = 500
"""The longest public note, in characters."""


def tidied(note: str) -> str:
    """The note in one line. Raises UserError for one that is too long: a sentence cut short may say another thing."""
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise UserError("A public note has at most {most} characters.", most=LONGEST_NOTE)
    return note
