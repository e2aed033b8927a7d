"""Answers that are the same for everybody: remembered until readers see something else, or another day begins.

What is remembered is given only to whoever found the archive at the version at which it was looked up, and every
answer looks at the version first, so that nothing withdrawn or corrected is told once more, whichever process did it.
"""

from collections import OrderedDict
from datetime import date

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from bot.chat.catalogue import Catalogue
from bot.chat.desk import Desk
from bot.chat.table import Command

MOST = 128
"""Answers that are remembered at a time; one of fifty quotes takes some 50 kB."""

_Question = tuple[str, frozenset[tuple[str, object]], Catalogue, date]


class SharedAnswers:
    """Runs commands over one desk, the shared ones once for all who ask the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version: int | None = None
        self._cards: OrderedDict[_Question, Card] = OrderedDict()

    async def answer(self, command: Command, ask: Ask) -> Card:
        """The command's answer to a question whose values were read."""
        if not command.shared or ask.reply is not None:
            return await command.answer(ask, self._desk)
        question = (command.name, frozenset(ask.values.items()), ask.t, self._desk.today())
        version = await self._desk.store.archive_version(now=self._desk.clock.now())
        if version != self._version:
            self._version = version
            self._cards.clear()
        card = self._cards.get(question)
        if card is None:
            card = await command.answer(ask, self._desk)
            if version == self._version:  # else it was looked up while somebody found a newer one
                self._cards[question] = card
                if len(self._cards) > MOST:
                    self._cards.popitem(last=False)
        else:
            self._cards.move_to_end(question)
        return card

    def __len__(self) -> int:
        """How many answers are remembered."""
        return len(self._cards)
