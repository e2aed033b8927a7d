"""One chat in a terminal: lines in, cards out, buttons as numbers."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from bot.chat.answering import Answering
from bot.chat.cards import Action, Card, Form, Menu
from bot.chat.catalogue import Catalogue
from bot.chat.parsing import Typed
from bot.console.asking import console_ask

Ask = Callable[[str], Awaitable[str]]
"""Asks the person one question and returns the answer."""

LEAVING = frozenset({"exit", "quit", "bye", "/exit", "/quit"})


@dataclass(slots=True)
class Session:
    """What the terminal remembers between two lines: the buttons of the last card, by number from 1."""

    answering: Answering
    t: Catalogue
    buttons: tuple[Action, ...] = field(default=())

    async def answer(self, line: str, *, question: Ask | None = None) -> Card | None:
        """Answer one line; a number presses a button of the last card. None for an empty line.

        ``question`` fills a card's form by asking for each field in turn; without it the form is left out.
        """
        line = line.strip()
        if not line:
            return None
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(self.buttons):
            line = self.buttons[int(line) - 1].line
        card = await self._card(self.answering.parse(line) or Typed(_first_word(line)))
        if card is not None and card.form is not None and question is not None:
            card = await self._filled(card.form, question)
        self.buttons = tuple(buttons_of(card)) if card else ()
        return card

    async def _card(self, typed: Typed) -> Card | None:
        return await self.answering.answer(console_ask(typed, self.t))

    async def _filled(self, form: Form, question: Ask) -> Card | None:
        typed = self.answering.parse(form.line)
        if typed is None:
            return None
        given = {entry.name: await question(entry.label) for entry in form.fields if not entry.file}
        values = {**typed.values, **{name: text for name, text in given.items() if text.strip()}}
        return await self._card(Typed(typed.command, values))


def _first_word(line: str) -> str:
    return line.lstrip("/").split()[0][:32].lower() if line.lstrip("/").split() else "help"


def buttons_of(card: Card) -> Iterator[Action]:
    """Everything on a card that can be pressed, rows before menus."""
    for row in card.rows:
        yield from (button for button in row if isinstance(button, Action))
    for menu in card.menus:
        yield from menu.choices


def menu_titles(card: Card) -> dict[int, str]:
    """The titles of menus by the number of their first button."""
    number = 1 + sum(isinstance(button, Action) for row in card.rows for button in row)
    titles: dict[int, str] = {}
    menu: Menu
    for menu in card.menus:
        titles[number] = menu.label
        number += len(menu.choices)
    return titles
