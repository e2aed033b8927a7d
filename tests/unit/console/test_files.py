"""Articles given to the terminal as a file of this computer."""

from pathlib import Path

import pytest

from bot.chat.answering import Answering
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.console.render import plain
from bot.console.session import Session
from briefings.adapters.files.reading import WorkerFiles
from tests.fakes.clock import SettableClock
from tests.fakes.drafter import DraftsHere
from tests.fakes.memory.store import MemoryStore

ARTICLE = 'The wall\n\n"The wall will stand," Ana Costa said on Monday. Some 1,200 people had left their homes.\n'


@pytest.fixture
def session(memory_store: MemoryStore, clock: SettableClock) -> Session:
    desk = Desk(store=memory_store, clock=clock, files=WorkerFiles.with_slots(), drafter=DraftsHere())
    return Session(Answering(command_table(), desk), Catalogue())


async def say(session: Session, line: str) -> str:
    card = await session.answer(line)
    assert card is not None
    return plain(card)


@pytest.mark.parametrize("line", ["/add {path}", '/add "{path}"', "/add file:{path}", "/add file:'{path}'", "{path}"])
async def test_a_file_is_named_where_others_attach_it(line: str, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert "“The wall will stand,” – Ana Costa" in await say(session, line.format(path=path))


async def test_a_file_is_named_when_add_has_asked_for_it(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "the article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    assert "a link or a file" in await say(session, "/add")
    assert "Ana Costa" in await say(session, str(path))


async def test_a_file_that_is_missing_or_a_folder_is_named(session: Session, tmp_path: Path) -> None:
    assert "cannot be read: No such file" in await say(session, f"/add file:{tmp_path}/none.txt")
    assert "cannot be read: Is a directory" in await say(session, f"/add file:{tmp_path}")
    assert "is no kind of file" in await say(session, f"/add file:{Path(__file__)}")
    assert "is no kind of file" in await say(session, f"/add {Path(__file__)}")


async def test_words_that_name_no_file_stay_a_text(session: Session) -> None:
    for text in ("The wall broke, said\0none.txt", "x" * 3000 + ".txt", "~nobodyatall/lost.txt"):
        assert "Review" in await say(session, f"/add {text} Ana and Ben.txt")
