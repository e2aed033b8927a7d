"""Inline mode: quotes to drop into any chat (core.telegram.org/bots/api#inlinequeryresultarticle)."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import InlineQueryLimit, ParseMode

from bot.chat.cards.paging import cut
from bot.chat.catalogue import Catalogue
from bot.chat.input.inline import InlineResult
from bot.telegram.characters import one_line
from bot.telegram.render import fits, preview_options, render

_LONGEST_LINE = 200


def results_of(offers: Sequence[InlineResult], bot_name: str, t: Catalogue) -> list[InlineQueryResultArticle]:
    """The offers as articles; what is sent opens the quote in the bot, since no button of ours works elsewhere."""
    return [_article(offer, bot_name, t) for offer in offers[: InlineQueryLimit.RESULTS]]


def _article(offer: InlineResult, bot_name: str, t: Catalogue) -> InlineQueryResultArticle:
    page = render(cut(offer.card, fits, t=t)[0])
    door = InlineKeyboardButton(t("Context"), url=f"https://t.me/{bot_name}?start=q_{offer.key}")
    return InlineQueryResultArticle(
        id=offer.key,
        title=one_line(offer.title)[:_LONGEST_LINE] or "…",
        description=one_line(offer.description)[:_LONGEST_LINE],
        input_message_content=InputTextMessageContent(
            page.html, parse_mode=ParseMode.HTML, link_preview_options=preview_options(page.preview)
        ),
        reply_markup=InlineKeyboardMarkup([[door]]),
    )
