"""What a person sees while a long answer is on its way: one message, whose place the answer takes."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Note
from bot.telegram.answers import Answers


class Progress:
    """The progress of one answer; ``message_id`` names its message once there is one."""

    def __init__(self, answers: Answers, ask: Ask) -> None:
        self._answers = answers
        self._ask = ask
        self.message_id: str | None = None

    async def tell(self, sentence: str) -> None:
        """Show a sentence in place of the one before."""
        card = Card((Note(sentence),))
        self.message_id = await self._answers.give(self._ask, card, instead_of=self.message_id) or self.message_id
