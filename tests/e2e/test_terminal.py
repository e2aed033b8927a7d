"""The chat in a real pseudo-terminal: keys in, screen out."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.e2e.program import Home


class Terminal:
    """A terminal with the program in it."""

    def __init__(self, home: Home) -> None:
        self._master, slave = pty.openpty()
        environment = {**home.environment, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "console"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=home.path,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self.seen = ""
        self._waited = 0

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait_for(self, text: str, seconds: float = 20) -> None:
        """Read the screen until the text has appeared after what was waited for before."""
        until = time.monotonic() + seconds
        while text not in self.seen[self._waited :]:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._master], [], [], left)[0]:
                pytest.fail(f"{text!r} did not appear in {self.seen[-2000:]!r}")
            with suppress(OSError):
                self._read()
        self._waited = self.seen.index(text, self._waited) + len(text)

    def _read(self) -> None:
        data = os.read(self._master, 65536).decode("utf-8", "replace")
        self.seen += data
        if "\x1b[6n" in data:
            os.write(self._master, b"\x1b[1;1R")

    def code(self, seconds: float = 10) -> int:
        until = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < until:
            if select.select([self._master], [], [], 0.1)[0]:
                with suppress(OSError):
                    self._read()
        return self._process.wait(1)

    def close(self) -> None:
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._master)


@pytest.fixture
def terminal(home: Home) -> Iterator[Terminal]:
    terminal = Terminal(home)
    yield terminal
    terminal.close()


def test_a_person_asks_presses_a_button_and_leaves(terminal: Terminal) -> None:
    terminal.wait_for("›")
    terminal.type("/speakers\r")
    terminal.wait_for("Whose quotes?")
    terminal.wait_for("[1]")
    terminal.type("1\r")
    terminal.wait_for("In a few words")
    terminal.wait_for("With context")
    terminal.wait_for("›")
    terminal.type("\x04")
    assert terminal.code() == 0
    assert "Traceback" not in terminal.seen


def test_commands_are_completed_and_colours_left_out(terminal: Terminal) -> None:
    terminal.wait_for("›")
    terminal.type("/fig")
    terminal.wait_for("/figures")
    terminal.type("\t\r")
    terminal.wait_for("Key figures")
    terminal.wait_for("›")
    terminal.type("/search \x1b[31mmarmalade\x1b[0m\r")  # the first code looks like a mouse's report
    terminal.wait_for("“marmalade”")
    terminal.wait_for("›")
    terminal.type("\x03")
    assert terminal.code() in {0, 130}
    assert "Traceback" not in terminal.seen
