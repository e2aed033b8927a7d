"""/log: who did what, in a chain that shows every change to it."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Bullets, Card, Heading, Note
from bot.chat.catalogue import entry
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.services.records.verify_log import read_log, verify_log


async def log(ask: Ask, desk: Desk) -> Card:
    """Show the newest entries of the audit log, and whether the chain is whole."""
    t = ask.t
    entries = await read_log(limit=20, briefing=ask.number("briefing"), store=desk.store)
    lines = tuple(
        f"{e.number} · {t.moment(e.at, desk.zone)} · {e.actor} · {e.act} · {e.subject} {e.detail}".rstrip()
        for e in entries
    )
    check = await verify_log(store=desk.store)
    if check.broken_at is None:
        state = t.n("The chain is whole: {n} entry.", "The chain is whole: {n} entries.", check.entries)
    else:
        state = t("The chain is broken at entry {number}: somebody changed the log.", number=check.broken_at)
    return Card((Heading(t("Audit log")), Bullets(lines) if lines else Note(t("Nothing was done yet.")), Note(state)))


COMMAND = Command(
    name="log",
    help=entry("Who did what, chained so that no entry can be changed unseen."),
    example="/log 12",
    answer=log,
    options=(Option("briefing", OptionKind.NUMBER, entry("Of one briefing only.")),),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
)
