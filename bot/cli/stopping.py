"""Exit codes, and Ctrl-C: a calm end wherever the program is. Imports next to nothing, so that it is told early."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

USER_MISTAKE = 1
CANNOT_RUN = 2
STOPPED = 130
"""The program's exit codes; the last one is what shells give a program that was interrupted."""


def stop_calmly() -> None:
    """End with one word and ``STOPPED`` at a Ctrl-C from now on."""
    signal.signal(signal.SIGINT, _at_once)


def stop() -> NoReturn:
    """End now; the word is for a person at a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write("\nStopped.\n")
    raise SystemExit(STOPPED)


@contextmanager
def ending() -> Iterator[None]:
    """What is done behind the block is the interpreter's own end: a Ctrl-C comes too late to change anything."""
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _at_once(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not break the end
    stop()
