"""A strict model of how Discord's client reads markdown, where two readings are known the one that finds more markup.

Rules and their order follow simple-markdown, the parser that Discord's client is built on: an escape first, then
addresses, mentions and the like, then emphasis; headings, lists, quotes and small print at the start of a line.
"""

import re
from dataclasses import dataclass

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")
_BARE_ADDRESS = re.compile(r"(?:https?|steam|discord|mailto)://[^\s<]+")
_LIVE = re.compile(
    r"@everyone|@here|<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:-?\d+(?::[a-zA-Z])?>|</[^:>]+:\d+>|<id:\w+>|<\+\d+>|<[^\s@<>]+@[^\s<>]+>"
)
_LINK = re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:[^\s\\()]|\\.)*)>?\s*\)")
_CODE = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
_PAIRS = {
    "strong": re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
    "underline": re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"),
    "emphasis": re.compile(r"\*(?=\S)((?:\*\*|\\[\s\S]|[^*\\])+?)\*(?!\*)|_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)"),
    "strike": re.compile(r"~~([\s\S]+?)~~(?!_)"),
    "spoiler": re.compile(r"\|\|([\s\S]+?)\|\|"),
}
_ATOMS = {"bare address": _BARE_ADDRESS, "live": _LIVE, "code": _CODE}
_STARTS = frozenset("\\<@[`*_~|hsdm")
_LINE_KINDS = (
    ("small", re.compile(r"-# +")),
    ("heading", re.compile(r"#{1,3}\s+")),
    ("item", re.compile(r"\s*(?:[-+*•]|\d+[.)])\s+")),
    ("quote", re.compile(r"\s*>(?:>>)? ")),
)


@dataclass(frozen=True)
class Run:
    """Some text under the same markup."""

    text: str
    marks: frozenset[str] = frozenset()
    url: str | None = None


@dataclass(frozen=True)
class Line:
    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def read(content: str) -> list[Line]:
    """Read one text display; Discord trims its ends."""
    return [_line(line) for line in content.strip().split("\n")]


def _line(line: str) -> Line:
    for kind, rule in _LINE_KINDS:
        if found := rule.match(line):
            inner = line[found.end() :]
            if kind == "quote":
                nested = _line(inner)
                return Line("quote" if nested.kind == "line" else f"quote+{nested.kind}", nested.runs)
            return Line(kind, tuple(_runs(inner, frozenset())))
    return Line("line", tuple(_runs(line, frozenset())))


def _runs(text: str, marks: frozenset[str]) -> list[Run]:
    runs: list[Run] = []
    held = ""
    at = 0
    while at < len(text):
        found = _markup(text, at, marks)
        if found is None:
            held += text[at]
            at += 1
            continue
        at, inner = found
        if len(inner) == 1 and inner[0] == Run(inner[0].text, marks):
            held += inner[0].text
            continue
        if held:
            runs.append(Run(held, marks))
            held = ""
        runs.extend(inner)
    return [*runs, Run(held, marks)] if held else runs


def _markup(text: str, at: int, marks: frozenset[str]) -> tuple[int, list[Run]] | None:
    if text[at] not in _STARTS:
        return None
    if found := _ESCAPE.match(text, at):
        return found.end(), [Run(found.group(1), marks)]
    if found := _ADDRESS.match(text, at):
        return found.end(), [Run(found.group(1), marks, found.group(1))]
    if found := _LINK.match(text, at):
        return found.end(), [Run(run.text, run.marks, found.group(2)) for run in _runs(found.group(1), marks)]
    for kind, rule in (_ATOMS | _PAIRS).items():
        if found := rule.match(text, at):
            inner = next(group for group in (*found.groups(), found.group()) if group is not None)
            nested = [Run(found.group(), marks | {kind})] if kind in _ATOMS else _runs(inner, marks | {kind})
            return found.end(), nested
    return None
