"""/figures: key figures with who claims them, values of the same thing side by side."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Block, Card, Heading, Note
from bot.chat.cards.wording import archived_figure, shown
from bot.chat.catalogue import entry
from bot.chat.commands.choosing import choose_topic
from bot.chat.desk import Desk
from bot.chat.input.lines import context_buttons
from bot.chat.table import Command, Option, OptionKind
from briefings.services.archive.known_figures import known_figures


async def figures(ask: Ask, desk: Desk) -> Card:
    """Answer with the newest figures."""
    t, topic, context = ask.t, ask.text("topic"), ask.flag("context")
    found = await known_figures(topic=topic, store=desk.store, clock=desk.clock)
    if found.near is not None:
        return choose_topic(topic or "", found.near, "figures", t)
    if not found.groups:
        return Card((Note(t("No figure is published yet.")),))
    title = t("Key figures · {topic}", topic=found.topic.name) if found.topic else t("Key figures")
    blocks: list[Block] = [Heading(title)]
    for group in found.groups:
        if group.conflicting:
            blocks.append(Heading(t("{what}: the figures differ", what=group.what), level=2))
        blocks += [archived_figure(item, t, context=context) for item in group.figures]
    line = f"figures topic:{found.topic.slug}" if found.topic else "figures"
    return Card(
        tuple(blocks),
        rows=await context_buttons(line, context=context, t=t, desk=desk),
        shows=tuple(dict.fromkeys(shown(item.reference) for group in found.groups for item in group.figures)),
    )


COMMAND = Command(
    name="figures",
    help=entry("Key figures, newest first, with who claims them."),
    example="/figures ukraine",
    answer=figures,
    options=(
        Option("topic", OptionKind.TOPIC, entry("Only about this topic."), rest=True),
        Option("context", OptionKind.FLAG, entry("Show the sentence around each figure."), keyword=True),
    ),
)
