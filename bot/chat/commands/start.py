"""/start: what the bot is, and the door for deep links."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Bullets, Card, Heading, Text
from bot.chat.catalogue import entry
from bot.chat.commands.context import quote_card
from bot.chat.desk import Desk
from bot.chat.table import Command, Option, OptionKind

QUOTE_LINK = "q_"
"""How a deep link to one quote begins; the quote's key follows."""


async def start(ask: Ask, desk: Desk) -> Card:
    """Greet, or open what a deep link names."""
    link = ask.text("link") or ""
    if link.startswith(QUOTE_LINK):
        return await quote_card(link.removeprefix(QUOTE_LINK), ask, desk)
    t = ask.t
    return Card(
        (
            Heading(t("Daybrief")),
            Text(t("I answer questions about the news, and every word that I quote stands in its source.")),
            Bullets(
                (
                    t("/brief – the latest briefing"),
                    t("/quote zelensky – who said what, word for word"),
                    t("/figures and /dates – key figures and what is ahead"),
                    t("/check – is a quote real, altered or unknown?"),
                )
            ),
            Text(t("/help lists everything.")),
        ),
        rows=(
            (
                Action(t("Latest briefing"), "brief", replaces=False),
                Action(t("Dates ahead"), "dates", replaces=False),
                Action(t("Help"), "help", replaces=False),
            ),
        ),
    )


COMMAND = Command(
    name="start",
    help=entry("What I am and how to begin."),
    example="/start",
    answer=start,
    options=(Option("link", OptionKind.TEXT, entry("What a link that led here points to."), hidden=True),),
)
