"""Runs a command's work; Ctrl-C ends it calmly."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

INTERRUPTED = 130


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end; a Ctrl-C cancels the work, lets it clean up and ends the program with exit code 130."""
    return run_here(lambda: asyncio.run(work))


def run_here(work: Callable[[], Result]) -> Result:
    """Do work that waits for nothing, as ``run`` does: a Ctrl-C stops it where it is."""
    try:
        return work()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
