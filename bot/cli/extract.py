"""``daybrief extract``: reads articles and writes nothing but its answer."""

from pathlib import Path
from typing import Annotated

import typer

from briefings.domain.errors import UserError


def extract_command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|-", help="A text, page, PDF or Word file, or - for a pipe; with --jsonl IN OUT."),
    ],
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the article was published.")] = None,
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    sentences: Annotated[int, typer.Option(min=1, max=20, help="The longest summary wanted.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a report.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read many articles, one JSON object a line, from IN to OUT.")
    ] = False,
) -> None:
    """Read out an article: summary, quotes with speakers, figures and dates. Nothing is stored."""
    if jsonl:
        if len(files) != 2 or date or title or publisher:
            raise UserError("With --jsonl give two files, IN and OUT; dates, titles and publishers stand in each line.")
        from bot.cli.extract_lines import extract_lines  # noqa: PLC0415

        extract_lines(*files, sentences=sentences)
        return
    if len(files) != 1:
        raise UserError("Give one file, or - for standard input.")
    _extract_one(files[0], given=(date, title, publisher), sentences=sentences, as_json=as_json)


def _extract_one(name: str, *, given: tuple[str | None, str | None, str | None], sentences: int, as_json: bool) -> None:
    import asyncio  # noqa: PLC0415

    from bot.cli.articles import read_article, with_given  # noqa: PLC0415
    from bot.cli.texts import parse_day, read_bytes, write_json  # noqa: PLC0415
    from briefings.domain.drafting import Article  # noqa: PLC0415
    from briefings.extraction.extract import extract  # noqa: PLC0415

    day, title, publisher = given
    published = parse_day(day) if day is not None else None
    read = asyncio.run(read_article(name, read_bytes(name)))
    article, _ = with_given(read, Article("", title, publisher, published))
    draft = extract(article, sentences=sentences)
    if as_json:
        import json  # noqa: PLC0415

        from briefings.services.articles.draft_json import draft_as_json  # noqa: PLC0415

        write_json(json.dumps(draft_as_json(draft), ensure_ascii=False, indent=2) + "\n")
    else:
        from bot.cli.extract_report import print_report  # noqa: PLC0415

        print_report(draft, Path(name).name if name != "-" else None)
