import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.program import Home

ARTICLE = """Harbour of Odesa opens again

"We will rebuild the port before the spring," Mayor Olena Koval said on Monday.

The port handled 1,200 ships last year, the port authority said. Ministers meet there on March 6.
"""
SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"


def database_of(home: Home) -> str:
    return f"sqlite:///{home.path / 'news.db'}"


def test_a_first_start_has_something_to_say(home: Home) -> None:
    ran = home.run("run", typed="/brief\n\n/quote zelensky\nquote nobody\n/dates past\n")
    assert (ran.code, ran.err) == (0, "")
    assert "A sample that ships with Daybrief" in ran.out
    assert "“I can exchange it for NATO.”" in ran.out
    assert "267 attack drones" in ran.out
    assert "— Volodymyr Zelensky" in ran.out
    assert "6 March 2025" in ran.out


def test_leaving_words_end_the_chat(home: Home) -> None:
    ran = home.run("console", typed="exit\n/brief\n")
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--database", "URL", "team", "list"),
        ("team", "list", "--database", "URL"),
        ("--database", "sqlite:///elsewhere.db", "team", "list", "--database", "URL"),
        ("--database", "URL", "log"),
        ("log", "--database", "URL", "verify"),
        ("--database", "sqlite:///elsewhere.db", "log", "--database", "URL", "verify"),
    ],
    ids=" ".join,
)
def test_the_database_is_named_before_or_behind_a_verb(home: Home, arguments: tuple[str, ...]) -> None:
    url = database_of(home)
    assert home.run("team", "add", "telegram:7", "editor", "Ana", "--database", url).code == 0
    ran = home.run(*(url if part == "URL" else part for part in arguments))
    assert (ran.code, ran.err) == (0, "")
    assert "telegram:7" in ran.out or "whole: 1 " in ran.out
    assert [file.name for file in home.path.glob("**/*.db")] == ["news.db"]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("/quote zelensky nato", 0, "I can exchange it for NATO"),
        ("quote Зеленський", 0, "Volodymyr Zelensky"),
        ("/quote nobodyatall", 1, "I know nobody called"),
        ("/quote", 1, "needs to know"),
        ("/quote zelensky since 2025-02-31", 1, "The calendar has no day"),
        ("/nonsense", 1, "There is no command"),
        ("hello", 1, "There is no command"),
        ("", 0, "What I can do"),
        ("/brief 99", 1, "No briefing has number 99"),
        ("/check I can exchange it for NATOs", 0, "Altered"),
        ("/search C++ AND it's \" ' ) NEAR(", 0, "Nothing published"),
    ],
)
def test_ask_prints_the_card_and_tells_mistakes(home: Home, line: str, code: int, says: str) -> None:
    ran = home.run("ask", line)
    assert ran.code == code
    assert says in ran.out
    assert ran.err == ""


def test_an_article_is_added_published_and_found(home: Home) -> None:
    file = home.path / "article.txt"
    file.write_text(ARTICLE)
    url = database_of(home)
    options = [
        "--publisher",
        "Port News",
        "--date",
        "2025-02-24",
        "--topic",
        "Ports",
        "--url",
        "https://port.example/1",
    ]
    ran = home.run("add", str(file), *options, "--publish", "--json", "--database", url)
    assert (ran.code, ran.err) == (0, "")
    kept = json.loads(ran.out)
    assert (kept["number"], kept["new"], kept["status"]) == (1, True, "published")
    assert kept["source"]["date"] == "2025-02-24"
    assert "Ports" in kept["topics"]
    assert kept["counts"]["quotes"] == 1
    asked = home.run("ask", "/quote koval", "--database", url)
    assert "“We will rebuild the port before the spring,”" in asked.out
    assert "Port News · 24 February 2025 · https://port.example/1" in asked.out
    assert "sample" not in home.run("ask", "/brief latest 5", "--database", url).out
    again = json.loads(home.run("add", str(file), "--json", "--database", url).out)
    assert (again["number"], again["new"], again["id"]) == (1, False, kept["id"])


def test_a_draft_is_not_shown_to_readers(home: Home) -> None:
    url = database_of(home)
    ran = home.run("add", "-", "--database", url, typed="\ufeff" + ARTICLE.replace("\n", "\r\n"))
    assert ran.code == 0
    assert "Briefing 1, draft" in ran.out
    assert "Nothing is published yet" in home.run("ask", "/brief", "--database", url).out
    same = home.run("add", "-", "--publish", "--database", url, typed=ARTICLE)
    assert "known already" in same.out
    assert "published" in same.out


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "There are no words in this text"),
        (b" \n\n ", "There are no words in this text"),
        (b"word " * 250_000, "larger than 1 MB"),
        (b"\x7fELF\x00\x01\x02", "This is no text file"),
        ("Привіт".encode("cp1251"), "not in UTF-8"),
        ("Hello world".encode("utf-16"), "not in UTF-8"),
    ],
)
def test_what_is_no_article_is_refused_and_leaves_nothing(home: Home, data: bytes, says: str) -> None:
    url = database_of(home)
    ran = home.run("add", "-", "--publish", "--database", url, typed=data)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not (home.path / "news.db").exists()


def test_four_eyes_bind_the_command_line_and_the_log_names_it(home: Home) -> None:
    url = database_of(home)
    ran = home.run("add", "-", "--publish", "--database", url, typed=ARTICLE, DAYBRIEF_EDITORIAL_FOUR_EYES="true")
    assert (ran.code, ran.out) == (1, "")
    assert "second pair of eyes" in ran.err
    assert "Nothing is published yet" in home.run("ask", "/brief", "--database", url).out
    assert "published" in home.run("add", "-", "--publish", "--database", url, typed=ARTICLE).out
    log = home.run("ask", "/log", "--database", url).out
    assert "console:owner · publish" in log
    assert "console:owner · add" in log


