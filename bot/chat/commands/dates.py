"""/dates: what is ahead, what could not be resolved, what is past."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Button, Card, Heading, Note
from bot.chat.cards.wording import archived_date, shown
from bot.chat.catalogue import entry
from bot.chat.commands.choosing import choose_topic
from bot.chat.desk import Desk
from bot.chat.input.lines import context_buttons
from bot.chat.table import Command, Option, OptionKind
from briefings.services.archive.dates_ahead import Dates, dates_ahead


async def dates(ask: Ask, desk: Desk) -> Card:
    """Answer with coming dates first, then unresolved ones; past ones when asked or when nothing is ahead."""
    t, topic, context = ask.t, ask.text("topic"), ask.flag("context")
    found = await dates_ahead(
        today=desk.today(), topic=topic, past=ask.flag("past"), store=desk.store, clock=desk.clock
    )
    if found.near is not None:
        return choose_topic(topic or "", found.near, "dates", t)
    items = (*found.ahead, *found.unresolved, *found.past)
    if not items:
        return Card((Note(t("No date is published yet.")),))
    follow: tuple[tuple[Button, ...], ...] = ()
    if any(item.event.resolved for item in found.ahead):
        follow = ((Action(t("Be reminded"), "remind", replaces=False),),)
    line = " ".join(filter(None, ("dates", f"topic:{found.topic.slug}" if found.topic else "", _past(ask))))
    return Card(
        tuple(_blocks(found, ask, desk)),
        rows=(*await context_buttons(line, context=context, t=t, desk=desk), *follow),
        shows=tuple(dict.fromkeys(shown(item.reference) for item in items)),
    )


def _past(ask: Ask) -> str:
    return "past:yes" if ask.flag("past") else ""


def _blocks(found: Dates, ask: Ask, desk: Desk) -> list[Block]:
    t, context = ask.t, ask.flag("context")
    title = t("Dates · {topic}", topic=found.topic.name) if found.topic else t("Dates")
    blocks: list[Block] = [Heading(title)]
    if not found.ahead and not ask.flag("past"):
        blocks.append(Note(t("Nothing that is published lies ahead.")))
    for heading, items, today in (
        (t("Ahead"), found.ahead, desk.today()),
        (t("Day unresolved"), found.unresolved, desk.today()),
        (t("Past"), found.past, None),
    ):
        if items:
            blocks.append(Heading(heading, level=2))
            blocks += [archived_date(item, t, today=today, context=context) for item in items]
    return blocks


COMMAND = Command(
    name="dates",
    help=entry("What is ahead, and what the sources left open."),
    example="/dates ukraine",
    answer=dates,
    options=(
        Option("topic", OptionKind.TOPIC, entry("Only about this topic."), rest=True),
        Option("past", OptionKind.FLAG, entry("Show what is past instead."), keyword=True),
        Option("context", OptionKind.FLAG, entry("Show the sentence around each date."), keyword=True),
    ),
)
