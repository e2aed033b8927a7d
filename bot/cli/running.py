"""Runs a command's coroutine; Ctrl-C ends it calmly."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

INTERRUPTED = 130


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end; a Ctrl-C cancels the work, lets it clean up and ends the program with exit code 130."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
