"""What happens when something is there already."""

from collections.abc import Container

from briefings.domain.errors import TemporaryError


def refuse_taken(key: object, taken: Container[object]) -> None:
    """Raise TemporaryError, as a database does for a key that is taken."""
    if key in taken:
        raise TemporaryError("Somebody else stored the same thing at the same moment. Try again.")
