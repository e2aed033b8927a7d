"""Answers given again for corrections, in the shape that each platform showed them in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.chat.answering import Answering
from bot.chat.cards.cards import Card, Note
from bot.chat.cards.corrected_card import corrected_on, withdrawn_notice
from bot.chat.cards.paging import cut, line_without_page
from bot.chat.catalogue import Catalogue
from briefings.domain.briefing import Briefing, Status
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Message


@dataclass(frozen=True, slots=True)
class AnswersAgain:
    """Implements the port ``Answers`` over the command table."""

    answering: Answering
    t: Catalogue

    async def again(self, address: ChatAddress, line: str, *, changed: Sequence[Briefing]) -> Message | None:
        """The page that answers the line now, with the notes of corrections and withdrawals that it does not say."""
        found = await self.answering.again(line, address)
        if found is None:
            return None
        card, page = found
        said = {block.text for block in card.blocks if isinstance(block, Note)}
        gone = [briefing for briefing in changed if briefing.status is Status.WITHDRAWN]
        notices = [block for briefing in gone for block in withdrawn_notice(briefing, self.t, level=2)]
        notes = [corrected_on(briefing, self.t) for briefing in changed if briefing not in gone]
        card = replace(card, blocks=(*notices, *card.blocks, *(Note(note) for note in notes if note not in said)))
        lay_out = {Platform.TELEGRAM: _on_telegram, Platform.DISCORD: _on_discord}.get(address.platform)
        plain_line = line_without_page(line, page)
        return lay_out(card, page, card.again or plain_line, self.t) if lay_out is not None else None


def _on_telegram(card: Card, page: int, line: str, t: Catalogue) -> Message:
    from bot.telegram.render import fits, render, turned  # noqa: PLC0415 - loaded with the platform only

    return Message(render(turned(cut(card, fits, t=t), page, line, t)).payload(), card.shows)


def _on_discord(card: Card, page: int, line: str, t: Catalogue) -> Message:
    from bot.discord.render import one_page, turned  # noqa: PLC0415 - loaded with the platform only

    return Message((one_page(card) or turned(card, page, line, t)).payload, card.shows)
