"""Long command lines of buttons, in memory."""

from briefings.adapters.memory.state import State


class MemoryShortcuts:
    """Keeps lines by token."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def remember(self, token: str, line: str) -> None:
        """Keep a line under its token."""
        self._state.shortcuts.setdefault(token, line)

    async def recall(self, token: str) -> str | None:
        """The line of this token, or None."""
        return self._state.shortcuts.get(token)
