"""Tells whoever waits that something has just changed, such as a plan or the newsroom's people."""

from collections.abc import Callable


class Bell:
    """Commands ring it when they change what others wait for.

    Ringing is a hint within one process and never needed: everything that waits also looks by itself.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` at every ring; it must return at once."""
        self._listeners.append(listener)

    def ring(self) -> None:
        """Call every listener."""
        for listener in self._listeners:
            listener()
