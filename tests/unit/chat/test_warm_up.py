"""Names are learnt beside everything else, and what is not learnt yet keeps nothing from being stopped."""

import asyncio
import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.bootstrap.warm_up import begin_learning, end_learning
from bot.chat.answering import Answering
from bot.chat.desk import Desk
from tests.unit.chat.asking import READER
from tests.unit.chat.directories import GatedDirectory


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


async def test_what_is_learnt_in_the_background_serves_at_once(newsroom: Answering, desk: Desk) -> None:
    directory = GatedDirectory()
    answering = Answering(newsroom.table, replace(desk, directory=directory))
    learning = begin_learning(answering)
    await learning
    directory.gate.clear()
    found = await answering.complete(replace(READER, command="quote"), "speaker", "zel")
    assert [choice.label for choice in found] == ["Volodymyr Zelensky"]


async def test_learning_ends_with_the_program(newsroom: Answering, desk: Desk) -> None:
    directory = GatedDirectory()
    directory.gate.clear()
    learning = begin_learning(Answering(newsroom.table, replace(desk, directory=directory)))
    for _ in range(5):  # until it waits for the directory
        await asyncio.sleep(0)
    await end_learning(learning)
    assert learning.cancelled()
    assert asyncio.all_tasks() == {asyncio.current_task()}
