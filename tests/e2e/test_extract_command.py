"""``daybrief extract`` and ``daybrief speakers match`` as a script runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ARTICLE = (
    "River floods the old town\n\n"
    "HARBOUR CITY (Coast Agency) — The Blue River flooded 300 houses on Monday, the fire brigade said.\n\n"
    '"We have never seen the river like this," Mayor Ines Falk told reporters.\n'
)


def daybrief(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ},
    )


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def extracted(*words: str, given: bytes = b"") -> dict[str, Any]:
    done = daybrief("extract", *words, "--json", given=given)
    assert (done.returncode, done.stderr) == (0, b"")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_json_holds_spans_into_the_text_as_read(tmp_path: Path) -> None:
    answer = extracted(written(tmp_path, "a.txt", ARTICLE.encode()))
    items = [*answer["summary"], *answer["quotes"], *answer["other_quoted"], *answer["figures"], *answer["dates"]]
    assert items
    assert all(ARTICLE[item["start"] : item["end"]] == item["text"] for item in items)
    assert answer["source"] == {"title": "River floods the old town", "publisher": "Coast Agency", "date": None}
    assert answer["quotes"][0]["speaker"] == "Ines Falk"


def test_a_byte_order_mark_and_crlf_are_dropped_and_nothing_else(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()
    assert extracted(written(tmp_path, "a.txt", data)) == extracted("-", given=ARTICLE.encode())


def test_what_is_given_is_in_the_source(tmp_path: Path) -> None:
    answer = extracted("-", "--date", "2025-02-24", "--title", "Flut", "--publisher", "Küste", given=ARTICLE.encode())
    assert answer["source"] == {"title": "Flut", "publisher": "Küste", "date": "2025-02-24"}


def test_the_report_is_plain_text_in_a_pipe() -> None:
    done = daybrief("extract", "-", given=ARTICLE.encode())
    report = done.stdout.decode()
    assert done.returncode == 0
    assert "\x1b" not in report
    assert "“We have never seen the river like this,”" in report
    assert "— Ines Falk" in report


@pytest.mark.parametrize(
    ("data", "words", "sentence"),
    [
        (b"", (), "no words"),
        (b" \n \n", (), "no words"),
        (b"\x89PNG\0\0\0\r\n", (), "no text file"),
        ("Ärger über Straße".encode("latin-1"), (), "not in UTF-8"),
        (b"word " * 200_001, (), "larger than 1 MB"),
        (ARTICLE.encode(), ("--date", "2025-02-30"), "no day 2025-02-30"),
        (ARTICLE.encode(), ("--date", "yesterday"), "year-month-day"),
        (ARTICLE.encode(), ("--date", ""), "year-month-day"),
    ],
)
def test_a_mistake_is_one_plain_sentence(data: bytes, words: tuple[str, ...], sentence: str) -> None:
    done = daybrief("extract", "-", *words, "--json", given=data)
    assert done.returncode == 1
    assert done.stdout == b""
    assert sentence in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    for name, sentence in ((str(tmp_path / "none.txt"), "There is no file"), (str(tmp_path), "is a folder")):
        done = daybrief("extract", name)
        assert done.returncode == 1
        assert sentence in done.stderr.decode()


def lines(*entries: object) -> bytes:
    return b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)


def test_many_articles_are_answered_in_order_and_bad_lines_in_their_place(tmp_path: Path) -> None:
    source = lines(
        {"id": "a", "text": ARTICLE, "date": "2025-02-24", "title": "Flood"},
        {"id": 2, "text": ""},
        {"text": ARTICLE},
        {"id": "d", "text": ARTICLE, "date": "2025-02-30"},
        {"id": "e", "text": 7},
        ["f"],
        {"id": "g", "text": "a\ud83d"},
        {"id": {"deep": 1}, "text": ARTICLE, "publisher": None},
    )
    target = tmp_path / "out.jsonl"
    name = written(tmp_path, "in.jsonl", source + b"\nnot json\n" + b'{"id": "z", "text": "\xff"}\n')
    done = daybrief("extract", "--jsonl", name, str(target))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2, None, "d", "e", None, "g", {"deep": 1}, None, None]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, True, False, True, True]
    assert all(set(answer) == {"id", "error"} for answer in answers if "error" in answer)
    single = extracted("-", "--date", "2025-02-24", "--title", "Flood", given=ARTICLE.encode())
    assert answers[0] == {"id": "a", **single}


def test_lines_pass_through_pipes() -> None:
    done = daybrief("extract", "--jsonl", "-", "-", given=lines({"id": 1, "text": ARTICLE}, {"id": 2, "text": ARTICLE}))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]


@pytest.mark.parametrize("words", [("in",), ("in", "in"), ("in", "out", "more"), ("in", "out", "--date", "2025-01-01")])
def test_many_articles_want_two_different_files(tmp_path: Path, words: tuple[str, ...]) -> None:
    written(tmp_path, "in", lines({"id": 1, "text": ARTICLE}))
    given = [str(tmp_path / word) if word in {"in", "out", "more"} else word for word in words]
    done = daybrief("extract", "--jsonl", *given)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    done = daybrief("extract", "--jsonl", written(tmp_path, "in", lines({"id": 1, "text": ARTICLE})), "/dev/full")
    assert done.returncode == 2
    assert done.stderr == b"daybrief: The output cannot be written: No space left on device.\n"


def test_names_are_matched_line_by_line(tmp_path: Path) -> None:
    known = written(tmp_path, "known", b"Volodymyr Zelensky\nAngela Merkel\n")
    names = written(tmp_path, "names", "Зеленський\nOlena Zelenska\n\nAngela Merkl\n".encode())
    done = daybrief("speakers", "match", names, "--known", known, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["match"] for row in json.loads(done.stdout)] == ["Volodymyr Zelensky", None, None, "Angela Merkel"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (b"\xff\xfe", "names” is not in UTF-8 (byte 0). Save it as UTF-8 and try again."),
        (b"Ada\0Alm", "names” is no text file. Give one with a name on each line."),
        (b"Ada Alm\n" * 200_000, "names” is larger than 1 MB. Give fewer names at a time."),
    ],
)
def test_a_file_of_names_that_cannot_be_read_is_named(tmp_path: Path, names: bytes, said: str) -> None:
    file, known = written(tmp_path, "names", names), written(tmp_path, "known", b"Ada Alm\n")
    done = daybrief("speakers", "match", file, "--known", known, "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().rstrip().endswith(said)


def test_no_names_match_nobody(tmp_path: Path) -> None:
    empty, known = written(tmp_path, "names", b""), written(tmp_path, "known", b"Ada Alm\n")
    done = daybrief("speakers", "match", empty, "--known", known, "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_reading_an_article_loads_no_chat_library_and_no_database() -> None:
    code = (
        "import sys; sys.argv = ['daybrief', 'extract', '-', '--json']\n"
        "from bot.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'telegram', 'discord', 'sqlalchemy', 'apscheduler', 'aiohttp', 'trafilatura', 'rich'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=ARTICLE.encode(), capture_output=True, timeout=60, check=False
    )
    assert done.stderr.decode() == ""
    assert done.stdout
