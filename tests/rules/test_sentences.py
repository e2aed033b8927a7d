"""What reads like a sentence is a catalogue entry, so that a language can be added without touching code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.chat.locale.template import messages

ROOT = Path(__file__).parents[2]
SENTENCE = re.compile(r"[“{A-Z]\S*( [^\n]*){2,}[.?!]")
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
LINE = re.compile(r"[a-z]+:|[A-Z_]{3,}")
MARKS = {"t", "entry", "n"}
NOT_FOR_READERS = {
    *("debug", "info", "warning", "error", "exception"),  # the log, which is searched for its fixed sentences
    *("Argument", "Option", "Typer"),  # the command line's own help
    *("Action", "Menu"),  # labels are entries; what they send are command lines
    *("ValueError", "TypeError", "LookupError", "AssertionError"),  # mistakes in the code
    *("add_metric", "GaugeMetricFamily", "CounterMetricFamily", "Gauge", "Counter", "Histogram"),
}


def texts(node: ast.AST, *, marked: bool = False) -> Iterator[tuple[ast.Constant | ast.JoinedStr, bool]]:
    """Every text in the code but docstrings and what is not for readers, and whether it is marked as an entry."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.JoinedStr) or (isinstance(child, ast.Constant) and isinstance(child.value, str)):
            yield child, marked
        if isinstance(child, ast.Call):
            if _called(child) not in NOT_FOR_READERS:
                yield from texts(child, marked=_called(child) in MARKS)
        elif not isinstance(child, ast.Constant):
            yield from texts(child)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def astray(code: str, known: frozenset[str]) -> list[tuple[int, str]]:
    """Lines and texts that went round the catalogue: whole sentences, and words put together with values."""
    found = []
    for text, marked in texts(ast.parse(code)):
        if isinstance(text, ast.JoinedStr):
            parts = [str(part.value) for part in text.values if isinstance(part, ast.Constant)]
            found += [(text.lineno, part) for part in parts if WORDS.search(LINE.sub("", part))]
        elif (marked or SENTENCE.fullmatch(str(text.value))) and text.value not in known:
            found.append((text.lineno, str(text.value)))
    return found


@pytest.mark.parametrize("room", ["chat", "cli", "console", "discord", "telegram"])
def test_every_sentence_is_an_entry(room: str) -> None:
    known = entries()
    wrong = {
        str(path): found
        for path in sorted((ROOT / "bot" / room).rglob("*.py"))
        if (found := astray(path.read_text(encoding="utf-8"), known))
    }
    assert wrong == {}


@pytest.mark.parametrize("room", ["adapters", "domain", "ports", "services"])
def test_every_sentence_of_the_core_is_an_entry(room: str) -> None:
    known = entries()
    wrong = {
        str(path): found
        for path in sorted((ROOT / "briefings" / room).rglob("*.py"))
        if (found := [text for text in astray(path.read_text(encoding="utf-8"), known) if SENTENCE.fullmatch(text[1])])
    }
    assert wrong == {}


@cache
def entries() -> frozenset[str]:
    return frozenset(text for message in messages() for text in ([message] if isinstance(message, str) else message))


@pytest.mark.parametrize(
    "code",
    [
        'print("The harbour is closed today.")',
        'WHY = "{name} is closed for the day."',
        'print(f"Closed until {day}")',
        "print(f\"{t('Closed')}: {day}\")",
    ],
)
def test_a_sentence_that_went_round_it_is_found(code: str) -> None:
    assert len(astray(code, frozenset())) == 1
