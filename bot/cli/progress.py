"""How far a long run has come, for a person who watches."""

import sys
import time

_SECONDS = 0.5


class Progress:
    """Counts on standard error when a person watches a long run; silent in pipes and for short runs."""

    def __init__(self, unit: str = "") -> None:
        self._shown = sys.stderr.isatty()
        self._unit = f" {unit}" if unit else ""
        self._count = 0
        self._next = time.monotonic() + _SECONDS
        self._written = False

    def step(self) -> None:
        """One more is done."""
        self.reach(self._count + 1)

    def reach(self, count: int) -> None:
        """So many are done."""
        self._count = count
        if self._shown and time.monotonic() >= self._next:
            sys.stderr.write(f"\r{self._count:,}{self._unit}")
            sys.stderr.flush()
            self._next = time.monotonic() + _SECONDS
            self._written = True

    def end(self) -> None:
        """Leave the line."""
        if self._written:
            sys.stderr.write(f"\r{self._count:,}{self._unit}\n")
