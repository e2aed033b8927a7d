"""A card as Discord would be sent it, and the room left in each message."""

from bot.chat.cards.cards import Card
from bot.chat.cards.previews import Preview
from bot.chat.catalogue import Catalogue
from bot.discord.render import MAX_TEXT, pages, render, text_width, walk


def preview(card: Card, t: Catalogue) -> tuple[Preview, ...]:
    """Each message's markdown; Discord counts all of its text displays together, markdown included."""
    found = []
    for page in pages(card, t=t):
        components = render(page).components
        text = "\n".join(str(part["content"]) for part in walk(components) if "content" in part)
        found.append(Preview(text, text_width(components), MAX_TEXT))
    return tuple(found)
