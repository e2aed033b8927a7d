"""Tables and progress on standard output."""

import time
from collections.abc import Callable, Sequence

_EVERY = 20.0
"""Seconds between two lines of progress."""


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads; numbers stand to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(head), *(len(row[i]) for row in cells), 0) for i, head in enumerate(heads)]
    numbers = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in range(len(heads))]
    for line in (list(heads), *cells):
        padded = (c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numbers, strict=True))
        print("  ".join(padded).rstrip(), flush=True)


def duration(seconds: float) -> str:
    """Minutes and seconds: "3 min 20 s"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


class Progress:
    """Tells now and then how many of ``total`` are done and how long the rest will take, going by the pace so far."""

    def __init__(self, total: int, what: str, *, now: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._what = what
        self._now = now
        self._began = self._told = now()
        self._done = 0

    def advance(self, count: int = 1) -> None:
        """Count some more as done."""
        self._done += count
        now = self._now()
        if now - self._told >= _EVERY:
            self._told = now
            print(f"  {self._line(now - self._began)}", flush=True)

    def _line(self, gone: float) -> str:
        left = gone / self._done * max(self._total - self._done, 0)
        return f"{self._done} of {self._total} {self._what}, {duration(gone)} gone, about {duration(left)} left"
