"""How the processor time of some work grows with the size of what it is given."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

SHORTEST = 0.004
"""Work that takes fewer seconds is too quick to tell how it grows."""
MOST = 3.0
"""The most by which twice the size may take longer; linear work takes twice as long."""
PATIENCE = 5.0
"""Seconds of processor time after which one piece of work is given up."""


class TooSlowError(Exception):
    """One piece of work took longer than anybody waits."""


@contextmanager
def impatient(seconds: float = PATIENCE) -> Iterator[None]:
    """End what takes longer than so many seconds of processor time; the machine's other work does not count."""

    def give_up(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def taken(work: Callable[[], object], *, times: int = 1) -> float:
    """The median of the processor time of several runs, in seconds: a virtual machine's clock may stand still once."""
    return median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def growth(work_of: Callable[[int], Callable[[], object]], *, first: int, last: int) -> str | None:
    """What is wrong with how the work grows from the first size to the last by doubling; None when nothing is."""
    size, before = last, 0.0
    try:
        with impatient():
            if taken(work_of(last)) < SHORTEST:
                return None
            size = first
            while size <= last:
                now = taken(work_of(size))
                if now > SHORTEST and now > MOST * before > 0:
                    ratio = min(_ratio(work_of, size) for _ in range(3))
                    if ratio > MOST:
                        return f"{ratio:.1f} times as long at {size} as at half of it"
                size, before = size * 2, now
    except TooSlowError:
        return f"more than {PATIENCE:g} s at {size}"
    return None


def _ratio(work_of: Callable[[int], Callable[[], object]], size: int) -> float:
    before, now = taken(work_of(size // 2), times=9), taken(work_of(size), times=9)
    return now / before if before > 0 and now > SHORTEST else 0.0
