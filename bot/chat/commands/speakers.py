"""/speakers: who is quoted."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Card, Heading, Menu, Note
from bot.chat.catalogue import entry
from bot.chat.commands.choosing import speaker_line
from bot.chat.desk import Desk
from bot.chat.input.completion import MOST
from bot.chat.table import Command
from briefings.services.archive.list_archive import list_speakers

_LISTED = 200


async def speakers(ask: Ask, desk: Desk) -> Card:
    """Answer with everybody who is quoted, most quoted first."""
    t = ask.t
    known = await list_speakers(store=desk.store, clock=desk.clock, directory=desk.directory)
    if not known:
        return Card((Note(t("Nobody is quoted yet.")),))
    listed = known[:_LISTED]
    blocks: list[Block] = [Heading(t("Speakers")), Bullets(tuple(speaker_line(speaker, t) for speaker in listed))]
    if len(known) > len(listed):
        rest = len(known) - len(listed)
        blocks.append(
            Note(
                t.n(
                    "{n} more is quoted; /quote finds them by name.",
                    "{n} more are quoted; /quote finds them by name.",
                    rest,
                )
            )
        )
    choices = tuple(Action(speaker.name[:80], f"quote #{speaker.id}") for speaker in known[:MOST])
    return Card(tuple(blocks), menus=(Menu(t("Whose quotes?"), choices),))


COMMAND = Command(
    name="speakers",
    help=entry("Who is quoted, most quoted first."),
    example="/speakers",
    answer=speakers,
)
