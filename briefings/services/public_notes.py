"""What is said publicly of a correction or a withdrawal, in an editor's own words."""

from briefings.domain.errors import UserError
from briefings.domain.source import Source
from briefings.extraction.own_words import Witness, not_in_source

LONGEST_NOTE = 500
"""The longest public note, in characters."""


def tidied(note: str) -> str:
    """The note in one line. Raises UserError for one that is too long: a sentence cut short may say another thing."""
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise UserError("A public note has at most {most} characters.", most=LONGEST_NOTE)
    return note


def check_public_note(note: str, source: Source) -> None:
    """Raise UserError where a note states what the source does not: numbers, days and quoted words."""
    missing = not_in_source(note, Witness(source.text))
    if missing:
        raise UserError(
            "The note says what the source does not: {missing}. Write it as the source has it.",
            missing=", ".join(f"“{words}”" for words in missing),
        )
