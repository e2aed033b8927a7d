"""Five kinds of error, for the five moves there are.

The message is a catalogue entry with ``{named}`` places, filled from ``values`` at the edge, so that it can be shown in
any language; ``str(error)`` is the English sentence.
"""

from datetime import timedelta


def entry(message: str) -> str:
    """Mark a sentence as a catalogue entry where it is kept and filled in later."""
    return message


class DaybriefError(Exception):
    """Every error that Daybrief raises on purpose; ``message`` is a catalogue entry, ``values`` fill its places."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message


class UserError(DaybriefError):
    """A person's mistake: tell the person, in one plain sentence that names the cure."""


class TemporaryError(DaybriefError):
    """Retry later; a platform's "wait" is one."""

    def __init__(self, message: str, *, retry_after: timedelta | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.retry_after = retry_after


class PermanentError(DaybriefError):
    """Stop this delivery: a retry cannot help."""


class InDoubtError(DaybriefError):
    """The message may or may not have arrived: settle by rule."""


class OperatorError(DaybriefError):
    """Daybrief cannot start: one sentence naming the setting and the cure; exit code 2."""


class ChatUnreachableError(PermanentError):
    """The chat cannot be written to: blocked, kicked, closed, no rights. Pause it, keep everything, tell somebody."""


class ChatNotFoundError(ChatUnreachableError):
    """The platform does not know the chat; believed only when it says so twice within a day."""


class TopicClosedError(ChatUnreachableError):
    """This forum topic or thread is closed or gone; the chat itself can still be written to."""


class ChatMovedError(PermanentError):
    """The chat has another id now (a Telegram group became a supergroup): move it everywhere and retry."""

    def __init__(self, message: str, *, new_chat_id: str, **values: object) -> None:
        super().__init__(message, **values)
        self.new_chat_id = new_chat_id
