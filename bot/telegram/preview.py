"""A card as Telegram would be sent it, and the room left in each message."""

from telegram.constants import MessageLimit

from bot.chat.cards.cards import Card
from bot.chat.cards.paging import cut
from bot.chat.cards.previews import Preview
from bot.chat.catalogue import Catalogue
from bot.telegram.characters import utf16
from bot.telegram.render import fits, render


def preview(card: Card, t: Catalogue) -> tuple[Preview, ...]:
    """Each message's markup; Telegram counts the text behind it, in UTF-16 units."""
    pages = [render(page) for page in cut(card, fits, t=t)]
    return tuple(Preview(page.html, utf16(page.text), int(MessageLimit.MAX_TEXT_LENGTH)) for page in pages)
