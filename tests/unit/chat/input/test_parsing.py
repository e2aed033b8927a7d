from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.days import Days
from bot.chat.input.lines import write_line
from bot.chat.input.parsing import EXTRA, Typed, parse_line
from bot.chat.input.values import read_values
from briefings.domain.errors import UserError

TABLE = command_table()
T = Catalogue()
TODAY = date(2025, 2, 24)


def parsed(text: str, bot_names: tuple[str, ...] = ()) -> Typed | None:
    return parse_line(text, TABLE, bot_names=bot_names, t=T)


@pytest.mark.parametrize(
    ("line", "command", "values"),
    [
        ("/quote zelensky", "quote", {"speaker": "zelensky"}),
        ("quote zelensky", "quote", {"speaker": "zelensky"}),
        ("  /QUOTE\u00a0 Zelensky  ", "quote", {"speaker": "Zelensky"}),
        (
            "/quote zelensky nato since 2025-02",
            "quote",
            {"speaker": "zelensky nato", "since": "2025-02"},
        ),
        (
            "/quote zelensky since 6 march 2025 nato summit until yesterday",
            "quote",
            {"speaker": "zelensky nato summit", "since": "6 march 2025", "until": "yesterday"},
        ),
        ("/quote Volodymyr Zelensky nato", "quote", {"speaker": "Volodymyr Zelensky nato"}),
        ('/quote "Volodymyr Zelensky" nato', "quote", {"speaker": "Volodymyr Zelensky", "words": "nato"}),
        ("/quote “Volodymyr Zelensky”", "quote", {"speaker": "Volodymyr Zelensky"}),
        ("/quote «Олена Коваль» порт", "quote", {"speaker": "Олена Коваль", "words": "порт"}),
        ("/quote since:2025-02 speaker:putin", "quote", {"since": "2025-02", "speaker": "putin"}),
        ("/quote o'brien", "quote", {"speaker": "o'brien"}),
        ('/quote "unclosed nato', "quote", {"speaker": '"unclosed nato'}),
        ("/brief 12 quotes", "brief", {"briefing": "12", "part": "quotes"}),
        ("/brief quotes #12", "brief", {"briefing": "#12", "part": "quotes"}),
        ("/brief ukraine", "brief", {"topic": "ukraine"}),
        ("/brief middle east", "brief", {"topic": "middle east"}),
        ("/brief yesterday", "brief", {"day": "yesterday"}),
        ("/brief latest 3", "brief", {"latest": "3"}),
        ("/brief topic: ukraine", "brief", {"topic": "ukraine"}),
        ("/dates past ukraine", "dates", {"past": "yes", "topic": "ukraine"}),
        ("/check “I am ready” -- he said", "check", {"sentence": "“I am ready” -- he said"}),
        ("/check line one\n\nline  two", "check", {"sentence": "line one\n\nline  two"}),
        ("/check since yesterday", "check", {"sentence": "since yesterday"}),
        ("/search C++ AND it's", "search", {"words": "C++ AND it's"}),
        ("/nothing here", "nothing", {}),
    ],
)
def test_lines_are_read(line: str, command: str, values: dict[str, str]) -> None:
    typed = parsed(line)
    assert typed is not None
    assert (typed.command, dict(typed.values), typed.page) == (command, values, 1)


@pytest.mark.parametrize("line", ["", "   ", "hello there", "/", "//", "/usr/bin", "what is new?", "ask quote"])
def test_other_lines_are_no_commands(line: str) -> None:
    assert parsed(line) is None


def test_a_command_for_another_bot_is_not_ours() -> None:
    assert parsed("/quote@OtherBot zelensky", ("DaybriefBot",)) is None
    assert parsed("/quote@daybriefbot zelensky", ("DaybriefBot",)) == Typed("quote", {"speaker": "zelensky"})
    assert parsed("/quote@anybody zelensky") == Typed("quote", {"speaker": "zelensky"})


@pytest.mark.parametrize(
    ("line", "page"),
    [("quote zelensky page:2", 2), ("quote page:3 zelensky", 3), ("check page:4 I am", 4), ("brief page:0", 1)],
)
def test_a_page_is_read_anywhere(line: str, page: int) -> None:
    typed = parsed(line)
    assert typed is not None
    assert typed.page == page
    assert "page" not in str(typed.values)


def test_a_shortcut_is_read() -> None:
    assert parsed("~abc-1 page:2") == Typed("~", {"token": "abc-1"}, 2)


@given(st.text(max_size=200))
def test_reading_never_fails(text: str) -> None:
    for line in (text, f"/quote {text}", f"/brief {text}", f"/check {text}", f"/dates {text}"):
        typed = parsed(line)
        command = TABLE.get(typed.command) if typed else None
        if typed is not None and command is not None:
            with suppress(UserError):
                read_values(command, typed.values, today=TODAY, t=T)


@given(
    st.text(alphabet="abc ж'né-", min_size=1, max_size=20).filter(str.strip),
    st.lists(st.sampled_from(["nato", "peace", "мир"]), max_size=3),
    st.dates(date(2000, 1, 1), date(2025, 2, 24)),
)
def test_a_written_line_is_read_as_it_was_meant(speaker: str, words: list[str], day: date) -> None:
    speaker = " ".join(speaker.split())
    values: dict[str, object] = {"speaker": speaker, "since": Days.one(day)}
    if words:
        values["words"] = " ".join(words)
    typed = parsed(write_line("quote", values, TABLE))
    command = TABLE.get("quote")
    assert typed is not None
    assert command is not None
    assert read_values(command, typed.values, today=TODAY, t=T) == values


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/quote", "/quote still needs “Whose quotes”. Try it like this: /quote zelensky nato since 2025-02"),
        ("/quote x since", None),
        ("/brief 3 quotes figures", None),
        ("/speakers now", "I do not know what to do with “now” in /speakers. Try it like this: /speakers"),
        ("/brief latest:many", "“latest” takes a whole number such as 3, not “many”."),
        ("/dates past:maybe", "“past” is yes or no, not “maybe”."),
        ("/brief 1 part:all", "“part” is one of short, full, quotes, figures, dates and sources, not “all”."),
    ],
)
def test_mistakes_get_one_sentence(line: str, sentence: str | None) -> None:
    typed = parsed(line)
    command = TABLE.get(typed.command) if typed else None
    assert typed is not None
    assert command is not None
    if sentence is None:
        read_values(command, typed.values, today=TODAY, t=T)
        return
    with pytest.raises(UserError) as caught:
        read_values(command, typed.values, today=TODAY, t=T)
    assert T.error(caught.value) == sentence


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("/publish 2 at 2025-03-06 07:30", {"briefing": "2", "at": "2025-03-06 07:30"}),
        (
            "/describe 2 publisher The Coast title: Wall breaks date 2025-02-24",
            {"briefing": "2", "publisher": "The Coast", "title": "Wall breaks", "date": "2025-02-24"},
        ),
        ("/describe 2 publisher “The Coast” news", {"briefing": "2", "publisher": "The Coast", EXTRA: "news"}),
        ("/digest set mention @readers 07:30 Kyiv", {"do": "set", "mention": "@readers", "words": "07:30 Kyiv"}),
    ],
)
def test_a_named_text_goes_on_with_words_that_fit_nothing_else(line: str, values: dict[str, str]) -> None:
    typed = parsed(line)
    assert typed is not None
    assert typed.values == values


def test_words_that_fit_nowhere_are_kept_for_the_answer() -> None:
    typed = parsed("/topics all of them")
    assert typed is not None
    assert typed.values == {EXTRA: "all of them"}
