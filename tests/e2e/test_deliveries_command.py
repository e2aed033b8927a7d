"""``daybrief deliveries``: the outbox on the command line."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from briefings.adapters.sql.store import open_store
from briefings.domain.deliveries import DeliveryKind, DeliveryState, NewDelivery, Problem, Turn
from briefings.domain.people import ChatAddress, Platform
from tests.fakes.command_line import CommandLine
from tests.fakes.plans import make_edition

NOW = datetime(2025, 3, 6, 23, 30, tzinfo=UTC)


async def fill(url: str) -> None:
    """Owe three messages: one in doubt with a part behind it, one failed, one ready."""
    store = await open_store(url)
    try:
        async with store.writing() as unit:
            await unit.editions.add(make_edition(parts=2), now=NOW)
            chats = [ChatAddress(Platform.TELEGRAM, "-1001", "9"), ChatAddress(Platform.DISCORD, "5")]
            owed = [NewDelivery(chats[0], DeliveryKind.DIGEST, Turn.DIGEST, "edition", part, 2) for part in (1, 2)]
            owed += [NewDelivery(chats[1], DeliveryKind.ALERT, Turn.ALERT, "edition")]
            await unit.deliveries.owe(owed, now=NOW)
            for platform, state in (
                (Platform.TELEGRAM, DeliveryState.UNKNOWN),
                (Platform.DISCORD, DeliveryState.FAILED),
            ):
                (claimed,) = await unit.deliveries.claim(platform, term=1, now=NOW, limit=1)
                problem = Problem("The bot waited {seconds} s.", {"seconds": "5"})
                await unit.deliveries.give_up(claimed.id, term=1, state=state, problem=problem, now=NOW)
    finally:
        await store.close()


@pytest.fixture
def outbox(command_line: CommandLine) -> CommandLine:
    """The command line over a database that owes these messages."""
    asyncio.run(fill(command_line.url))
    return command_line


def test_messages_are_listed_filtered_and_sent_again(outbox: CommandLine) -> None:
    listed = outbox.run("deliveries", DAYBRIEF_ZONE="Europe/Kyiv")
    assert listed.code == 0
    assert "1       2025-03-07 01:30  unknown  digest 1/2  telegram:-1001:9  The bot waited 5 s." in listed.out

    def found(*arguments: str) -> list[int]:
        ran = outbox.run("deliveries", "--json", *arguments)
        assert ran.code == 0
        return [row["number"] for row in json.loads(ran.out)]

    assert found() == [3, 2, 1]
    assert found("--state", "failed") == [3, 2]
    assert found("--state", "failed", "--state", "unknown", "--platform", "telegram") == [2, 1]
    assert found("--chat", "5") == [3]
    assert found("--day", "2025-03-06", "--limit", "1") == [3]
    assert found("--day", "2025-03-07") == []

    again = outbox.run("deliveries", "resend", "--state", "unknown", "--state", "failed")
    assert again.out == "1 goes to telegram:-1001:9 again.\n3 goes to discord:5 again.\n"
    assert found("--state", "ready") == [3, 1]
    assert found("--state", "waiting") == [2]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["resend"], "Name the messages by number"),
        (["resend", "99"], "There is no message 99 here."),
        (["resend", "99999999999999999999999"], "There is no message 99999999999999999999999 here."),
        (["resend", "--state", "sent"], "Only failed and unknown messages can be sent again."),
    ],
)
def test_mistakes_are_one_plain_sentence(outbox: CommandLine, arguments: list[str], sentence: str) -> None:
    ran = outbox.run("deliveries", *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"daybrief: {sentence}")
