"""Names of bodies that small words hold together: "Department of Justice", "Food and Drug Administration"."""

import re

from briefings.extraction.naming.runs import CAPITAL, RUN
from briefings.extraction.naming.words import NameWords

_JOIN = re.compile(f"[ \\u00a0](?:of|for|on)[ \\u00a0](?:the[ \\u00a0])?(?=[{CAPITAL}])")
_LEADS_ON = (
    "Study",
    "Protection",
    "Promotion",
    "Advancement",
    "Prevention",
    "Liberation",
    "Defence",
    "Defense",
    "Department",
    "Ministry",
    "School",
)
"""Words of a body's name that another "of" follows: "Institute for the Study of War"."""
_FIELD = f"[{CAPITAL}][\\w-]+(?:[ \\u00a0][{CAPITAL}][\\w-]+)?"
_MORE_FIELDS = re.compile(
    f"(?P<listed>(?:,[ \\u00a0]{_FIELD}){{0,3}}),?[ \\u00a0](?:and|&)[ \\u00a0](?P<last>{_FIELD})"
)
_OF_FIELDS = re.compile(
    "(?:tion|sion|ment|ity|ness|ics|ance|ence|ture|ism|ship|ology|ing|ry"
    "|Services|Affairs|Sports?|Media|Trade|Sciences?|Arts|Health|Rights|Skills|Pensions|Work|Works|Food|Law|Medicine|Control|Commerce"
    "|Energy|Labou?r|Reform|Families|Fisheries|Forests|Customs|Youth|Tourism|Crafts|Letters|Culture|Defen[cs]e|Resources|Zero|Homes|Care|Welfare|Diseases|Studies|Population|Water|Explosives)\\Z"
)
"""How words end that name what a body is for and no other body: "Disease Control and Prevention"."""
LINK = re.compile(f"(?P<link>[ \\u00a0](?:&|and|the)|['’]s?)[ \\u00a0](?=[{CAPITAL}])")
"""What carries a body's name on from one run to the next."""
_LED_BY_THE = ("the ", "The ", "U.S. ", "US ", "'s ", "’s ")
_CALLS = frozenset("Save Stop Feed Help Rock".split())
"""Calls that open a body's name: "Save the Children"."""
_ARMS = ("Executive", "Enforcement")
"""What ends a body's name only behind two fields: "Health and Safety Executive"."""
_HALVES = ("ies", "University")
"""How a body's word ends that needs a second half: "Securities and Exchange Commission"."""
_WHOSE = frozenset("women men children people king queen worker workers".split())
"""Whose body it may be though no list of roles holds them: "Women's Institute"."""


def joined_end(text: str, end: int, name: str, words: NameWords) -> int:
    """Where a body's name really ends: "Department" goes on over "of Justice"; ``end`` when it does not."""
    if name.rsplit(" ", 1)[-1] not in words.heads:
        return end
    joined = _past(_JOIN, text, end, words)
    if text[end:joined].endswith(_LEADS_ON):
        joined = _past(_JOIN, text, joined, words)
    return joined if joined == end else _past_fields(text, joined, words)


def linked_end(text: str, start: int, run: str, words: NameWords) -> int:
    """Where the body ends that the run from ``start`` opens and a small word carries on; ``start`` when none does.

    "Johnson & Johnson", "Food and Drug Administration", "Farmers' Union", "Save the Children".
    """
    linked = LINK.match(text, start + len(run))
    if linked is None:
        return start
    link, last = linked["link"].strip(), run.rsplit(" ", 1)[-1]
    if not _may_go_on(text, start, run, last, link, words):
        return start
    following = RUN.match(text, linked.end())
    tokens = following.group().replace("\u00a0", " ").split(" ") if following else []
    if following is None or not _is_rest(last, link, tokens, words):
        return start
    return joined_end(text, following.end(), tokens[-1], words)


