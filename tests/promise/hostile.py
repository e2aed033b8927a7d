"""Strings that are hard for a pattern: made of what it repeats, many times, with an end that it does not expect."""

import importlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_reading: Any = importlib.import_module("re._parser")  # what the pattern is made of; only the tests look at it
_c: Any = importlib.import_module("re._constants")

_REPEATS = frozenset({_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT})

SAMPLES = 3
ENDS = ("", "\x00", "x")
_ANY = "a1 .\"-,A)'"
_OF_A_KIND = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_NOT_DIGIT": 'a "-',
    "CATEGORY_SPACE": " \t\u00a0",
    "CATEGORY_NOT_SPACE": 'a1"',
    "CATEGORY_WORD": "a1_Z",
    "CATEGORY_NOT_WORD": ' -".',
}


@dataclass(frozen=True, slots=True)
class Attack:
    """``before`` once, ``again`` as often as wanted, ``after`` once."""

    before: str
    again: str
    after: str

    def of(self, size: int) -> str:
        """The attack in about ``size`` characters."""
        return self.before + self.again * max(1, size // len(self.again)) + self.after


def attacks_on(pattern: str, flags: int, *, seed: int = 1) -> list[Attack]:
    """Every attack on every repetition that the pattern holds, and on the whole of it."""
    chance = random.Random(seed)
    tree = _reading.parse(pattern, flags)
    found: dict[Attack, None] = {}
    for before, body in [("", tree), *_repeated(tree, "", chance)]:
        for _ in range(SAMPLES):
            again = _sample(body, chance) or "a"
            for start in {before, ""}:
                for end in ENDS:
                    found.setdefault(Attack(start, again, end))
    for char in dict.fromkeys(_characters(tree)):
        for end in ("", "\x00"):
            found.setdefault(Attack("", char, end))
    return list(found)


def _characters(tree: Any) -> Iterator[str]:
    """Every character that the pattern names in a set."""
    for code, value in tree:
        if code is _c.IN:
            yield from (chr(one) for kind, one in value if kind is _c.LITERAL)
        elif code in _REPEATS:
            yield from _characters(value[2])
        elif code is _c.SUBPATTERN:
            yield from _characters(value[3])
        elif code is _c.BRANCH:
            for branch in value[1]:
                yield from _characters(branch)


def _repeated(tree: Any, before: str, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """Each repetition and what stands around it, with something that leads to it."""
    for place, (code, value) in enumerate(tree):
        if code in _REPEATS and value[1] > 3:
            yield from ((before, tree[place - back : place + 2]) for back in {0, min(1, place)})
        if code in _REPEATS:
            if value[1] > 3:
                yield before, value[2]
            yield from _repeated(value[2], before, chance)
        elif code is _c.SUBPATTERN:
            yield from _repeated(value[3], before, chance)
        elif code is _c.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before, chance)
        elif code in {_c.ASSERT, _c.ASSERT_NOT}:
            yield from _repeated(value[1], before, chance)
        elif code is _c.ATOMIC_GROUP:
            yield from _repeated(value, before, chance)
        before += _one(code, value, chance)


def _sample(tree: Any, chance: random.Random) -> str:
    return "".join(_one(code, value, chance) for code, value in tree)


def _one(code: Any, value: Any, chance: random.Random) -> str:
    """Something that matches one part of a pattern, as far as its neighbours allow."""
    if code is _c.LITERAL:
        return chr(value)
    if code is _c.NOT_LITERAL:
        return next(char for char in _ANY if ord(char) != value)
    if code is _c.ANY:
        return chance.choice(_ANY)
    if code is _c.IN:
        return _in(value, chance)
    if code in {_c.BRANCH, _c.SUBPATTERN, _c.ATOMIC_GROUP}:
        inner = value if code is _c.ATOMIC_GROUP else value[3] if code is _c.SUBPATTERN else chance.choice(value[1])
        return _sample(inner, chance)
    if code in _REPEATS:
        least, most, body = value
        times = chance.choice((least, min(max(least, 1), most), min(max(least, 2), most), min(least + 3, most)))
        return "".join(_sample(body, chance) for _ in range(min(int(times), 40)))
    return ""


def _in(items: Any, chance: random.Random) -> str:
    """One of a set of characters."""
    if items[0][0] is _c.NEGATE:
        excluded = list(items[1:])
        outside = [char for char in _ANY if not any(_holds(item, char) for item in excluded)]
        return chance.choice(outside or ["\u2603"])
    code, value = chance.choice(items)
    if code is _c.LITERAL:
        return chr(value)
    if code is _c.RANGE:
        return chr(chance.choice((value[0], value[1], (value[0] + value[1]) // 2)))
    return chance.choice(_OF_A_KIND[str(value)])


def _holds(item: Any, char: str) -> bool:
    code, value = item
    if code is _c.LITERAL:
        return ord(char) == int(value)
    if code is _c.RANGE:
        return int(value[0]) <= ord(char) <= int(value[1])
    kind = str(value)
    held = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}
    return held[kind.rpartition("_")[2]] != ("NOT" in kind)
