"""``daybrief stories --jsonl``: which of many articles tell the same story, one JSON object a line."""

import json
from typing import Any

from bot.cli.article_lines import answer_line, article_lines, article_of, read_entry
from bot.cli.progress import Progress
from briefings.domain.errors import UserError
from briefings.extraction.stories import Stories


def stories_lines(source: str, target: str) -> None:
    """Place each line's article of ``source`` in turn; then write a line for each to ``target``, in the same order.

    The answers are ``{"id", "story", "copy_of"}`` as they stand after the last article, or ``{"id", "error"}`` for a
    line that cannot be read. ``-`` stands for the pipes; blank lines are passed over.

    Raises:
        UserError: a file cannot be opened, or both are the same file.
        OperatorError: the output cannot be written.
    """
    placing, progress = _Placing(), Progress()
    with article_lines(source, target) as (lines, write):
        for line in lines:
            placing.place(line)
            progress.step()
        progress.end()
        for answer in placing.answers:
            write(answer_line(answer))


class _Placing:
    """Places articles and keeps what is known of each, but not its text; ids may be any JSON."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self._places: dict[str, dict[str, Any]] = {}
        self._stories = Stories()

    def place(self, line: bytes | None) -> None:
        """Place the article of one line; None stands for a line that is too long."""
        answer: dict[str, Any] = {"id": None}
        self.answers.append(answer)
        try:
            entry = read_entry(line)
            answer["id"] = entry.get("id")
            article, key = article_of(entry), json.dumps(answer["id"], sort_keys=True)
            if key in self._places:
                raise UserError("Another line before has this “id”.")
        except UserError as error:
            answer["error"] = str(error)
            return
        placed = self._stories.add(key, article.text, article.title, article.published)
        original = self._places[placed.copy_of]["id"] if placed.copy_of is not None else None
        answer |= {"story": placed.story, "copy_of": original}
        self._places[key] = answer
        for moved, story in placed.moved.items():
            self._places[moved]["story"] = story
