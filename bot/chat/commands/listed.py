"""The one list of commands: a new one is a module beside this and a line here."""

from bot.chat.commands import brief, check, context, dates, figures, invite, quote, search, speakers, start, topics
from bot.chat.commands.help import help_command
from bot.chat.commands.table import Command, CommandTable

READERS: tuple[Command, ...] = (
    start.COMMAND,
    brief.COMMAND,
    quote.COMMAND,
    figures.COMMAND,
    dates.COMMAND,
    search.COMMAND,
    speakers.COMMAND,
    topics.COMMAND,
    check.COMMAND,
    context.COMMAND,
)

OWNERS: tuple[Command, ...] = (invite.COMMAND,)


def command_table() -> CommandTable:
    """Build the table; /help stands in it and is made from it."""
    table: CommandTable
    first, *others = READERS
    table = CommandTable((first, help_command(lambda: table), *others, *OWNERS))
    return table
