"""Bytes and text of an article as they come in, judged before anything is stored."""

from briefings.domain.errors import UserError
from briefings.domain.source import MAX_TEXT_BYTES

_LIMIT = f"{MAX_TEXT_BYTES / 1_000_000:g} MB"
_BINARY_HEAD = 8192
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode_article(data: bytes) -> str:
    """Decode a file's bytes as UTF-8: a byte order mark is dropped, CRLF becomes LF, nothing else is changed.

    Raises:
        UserError: empty, larger than ``MAX_TEXT_BYTES``, binary, or in another encoding.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise UserError("The text is larger than {limit}. Add the article alone, or a part of it.", limit=_LIMIT)
    if b"\0" in data[:_BINARY_HEAD] and not data.startswith(_UTF16_MARKS):
        raise UserError("This is no text file. Save the article as plain text in UTF-8 and add that.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "The text is not in UTF-8 (byte {offset}). Save it as UTF-8 and add it again.", offset=error.start
        ) from error
    return check_article(text.replace("\r\n", "\n"))


def check_article(text: str) -> str:
    """Return the text unchanged when it can be an article.

    Raises:
        UserError: no words, too large, or characters that no encoding can carry.
    """
    if not any(char.isalnum() for char in text):
        raise UserError("There are no words in this text. Add the text of an article.")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise UserError("The text holds half of a character at {offset}. Copy it again.", offset=error.start) from error
    if size > MAX_TEXT_BYTES:
        raise UserError("The text is larger than {limit}. Add the article alone, or a part of it.", limit=_LIMIT)
    if "\0" in text:
        raise UserError("This is no text file. Save the article as plain text in UTF-8 and add that.")
    return text
