"""Files are read in a worker process: what it cannot read becomes one sentence, and the program goes on."""

import io
import random
import zipfile
from datetime import timedelta

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from briefings.adapters.files.parsing import parse_text
from briefings.adapters.files.reading import WorkerFiles
from briefings.domain.errors import UserError
from briefings.ports.intake import MAX_FILE_BYTES
from tests.fakes.hostile_site import ARTICLE


def reader(*, seconds: int = 20, memory: int = 768_000_000) -> WorkerFiles:
    files = WorkerFiles.with_slots()
    return WorkerFiles(files.slots, timedelta(seconds=seconds), memory)


def word_file(*paragraphs: str) -> bytes:
    document = Document()
    document.core_properties.title = "The wall"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(*lines: str, password: str | None = None) -> bytes:
    """A one-page PDF, written by hand."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    if password is None:
        return bytes(out)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(bytes(out))))
    writer.encrypt(password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


async def test_text_keeps_every_character_but_the_mark_and_the_line_ends() -> None:
    article = await reader().read("a.txt", b"\xef\xbb\xbfOne\r\n\r\nTwo \xe2\x80\x9cthree\xe2\x80\x9d\r\n")
    assert article.text == "One\n\nTwo “three”\n"


async def test_html_gives_the_article_and_its_head() -> None:
    article = await reader().read("page", ARTICLE.encode())
    assert article.title == "Harbour to close for a week"
    assert "Ines Duarte" in article.text


async def test_word_gives_paragraphs_and_title() -> None:
    article = await reader().read("wall.docx", word_file("First one.", "“Now,” she said."))
    assert article.text == "First one.\n\n“Now,” she said."
    assert article.title == "The wall"


async def test_pdf_joins_the_lines_of_a_paragraph() -> None:
    article = await reader().read(
        "wall.pdf", pdf_file("The harbour will close on 9 March for repairs that the", "port calls overdue.")
    )
    assert article.text == "The harbour will close on 9 March for repairs that the port calls overdue."


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(100):
            part.write(bytes(1_000_000))
    return out.getvalue()


def entity_bomb() -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{names}]><w:document>&a9;</w:document>'
    out = io.BytesIO(word_file("x"))
    with zipfile.ZipFile(out) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["word/document.xml"] = document.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def deep_word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "<a>" * 200_000 + "</a>" * 200_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "No article"),
        ("a.txt", b" \n\t ", "No article"),
        ("a.txt", "Grüße".encode("latin-1"), "UTF-8"),
        ("a.txt", b"one\x00two", "binary"),
        ("a.md", b"x" * 1_000_001, "1 MB"),
        ("a.png", b"\x89PNG\r\n", "no kind of file"),
        ("a.zip", b"PK\x03\x04rest", "packed file"),
        ("a.docx", b"PK\x03\x04rest", "damaged"),
        ("a.docx", zip_bomb(), "unpacks"),
        ("a.docx", entity_bomb(), "damaged|too much"),
        ("a.docx", deep_word(), "damaged|too much"),
        ("a.pdf", b"%PDF-1.7 rest", "damaged"),
        ("a.pdf", pdf_file("Secret", password="open"), "damaged or protected"),
        ("a.pdf", pdf_file(""), "No article"),
        ("a.html", b"<html><body></body></html>", "No article"),
        ("a.html", b"<div>" * 200_000, "No article|damaged|too much"),
        ("a.txt", bytes(MAX_FILE_BYTES + 1), "20 MB"),
    ],
)
async def test_what_cannot_be_read_is_one_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as caught:
        await reader().read(name, data)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html"])
async def test_random_bytes_never_get_further_than_a_sentence(name: str) -> None:
    heads = {"a.pdf": pdf_file("x")[:200], "a.docx": word_file("x")[:900], "a.html": b"<html><body>"}
    for seed in range(3):
        noise = random.Random(seed).randbytes(4_000)
        with pytest.raises(UserError):
            await reader().read(name, heads[name] + noise)


async def test_a_worker_that_takes_too_long_is_ended() -> None:
    with pytest.raises(UserError, match="too long"):
        await reader(seconds=0).read("a.pdf", pdf_file("x"))


async def test_a_worker_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(UserError, match=r"damaged|too much"):
        await reader(memory=30_000_000).read("a.pdf", pdf_file("x"))


async def test_no_secret_reaches_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYBRIEF_TELEGRAM_TOKEN", "canary")
    seen: list[dict[str, str]] = []
    import asyncio

    start = asyncio.create_subprocess_exec

    async def remember(*args: str, **options: object) -> asyncio.subprocess.Process:
        seen.append(dict(options["env"]))  # type: ignore[call-overload]
        return await start(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", remember)
    await reader().read("a.txt", b"Text")
    assert seen
    assert "canary" not in str(seen)


def test_the_text_parser_alone() -> None:
    assert parse_text(b"a\rb")["text"] == "a\rb"
