"""The platforms' renderers as previews; each is loaded when a draft is first looked at."""

from bot.chat.cards.cards import Card
from bot.chat.cards.previews import Preview, Previews
from bot.chat.catalogue import Catalogue


def on_telegram(card: Card, t: Catalogue) -> tuple[Preview, ...]:
    """As Telegram is sent it."""
    from bot.telegram.preview import preview  # noqa: PLC0415 - slow to load, and seldom needed

    return preview(card, t)


def on_discord(card: Card, t: Catalogue) -> tuple[Preview, ...]:
    """As Discord is sent it."""
    from bot.discord.preview import preview  # noqa: PLC0415 - slow to load, and seldom needed

    return preview(card, t)


def as_plain_text(card: Card, _: Catalogue) -> tuple[Preview, ...]:
    """As the terminal and a pipe show it."""
    from bot.console.render import plain  # noqa: PLC0415 - beside the others

    text = plain(card)
    return (Preview(text, len(text)),)


PREVIEWS: Previews = {"telegram": on_telegram, "discord": on_discord, "plain": as_plain_text}