def _may_go_on(text: str, start: int, run: str, last: str, link: str, words: NameWords) -> bool:
    """Whether the run may be the first part of a body's name that ``link`` carries on."""
    if link == "&":
        return True
    if link == "the":
        return last in _CALLS
    return _is_half(text, start, run, words) if link == "and" else _owns_body(last, link, words)


def _is_rest(last: str, link: str, tokens: list[str], words: NameWords) -> bool:
    """Whether the tokens behind ``link`` are the rest of the name whose first part ends with ``last``."""
    if link == "&":
        return last not in words.given or len(tokens) > 1 or tokens[0] == last
    if link == "the":
        return not _is_elsewhere(tokens[0], words)
    return _ends_body(tokens, words) if link == "and" else any(_tells_body(token, words) for token in tokens)


def _tells_body(token: str, words: NameWords) -> bool:
    return (token in words.bodies or token in words.heads) and token not in words.known_bodies


def _is_half(text: str, start: int, run: str, words: NameWords) -> bool:
    """Whether the run, behind "the", may be the first half of a body's name and names none itself."""
    led = run.startswith("The ") or text[max(0, start - 4) : start].endswith(_LED_BY_THE)
    *before, word = run.removeprefix("The ").split(" ")
    if not led or word.isupper() or word in words.known_bodies or _is_elsewhere(word, words):
        return False
    if word in words.bodies or word.lower() in words.roles:
        return not before and word.endswith(_HALVES)
    return word not in words.titles or _OF_FIELDS.search(word) is not None


def _ends_body(tokens: list[str], words: NameWords) -> bool:
    """Whether a body's word ends the tokens and no name of its own opens them."""
    known = tokens[0] in words.known_bodies or tokens[0].isupper() or _is_elsewhere(tokens[0], words)
    known = known or " ".join(tokens[-2:]) in words.long_bodies
    return len(tokens) > 1 and (tokens[-1] in words.bodies or tokens[-1] in _ARMS) and not known


def _is_elsewhere(word: str, words: NameWords) -> bool:
    """Whether the word is a place, a people or a given name, and so names something by itself."""
    return word in words.places or word in words.demonyms or word in words.given


def _owns_body(word: str, link: str, words: NameWords) -> bool:
    """Whether the word before an apostrophe tells for whom a body is: "Farmers' Union", "Women's Institute"."""
    lower = word.lower()
    if link in {"'", "’"}:
        return lower.endswith("s") and (lower in words.roles or lower[:-1] in words.roles)
    return lower in _WHOSE


def _past_fields(text: str, end: int, words: NameWords) -> int:
    """Past further fields of an office: "for Disease Control" goes on over "and Prevention"."""
    more = _MORE_FIELDS.match(text, end)
    if more is None:
        return end
    fields = [*more["listed"].replace(", ", ",").split(",")[1:], more["last"]]
    if not all(_is_field(field.split(" "), words) for field in fields):
        return end
    return more.end()


def _is_field(tokens: list[str], words: NameWords) -> bool:
    known = tokens[0] in words.known_bodies or _is_elsewhere(tokens[0], words) or tokens[-1] in words.known_bodies
    return not known and _OF_FIELDS.search(tokens[-1]) is not None


def _past(join: re.Pattern[str], text: str, end: int, words: NameWords) -> int:
    joined = join.match(text, end)
    following = RUN.match(text, joined.end()) if joined else None
    if following is None:
        return end
    tokens = following.group().split(" ")
    if tokens[0] in words.calendar:
        return end
    holder = next((at for at in range(1, len(tokens) - 1) if _opens_holder(tokens, at, words)), len(tokens))
    return following.start() + len(" ".join(tokens[:holder]))


def _opens_holder(tokens: list[str], at: int, words: NameWords) -> bool:
    """Whether somebody's title or, behind a place, their given name stands there: "Transport for London head X"."""
    return tokens[at] in words.titles or (tokens[at] in words.given and tokens[at - 1] in words.places)
