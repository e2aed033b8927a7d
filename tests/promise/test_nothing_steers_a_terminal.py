"""What is printed never moves a terminal's cursor, changes its title or turns words around, whatever a text holds."""

import ast
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from bot.chat.cards.cards import Action, Card, Menu, Note
from bot.cli.texts import harmless, harmless_json
from bot.console.terminal import show

ROOT = Path(__file__).parents[2]
EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp\r"
OBEYED = ("\x1b]", "\x1b[2J", "\x9b", "\u202e", "\x07", "\r")
ARTICLE = f'Harbour {EVIL}wall\n\n"We waited {EVIL}too long with this wall," harbour master Ines {EVIL}Duarte said.\n'


def daybrief(folder: Path, *words: str, given: str = "") -> str:
    database = f"sqlite:///{folder / 'news.db'}"
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=given.encode(),
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DAYBRIEF_DATABASE_URL": database},
    )
    return (done.stdout + done.stderr).decode()


@pytest.mark.slow
def test_every_command_prints_harmless_text(tmp_path: Path) -> None:
    printed = [
        daybrief(tmp_path, "add", "-", "--title", f"Wall {EVIL}", "--publisher", f"Gazette {EVIL}", given=ARTICLE),
        daybrief(tmp_path, "add", "-", "--json", given=ARTICLE),
        daybrief(tmp_path, "team", "add", "telegram:7", "editor", f"Ana {EVIL}"),
        daybrief(tmp_path, "team", "list"),
        daybrief(tmp_path, "team", "list", "--json"),
        daybrief(tmp_path, "ask", f"/review 1 headline Wall {EVIL}"),
        daybrief(tmp_path, "ask", "/review 1"),
        daybrief(tmp_path, "log"),
        daybrief(tmp_path, "log", "--json"),
        daybrief(tmp_path, "deliveries", "--chat", EVIL),
        daybrief(tmp_path, "extract", "-", given=ARTICLE),
        daybrief(tmp_path, "extract", "-", "--json", given=ARTICLE),
        daybrief(tmp_path, "extract", f"no{EVIL}where"),
    ]
    assert "Harbour" in printed[10]
    for text in printed:
        assert not [sign for sign in OBEYED if sign in text], text


@pytest.mark.slow
def test_a_report_in_a_real_terminal_has_its_own_colours_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "extract", str(tmp_path / "a.txt")]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, env={**os.environ, "TERM": "xterm"}):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    text = shown.decode().replace("\r\n", "\n")
    assert "Harbour" in text
    assert not [sign for sign in OBEYED if sign in text], text


def test_the_console_cleans_buttons_and_titles() -> None:
    out = io.StringIO()
    menu = Menu(f"Who {EVIL}", (Action(f"Ana {EVIL}", "help"),))
    card = Card((Note(f"Note {EVIL}"),), rows=((Action(f"Press {EVIL}", "help"),),), menus=(menu,))
    show(card, Console(file=out, force_terminal=True, width=80))
    assert not [sign for sign in OBEYED if sign in out.getvalue()]


def test_harmless_json_reads_back_the_same() -> None:
    text = json.dumps({"title": f"Wall {EVIL}"}, ensure_ascii=False)
    assert not [sign for sign in OBEYED if sign in harmless_json(text)]
    assert json.loads(harmless_json(text)) == json.loads(text)
    assert harmless("a\tb\nc") == "a\tb\nc"


def test_the_command_line_prints_at_one_place() -> None:
    others = {"texts.py", "progress.py", "stopping.py"}  # the latter two print numbers and sentences of their own
    found = []
    for path in sorted((ROOT / "bot" / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Attribute) or path.name in others:
                continue
            if ast.unparse(node) in {"sys.stdout.write", "sys.stderr.write", "typer.echo"}:
                found.append(f"{path.name}:{node.lineno}")
    assert not found
