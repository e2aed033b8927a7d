"""Tells whoever waits that there is something to do now, such as a plan that has just changed."""

from collections.abc import Callable


class Bell:
    """Commands ring it when they change what is planned or owed; the scheduler and the senders listen.

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
