"""The command line reads files as the chat does: a page's markup is never taken for its article."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.files.test_reading import pdf_file, word_file
from tests.fakes.hostile_site import ARTICLE

ROOT = Path(__file__).parents[2]


def answer(folder: Path, *words: str) -> dict[str, object]:
    database = f"sqlite:///{folder / 'news.db'}"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "DAYBRIEF_DATABASE_URL": database}
    done = subprocess.run([sys.executable, "-m", "bot", *words, "--json"], capture_output=True, check=True, env=env)
    found: dict[str, object] = json.loads(done.stdout)
    return found


FILES = {
    "page.html": ARTICLE.encode(),
    "page": ARTICLE.encode(),
    "paper.pdf": pdf_file("The harbour is open again."),
    "letter.docx": word_file("The harbour is open again."),
    "note.md": b"The harbour is open again.",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["add", "extract"])
def test_a_file_gives_its_article(name: str, command: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    told = json.dumps(answer(tmp_path, command, str(tmp_path / name)))
    assert "<" not in told
    assert "The wall" in told or "arbour" in told
