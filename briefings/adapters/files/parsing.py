"""The parsers, run inside the worker process only."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from briefings.domain.errors import entry
from briefings.domain.source import MAX_TEXT_BYTES

MAX_PDF_PAGES = 200
MAX_PARTS = 5_000
MAX_UNPACKED_BYTES = 50_000_000
"""The most that a Word file's parts may unpack to, in bytes."""

DAMAGED = entry("{name} is damaged or protected and cannot be read. Save it again, or paste the article's text.")
_NO_TEXT = entry("No article's text was found in {name}. Paste the text instead.")
_TOO_LONG = entry("The text in {name} is longer than 1 MB, the most an article may have. Send a part of it.")

_GARBAGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
"""Characters that no article has more than a few of: controls, replacement marks, private use."""

_SHORT_LINE = 60
_DASHED = re.compile(r"(?<=\w)- (?=\w)")

Answer = Mapping[str, str | None]


class UnreadableError(Exception):
    """The file cannot be read; the message is a catalogue entry with the place ``{name}``."""


def parse_text(data: bytes) -> Answer:
    """Decode UTF-8, drop a byte order mark and turn CRLF into LF; nothing else is changed."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(
            "{name} is not UTF-8 text. Save it as UTF-8 and send it again, or paste the text."
        ) from None
    if "\x00" in text:
        raise UnreadableError("{name} is binary and not text. Send .txt, .md, .html, .pdf or .docx.")
    return _answer(text.replace("\r\n", "\n"))


def parse_html(data: bytes) -> Answer:
    """Read the main text of a page, without its tables and comments, and what the page states of itself."""
    from trafilatura import bare_extraction  # noqa: PLC0415  a worker loads only the parser that it needs

    found = bare_extraction(data, fast=True, include_comments=False, include_tables=False, with_metadata=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise UnreadableError(_NO_TEXT)
    return _answer(found.text, title=found.title, publisher=found.sitename, published=found.date)


def parse_pdf(data: bytes) -> Answer:
    """Read the text of at most ``MAX_PDF_PAGES`` pages, with the lines of a paragraph joined again."""
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError(DAMAGED)
    text = "\n\n".join(page.extract_text() for page in reader.pages[:MAX_PDF_PAGES])
    return _answer(_joined_lines(text), title=reader.metadata.title if reader.metadata else None)


def parse_docx(data: bytes) -> Answer:
    """Read the paragraphs of a Word file whose parts unpack to a decent size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = [part.file_size for part in packed.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableError(DAMAGED) from None
    if sum(sizes) > MAX_UNPACKED_BYTES or len(sizes) > MAX_PARTS:
        raise UnreadableError("{name} unpacks to far more than an article has. Paste the article's text instead.")
    from docx import Document  # noqa: PLC0415

    document = Document(io.BytesIO(data))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    return _answer("\n\n".join(p for p in paragraphs if p.strip()), title=document.core_properties.title)


def _joined_lines(text: str) -> str:
    """Join the printed lines of a page into paragraphs, which end where a line ends a sentence or stays short."""
    paragraphs: list[str] = []
    lines: list[str] = []
    for line in (line.strip() for line in [*text.split("\n"), ""]):
        if line:
            lines.append(line)
        if lines and (not line or (line[-1] in '.!?:”"' and len(line) < _SHORT_LINE)):
            paragraphs.append(_DASHED.sub("-", " ".join(lines)))
            lines = []
    return "\n\n".join(paragraphs)


def _answer(
    text: str, *, title: str | None = None, publisher: str | None = None, published: str | None = None
) -> Answer:
    if not text.strip():
        raise UnreadableError(_NO_TEXT)
    if len(_GARBAGE.findall(text)) * 50 > len(text):
        raise UnreadableError(DAMAGED)
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise UnreadableError(_TOO_LONG)
    return {"text": text, "title": title, "publisher": publisher, "published": published}


PARSERS: Mapping[str, Callable[[bytes], Answer]] = {
    "text": parse_text,
    "html": parse_html,
    "pdf": parse_pdf,
    "docx": parse_docx,
}
