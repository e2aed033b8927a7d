"""Runs a command's work; Ctrl-C ends it calmly."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.cli.stopping import stop

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end; a Ctrl-C cancels the work, lets it clean up and ends the program with exit code 130."""
    return run_here(lambda: asyncio.run(work))


def run_here(work: Callable[[], Result]) -> Result:
    """Do work that waits for nothing, as ``run`` does: a Ctrl-C stops it where it is."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # the one that asyncio takes over
    try:
        return work()
    except KeyboardInterrupt:
        stop()
    finally:
        signal.signal(signal.SIGINT, before)
