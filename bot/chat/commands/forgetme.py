"""/forgetme: erase what is kept of a reader."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Note, Text
from bot.chat.catalogue import entry
from bot.chat.desk import Desk
from bot.chat.table import Command
from briefings.services.people.forget_reader import forget_reader


async def forgetme(ask: Ask, desk: Desk) -> Card:
    """Erase what is kept of the asker."""
    private_chat = ask.chat if ask.direct else None
    rows = await forget_reader(ask.person, private_chat=private_chat, store=desk.store, clock=desk.clock)
    erased = ask.t.n("Erased {n} entry about you.", "Erased {n} entries about you.", rows)
    sentence = erased if rows else ask.t("Nothing was kept of you.")
    return Card(
        (
            Text(sentence),
            Note(ask.t("What was done for the newsroom stays, under a made-up name, or yours while you have a role.")),
        ),
        private=True,
    )


COMMAND = Command(
    name="forgetme",
    help=entry("Erase what is kept of you."),
    example="/forgetme",
    answer=forgetme,
    always=True,
)
