"""Names of bodies that small words hold together: "Department of Justice", "Bank of England"."""

import re

from briefings.extraction.naming.runs import CAPITAL, RUN
from briefings.extraction.naming.words import NameWords

_JOIN = re.compile(f"[ \\u00a0](?:of|for|on|and)[ \\u00a0](?:the[ \\u00a0])?(?=[{CAPITAL}])")
_LEADS_ON = (
    "Study",
    "Protection",
    "Promotion",
    "Advancement",
    "Prevention",
    "Defence",
    "Defense",
    "Department",
    "Ministry",
    "School",
)
"""Words of a body's name that another "of" follows: "Institute for the Study of War"."""


def joined_end(text: str, end: int, name: str, words: NameWords) -> int:
    """Where a body's name really ends: "Department" goes on over "of Justice"; ``end`` when it does not."""
    if name.rsplit(" ", 1)[-1] not in words.heads:
        return end
    joined = _past(_JOIN, text, end, words)
    leads_on = text[end:joined].endswith(_LEADS_ON)
    return _past(_JOIN, text, joined, words) if leads_on else joined


def _past(join: re.Pattern[str], text: str, end: int, words: NameWords) -> int:
    joined = join.match(text, end)
    following = RUN.match(text, joined.end()) if joined else None
    if following is None:
        return end
    tokens = following.group().split(" ")
    if tokens[0] in words.calendar:
        return end
    office = next((at for at in range(1, len(tokens) - 1) if tokens[at] in words.titles), len(tokens))
    return following.start() + len(" ".join(tokens[:office]))
