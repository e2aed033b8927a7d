import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress

from tests.e2e.program import Home
from tests.fakes.command_line import CommandLine

ARTICLE = """Harbour of Odesa opens again

"We will rebuild the port before the spring," Mayor Olena Koval said on Monday.

The port handled 1,200 ships last year, the port authority said. Ministers meet there on March 6.
"""


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


def test_an_article_is_added_published_and_found(command_line: CommandLine) -> None:
    file = command_line.home / "article.txt"
    file.write_text(ARTICLE)
    options = "--date 2025-02-24 --topic Ports --url https://port.example/1 --publish --json".split()
    ran = command_line.run("add", str(file), "--publisher", "Port News", *options)
    assert (ran.code, ran.err) == (0, "")
    kept = json.loads(ran.out)
    assert (kept["number"], kept["new"], kept["status"]) == (1, True, "published")
    assert kept["source"]["date"] == "2025-02-24"
    assert "Ports" in kept["topics"]
    assert kept["counts"]["quotes"] == 1
    asked = command_line.run("ask", "/quote koval")
    assert "“We will rebuild the port before the spring,”" in asked.out
    assert "Port News · 24 February 2025 · https://port.example/1" in asked.out
    assert "sample" not in command_line.run("ask", "/brief latest 5").out
    again = json.loads(command_line.run("add", str(file), "--json").out)
    assert (again["number"], again["new"], again["id"]) == (1, False, kept["id"])


def test_check_tells_what_would_run_and_no_secret(home: Home, command_line: CommandLine) -> None:
    token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
    nobody_there = "http://127.0.0.1:9/bot"
    given = {"DAYBRIEF_TELEGRAM_TOKEN": token, "DAYBRIEF_TELEGRAM_BASE_URL": nobody_there}
    ran = home.run("check", **given, DAYBRIEF_OWNERS="telegram:7")
    assert ran.code == 0
    assert "Telegram: would run, but the token was not tried: Telegram could not be reached." in ran.out
    assert "DAYBRIEF_DISCORD_TOKEN is not set" in ran.out
    assert token not in ran.out + ran.err
    wrong = command_line.run("check", DAYBRIEF_OWNERS="telegram:me", DAYBRIEF_ZONE="Mars")
    assert wrong.code == 2
    assert "DAYBRIEF_OWNERS is wrong" in wrong.out
    assert "DAYBRIEF_ZONE is wrong" in wrong.out
    password = command_line.run("check", "--database", "postgresql://daybrief:s3cr3t-word@127.0.0.1:1/none")
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


def test_help_and_wrong_usage(command_line: CommandLine) -> None:
    shown = command_line.run("--help").out
    assert [name for name in ("run", "console", "ask", "add", "check", "migrate") if name not in shown] == []
    assert command_line.run("ask").code == 2
    assert command_line.run("nonsense").code == 2


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
