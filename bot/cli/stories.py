"""``daybrief stories``: which articles tell the same story; stores nothing."""

from typing import Annotated

import typer

from briefings.domain.errors import UserError


def stories_command(
    files: Annotated[list[str], typer.Argument(metavar="IN OUT", help="Articles, one JSON object a line; the answer.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read from IN and write to OUT; - is a pipe.")] = False,
) -> None:
    """Group articles into stories, in the order of the file, oldest first. Nothing is stored."""
    if not jsonl or len(files) != 2:
        raise UserError("Write daybrief stories --jsonl IN OUT, with two files or - for a pipe.")
    from bot.cli.stories_lines import stories_lines  # noqa: PLC0415

    stories_lines(*files)
