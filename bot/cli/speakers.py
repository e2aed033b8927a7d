"""``daybrief speakers``: names matched to known names."""

from typing import Annotated

import typer

speakers_app = typer.Typer(help="Work with the names of speakers.", no_args_is_help=True)


@speakers_app.callback()
def speakers() -> None:
    """Work with the names of speakers."""


@speakers_app.command("match")
def match_command(
    names: Annotated[
        str, typer.Argument(metavar="NAMES|-", help="A text file with one name a line, or - for standard input.")
    ],
    known: Annotated[str, typer.Option("--known", metavar="FILE", help="A text file with one known name a line.")],
    as_json: Annotated[
        bool, typer.Option("--json", help='Print a JSON array of {"name", "match"}; match is null for nobody known.')
    ] = False,
) -> None:
    """Print for each line of NAMES the name of FILE that it means, in whatever spelling or script it is written.

    In doubt it is nobody: a name that two known people share, or one that only resembles a known name.
    """
    from bot.cli.texts import read_names, write_json, write_text  # noqa: PLC0415
    from briefings.services.speakers.names import NameIndex, match_name  # noqa: PLC0415
    from config.speakers import shipped_aliases  # noqa: PLC0415

    index = NameIndex({name: (name,) for name in read_names(known) if name}, shipped_aliases())
    matches = [(name, match_name(name, index).match) for name in read_names(names)]
    if as_json:
        import json  # noqa: PLC0415

        rows = [{"name": name, "match": match.key if match else None} for name, match in matches]
        write_json(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        write_text("".join(f"{name}\t{match.key if match else '-'}\n" for name, match in matches))
