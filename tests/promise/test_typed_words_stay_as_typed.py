"""What people type for others to read keeps its marks, capitals and line breaks, whichever way it comes in."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.cards.action_lines import named
from bot.chat.cards.paging import line_with_page, line_without_page
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.input.lines import write_line
from bot.chat.input.parsing import Typed, parse_line
from bot.chat.input.values import read_values
from bot.chat.table import Command, OptionKind
from bot.console.render import plain
from bot.console.session import Session
from bot.discord.controls import BUTTON_ID
from bot.telegram.buttons import read_data
from briefings.domain.errors import UserError
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.unit.chat.editors import ANA, ARTICLE, READER, Editors, with_people

TABLE = command_table()
T = Catalogue()
STARTS = {
    "review": ("/review 17 headline ", "words", {"briefing": "17", "act": "headline"}),
    "correct": ("/correct 17 material ", "note", {"briefing": "17", "kind": "material"}),
    "withdraw": ("/withdraw 17 ", "note", {"briefing": "17"}),
    "return": ("/return 17 ", "note", {"briefing": "17"}),
    "report": ("/report 17 ", "reason", {"briefing": "17"}),
    "team": ("/team add telegram:7 editor ", "name", {"what": "add", "person": "telegram:7", "role": "editor"}),
    "check": ("/check ", "sentence", {}),
    "add": ("/add ", "article", {}),
}
AS_TYPED = [
    "Zelensky: I can exchange it",
    '3 The ministers were "deeply wounded" and ”hurt”',
    '"Wall" breaks, "harbour" stays',
    "«Стіна» впала",
    "First line.\n• Second: line\n\n\tThird   line",
    "Date: the summit is on Sunday",
    "Seen: from above = 12",
    "Words: the pen",
    "Seen:3 ships at the wall",
    "Key:q1 is a note",
    "Page:2 of the report",
    "Note:it was wrong",
    "since yesterday until 2025-02-23 page 2",
    "the report has page:2",
    "12 of 13 material errors, minor ones",
    'an "unclosed mark',
    "ends with a mark: “",
    "О́лена said: 'no'",
]
_READS_AS_AN_OPTION = re.compile(r"[a-z_]+:\S")
"""The way in which buttons name an option; the one beginning that is not taken for words."""


@pytest.fixture
async def editors(memory_store: MemoryStore, clock: SettableClock) -> Editors:
    return await with_people(memory_store, clock)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\n\t\"“”'«»: "), min_size=1)
words = words.map(str.strip).filter(lambda text: text and not _READS_AS_AN_OPTION.match(text))


def parsed(line: str) -> Typed:
    typed = parse_line(line, TABLE, t=T)
    assert typed is not None, line
    return typed


def command_of(name: str) -> Command:
    command = TABLE.get(name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("text", AS_TYPED)
def test_the_tail_of_a_command_is_kept_as_typed(name: str, text: str) -> None:
    start, option, before = STARTS[name]
    assert parsed(start + text).values == {**before, option: text}


@given(st.sampled_from(sorted({"review", "correct", "withdraw", "return", "report", "team"})), words)
def test_any_tail_is_kept_as_typed(name: str, text: str) -> None:
    start, option, before = STARTS[name]
    assert parsed(start + text).values == {**before, option: text}


@given(words)
def test_a_long_tail_is_kept_to_its_last_word(text: str) -> None:
    text = "\n".join([text] * 40)
    assert parsed(f"/return 17 {text}").values["note"] == text


def test_every_command_that_takes_words_for_others_to_read_keeps_them() -> None:
    kept = {command.name for command in TABLE if any(option.verbatim for option in command.options)}
    assert kept == set(STARTS)
    for command in TABLE:
        verbatim = [option for option in command.options if option.verbatim]
        assert verbatim in ([], list(command.options[-1:]))


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ('/describe 2 title The "green" Wall: a Story', {"briefing": "2", "title": 'The "green" Wall: a Story'}),
        ("/describe 2 title: Zelensky: I am ready", {"briefing": "2", "title": "Zelensky: I am ready"}),
        ("/describe 2 publisher BBC: World", {"briefing": "2", "publisher": "BBC: World"}),
        ("/search Zelensky: “ready”", {"words": "Zelensky: ready"}),
    ],
)
def test_details_keep_their_capitals_and_marks(line: str, values: dict[str, str]) -> None:
    assert parsed(line).values == values


@st.composite
def asked(draw: st.DrawFn) -> tuple[Command, dict[str, object]]:
    """A command with values that read as its options do."""
    command = draw(st.sampled_from(list(TABLE)))
    kinds: dict[OptionKind, st.SearchStrategy[str]] = {
        OptionKind.NUMBER: st.integers(0, 10**9 - 1).map(str),
        OptionKind.BRIEFING: st.integers(0, 10**9 - 1).map(str),
        OptionKind.FLAG: st.sampled_from(["yes", "no"]),
        OptionKind.DAY: st.dates(date(1000, 1, 1)).map(date.isoformat) | st.sampled_from(["6 march 2025", "yesterday"]),
    }
    values: dict[str, object] = {}
    for option in command.options:
        if option.kind is OptionKind.FILE or not draw(st.booleans()):
            continue
        choices = st.sampled_from(option.choices) if option.choices else words
        values[option.name] = draw(kinds.get(option.kind, choices))
    return command, values


@given(asked())
def test_a_written_line_says_what_was_asked(of: tuple[Command, dict[str, object]]) -> None:
    command, values = of
    line = write_line(command.name, values, TABLE)
    assert parsed(line) == Typed(command.name, values)


@given(asked(), st.integers(1, 9999))
def test_a_page_is_named_in_any_line_and_changes_no_word(of: tuple[Command, dict[str, object]], page: int) -> None:
    command, values = of
    line = write_line(command.name, values, TABLE)
    paged = line_with_page(line, page)
    assert parsed(paged) == Typed(command.name, values, page)
    assert line_without_page(paged, page) == line


@given(asked())
def test_buttons_of_both_platforms_carry_a_line_unchanged(of: tuple[Command, dict[str, object]]) -> None:
    line = write_line(of[0].name, of[1], TABLE)
    match = re.fullmatch(BUTTON_ID, f"r12:{line}")
    assert match is not None
    assert match["line"] == line
    word, space, rest = line.partition(" ")
    assert read_data(line) == (line, True)
    assert read_data(f"{word}|{rest}") == (f"{word}{space}{rest}", False)


@given(words)
def test_one_named_option_is_read_back(text: str) -> None:
    assert parsed(f"describe 2 {named('title', text)} publisher:x").values["title"] == text


def test_words_are_no_longer_than_a_value_may_be_and_an_article_is() -> None:
    for name, fits in (("return", False), ("add", True)):
        values = {"briefing": "1", "note": "x" * 4001, "article": "x" * 4001}
        if fits:
            read_values(command_of(name), values, today=SettableClock().now().date(), t=T)
        else:
            with pytest.raises(UserError):
                read_values(command_of(name), values, today=SettableClock().now().date(), t=T)


async def test_own_words_with_marks_meet_the_gate_and_a_headline_stays_as_typed(editors: Editors) -> None:
    await editors.says(ANA, f"/add {ARTICLE}")
    assert "deeply wounded" in await editors.says(ANA, '/review 1 point 1 The port was "deeply wounded".')
    async with editors.desk.store.reading() as unit:
        before = await unit.briefings.by_number(1)
    assert before is not None
    assert not any("deeply wounded" in point.text for point in before.content.summary)
    assert "Duarte: “Now it cannot wait.”" in await editors.says(
        ANA, "/review 1 headline Duarte: “Now it cannot wait.”"
    )


async def test_the_lines_of_a_summary_stay_lines(editors: Editors) -> None:
    await editors.says(ANA, f"/add {ARTICLE}")
    told = await editors.says(ANA, "/review 1 summary The wall is rebuilt.\nAbout 1,200 passengers have to change.")
    assert "• The wall is rebuilt.\n• About 1,200 passengers have to change." in told


async def test_a_report_reaches_the_editors_as_it_was_typed(editors: Editors) -> None:
    await editors.says(ANA, f"/add {ARTICLE}")
    await editors.says(ANA, "/describe 1 date 2026-03-02 publisher Gazette")
    await editors.says(ANA, "/publish 1")
    await editors.says(READER, '/report 1 Duarte: she said "must", not "can"')
    assert 'Duarte: she said "must", not "can"' in await editors.says(ANA, "/reports")


async def test_the_terminal_keeps_a_pasted_line_too(memory_store: MemoryStore, clock: SettableClock) -> None:
    editors = Editors(memory_store, clock)
    session = Session(editors.answering, Catalogue())
    card = await session.answer('/check He said: "Wall\nby Wall"')
    assert card is not None
    assert "Not found" in plain(card)
    assert editors.answering.parse('/check He said: "Wall\nby Wall"') == Typed(
        "check", {"sentence": 'He said: "Wall\nby Wall"'}
    )
