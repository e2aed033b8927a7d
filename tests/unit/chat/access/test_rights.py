"""Rights at every door: the whole table is walked by every kind of person, and so is everything that cards offer.

Readers see nothing of a draft, of what is under embargo, or of a revision that is not out yet, whatever they ask.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.asking import Ask, Attachment, Reply
from bot.chat.cards.cards import Action, Card
from bot.chat.commands.listed import command_table
from bot.chat.input.parsing import Typed
from bot.chat.table import Audience, Command, OptionKind
from bot.console.render import plain
from briefings.domain.people import ChatAddress, Identity, Platform
from tests.fakes.clock import SettableClock
from tests.unit.chat.asking import OPENS
from tests.unit.chat.editors import ANA, BEN, OWNER, READER, Editors

LAPSED = Identity(Platform.TELEGRAM, "6")
ADMIN = Identity(Platform.TELEGRAM, "8")
GROUP = ChatAddress(Platform.TELEGRAM, "-100")
SECRET = "Secret Quay"
EMBARGOED = "Embargoed Quay"
PEOPLE = {
    "owner": (OWNER, frozenset(Audience) - {Audience.CHAT_ADMIN}),
    "editor": (ANA, frozenset({Audience.EVERYONE, Audience.EDITOR, Audience.NEWSROOM})),
    "reviewer": (BEN, frozenset({Audience.EVERYONE, Audience.REVIEWER, Audience.NEWSROOM})),
    "lapsed editor": (LAPSED, frozenset({Audience.EVERYONE})),
    "chat admin": (ADMIN, frozenset({Audience.EVERYONE, Audience.CHAT_ADMIN})),
    "reader": (READER, frozenset({Audience.EVERYONE})),
}
COMMANDS = list(command_table())
VALUES = {
    OptionKind.NUMBER: "1", OptionKind.BRIEFING: "1", OptionKind.DAY: "2025-02-23", OptionKind.FLAG: "yes",
    OptionKind.SPEAKER: "Duarte", OptionKind.TOPIC: "quay", OptionKind.ZONE: "Europe/Kyiv",
}  # fmt: skip


def article(name: str, speaker: str) -> str:
    return (
        f"{name} is closed\n\n{name} will be rebuilt from 9 March 2025, harbour master {speaker} said.\n\n"
        f'"We waited too long with {name}," {speaker} told reporters. "Now it cannot wait."\n\n'
        f"About 1,200 passengers of {name} will have to change, the port authority said."
    )


@pytest.fixture
async def walked(editors: Editors, clock: SettableClock) -> Editors:
    """A draft, a briefing under embargo, and a published one whose newer revision is not out yet."""
    await editors.says(OWNER, "/team add telegram:6 editor Lea")
    await editors.says(OWNER, "/team remove telegram:6")
    await editors.says(ANA, "/add " + article(SECRET, "Ines Secretova"))
    await editors.says(ANA, "/add " + article(EMBARGOED, "Ola Embargova"))
    await editors.says(ANA, "/add " + article("North Quay", "Una Openova"))
    await editors.says(ANA, f"/publish 2 embargo {clock.now() + timedelta(days=1):%Y-%m-%d %H:%M}")
    await editors.says(ANA, "/publish 3")
    await editors.says(ANA, "/review 3 headline The secret revision of North Quay")
    return editors


def values_of(command: Command) -> dict[str, object]:
    """Something for every option, so that nothing is refused for another reason than rights."""
    return {
        option.name: option.choices[0] if option.choices else VALUES.get(option.kind, "quay")
        for option in command.options
        if option.kind is not OptionKind.FILE
    }


def ask_of(editors: Editors, person: Identity, command: str, values: dict[str, object]) -> Ask:
    """Asked in a group, where being alone with the bot makes nobody its admin."""

    async def is_admin() -> bool:
        return person == ADMIN

    async def read() -> bytes:
        return article("Forged Quay", "Eve Forger").encode()

    ask = replace(editors.ask(person, Typed(command, values)), chat=GROUP, direct=False, is_chat_admin=is_admin)
    return replace(
        ask, attachments=(Attachment("a.txt", "text/plain", 9, read),), reply=Reply("7", "Now it cannot wait.")
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("role", PEOPLE)
async def test_everybody_may_run_what_is_theirs_and_nothing_else(walked: Editors, role: str, command: Command) -> None:
    person, audiences = PEOPLE[role]
    allowed = command.audience in audiences or (role == "owner" and command.audience is Audience.CHAT_ADMIN)
    for values in (values_of(command), {}):
        card = await walked.answering.answer(ask_of(walked, person, command.name, values))
        words = plain(card) if card else ""
        refused = words.startswith("Only ") and "may use" in words
        assert refused is not allowed, words
    assert await walked.answering.may_run(ask_of(walked, person, command.name, {}), command) is allowed
    assert (f"/{command.name}" in await help_of(walked, person)) is (allowed and not command.hidden)


async def help_of(editors: Editors, person: Identity) -> set[str]:
    card = await editors.answering.answer(ask_of(editors, person, "help", {}))
    return {word.strip("•,.") for word in plain(card).split() if word.startswith("/")} if card else set()


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.audience is not Audience.EVERYONE], ids=lambda c: c.name)
async def test_nobody_completes_what_they_may_not_run(walked: Editors, command: Command) -> None:
    for option in command.options:
        for person in (READER, LAPSED):
            assert await walked.answering.complete(ask_of(walked, person, command.name, {}), option.name, "") == []


def lines_of(card: Card) -> Iterator[str]:
    yield from (button.line for row in card.rows for button in row if isinstance(button, Action))
    yield from (choice.line for menu in card.menus for choice in menu.choices)
    if card.form is not None:
        yield card.form.line


async def test_every_button_of_the_newsrooms_cards_refuses_a_reader_and_a_lapsed_editor(
    walked: Editors, clock: SettableClock
) -> None:
    """Whoever gets hold of a card presses everything on it, and whatever that leads to."""
    ahead = [
        "review 1",
        "review 2",
        "review 3",
        "drafts",
        "preview 1",
        "history 3",
        "reports",
        "describe 1",
        "return 1",
    ]
    seen: set[str] = set()
    while ahead:
        line = ahead.pop()
        command = line.split()[0]
        if line in seen or command_table().get(command) is None:
            continue
        seen.add(line)
        clock.move(timedelta(seconds=30))  # nobody is a flood
        typed = walked.answering.parse(line)
        assert typed is not None
        known = command_table().get(typed.command)
        assert known is not None
        for person in (READER, LAPSED):
            card = await walked.answering.answer(ask_of(walked, person, typed.command, dict(typed.values)))
            assert known.audience is Audience.EVERYONE or (card and plain(card).startswith("Only ")), line
        if len(seen) < 60 and command in {"review", "drafts", "preview", "history", "reports", "describe", "return"}:
            looked = "drop" not in line and "keep" not in line
            if looked and (card := await walked.answering.answer(walked.ask(OWNER, typed, abilities=OPENS))):
                ahead += [new for new in lines_of(card) if new not in seen]
    assert len(seen) > 25


READING = [
    "/brief", "/brief 1", "/brief 1 full", "/brief 2", "/brief 3 full", "/brief latest 20", "/brief quay",
    "/quote secretova", "/quote embargova", "/quote openova", "/figures", "/figures passengers", "/dates",
    "/dates 2025", "/search quay", "/search secret", "/search embargoed", "/speakers", "/topics", "/corrections",
    "/check We waited too long with Secret Quay", "/check We waited too long with Embargoed Quay", "/context 1-100",
    "/context 2-103", "/start q_1-100", "/digest test", "/report 1 wrong", "/report 2 wrong", "/why",
]  # fmt: skip


@pytest.mark.parametrize("line", READING)
@pytest.mark.parametrize("person", [READER, LAPSED], ids=["reader", "lapsed editor"])
async def test_readers_see_nothing_that_is_not_out(walked: Editors, line: str, person: Identity) -> None:
    words = await walked.says(person, line)
    asked = line.partition(" ")[2]
    shown = words.replace(asked, "")
    for secret in ("Secret Quay", "Secretova", "Embargoed Quay", "Embargova", "secret revision"):
        assert secret not in shown, words


@pytest.mark.parametrize("typed", ["", "secret", "embargo", "quay", "ines", "ola", "1", "2"])
async def test_completion_and_inline_mode_know_nothing_that_is_not_out(walked: Editors, typed: str) -> None:
    found = [
        result.title + plain(result.card)
        for result in await walked.answering.inline(walked.ask(READER, Typed("")), typed)
    ]
    for command in COMMANDS:
        if command.audience is Audience.EVERYONE:
            for option in command.options:
                choices = await walked.answering.complete(walked.ask(READER, Typed(command.name)), option.name, typed)
                found += [choice.label + choice.value for choice in choices]
    for secret in ("Secret", "Embarg", "secret revision"):
        assert not [one for one in found if secret in one]


async def test_group_ownership_makes_no_editor(walked: Editors) -> None:
    card = await walked.answering.answer(ask_of(walked, ADMIN, "add", {"article": article("Forged Quay", "Eve")}))
    assert card is not None
    assert plain(card).startswith("Only an editor")
