"""What the bot says once when it is added to a chat: what it does, what it lacks, how to get a digest."""

from collections.abc import Sequence

from bot.chat.cards.cards import Action, Block, Bullets, Card, Heading, Note, Text
from bot.chat.catalogue import Catalogue


def greeting(t: Catalogue, *, missing: Sequence[str] = ()) -> Card:
    """Make the card; ``missing`` names in the chat's language each right that the bot lacks here."""
    blocks: list[Block] = [
        Heading(t("Hello from Daybrief")),
        *what_it_does(t),
        Text(t("/digest set 07:30 sends one every day; /status says all this again."), label=t("Digest")),
    ]
    if missing:
        blocks.append(lacking(missing, t))
    row = (Action(t("Latest briefing"), "brief", replaces=False), Action(t("Help"), "help", replaces=False))
    return Card(tuple(blocks), rows=(row,))


def what_it_does(t: Catalogue) -> tuple[Block, ...]:
    """Say what the bot does, and how to begin."""
    return (
        Text(t("I answer questions about the news, and every word that I quote stands in its source.")),
        Bullets((t("/brief, /quote and a name, or /dates ask me something."), t("/help lists everything."))),
    )


def lacking(missing: Sequence[str], t: Catalogue) -> Note:
    """Name the rights that the bot lacks."""
    return Note(t("I cannot do everything here yet. I lack: {rights}.", rights=t.list(list(missing))))
