"""The one list of commands: a new one is a module beside this and a line here."""

from bot.chat.commands import (
    add,
    brief,
    check,
    context,
    correct,
    dates,
    describe,
    digest,
    drafts,
    export,
    figures,
    follow,
    forgetme,
    history,
    invite,
    log,
    preview,
    publishing,
    quote,
    remind,
    report,
    review,
    search,
    speakers,
    start,
    status,
    team,
    topics,
    why,
)
from bot.chat.commands.help import help_command
from bot.chat.table import Command, CommandTable

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
    export.COMMAND,
    context.COMMAND,
    digest.COMMAND,
    why.COMMAND,
    follow.COMMAND,
    follow.UNFOLLOW,
    remind.COMMAND,
    status.COMMAND,
    correct.CORRECTIONS,
    report.REPORT,
    forgetme.COMMAND,
    team.LINK,
)

NEWSROOM: tuple[Command, ...] = (
    add.COMMAND,
    describe.COMMAND,
    drafts.COMMAND,
    review.COMMAND,
    preview.COMMAND,
    publishing.SUBMIT,
    publishing.APPROVE,
    publishing.RETURN,
    publishing.PUBLISH,
    correct.CORRECT,
    correct.WITHDRAW,
    history.COMMAND,
    report.REPORTS,
    log.COMMAND,
)

OWNERS: tuple[Command, ...] = (invite.COMMAND, team.COMMAND)


def command_table() -> CommandTable:
    """Build the table; /help stands in it and is made from it."""
    table: CommandTable
    first, *others = READERS
    table = CommandTable((first, help_command(lambda: table), *others, *NEWSROOM, *OWNERS))
    return table
