"""Single commands in the test's own process: what they print, and how they end."""

import sqlite3
from pathlib import Path

import pytest

from tests.e2e.test_command_line import ARTICLE
from tests.fakes.command_line import CommandLine

SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"


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
def test_the_database_is_named_before_or_behind_a_verb(command_line: CommandLine, arguments: tuple[str, ...]) -> None:
    url = command_line.url
    assert command_line.run("team", "add", "telegram:7", "editor", "Ana", "--database", url).code == 0
    ran = command_line.run(*(url if part == "URL" else part for part in arguments))
    assert (ran.code, ran.err) == (0, "")
    assert ("whole: 1 " if "verify" in arguments else "telegram:7") in ran.out
    assert [file.name for file in command_line.home.glob("**/*.db")] == ["news.db"]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("/quote zelensky nato", 0, "I can exchange it for NATO"),
        ("quote Зеленський", 0, "Volodymyr Zelensky"),
        ("/quote nobodyatall", 1, "I know nobody called"),
        ("/quote", 1, "still needs"),
        ("/quote zelensky since 2025-02-31", 1, "The calendar has no day"),
        ("/nonsense", 1, "There is no command"),
        ("hello", 1, "There is no command"),
        ("", 0, "What I can do"),
        ("/brief 99", 1, "No briefing has number 99"),
        ("/check I can exchange it for NATOs", 0, "Altered"),
        ("/search C++ AND it's \" ' ) NEAR(", 0, "Nothing published"),
    ],
)
def test_ask_prints_the_card_and_tells_mistakes(command_line: CommandLine, line: str, code: int, says: str) -> None:
    ran = command_line.run("ask", line)
    assert ran.code == code
    assert says in ran.out
    assert ran.err == ""


def test_a_draft_is_not_shown_to_readers(command_line: CommandLine) -> None:
    url = command_line.url
    details = ("--publisher", "Port News", "--date", "2025-02-24")
    ran = command_line.run("add", "-", *details, "--database", url, typed="\ufeff" + ARTICLE.replace("\n", "\r\n"))
    assert ran.code == 0
    assert "Briefing 1, draft" in ran.out
    assert "Nothing is published yet" in command_line.run("ask", "/brief", "--database", url).out
    same = command_line.run("add", "-", "--publish", "--database", url, typed=ARTICLE)
    assert "known already" in same.out
    assert "published" in same.out
    assert "stay as they are" not in same.out
    again = command_line.run("add", "-", "--date", "2025-02-23", "--database", url, typed=ARTICLE)
    assert "Its title, publisher, address, day and topics stay as they are." in again.out


def test_a_draft_of_unknown_day_names_the_cure(command_line: CommandLine) -> None:
    url, article = command_line.url, "The port opens on March 6, the mayor said on Monday.\n"
    added = command_line.run("add", "-", "--database", url, typed=article).out.splitlines()
    assert added[1:3] == [
        "Found: 0 quotes, 0 fragments, 0 figures, 2 dates.",
        "2 dates are unresolved, since the article's day is unknown.",
    ]
    cure = added[3].removeprefix('Say it with daybrief ask "').removesuffix('".')
    assert command_line.run("ask", cure, "--database", url).code == 0
    assert "unresolved" not in command_line.run("add", "-", "--database", url, typed=article).out


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
def test_what_is_no_article_is_refused_and_leaves_nothing(command_line: CommandLine, data: bytes, says: str) -> None:
    url = command_line.url
    ran = command_line.run("add", "-", "--publish", "--database", url, typed=data)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not (command_line.home / "news.db").exists()


