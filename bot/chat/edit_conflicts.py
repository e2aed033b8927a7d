"""Decisions that cannot be carried out as they are: on a draft that a colleague changed, or whose source is not known.

The second of two people is told what the first changed, and sees the draft as it stands now.
"""

from collections.abc import Awaitable, Callable
from functools import wraps

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Card, Heading, Note
from bot.chat.cards.digest_card import change_line
from bot.chat.cards.review_buttons import likely_rows
from bot.chat.cards.review_card import review_card
from bot.chat.desk import Desk
from briefings.services.articles.describe_source import UndescribedError
from briefings.services.articles.load_briefing import ChangedMeanwhileError
from briefings.services.editing.review_draft import look_at_draft

Answer = Callable[[Ask, Desk], Awaitable[Card]]


def told_what_changed(answer: Answer) -> Answer:
    """Answer a decision about an outdated draft with what changed since, and with the draft itself.

    Where the article's day or publisher is missing, offer what is likely.
    """

    @wraps(answer)
    async def told(ask: Ask, desk: Desk) -> Card:
        try:
            return await answer(ask, desk)
        except UndescribedError as error:
            rows = likely_rows(error.number, error.missing, error.publishers, desk.today(), ask.t)
            form = Action(ask.t("Say what is missing"), f"describe {error.number}", replaces=False)
            return Card((Note(ask.t.error(error)),), rows=(*rows, (form,)), mistake=True)
        except ChangedMeanwhileError as error:
            t = ask.t
            lines = tuple(change_line(change, t) for change in error.changes)
            blocks: list[Block] = [Note(t.error(error))]
            blocks += [Heading(t("Changed since you looked"), level=2), Bullets(lines)] if lines else []
            card = review_card(
                await look_at_draft(error.number, by=ask.person, store=desk.store),
                t,
                zone=desk.zone,
                today=desk.today(),
            )
            return Card((*blocks, *card.blocks), card.rows, card.menus)

    return told
