"""No sentence goes round the catalogue, and its template is up to date."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.answering import Answering
from bot.chat.cards.cards import Action, Card
from bot.chat.commands.help import usage
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.locale.template import messages, written
from bot.chat.owners import Access
from bot.console.render import plain
from briefings.domain.people import Identity, Platform
from tests.fakes.clock import SettableClock
from tests.fakes.stories import meeting
from tests.unit.chat.asking import READER, publish_story
from tests.unit.chat.pseudo import pseudo_catalogue

T = pseudo_catalogue()
LINES = [
    "/start",
    "/help",
    "/help quote",
    "/brief",
    "/brief 2 full context",
    "/brief 2 quotes",
    "/brief 2 sources",
    "/brief 9",
    "/brief порту",
    "/brief 2020-01",
    "/brief latest 2",
    "/brief latest 99",
    "/quote Коваль",
    "/quote Коваль порт since 2025-02 until 2025-03",
    "/quote Коваль кіт since 2025-02",
    "/quote Шевчук",
    "/quote",
    "/quote Коваль since 2025-02-31",
    "/figures",
    "/figures кіт",
    "/dates",
    "/dates past",
    "/search порту",
    "/search кіт",
    "/speakers",
    "/speakers 5",
    "/topics",
    "/check Це наша мета",
    "/check Це ваша мета",
    "/check Кіт спить удома",
    "/check",
    "/context 1-1",
    "/drafts",
    "/review",
    "/invite",
    "/invite discord:5",
    "/invite хтось",
    "/nothing",
    "/brif",
]
CODE = sorted(
    {usage(command) for command in command_table()}
    | {command.example for command in command_table()}
    | {"/help quote", "discord:5", "https://", "telegram:7", "DAYBRIEF_ACCESS"}
    | {f"/{command.name}" for command in command_table()}
    | {"/nothing", "/brif"},
    key=len,
    reverse=True,
)
OPTIONS = {word for command in command_table() for option in command.options for word in (option.name, *option.choices)}


def texts_of(card: Card) -> str:
    labels = [button.label for row in card.rows for button in row]
    labels += [menu.label for menu in card.menus] + [choice.label for menu in card.menus for choice in menu.choices]
    return "\n".join((plain(card), *labels))


@pytest.mark.parametrize("line", LINES)
async def test_every_sentence_comes_from_the_catalogue(answering: Answering, desk: Desk, line: str) -> None:
    await publish_story(desk, meeting())
    ask = replace(READER, t=T, person=Identity(Platform.CONSOLE, "owner"))
    typed = answering.parse(line)
    assert typed is not None
    card = await answering.answer(replace(ask, command=typed.command, values=typed.values))
    assert card is not None
    text = texts_of(card)
    names = sorted(OPTIONS, key=len, reverse=True) if card.mistake or line.startswith("/help") else []
    for code in (*CODE, *names):
        text = text.replace(code, "")
    assert re.findall(r"[A-Za-z]{2,}", text) == []


async def test_refusals_come_from_the_catalogue_too(desk: Desk, clock: SettableClock) -> None:
    closed = Answering(command_table(), replace(desk, access=Access(invite_only=True)))
    card = await closed.answer(replace(READER, t=T, command="brief"))
    assert card is not None
    assert re.findall(r"[A-Za-z]{2,}", texts_of(card).replace("telegram:7", "")) == []
    answering = Answering(command_table(), desk)
    refused = await answering.answer(replace(READER, t=T, command="invite"))
    assert refused is not None
    assert re.findall(r"[A-Za-z]{2,}", texts_of(refused).replace("/invite", "")) == []
    for _ in range(20):
        flooded = await answering.answer(replace(READER, t=T, command="topics"))
    assert flooded is not None
    assert re.findall(r"[A-Za-z]{2,}", texts_of(flooded)) == []
    clock.move(timedelta(minutes=2))


def test_plurals_follow_the_number() -> None:
    assert [T.n("{n} quote", "{n} quotes", n) for n in (1, 2)] == ["1 ｑｕｏｔｅ", "2 ｑｕｏｔｅｓ"]


def test_the_template_is_up_to_date() -> None:
    assert messages() == written(), "Run make messages."


def test_every_button_has_a_label() -> None:
    with pytest.raises(ValueError, match="longer than 64 bytes"):
        Action("Far too long", "quote " + "x" * 60)
