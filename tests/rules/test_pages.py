"""What the pages name is there: links, files, verbs, programs and commands; and the locks pin by hash alone."""

import re
from pathlib import Path

import pytest
import typer

from bot.chat.commands.listed import command_table
from bot.cli.program import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED_FILE = re.compile(r"`((?:bot|briefings|config|tests|docs|deploy)/[\w./-]+)`")
MADE = re.compile(r"(?m)(?:`|^ {4})make ([a-z]+)")
RUN = re.compile(r"`daybrief ([a-z]+)")
ASKED = re.compile(r"`/([a-z]+)(?=[ `])")
BOTFATHERS = {"newbot", "revoke", "setinline", "setprivacy"}
SERVED = {"data", "healthz", "metrics"}
"""Paths of the container and of the health page, which look like commands."""


def found(pattern: re.Pattern[str]) -> set[tuple[Path, str]]:
    """What the pattern finds, and on which page."""
    return {(page, match[1]) for page in PAGES for match in pattern.finditer(page.read_text(encoding="utf-8"))}


def heading_names(page: Path) -> set[str]:
    """The names by which a link can lead to a heading."""
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_link_between_the_pages_leads_somewhere() -> None:
    links = {(page, to) for page, to in found(LINK) if not to.startswith(("http://", "https://"))}
    assert len(links) > 20
    for page, to in links:
        path, _, heading = to.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), f"{page.name}: {to}"
        assert not heading or heading in heading_names(target), f"{page.name}: {to}"


def test_every_file_that_is_named_is_there() -> None:
    named = found(NAMED_FILE)
    assert len(named) > 10
    assert [(page.name, path) for page, path in named if not (ROOT / path).exists()] == []


def test_every_verb_program_and_command_that_is_named_is_there() -> None:
    verbs = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    programs = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    commands = {command.name for command in command_table()} | BOTFATHERS | SERVED
    for pattern, known in ((MADE, verbs), (RUN, programs), (ASKED, commands)):
        named = found(pattern)
        assert len(named) > 5
        assert [(page.name, name) for page, name in named if name not in known] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_pin_by_hash_and_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.split(r"(?m)^(?=\S)", text)[1:]
    assert len(pins) > 20
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert "://" not in text
    assert "-index" not in text
