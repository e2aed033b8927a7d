"""Finds every pattern that the program compiles, by the place in the code that compiles it.

Run as a program of its own, since patterns have to be watched from before the first import:
``python -m tests.promise.collecting`` prints one JSON object a pattern.
"""

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "briefings", "config")
_INSIDE = tuple(f"{ROOT}/{room}/" for room in ROOMS)
COMPILING = frozenset({"compile", "match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"})
USING = COMPILING - {"compile"}
WHOLE = frozenset({"match", "fullmatch"})
"""How a pattern is used that is tried at one place only; any other use tries it everywhere."""

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One pattern: where it is compiled, and how it is used; ``search`` stands for every use that looks everywhere."""

    file: str
    line: int
    pattern: str
    flags: int
    binary: bool
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A call in the code that compiles a pattern: its lines, the name that the pattern gets, the method.

    ``literal`` is the pattern of a call such as ``re.sub("…", …)``, which need not be run to be known.
    """

    file: str
    first: int
    last: int
    name: str | None
    method: str
    literal: str | None


@cache
def trees() -> list[tuple[str, list[ast.AST]]]:
    """Every module of the program, read into its nodes."""
    paths = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return [(str(path.relative_to(ROOT)), list(ast.walk(ast.parse(path.read_text())))) for path in paths]


def sites() -> list[Site]:
    """Every place in the code that compiles a pattern, at import or later."""
    found = []
    for file, nodes in trees():
        names = {id(node.value): _target(node) for node in nodes if isinstance(node, ast.Assign)}
        for node in nodes:
            if isinstance(node, ast.Call) and (method := _re_method(node)):
                last, name = node.end_lineno or node.lineno, names.get(id(node))
                found.append(Site(file, node.lineno, last, name, method, _literal(node, method)))
    return found


def _literal(node: ast.Call, method: str) -> str | None:
    pattern = node.args[0]
    text = isinstance(pattern, ast.Constant) and isinstance(pattern.value, str)
    return str(pattern.value) if method != "compile" and text and isinstance(pattern, ast.Constant) else None


def _target(node: ast.Assign) -> str | None:
    return node.targets[0].id if isinstance(node.targets[0], ast.Name) else None


def _re_method(node: ast.Call) -> str | None:
    function = node.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re":
        return function.attr if function.attr in COMPILING else None
    return None


def uses_by_name() -> Mapping[tuple[str, str], set[str]]:
    """How patterns are used, by the file and the name that they have there; "" stands for any file, where a name is
    imported. One that is handed on may be used in any way.
    """
    uses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file, nodes in trees():
        called = set()
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in USING and isinstance(node.value, ast.Name):
                uses[_scope(file, node.value.id)].add(node.attr if node.attr in WHOLE else "search")
                called.add(id(node.value))
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in called:
                uses[_scope(file, node.id)].add("search")
    return uses


def _scope(file: str, name: str) -> tuple[str, str]:
    return (file if name.startswith("_") else "", name)


def watch(seen: list[tuple[Place, str | bytes, int]]) -> None:
    """Note every pattern that code of the program compiles from now on."""
    for name in COMPILING:
        setattr(re, name, _watched(getattr(re, name), seen))


def _watched(real: Callable[..., Any], seen: list[tuple[Place, str | bytes, int]]) -> Callable[..., Any]:
    def call(pattern: Any, *args: Any, **named: Any) -> Any:
        frame = sys._getframe(1)
        file = frame.f_code.co_filename
        if file.startswith(_INSIDE):
            flags = named.get("flags", args[0] if real.__name__ == "compile" and args else 0)
            seen.append(((file.removeprefix(f"{ROOT}/"), frame.f_lineno), pattern, int(flags)))
        return real(pattern, *args, **named)

    return call


def collect() -> list[Found]:
    """Import the whole program, wake what compiles later, and return every pattern once."""
    seen: list[tuple[Place, str | bytes, int]] = []
    watch(seen)
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith("__main__") and ".migrations." not in module.name:
                importlib.import_module(module.name)
    importlib.import_module("tests.promise.waking").wake()
    places, uses = sites(), uses_by_name()
    found = {}
    for (file, line), pattern, flags in dict.fromkeys(seen):
        site = next(s for s in places if s.file == file and s.first <= line <= s.last)
        binary = isinstance(pattern, bytes)
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        known = Found(file, site.first, text, flags, binary, tuple(sorted(_uses(site, uses))))
        found[file, site.first, text] = known
    for site in places:
        if site.literal is not None:
            inline = Found(site.file, site.first, site.literal, 0, False, tuple(_uses(site, uses)))
            found.setdefault((site.file, site.first, site.literal), inline)
    return sorted(found.values(), key=lambda one: (one.file, one.line))


def _uses(site: Site, uses: Mapping[tuple[str, str], set[str]]) -> set[str]:
    if site.method != "compile":
        return {site.method if site.method in WHOLE else "search"}
    return (site.name and uses.get(_scope(site.file, site.name))) or {"search"}


if __name__ == "__main__":
    for one in collect():
        print(json.dumps(asdict(one)))  # noqa: T201 - the answer of this program
