"""How a value stands in the command line of a button."""

_MARKS = frozenset('"“”„«»')


def named(name: str, value: str) -> str:
    """One option of a line by its name, ``words:"nato summit"``, in straight marks where it is more than one word.

    A mark within stands twice.
    """
    if value and not any(char.isspace() or char in _MARKS for char in value):
        return f"{name}:{value}"
    return '{}:"{}"'.format(name, value.replace('"', '""'))
