"""``daybrief extract --jsonl``: many articles, one JSON object a line, streamed in order."""

from typing import Any

from bot.cli.article_lines import answer_line, article_lines, article_of, read_entry
from bot.cli.progress import Progress
from briefings.domain.errors import UserError
from briefings.extraction.extract import extract
from briefings.services.articles.draft_json import draft_as_json


def extract_lines(source: str, target: str, *, sentences: int) -> None:
    """Read each line's article from ``source`` and write a line of JSON to ``target``; ``-`` stands for the pipes.

    A line that cannot be read gives ``{"id", "error"}`` in its place; blank lines are passed over.

    Raises:
        UserError: a file cannot be opened, or both are the same file.
        OperatorError: the output cannot be written.
    """
    progress = Progress()
    with article_lines(source, target) as (lines, write):
        for line in lines:
            write(answer_line(_answer(line, sentences)))
            progress.step()
    progress.end()


def _answer(line: bytes | None, sentences: int) -> dict[str, Any]:
    """The answer to an input line; None stands for a line that is too long."""
    known: dict[str, Any] = {"id": None}
    try:
        entry = read_entry(line)
        known["id"] = entry.get("id")
        return {**known, **draft_as_json(extract(article_of(entry), sentences=sentences))}
    except UserError as error:
        return {**known, "error": str(error)}
