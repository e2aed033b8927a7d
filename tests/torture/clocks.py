"""Lets another process set the clocks of this one: the wall clock of everything in it, and no other's."""

import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine


def be_settable(order: Path) -> None:
    """Set the clocks, at SIGUSR1, by as many seconds as the file says; what is monotonic goes on."""
    clocks = time_machine.travel(datetime.now(UTC), tick=True).start()

    def set_clocks(_signal: int, _frame: object) -> None:
        clocks.shift(timedelta(seconds=float(order.read_text(encoding="utf-8"))))
        order.unlink()

    signal.signal(signal.SIGUSR1, set_clocks)


def clocks_of(order: Path) -> Path:
    """The file by which clocks are set, beside the one that orders a kill."""
    return order.with_suffix(".clocks")


def set_clocks_of(process: int, order: Path, by: timedelta) -> None:
    """Set the clocks of a process that lets itself be set, and wait for nothing."""
    order.write_text(str(by.total_seconds()), encoding="utf-8")
    os.kill(process, signal.SIGUSR1)
