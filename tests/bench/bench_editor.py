"""Lays out the previews of a folder of articles for an editor to judge, and counts the judgement.

``python -m tests.bench editor DIR_OR_JSONL`` prints a preview an article, each item under a key. A folder holds
``.txt``, ``.html`` and ``.html.gz`` files; a JSON-lines file ``id`` and ``text`` (or ``body``), and where known
``title``, ``publisher``, ``date`` and ``url``. Where ``ID.html.gz`` lies beside that file, the page itself is read.

``--answers FILE`` counts instead. A line of that file is an article's id with what an editor would do:
``a12 f310=edit q54=delete missing=2``. What a line does not name is kept; an article without a line is not judged.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefings.adapters.files.parsing import UnreadableError, parse_html, parse_text
from briefings.domain.agenda import DatedEvent
from briefings.domain.choosing import hold_unsettled, in_short
from briefings.domain.drafting import Article
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote
from briefings.domain.reviewing import Item, item_key, items_of
from briefings.domain.source import Source, fingerprint
from briefings.extraction.extract import extract
from briefings.services.articles.make_draft import content_of
from tests.fakes.newsroom import NOON

VERDICTS = ("keep", "edit", "delete", "missing")


@dataclass(frozen=True, slots=True)
class Preview:
    """An article's content with its lines by key; ``shown`` are the keys that a short card shows."""

    name: str
    head: str
    lines: dict[str, str]
    shown: frozenset[str]
    held: frozenset[str]


def main() -> None:
    """Print the previews, or the counts."""
    parser = argparse.ArgumentParser(prog="tests.bench editor")
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--short", action="store_true", help="only what a short card shows")
    wanted = parser.parse_args()
    if wanted.articles is None:
        print("Give a folder of articles or a JSON-lines file: python -m tests.bench editor DIR_OR_JSONL")
        return
    previews = [preview(name, article) for name, article in read_articles(wanted.articles)]
    if wanted.answers is not None:
        print_counts(previews, read_answers(wanted.answers.read_text(encoding="utf-8")))
        return
    for one in previews:
        _print(one, short=wanted.short)


def preview(name: str, article: Article) -> Preview:
    """The draft of one article as an editor looks it over."""
    draft = extract(article)
    source = Source(name, article.text, fingerprint(article.text), NOON, title=draft.title or "")
    content = hold_unsettled(content_of(draft, source))
    short = in_short(content, today=draft.published)
    lines = {"h": content.headline, "t": ", ".join(content.topics) or "–"}
    lines |= {f"s{place}": point.text for place, point in enumerate(content.summary, 1)}
    lines |= {item_key(item): _line(item) for item in items_of(content)}
    in_card = {"h", "t", *(f"s{place}" for place in range(1, len(short.summary) + 1)), *map(item_key, items_of(short))}
    held = frozenset(item_key(item) for item in items_of(content) if item.held)
    head = f"{draft.publisher or 'publisher unknown'} · {draft.published or 'day unknown'} · {draft.language}"
    return Preview(name, head, lines, frozenset(in_card), held)


def _line(item: Item) -> str:
    match item:
        case Quote():
            role = f", {item.role}" if item.role else ""
            return f"“{item.text}” — {item.speaker or 'unattributed'}{role}"
        case Figure():
            window = None if item.window and item.window in item.shown.text else item.window
            return " · ".join(filter(None, (item.shown.text, window, item.claimant)))
        case DatedEvent():
            when = f"{item.resolved}..{item.resolved_end}" if item.resolved_end else str(item.resolved or "unresolved")
            return f"{when} ({item.excerpt.text}): {(item.what or item.sentence).text}"


def read_articles(path: Path) -> Iterator[tuple[str, Article]]:
    """The articles of a folder or a JSON-lines file with their names, in a fixed order."""
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if (article := _of_file(file)) is not None:
                yield file.name.split(".")[0], article
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        entry: dict[str, Any] = json.loads(line)
        yield str(entry["id"]), _of_entry(entry, path.parent / f"{entry['id']}.html.gz")


def _of_file(file: Path) -> Article | None:
    if not file.name.endswith((".txt", ".html", ".html.gz")):
        return None
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return _article(parse_text(data) if file.suffix == ".txt" else parse_html(data))


def _of_entry(entry: dict[str, Any], page: Path) -> Article:
    """The page as it was served where it lies beside the file; else the text of the line."""
    given = {name: entry.get(name) for name in ("title", "publisher")}
    text, day = entry.get("text") or entry["body"], entry.get("date")
    if page.exists():
        try:
            return _article(parse_html(gzip.decompress(page.read_bytes())))
        except UnreadableError:
            pass
    return Article(text, given["title"], given["publisher"], date.fromisoformat(day) if day else None)


def _article(read: Any) -> Article:
    day = read["published"]
    return Article(read["text"], read["title"], read["publisher"], date.fromisoformat(day) if day else None)


def _print(one: Preview, *, short: bool) -> None:
    print(f"\n## {one.name} · {one.head}")
    for key, line in one.lines.items():
        if key in one.shown or not short:
            mark = "*" if key in one.shown else "-" if key in one.held else " "
            print(f"{mark} {key:6} {line}")


def read_answers(text: str) -> dict[str, dict[str, str]]:
    """The judgement of each article: the verdict by key, and the count under "missing"."""
    answers: dict[str, dict[str, str]] = {}
    for line in filter(None, (line.split("#")[0].strip() for line in text.splitlines())):
        name, *verdicts = line.split()
        answers[name] = dict(verdict.split("=", 1) for verdict in verdicts)
    return answers


def count_verdicts(one: Preview, answer: dict[str, str], *, shown: bool) -> Counter[str]:
    """What an editor would do with the lines of a preview: those of its short card alone, or all of its items.

    Raises:
        ValueError: the answer names a line that the preview does not have, or another verdict.
    """
    unknown = {key for key in answer if key != "missing"} - one.lines.keys()
    strange = {verdict for key, verdict in answer.items() if key != "missing"} - set(VERDICTS)
    if unknown or strange:
        raise ValueError(f"{one.name}: no such line or verdict: {', '.join(sorted(unknown | strange))}")
    keys = one.shown if shown else {key for key in one.lines if key[0] in "qfd"}
    counts = Counter(answer.get(key, "keep") for key in keys)
    counts["missing"] += int(answer.get("missing", 0)) if shown else 0
    return counts


def print_counts(previews: list[Preview], answers: dict[str, dict[str, str]]) -> None:
    """Print what was judged: short cards, and all items."""
    judged = [one for one in previews if one.name in answers]
    if not judged:
        print("The answer file judges none of these articles.")
        return
    cards = [count_verdicts(one, answers[one.name], shown=True) for one in judged]
    untouched = sum(set(filter(card.get, card)) == {"keep"} for card in cards)
    shown, every = (
        sum(cards, Counter()),
        sum((count_verdicts(o, answers[o.name], shown=False) for o in judged), Counter()),
    )
    repairs = sum(shown[verdict] for verdict in VERDICTS[1:]) / len(judged)
    print(f"{len(judged)} previews: {untouched} publishable untouched, {repairs:.2f} repairs each")
    for name, counts in (("short cards", shown), ("all items", every)):
        total = sum(counts[verdict] for verdict in VERDICTS[:3])
        share = counts["keep"] / total if total else 0.0
        print(f"{name:12}" + "".join(f"{counts[v]:6} {v}" for v in VERDICTS) + f"   kept {share:.2f}")
