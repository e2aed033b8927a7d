"""Bombs and broken files end in time with one sentence, at 64 MB more than an honest file; nothing is stored."""

import io
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.asking import Attachment
from bot.chat.input.parsing import Typed
from bot.console.render import plain
from briefings.domain.people import Role
from briefings.services.people.appoint import appoint
from tests.adapters.files.test_reading import deep_word, entity_bomb, pdf_file, word_file, zip_bomb
from tests.fakes.clock import SettableClock
from tests.fakes.hostile_site import ARTICLE
from tests.fakes.memory.store import MemoryStore
from tests.unit.chat.editors import ANA, OWNER, Editors

ROOT = Path(__file__).resolve().parents[3]
ROOM = 64 * 1024
"""KiB that a bomb may cost more than an honest file of its kind."""

SECONDS = 20
DEPTH = 200_000
HONEST = {"html": ARTICLE.encode(), "docx": word_file("The harbour is open again."), "pdf": pdf_file("The harbour")}


def deep_html(tag: str) -> bytes:
    return b"<html><body>" + f"<{tag}>".encode() * DEPTH + b"x" + f"</{tag}>".encode() * DEPTH


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(20_000):
            packed.writestr(f"word/{number}.xml", "")
    return out.getvalue()


def endless_pages() -> bytes:
    """A PDF whose pages name themselves as their own children."""
    return pdf_file("x").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a zip that unpacks to 100 MB": ("docx", zip_bomb),
    "entities that grow a billion times": ("docx", entity_bomb),
    "200,000 nested elements of XML": ("docx", deep_word),
    "20,000 parts": ("docx", many_parts),
    "200,000 nested blocks": ("html", lambda: deep_html("div")),
    "200,000 nested inline elements": ("html", lambda: deep_html("b")),
    "200,000 nested tables": ("html", lambda: deep_html("table")),
    "an attribute of 15 MB": ("html", lambda: b'<html><body a="' + b"x" * 15_000_000 + b'">'),
    "pages within themselves": ("pdf", endless_pages),
}


def cost(kind: str, data: bytes) -> tuple[int, float]:
    """The worker's peak in KiB of memory and its seconds, as the system counts them."""
    limits = (str(SECONDS), "768000000")
    command = [sys.executable, "-c", _MEASURED, kind, *limits]
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    out, _ = process.communicate(data)
    return int(out.split()[-1]), time.monotonic() - began


_MEASURED = """
import io, resource, sys, contextlib
from briefings.adapters.files.worker import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(BaseException):
    main(*sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
sys.stdout.write(peak.split()[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux's /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little_and_ends_in_time(name: str) -> None:
    kind, make = BOMBS[name]
    honest, _ = cost(kind, HONEST[kind])
    peak, seconds = cost(kind, make())
    assert peak - honest < ROOM
    assert seconds < SECONDS


def broken_files() -> list[tuple[str, bytes]]:
    """Honest files cut off, with bytes changed, and noise behind an honest head."""
    rolls, found = random.Random(5), []
    for name, whole in (("a.pdf", HONEST["pdf"]), ("a.docx", HONEST["docx"])):
        found += [(name, whole[: len(whole) * part // 5]) for part in range(1, 5)]
        for _ in range(3):
            spoilt = bytearray(whole)
            for at in rolls.sample(range(8, len(spoilt)), len(spoilt) // 20):
                spoilt[at] = rolls.randrange(256)
            found.append((name, bytes(spoilt)))
        found.append((name, whole[:8] + rolls.randbytes(5_000)))
    return [*found, ("a.bin", rolls.randbytes(5_000)), ("a.txt", rolls.randbytes(5_000))]


@pytest.mark.parametrize(("name", "data"), broken_files())
async def test_a_broken_file_is_one_sentence_and_nothing_is_stored(
    name: str, data: bytes, clock: SettableClock
) -> None:
    store = MemoryStore()
    await appoint(ANA, Role.EDITOR, name="Ana", by=OWNER, store=store, clock=clock)
    editors = Editors(store, clock)

    async def read() -> bytes:
        return data

    file = Attachment(name, None, len(data), read)
    card = await editors.answering.answer(replace(editors.ask(ANA, Typed("add")), attachments=(file,)))
    assert card is not None
    words = plain(card)
    async with store.reading() as unit:
        kept = await unit.briefings.next_number() - 1
        acts = len(await unit.audit.latest(limit=9))
    if card.mistake:
        assert words.count("\n") == 0
        assert name in words
        assert (kept, acts) == (0, 1)
    else:  # what was hit did not matter: then every word is the honest file's
        assert "harbour" in words.casefold()
