"""/drafts: what is in work, articles that were left half way with it."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Card, Heading, Note
from bot.chat.cards.wording import status_in_words
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.add import ADDING
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.table import Audience, Command
from briefings.domain.briefing import Briefing
from briefings.services.editing.review_draft import is_correction, list_drafts

_OPENED = 8


async def drafts(ask: Ask, desk: Desk) -> Card:
    """List the briefings in work, and the articles of which the asker has sent a part."""
    t, found = ask.t, await list_drafts(store=desk.store)
    async with desk.store.reading() as unit:
        left = [one for one in await unit.conversations.of(ask.person) if one.line.split(" ")[0] == ADDING]
    if not found and not left:
        return Card((Note(t("Nothing is in work. /add takes an article in.")),))
    blocks: list[Block] = [Heading(t("In work"))]
    if found:
        blocks.append(Bullets(tuple(f"{b.number} · {b.content.headline} – {_status(b, t)}" for b in found)))
    for one in left:
        characters = t.n("{n} character", "{n} characters", sum(map(len, one.parts)))
        since = t.moment(one.updated_at, desk.zone)
        words = t("/{line} – {characters}, since {moment}", line=one.line, characters=characters, moment=since)
        where = t("Left half way here; go on, or type cancel: {words}", words=words)
        there = t("Left half way in another chat: {words}", words=words)
        blocks.append(Note(where if one.chat == ask.chat else there))
    rows = tuple((Action(t("Review {number}", number=b.number), f"review {b.number}"),) for b in found[:_OPENED])
    return Card(tuple(blocks), rows=rows)


def _status(briefing: Briefing, t: Catalogue) -> str:
    return t("correction, not published yet") if is_correction(briefing) else status_in_words(briefing.status, t)


COMMAND = Command(
    name="drafts",
    help=entry("What is in work."),
    example="/drafts",
    answer=drafts,
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
)
