"""/help: made from the command table."""

from collections.abc import Callable

from bot.chat.access.rights import may_run
from bot.chat.asking import Ask
from bot.chat.cards.cards import Block, Bullets, Card, Heading, Note, Text
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.suggestion import unknown_command
from bot.chat.desk import Desk
from bot.chat.table import Command, CommandTable, Option, OptionKind


def help_command(table: Callable[[], CommandTable]) -> Command:
    """Make /help over the table that it will itself stand in."""

    async def answer(ask: Ask, desk: Desk) -> Card:
        name = (ask.text("command") or "").lstrip("/").casefold()
        if not name:
            return await _overview(ask, desk, table())
        command = table().get(name)
        if command is None or not await may_run(command.audience, ask, desk.access):
            return await unknown_command(ask, table(), desk, name=name)
        return _one(command, ask.t)

    return Command(
        name="help",
        help=entry("What I can do, or how one command works."),
        example="/help quote",
        answer=answer,
        options=(Option("command", OptionKind.TEXT, entry("The command to explain.")),),
    )


async def _overview(ask: Ask, desk: Desk, table: CommandTable) -> Card:
    t = ask.t
    groups: dict[str, list[str]] = {}
    for command in table:
        if not command.hidden and await may_run(command.audience, ask, desk.access):
            groups.setdefault(command.group or "", []).append(f"{usage(command)} – {t(command.help)}")
    blocks: list[Block] = [Heading(t("What I can do"))]
    for group, lines in groups.items():
        if group:
            blocks.append(Heading(t(group), level=2))
        blocks.append(Bullets(tuple(lines)))
    blocks.append(Note(t("/help and a command's name tell more, for example /help quote.")))
    return Card(tuple(blocks))


def _one(command: Command, t: Catalogue) -> Card:
    options = tuple(f"{_shape(option)} – {t(option.help)}" for option in command.options if not option.hidden)
    blocks: list[Block] = [Heading(usage(command)), Text(t(command.help))]
    if options:
        blocks.append(Bullets(options))
    blocks.append(Text(command.example, label=t("Example")))
    return Card(tuple(blocks))


def usage(command: Command) -> str:
    """The command with its options as people type them: ``/quote <speaker> [words] [since …]``.

    Flags, and choices that buttons offer as well, are left to the command's own help.
    """
    named = (
        o for o in command.options if not o.hidden and o.kind is not OptionKind.FLAG and (o.required or not o.choices)
    )
    return " ".join((f"/{command.name}", *(_shape(option) for option in named)))


def _shape(option: Option) -> str:
    words = "|".join(option.choices) if option.choices else option.name
    if option.keyword and option.kind is not OptionKind.FLAG:
        words = f"{option.name} …"
    return f"<{words}>" if option.required else f"[{words}]"
