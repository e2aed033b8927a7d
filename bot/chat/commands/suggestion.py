"""The answer to a command that does not exist."""

from difflib import get_close_matches

from bot.chat.access.rights import may_run
from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Card, Note
from bot.chat.desk import Desk
from bot.chat.table import CommandTable


async def unknown_command(ask: Ask, table: CommandTable, desk: Desk, *, name: str | None = None) -> Card:
    """Name the nearest commands that the asker may run, and /help; ``name`` defaults to the command asked for."""
    wanted = name or ask.command
    mine = [c.name for c in table if not c.hidden and await may_run(c.audience, ask, desk.access)]
    near = get_close_matches(wanted, mine, n=3, cutoff=0.6)
    if not near:
        sentence = ask.t("There is no command /{command}. /help lists what I can do.", command=wanted)
        return Card((Note(sentence),), rows=((Action("/help", "help"),),), mistake=True)
    sentence = ask.t(
        "There is no command /{command}. Did you mean {names}?",
        command=wanted,
        names=ask.t.list([f"/{name}" for name in near]),
    )
    return Card((Note(sentence),), rows=(tuple(Action(f"/{name}", name) for name in near),), mistake=True)
