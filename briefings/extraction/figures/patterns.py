"""How lists of words become patterns: one factored alternation, so that a search reads each letter once."""

import re
from collections.abc import Iterable

_Branch = dict[str, "_Branch"]


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of ``words``, the longest first, factored by common beginnings."""
    root: _Branch = {}
    for word in words:
        branch = root
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _factored(root)


def _factored(branch: _Branch) -> str:
    options = [re.escape(letter) + _factored(rest) for letter, rest in branch.items() if letter]
    if not options:
        return ""
    joined = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
    return f"(?:{joined})?" if "" in branch else joined


def lower(text: str) -> str:
    """``text`` in lower case with every offset kept: the few letters that would grow stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
