"""Who asks too much, or was not let in, is turned away before a line of theirs is read."""

import time
from dataclasses import replace

import pytest

from bot.chat.access.flood import COMMANDS_A_MINUTE
from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.input.parsing import EXTRA, MOST_TOKENS, parse_line, tokens_of
from bot.chat.owners import Access
from bot.console.render import plain
from briefings.domain.people import ChatAddress, Identity, Platform
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.promise.timing import growth

PERSON = Identity(Platform.TELEGRAM, "7")
ASK = Ask(PERSON, ChatAddress(Platform.TELEGRAM, "7"), "brief", Catalogue(), direct=True)


class Watched(Answering):
    """Counts the lines that are read."""

    read = 0

    def parse(self, text: str, **named: object) -> object:  # type: ignore[override]
        self.read += 1
        return super().parse(text)


async def test_lines_of_a_flood_are_not_read(memory_store: MemoryStore, clock: SettableClock) -> None:
    answering = Watched(command_table(), Desk(memory_store, clock))
    for _ in range(COMMANDS_A_MINUTE * 3):
        await answering.answer_line(ASK, "/help")
    assert answering.read == COMMANDS_A_MINUTE


async def test_lines_of_people_outside_are_not_read(memory_store: MemoryStore, clock: SettableClock) -> None:
    desk = Desk(memory_store, clock, access=Access(invite_only=True))
    answering = Watched(command_table(), desk)
    first = await answering.answer_line(ASK, "/help")
    assert first[1] is not None
    assert "invited" in plain(first[1])
    assert await answering.answer_line(ASK, "/help") == (ASK, None)
    assert answering.read == 0


async def test_a_line_is_answered_as_it_was_read(memory_store: MemoryStore, clock: SettableClock) -> None:
    answering = Answering(command_table(), Desk(memory_store, clock))
    asked, card = await answering.answer_line(ASK, "/brief 2025-02 page:2")
    assert asked == replace(ASK, values={"day": "2025-02"}, page=2)
    assert card is not None


def test_a_line_has_so_many_words() -> None:
    assert len(tokens_of("word " * 1000)) == MOST_TOKENS + 1
    typed = parse_line("/brief " + "( " * 2040, command_table(), t=Catalogue())
    assert typed is not None
    assert len(str(typed.values[EXTRA])) < 1000


@pytest.mark.parametrize("word", ["( ", "march ", '"a" ', '"', "“", "a:", "6 ", "x" * 40 + " "])
@pytest.mark.parametrize("command", ["/brief ", "/search ", "/add ", "/quote "])
def test_reading_a_line_is_linear(command: str, word: str) -> None:
    table, t = command_table(), Catalogue()
    parse_line(command + word, table, t=t)
    assert not growth(lambda size: lambda: parse_line(command + word * size, table, t=t), first=64, last=65_536)


def test_the_names_of_days_are_looked_up_once() -> None:
    t = Catalogue()
    assert t.months() is t.months()
    assert t.weekdays() is t.weekdays()
    began = time.process_time()
    for _ in range(2000):
        t.months()
    assert time.process_time() - began < 1
