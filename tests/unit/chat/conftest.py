import pytest

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.stories import offer
from tests.unit.chat.asking import publish_story
from tests.unit.chat.editors import Editors, with_people


@pytest.fixture
def desk(memory_store: MemoryStore, clock: SettableClock) -> Desk:
    return Desk(store=memory_store, clock=clock)


@pytest.fixture
def answering(desk: Desk) -> Answering:
    """The whole table over an empty store."""
    return Answering(command_table(), desk)


@pytest.fixture
async def editors(memory_store: MemoryStore, clock: SettableClock) -> Editors:
    """An owner, an editor and a reviewer over an empty store."""
    return await with_people(memory_store, clock)


@pytest.fixture
async def newsroom(answering: Answering, desk: Desk) -> Answering:
    """The whole table over a store with the offer published."""
    await publish_story(desk, offer())
    return answering
