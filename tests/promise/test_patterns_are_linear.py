"""No pattern in the program takes more than its share of time, whatever it is given."""

import json
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.promise.collecting import ROOT, Found, sites
from tests.promise.hostile import Attack, attacks_on
from tests.promise.timing import growth

_FIRST, _LAST = 16, 4096


@pytest.fixture(scope="module")
def found() -> list[Found]:
    command = [sys.executable, "-m", "tests.promise.collecting"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return [Found(**json.loads(line)) for line in printed.splitlines()]


def test_every_pattern_is_found(found: list[Found]) -> None:
    seen = {(one.file, one.line) for one in found}
    missed = [f"{site.file}:{site.first}" for site in sites() if (site.file, site.first) not in seen]
    assert len(found) > 400
    assert not missed, "never compiled while the collector looked: let tests/promise/waking.py run it"


@pytest.mark.slow
@pytest.mark.parametrize("share", range(4))
def test_every_pattern_is_linear(found: list[Found], share: int) -> None:
    wrong = [problem for one in found[share::4] if (problem := _problem(one))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        (r"(\d+[.,]?)+\s*(%|percent)", "search"),
        (r'\s*"[^"]*"(?:\s*(?:\[\.\.\.\]|\.\.\.)?\s*"[^"]*")*\s*', "fullmatch"),
        (r"\s*-{1,3}\s+|\s+-{1,3}\s*", "search"),
        (r"(a|aa)*c", "match"),
        (r"\w+\s*:", "search"),
        (r"(?:x+x+)+y", "match"),
    ],
)
def test_a_bad_pattern_is_caught(pattern: str, use: str) -> None:
    assert _problem(Found("here", 1, pattern, 0, False, (use,)))


def _problem(one: Found) -> str | None:
    compiled = re.compile(one.pattern.encode("latin-1") if one.binary else one.pattern, one.flags)
    for attack in attacks_on(one.pattern, one.flags):
        for use in one.uses:
            trouble = growth(_use_of(compiled, use, attack, binary=one.binary), first=_FIRST, last=_LAST)
            if trouble:
                return f"{one.file}:{one.line} {use} {attack!r}: {trouble}\n    {one.pattern[:300]}"
    return None


def _use_of(
    compiled: "re.Pattern[str] | re.Pattern[bytes]", use: str, attack: Attack, *, binary: bool
) -> Callable[[int], Callable[[], object]]:
    everywhere = use == "search"

    def of(size: int) -> Callable[[], object]:
        text: str | bytes = attack.of(size)
        if binary:
            text = str(text).encode("latin-1", "replace")
        method = getattr(compiled, "findall" if everywhere else use)
        return lambda: method(text)

    return of
