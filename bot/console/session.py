"""One chat in a terminal: lines in, cards out, buttons as numbers."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace

from bot.chat.answering import Answering
from bot.chat.cards.cards import Action, Card, Menu
from bot.chat.catalogue import Catalogue
from bot.chat.input.parsing import Typed
from bot.console.asking import console_ask
from bot.console.files import files_named, files_of
from bot.console.render import clean

Tell = Callable[[str], Awaitable[None]]
"""Shows a sentence while a long answer is on its way."""


async def _untold(_: str) -> None:
    return


LEAVING = frozenset({"exit", "quit", "bye", "/exit", "/quit"})


@dataclass(slots=True)
class Session:
    """What the terminal remembers between two lines: the buttons of the last card, by number from 1."""

    answering: Answering
    t: Catalogue
    progress: Tell = _untold
    buttons: tuple[Action, ...] = field(default=())

    async def answer(self, line: str) -> Card | None:
        """Answer one line; a number presses a button of the last card. None for an empty line.

        A line that is no command goes to the conversation that is open, such as an article's next paragraph.
        """
        line = "\n".join(map(clean, line.splitlines())).strip()  # a pasted article has several
        if not line:
            return None
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(self.buttons):
            card = await self._card(self.answering.parse(self.buttons[int(line) - 1].line) or Typed("help"))
        else:
            card = await self._typed(line)
        self.buttons = tuple(buttons_of(card)) if card else ()
        return card

    async def _typed(self, line: str) -> Card | None:
        typed = self.answering.parse(line)
        if typed is None or not line.startswith("/") or self.answering.table.get(typed.command) is None:
            ask = replace(console_ask(Typed(""), self.t), progress=self.progress, attachments=files_named(line))
            if (heard := await self.answering.hear(ask, line)) is not None:
                return heard
        return await self._card(typed or Typed(_first_word(line)))

    async def _card(self, typed: Typed) -> Card | None:
        attachments = files_of(typed, self.answering.table.get(typed.command))
        ask = replace(console_ask(typed, self.t), progress=self.progress, attachments=attachments)
        return await self.answering.answer(ask)


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
