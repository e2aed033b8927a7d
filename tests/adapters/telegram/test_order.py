"""Updates of one person in one chat are worked on in order, everybody else's meanwhile."""

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update, User

from bot.telegram.order import InOrder


def update_of(user: int, chat: int) -> Update:
    moment = datetime(2025, 2, 24, tzinfo=UTC)
    message = Message(1, moment, Chat(chat, "supergroup"), from_user=User(user, "Ann", is_bot=False), text="x")
    return Update(1, message=message)


class Work:
    """Each piece waits for its own gate, and notes when it begins and ends."""

    def __init__(self) -> None:
        self.gates: dict[str, asyncio.Event] = {}
        self.notes: list[str] = []

    async def piece(self, name: str) -> None:
        gate = self.gates.setdefault(name, asyncio.Event())
        self.notes.append(f"{name} begins")
        await gate.wait()
        self.notes.append(f"{name} ends")

    def finish(self, *names: str) -> None:
        for name in names:
            self.gates.setdefault(name, asyncio.Event()).set()


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_one_persons_updates_wait_for_each_other_and_nobody_else_waits() -> None:
    order, work = InOrder(8), Work()
    tasks = [
        asyncio.create_task(order.process_update(update_of(user, chat), work.piece(name)))
        for name, user, chat in (("first", 1, -1), ("second", 1, -1), ("elsewhere", 1, -2), ("other", 2, -1))
    ]
    await settle()
    assert work.notes == ["first begins", "elsewhere begins", "other begins"]
    work.finish("second", "elsewhere", "other")
    await settle()
    assert "second begins" not in work.notes
    work.finish("first")
    await asyncio.gather(*tasks)
    assert work.notes[-3:] == ["first ends", "second begins", "second ends"]
    assert not order._turns


async def test_who_sends_many_is_in_nobody_elses_way() -> None:
    order, work = InOrder(2), Work()
    flood = [asyncio.create_task(order.process_update(update_of(1, 1), work.piece(f"f{n}"))) for n in range(50)]
    await settle()
    other = asyncio.create_task(order.process_update(update_of(2, 2), work.piece("other")))
    work.finish("other")
    async with asyncio.timeout(5):
        await other
    work.finish(*(f"f{n}" for n in range(50)))
    await asyncio.gather(*flood)
    assert [note for note in work.notes if note.startswith("f") and note.endswith("ends")] == [
        f"f{n} ends" for n in range(50)
    ]


async def test_work_that_is_cancelled_before_its_turn_is_closed() -> None:
    order, work = InOrder(8), Work()
    first = asyncio.create_task(order.process_update(update_of(1, 1), work.piece("first")))
    second = asyncio.create_task(order.process_update(update_of(1, 1), work.piece("second")))
    await settle()
    second.cancel()
    await asyncio.wait([second])
    work.finish("first")
    await first
    assert work.notes == ["first begins", "first ends"]
    assert not order._turns
