"""What the article calls a person: "Kremlin spokesman", "NATO chief", "a gynecologist from Englewood"."""

import re

from briefings.extraction.naming.registry import Found
from briefings.extraction.naming.words import NameWords

_AFTER = re.compile(
    r",(?:[ \u00a0][1-9][0-9]?,)?[ \u00a0](?P<role>(?:(?P<lead>who (?:is|was) an?|an?|the|one of)[ \u00a0])?"
    r"[^,.;:()“”\"—–\n]{3,90})(?=[,.;)—–])"
)
_LED_IN = re.compile(
    r"(?:^|[\s“\"])(?P<role>(?:[Tt]he |[Ii]ts |[Hh]is |[Hh]er |[Tt]heir |[A-Z][\w.-]{1,20}['’]s )[^,.;:!?()“”\"—–\n]{3,70}),[ \u00a0]\Z"
)
_AGENT = re.compile(r"(?<=[a-z]{3})(?:er|or|ist|ian|man|woman)\Z")
"""How most words for who does something end, where no list holds the word."""
_HEAD_WORDS = 4
_REACH = 90
_ENDS = frozenset(',;:!?…—–-"”’)]}')


def role_of(text: str, entry: Found, words: NameWords) -> tuple[str | None, str | None]:
    """Return the person's role, in the words of the article, and the gender that the role tells; either may be None."""
    role = None
    for start, end in entry.spans[:3]:
        role = _before(text, start, words) or _after(text, end, words) or _before_comma(text, start, words)
        if role:
            break
    return (role, _gender(role, words)) if role else (None, None)


def _before(text: str, start: int, words: NameWords) -> str | None:
    word = text[max(0, start - 24) : start].rpartition(" ")[0].rpartition(" ")[2]
    if not word or (word[0].islower() and word not in words.roles):
        return None
    tokens = _words_before(text, start)
    if not tokens:
        return None
    head = tokens[-1]
    office = _office(tokens, words)
    if office >= 0:
        head = tokens[office]
        tokens[office:] = [" ".join(tokens[office:])]
    if head.lower() not in words.roles and head not in words.titles:
        return None
    index = len(tokens) - 1
    while index > 0 and _joins(tokens[index - 1], words):
        index -= 1
    while index < len(tokens) - 1 and tokens[index] in words.openers:
        index += 1
    role = " ".join(tokens[index:])
    return role if role.strip(".") not in {"Mr", "Mrs", "Ms", "Miss"} else None


def _office(tokens: list[str], words: NameWords) -> int:
    """The index of the office in "Minister for Health and Sport", whose field runs to the end of the tokens; or -1."""
    for at in range(len(tokens) - 2, 0, -1):
        if tokens[at] in {"of", "for"} and (tokens[at - 1].lower() in words.roles or tokens[at - 1] in words.titles):
            return at - 1
        if not (tokens[at + 1][0].isupper() and (tokens[at][0].isupper() or tokens[at] in {"and", "the", "of", "for"})):
            break
    return -1


def _before_comma(text: str, start: int, words: NameWords) -> str | None:
    """The description that the name is set behind: "France's president, X", "the head of the council, X"."""
    if not text.startswith((", ", ",\u00a0"), max(0, start - 2)):
        return None
    match = _LED_IN.search(text, max(0, start - _REACH), start)
    if match is None:
        return None
    phrase = match["role"]
    head = re.split(r" (?:of|for|at|in|to|on|and|who|whose) ", phrase, maxsplit=1)[0].rsplit(" ", 1)[-1]
    if head.lower() not in words.roles or head.lower().endswith("s"):
        return None
    return phrase.removeprefix("the ").removeprefix("The ")


def _words_before(text: str, start: int) -> list[str]:
    """The words, at most seven, that stand before ``start`` with nothing but spaces between them."""
    before = text[max(0, start - _REACH) : start]
    if before[-1:] not in {" ", "\u00a0"}:
        return []
    words: list[str] = []
    for word in reversed(before.split()[-7:]):
        if not word[0].isalnum() or word[-1] in _ENDS:
            break
        words.append(word)
    return words[::-1]


def _joins(token: str, words: NameWords) -> bool:
    if token.lower() in words.modifiers or token.lower() in words.roles or token in words.titles:
        return True
    return token[:1].isupper() and token not in words.openers and token not in words.calendar


def _after(text: str, end: int, words: NameWords) -> str | None:
    match = _AFTER.match(text, end)
    if match is None:
        return None
    phrase = re.sub(r"^(?:who (?:is|was) )?(?:an?|the)[ \u00a0]", "", match["role"])
    tokens = phrase.split()
    if not match["lead"] and not (tokens[0] in words.roles or tokens[0] in words.modifiers):
        return None
    if any(word.lower() in words.roles for word in tokens[:_HEAD_WORDS]):
        return phrase
    return phrase if match["lead"] and len(tokens) <= _HEAD_WORDS and _AGENT.search(tokens[-1]) else None


def _gender(role: str, words: NameWords) -> str | None:
    for word in role.split():
        if word.lower() in words.masculine_roles or word in words.masculine_titles:
            return "m"
        if word.lower() in words.feminine_roles or word in words.feminine_titles:
            return "f"
    return None
