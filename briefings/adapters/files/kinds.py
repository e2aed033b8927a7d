"""Which kind of file some bytes are."""

import re
from typing import Literal

from briefings.domain.errors import UserError

Kind = Literal["text", "html", "pdf", "docx"]

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXES: dict[str, Kind] = {
    "txt": "text", "text": "text", "md": "text", "markdown": "text", "html": "html", "htm": "html", "xhtml": "html",
}  # fmt: skip


def kind_of(name: str, data: bytes) -> Kind:
    """Tell the kind by the first bytes, and by the name's ending only for kinds that have no mark of their own."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(name)
    suffix = name.rpartition(".")[2].lower()
    if _HTML.match(data[:4096]):
        return "html"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    raise UserError(
        "{name} is no kind of file that Daybrief reads. Send .txt, .md, .html, .pdf or .docx, or paste the text.",
        name=name,
    )


def _zipped(name: str) -> Kind:
    if name.lower().endswith(".docx"):
        return "docx"
    raise UserError(
        "{name} is a packed file, which Daybrief does not open. Send the article in it as .docx, .pdf or .txt.",
        name=name,
    )