def test_files_and_days_that_cannot_be_read_get_one_sentence(home: Home) -> None:
    for arguments, says in (
        (["missing.txt"], "There is no file"),
        ([str(home.path)], "is a folder"),
        (["-", "--date", "2025-02-31"], "There is no day 2025-02-31"),
        (["-", "--date", "yesterday"], "is no date. Write it as"),
        (["-", "--url", "ftp://x"], "is no web address"),
    ):
        ran = home.run("add", *arguments, typed=ARTICLE)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), arguments
        assert says in ran.err


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://", "sqlite:////proc/none/x.db"])
def test_a_database_that_cannot_be_used_ends_with_two(home: Home, url: str) -> None:
    ran = home.run("ask", "/brief", "--database", url)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "Traceback" not in ran.err
    assert home.run("ask", "/brief", DAYBRIEF_DATABASE_URL=url).code == 2


def test_a_damaged_or_newer_database_is_refused_and_kept(home: Home) -> None:
    damaged = home.path / "damaged.db"
    damaged.write_bytes(b"this is no database at all, but a text that is long enough " * 40)
    before = damaged.read_bytes()
    ran = home.run("ask", "/brief", "--database", f"sqlite:///{damaged}")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert damaged.read_bytes() == before
    url = database_of(home)
    assert home.run("migrate", "--database", url).code == 0
    with sqlite3.connect(home.path / "news.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_future'")
    ran = home.run("ask", "/brief", "--database", url)
    assert ran.code == 2
    assert "newer" in ran.err
    checked = home.run("check", "--database", url)
    assert checked.code == 2
    assert "newer" in checked.out


def test_check_tells_what_would_run_and_no_secret(home: Home) -> None:
    token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
    nobody_there = "http://127.0.0.1:9/bot"
    given = {"DAYBRIEF_TELEGRAM_TOKEN": token, "DAYBRIEF_TELEGRAM_BASE_URL": nobody_there}
    ran = home.run("check", **given, DAYBRIEF_OWNERS="telegram:7")
    assert ran.code == 0
    assert "Telegram: would run, but the token was not tried: Telegram could not be reached." in ran.out
    assert "DAYBRIEF_DISCORD_TOKEN is not set" in ran.out
    assert token not in ran.out + ran.err
    wrong = home.run("check", DAYBRIEF_OWNERS="telegram:me", DAYBRIEF_ZONE="Mars")
    assert wrong.code == 2
    assert "DAYBRIEF_OWNERS is wrong" in wrong.out
    assert "DAYBRIEF_ZONE is wrong" in wrong.out
    password = home.run("check", "--database", "postgresql://daybrief:s3cr3t-word@127.0.0.1:1/none")
    assert password.code == 2
    assert "s3cr3t-word" not in password.out + password.err


def test_settings_are_read_from_a_file(home: Home) -> None:
    (home.path / ".env").write_text(f"DAYBRIEF_DATABASE_URL={database_of(home)}\n")
    assert home.run("migrate").code == 0
    assert (home.path / "news.db").exists()
    (home.path / ".env").write_text("DAYBRIEF_ACCESS=nobody\n")
    ran = home.run("ask", "/brief")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "DAYBRIEF_ACCESS is wrong" in ran.err


def test_many_lines_and_nasty_ones_are_answered(home: Home) -> None:
    ran = home.run("run", typed=b"/topics\n" * 30 + b"/quote \xff\xfe\n/search \x00\x1b[31m\n/brief 1\n")
    assert (ran.code, ran.err) == (0, "")
    assert "lot of commands" not in ran.out
    assert "\x1b" not in ran.out
    assert "\x00" not in ran.out
    assert "A sample that ships" in ran.out


def test_a_reader_that_leaves_early_is_no_news(home: Home) -> None:
    home.run("migrate")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "console"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home.path,
        env=home.environment,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdout.close()
        with suppress(BrokenPipeError):
            process.stdin.write(b"/brief\n" * 50)
            process.stdin.close()
        process.wait(30)
        assert process.stderr.read() == b""


def test_help_and_wrong_usage(home: Home) -> None:
    for command in ("run", "console", "ask", "add", "check", "migrate"):
        assert command in home.run("--help").out
    assert home.run("ask").code == 2
    assert home.run("nonsense").code == 2


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the repository")
def test_the_seed_article_is_answered(home: Home) -> None:
    url = database_of(home)
    ran = home.run("add", str(SEED), "--publish", "--publisher", "Agency", "--date", "2025-02-23", "--database", url)
    assert ran.code == 0
    quotes = home.run("ask", "/quote zelensky", "--database", url).out
    assert "6 quotes" in quotes
    assert (
        "“If there is peace for Ukraine, if you really need me to leave my post, I am ready,” […] "
        "“I can exchange it for NATO.”"
    ) in quotes
    assert "started" not in quotes
    figures = home.run("ask", "/figures", "--database", url).out
    assert "267 attack drones" in figures
    assert "air force" in figures
    assert "6 March 2025" in home.run("ask", "/dates past", "--database", url).out
    trump = home.run("ask", "/quote trump", "--database", url).out
    assert 'falsely claimed Ukraine "started" the war' in trump


def test_ctrl_c_leaves_calmly_while_it_waits_for_a_line(home: Home) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "console"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home.path,
        env=home.environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"/topics\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"> /topics\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read() == b""
    with sqlite3.connect(home.path / ".local/share/daybrief/daybrief.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
