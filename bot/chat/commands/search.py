"""/search: briefings and quotes that hold some words."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Heading, Note
from bot.chat.cards.wording import archived_quote, shown
from bot.chat.catalogue import entry
from bot.chat.commands.brief import briefing_list
from bot.chat.desk import Desk
from bot.chat.table import Command, Option, OptionKind
from briefings.services.archive.search_archive import search_archive


async def search(ask: Ask, desk: Desk) -> Card:
    """Answer with briefings, newest first, and the quotes that hold the words."""
    t, words = ask.t, ask.text("words") or ""
    found = await search_archive(words, store=desk.store, clock=desk.clock)
    if not found.briefings and not found.quotes:
        return Card((Note(t("Nothing published holds all of “{words}”. Fewer words find more.", words=words)),))
    card = briefing_list(t("Found for “{words}”", words=words), found.briefings, t, more=found.more)
    blocks = list(card.blocks)
    if found.quotes:
        blocks.append(Heading(t("Said"), level=2))
        blocks += [archived_quote(item, t) for item in found.quotes]
    return Card(
        tuple(blocks),
        menus=card.menus,
        shows=tuple(dict.fromkeys((*card.shows, *(shown(item.reference) for item in found.quotes)))),
    )


COMMAND = Command(
    name="search",
    help=entry("Briefings and quotes that hold all these words."),
    example="/search summit brussels",
    answer=search,
    options=(Option("words", OptionKind.TEXT, entry("The words to find."), required=True, rest=True),),
)
