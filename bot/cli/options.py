"""Options that several commands share."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup


def _hand_down(context: typer.Context, url: str | None) -> str | None:
    """Let the verbs of a group take the database that was named before them."""
    if url is not None and isinstance(context.command, TyperGroup):
        context.default_map = _defaults(context.command, url)
    return url


def _defaults(group: TyperGroup, url: str) -> dict[str, Any]:
    verbs = {
        name: _defaults(verb, url) if isinstance(verb, TyperGroup) else {"database": url}
        for name, verb in group.commands.items()
    }
    return {"database": url, **verbs}


Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="sqlite:///path or postgresql://user@host/name",
        show_default=False,
        callback=_hand_down,
    ),
]
"""Where the database is; named behind a verb or before it. What stands nearest to the verb counts."""
