"""Options that several commands share."""

from typing import Annotated

import typer

Database = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="sqlite:///path or postgresql://user@host/name", show_default=False),
]
