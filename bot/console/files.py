"""Files of this computer: the terminal names them where other platforms attach them."""

import asyncio
from contextlib import suppress
from pathlib import Path

from bot.chat.asking import Attachment
from bot.chat.input.parsing import Typed
from bot.chat.table import Command, OptionKind
from briefings.domain.errors import UserError

_ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx"})


def files_named(words: str) -> tuple[Attachment, ...]:
    """The file whose name the words are, in quotation marks or not; none where they are something else.

    A file of any ending is meant by its whole path: whether it can be read is judged when it is.
    """
    path = _path(words)
    with suppress(OSError, ValueError):  # a text is no name: too long, or with a zero byte
        if (path.suffix.lower() in _ENDINGS or path.is_absolute()) and path.is_file():
            return (_attachment(path),)
    return ()


def files_of(typed: Typed, command: Command | None) -> tuple[Attachment, ...]:
    """The file that a command was given: by ``file:``, or in the place of its text."""
    options = command.options if command else ()
    if not any(option.kind is OptionKind.FILE for option in options):
        return ()
    named = [str(typed.values[o.name]) for o in options if o.kind is OptionKind.FILE and typed.values.get(o.name)]
    if named:
        return (_attachment(_path(named[0])),)
    text = next((str(typed.values[o.name]) for o in options if o.verbatim and o.name in typed.values), "")
    return files_named(text)


def _path(words: str) -> Path:
    name = words.strip().strip("'\"")
    return Path(name).expanduser() if name.startswith("~/") else Path(name)


def _attachment(path: Path) -> Attachment:
    async def read() -> bytes:
        try:
            return await asyncio.to_thread(path.read_bytes)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UserError("“{name}” cannot be read: {reason}.", name=path, reason=reason) from error

    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0  # reading it tells why
    return Attachment(path.name, None, size, read)
