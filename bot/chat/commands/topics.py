"""/topics: what is written about."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Card, Heading, Menu, Note
from bot.chat.catalogue import entry
from bot.chat.commands.choosing import topic_line
from bot.chat.desk import Desk
from bot.chat.input.completion import MOST
from bot.chat.table import Command
from briefings.services.archive.list_archive import list_topics

_LISTED = 200


async def topics(ask: Ask, desk: Desk) -> Card:
    """Answer with every topic, the most used first."""
    t = ask.t
    known = await list_topics(store=desk.store, clock=desk.clock)
    if not known:
        return Card((Note(t("No briefing carries a topic yet.")),))
    blocks: list[Block] = [Heading(t("Topics")), Bullets(tuple(topic_line(topic, t) for topic in known[:_LISTED]))]
    choices = tuple(Action(topic.name[:80], f"brief topic:{topic.slug}"[:60]) for topic in known[:MOST])
    return Card(tuple(blocks), menus=(Menu(t("Briefings about"), choices),))


COMMAND = Command(
    name="topics",
    help=entry("What the briefings are about."),
    example="/topics",
    answer=topics,
)
