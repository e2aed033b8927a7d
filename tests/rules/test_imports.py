"""The import contracts hold, and a violation of each that is planted anywhere in the tree is reported.

The plants follow from the contracts themselves: every lower layer imports every higher one and its neighbours, every
room that may not imports what has one home, and each container gets a room that no layer names. All are planted in one
copy of the tree; the linter must name each of them under the contract that it breaks.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")
PACKAGES = ("bot", "briefings", "config", "tests")
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
EXHAUSTIVE = {
    f"{container}.planted_room": contract["name"]
    for contract in CONTRACTS.values()
    if contract.get("exhaustive")
    for container in contract["containers"]
}


@dataclass(frozen=True, slots=True)
class Plant:
    """One import that may not be: a module of ``room`` imports ``target``."""

    room: str
    target: str

    @property
    def importer(self) -> str:
        """The module that gets the line: the room itself, or one planted in it where the room is a package."""
        return f"{self.room}.planted" if path_of(self.room).is_dir() else self.room


def path_of(module: str) -> Path:
    folder = Path(*module.split("."))
    return folder if (ROOT / folder).is_dir() else folder.with_suffix(".py")


def rooms() -> Iterator[str]:
    """Every room of the packages that ship: the packages and modules of their first level, and each adapter."""
    yield "config"
    for package in ("bot", "briefings", "briefings/adapters"):
        for path in sorted((ROOT / package).iterdir()):
            if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists()):
                yield f"{package.replace('/', '.')}.{path.stem}"


def plants(contract: dict[str, Any]) -> set[Plant]:
    """What breaks a contract; KeyError for a kind of contract that nobody has thought of."""
    kinds = {
        "layers": _of_layers,
        "forbidden": _of_forbidden,
        "protected": _of_protected,
        "acyclic_siblings": _of_circles,
    }
    return set(kinds[contract["type"]](contract))


def _of_layers(contract: dict[str, Any]) -> Iterator[Plant]:
    for container in contract.get("containers", [""]):
        layers = [[_in(container, name) for name in layer.split("|")] for layer in contract["layers"]]
        for higher, lower in combinations(layers, 2):
            yield from (Plant(room, target) for room in lower for target in higher)
        for layer in layers:
            yield from (Plant(room, target) for room, target in permutations(layer, 2))


def _in(container: str, name: str) -> str:
    bare = name.strip(" ()")
    return f"{container}.{bare}" if container else bare


def _of_forbidden(contract: dict[str, Any]) -> Iterator[Plant]:
    for room in contract["source_modules"]:
        yield from (Plant(room, target) for target in contract["forbidden_modules"])


def _of_circles(_: dict[str, Any]) -> Iterator[Plant]:
    """None: circles have a test of their own, since the linter names packages and not lines for them."""
    yield from ()


def _of_protected(contract: dict[str, Any]) -> Iterator[Plant]:
    for target in contract["protected_modules"]:
        for room in rooms():
            if not any(f"{room}.".startswith(f"{home}.") for home in (target, *contract["allowed_importers"])):
                yield Plant(room, target)


def copied(folder: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the linter on the packages in ``folder``, and no others."""
    return subprocess.run(
        [str(LINTER), "--no-cache"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "1000"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def by_contract(report: str) -> dict[str, str]:
    """What the linter says under the name of each broken contract, a line for each violation."""
    details = report.partition("Broken contracts")[2]
    parts = re.split(r"^(.+)\n-{3,}$", details, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The linter's findings in a copy of the tree with every plant in it."""
    folder = copied(tmp_path_factory.mktemp("planted"))
    for plant in sorted({plant for contract in CONTRACTS.values() for plant in plants(contract)}, key=repr):
        path = folder / path_of(plant.importer)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nimport {plant.target}\n")
    done = lint(folder)
    assert done.returncode == 1, done.stderr
    return by_contract(done.stdout)


def test_the_tree_keeps_every_contract() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_a_planted_circle_is_reported_in_whatever_package(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    packages = sorted(path.parent for path in folder.glob("b*/**/__init__.py"))
    assert len(packages) > 30
    for package in packages:
        dotted = ".".join(package.relative_to(folder).parts)
        (package / "planted_here.py").write_text(f"import {dotted}.planted_there\n", encoding="utf-8")
        (package / "planted_there.py").write_text(f"import {dotted}.planted_here\n", encoding="utf-8")
    said = by_contract(lint(folder).stdout)[CONTRACTS["no-circles"]["name"]]
    named = set(re.findall(r"No cycles are allowed in ([\w.]+?)\.?$", said, re.MULTILINE))
    assert {".".join(package.relative_to(folder).parts) for package in packages} == named


@pytest.mark.parametrize(
    "contract",
    [contract for contract in CONTRACTS.values() if contract["type"] != "acyclic_siblings"],
    ids=lambda contract: str(contract["id"]),
)
def test_every_planted_violation_is_reported(contract: dict[str, Any], reported: dict[str, str]) -> None:
    planted = plants(contract)
    assert planted
    said = reported[contract["name"]]
    assert [p for p in planted if not re.search(rf"\b{re.escape(p.importer)} -> {re.escape(p.target)}\b", said)] == []


def test_a_room_that_no_layer_names_is_reported(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for room in EXHAUSTIVE:
        (folder / path_of(room)).write_text('"""Planted."""\n', encoding="utf-8")
    said = by_contract(lint(folder).stdout)
    assert set(said) == set(EXHAUSTIVE.values())
    assert [room for room, name in EXHAUSTIVE.items() if room.rpartition(".")[2] not in said[name]] == []


def test_the_contracts_name_what_they_keep_apart() -> None:
    """Contracts that lost a room or a library by a slip of the pen would pass unseen."""
    platforms = {"bot.telegram", "bot.discord"}
    apart = plants(CONTRACTS["program"])
    assert {Plant(one, other) for one, other in permutations(platforms, 2)} <= apart
    assert {Plant("bot.chat", platform) for platform in platforms} <= apart
    homes = {
        target for key, value in CONTRACTS.items() if key.startswith("home-") for target in value["protected_modules"]
    }
    assert homes >= set(CONTRACTS["no-framework"]["forbidden_modules"])
    assert {"telegram", "discord", "sqlalchemy", "apscheduler", "httpx"} <= homes
