"""What the bot says once when it is added to a chat: what it does, what it lacks, how to get a digest."""

from collections.abc import Sequence

from bot.chat.cards import Action, Block, Bullets, Card, Heading, Note, Text
from bot.chat.catalogue import Catalogue


def greeting(t: Catalogue, *, missing: Sequence[str] = ()) -> Card:
    """Make the card; ``missing`` names in the chat's language each right that the bot lacks here."""
    blocks: list[Block] = [
        Heading(t("Hello from Daybrief")),
        Text(t("I answer questions about the news, and every word that I quote stands in its source.")),
        Bullets((t("Try /brief, /quote and a name, or /dates."), t("For a digest every day: /digest set 07:30"))),
    ]
    if missing:
        blocks.append(Note(t("I cannot do everything here yet. I lack: {rights}.", rights=t.list(list(missing)))))
    row = (Action(t("Latest briefing"), "brief", replaces=False), Action(t("Help"), "help", replaces=False))
    return Card(tuple(blocks), rows=(row,))