@pytest.mark.parametrize("way", ["add", "ask"])
@pytest.mark.parametrize("wanted", [1, 2])
def test_a_summary_is_as_long_as_the_operator_wants(command_line: CommandLine, way: str, wanted: int) -> None:
    sentences = (
        "The council of Harbour City voted on Monday to close the old bridge.",
        "Drivers will take a detour of nine miles through the hills.",
        "Merchants fear that shoppers from the far bank will stay away this winter.",
    )
    article, setting = "\n\n".join(sentences), {"DAYBRIEF_EDITORIAL_SUMMARY_SENTENCES": str(wanted)}
    url = ("--database", command_line.url)
    if way == "add":
        assert command_line.run("add", "-", *url, typed=article, **setting).code == 0
    else:
        assert command_line.run("ask", f"/add {article}", *url, **setting).code == 0
    number = 1 if way == "add" else 2  # the first "ask" publishes the sample
    shown = command_line.run("ask", f"/review {number}", *url).out
    assert [f"• {sentence}" in shown for sentence in sentences].count(True) == wanted


def test_four_eyes_bind_the_command_line_and_the_log_names_it(command_line: CommandLine) -> None:
    url, details = command_line.url, ("--publisher", "Port News", "--date", "2025-02-24")
    ran = command_line.run(
        "add", "-", "--publish", *details, "--database", url, typed=ARTICLE, DAYBRIEF_EDITORIAL_FOUR_EYES="true"
    )
    assert (ran.code, ran.out) == (1, "")
    assert "second pair of eyes" in ran.err
    assert "Nothing is published yet" in command_line.run("ask", "/brief", "--database", url).out
    assert "published" in command_line.run("add", "-", "--publish", "--database", url, typed=ARTICLE).out
    log = command_line.run("ask", "/log", "--database", url).out
    assert "console:owner · publish" in log
    assert "console:owner · add" in log


def test_files_and_days_that_cannot_be_read_get_one_sentence(command_line: CommandLine) -> None:
    for arguments, says in (
        (["missing.txt"], "There is no file"),
        ([str(command_line.home)], "is a folder"),
        (["-", "--date", "2025-02-31"], "There is no day 2025-02-31"),
        (["-", "--date", "yesterday"], "is no date. Write it as"),
        (["-", "--url", "ftp://x"], "is no web address"),
    ):
        ran = command_line.run("add", *arguments, typed=ARTICLE)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), arguments
        assert says in ran.err


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://", "sqlite:////proc/none/x.db"])
def test_a_database_that_cannot_be_used_ends_with_two(command_line: CommandLine, url: str) -> None:
    ran = command_line.run("ask", "/brief", "--database", url)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "Traceback" not in ran.err
    assert command_line.run("ask", "/brief", DAYBRIEF_DATABASE_URL=url).code == 2


def test_a_damaged_or_newer_database_is_refused_and_kept(command_line: CommandLine) -> None:
    damaged = command_line.home / "damaged.db"
    damaged.write_bytes(b"this is no database at all, but a text that is long enough " * 40)
    before = damaged.read_bytes()
    ran = command_line.run("ask", "/brief", "--database", f"sqlite:///{damaged}")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert damaged.read_bytes() == before
    url = command_line.url
    assert command_line.run("migrate", "--database", url).code == 0
    with sqlite3.connect(command_line.home / "news.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_future'")
    ran = command_line.run("ask", "/brief", "--database", url)
    assert ran.code == 2
    assert "newer" in ran.err
    checked = command_line.run("check", "--database", url)
    assert checked.code == 2
    assert "newer" in checked.out


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the repository")
def test_the_seed_article_is_answered(command_line: CommandLine) -> None:
    url = command_line.url
    ran = command_line.run(
        "add", str(SEED), "--publish", "--publisher", "Agency", "--date", "2025-02-23", "--database", url
    )
    assert ran.code == 0
    quotes = command_line.run("ask", "/quote zelensky", "--database", url).out
    assert "6 quotes" in quotes
    assert (
        "“If there is peace for Ukraine, if you really need me to leave my post, I am ready,” […] "
        "“I can exchange it for NATO.”"
    ) in quotes
    assert "started" not in quotes
    figures = command_line.run("ask", "/figures", "--database", url).out
    assert "267 attack drones" in figures
    assert "air force" in figures
    assert "6 March 2025" in command_line.run("ask", "/dates past", "--database", url).out
    trump = command_line.run("ask", "/quote trump", "--database", url).out
    assert 'falsely claimed Ukraine "started" the war' in trump
