"""Every command that Discord was told of, with whatever people and programs may put into its options."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from tests.adapters.discord.random_cards import PIECES
from tests.adapters.discord.simulated import database_file, publish_stories, restart, simulated, words

TEXTS = (
    *PIECES, "x" * 5999, "zelensky", "1", "#1", "08:00", "a b c" * 300, "' OR 1=1 --", "%", "*", '"', "NaN", "-1",
    "<@&4242>", "Europe/Kyiv", "all", "off", "tomorrow", "2025-02-30", "mon,thu",
)  # fmt: skip
NUMBERS = (0, 1, -1, 11, 12, 2**53 - 1, -(2**53) + 1)
FILES = (
    ("empty.txt", b""),
    ("broken.pdf", b"%PDF-1.4 nonsense"),
    ("broken.docx", b"PK\x03\x04nonsense"),
    ("program.exe", b"MZ"),
    ("words.txt", b'The mayor said "we open on Monday" in the rain.'),
)
COMMANDS_A_PERSON = 15
"""Fewer than flood control allows in a minute."""


def leaves(commands: list[Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each command or subcommand with its options."""
    for command in commands:
        if command.get("type", 1) == 1:
            acts = [option for option in command.get("options", ()) if option["type"] == 1]
            for leaf in acts or [command]:
                name = f"{command['name']} {leaf['name']}" if acts else command["name"]
                yield name, leaf.get("options", [])


def value(option: dict[str, Any], role: simcord.RoleHandle, dice: random.Random) -> Any:
    if option.get("choices"):
        return dice.choice(option["choices"])["value"]
    kinds: dict[int, Any] = {4: NUMBERS, 5: (True, False), 8: (role,), 11: FILES}
    return dice.choice(kinds.get(option["type"], TEXTS))


async def owners(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> list[simcord.MemberActor]:
    """So many owners, who also run the server, that none is told to wait."""
    guild = env.create_guild()
    rights = guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    people = [guild.add_member(env.create_user(f"owner{n}"), roles=[rights]) for n in range(8)]
    monkeypatch.setenv("DAYBRIEF_OWNERS", ",".join(f"discord:{one.id}" for one in people))
    await restart(env)
    return people


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_that_is_typed_breaks_a_command(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAYBRIEF_DATABASE_URL", database_file(tmp_path))
    await publish_stories(database_file(tmp_path))
    async with simulated() as env:
        people, role = await owners(env, monkeypatch), env.guild.create_role("press")
        channel = env.guild.create_text_channel("general")
        assert env.bot.application_id is not None
        commands = await env.bot.http.get_global_commands(env.bot.application_id)
        asker = itertools.chain.from_iterable(itertools.repeat(one, COMMANDS_A_PERSON) for one in people)
        for (name, options), person in zip(leaves(list(commands)), asker, strict=False):
            given = {o["name"]: value(o, role, dice) for o in options if o.get("required") or dice.random() < 0.5}
            answer = await person.slash(channel, name, **given)
            assert answer.acknowledged, (name, given)
            assert answer.modal is not None or "Something went wrong" not in words(answer), (name, given)
            for option in options:
                if option.get("autocomplete"):
                    typed = dice.choice(TEXTS)
                    choices = await person.autocomplete(channel, name, option["name"], typed)
                    assert len(choices) <= 25
