"""How well figures and dates are read on the tables of cases, beside a plain digits pattern; hostile input."""

import re
import time

from briefings.extraction.dates import find_dates
from briefings.extraction.document import read_document
from briefings.extraction.figures import find_figures
from briefings.extraction.mentions import find_mentions
from tests.unit.extraction.dates_gold import CASES as DATES
from tests.unit.extraction.dates_gold import PUBLISHED
from tests.unit.extraction.figures_gold import CASES, TRAPS
from tests.unit.extraction.figures_score import Score, read_figures

HOSTILE_CHARS = 200_000
_DIGITS = re.compile(r"[0-9][0-9,.]{0,20}")
_HOSTILE = (
    "1", "1,", "one hundred ", ",", "Monday ", "Monday to ", "March 6 ", "5 men ", "$1 ", "from 3% to 5% ", "2015-",
    "police said 10,000 men ", "11 p.m. on Monday ", "tens of ", "half a million of the ", "3\n",
)  # fmt: skip


def main() -> None:
    """Print the tables."""
    score = Score()
    for text, gold in CASES:
        score.add(text, gold)
    hit = sum(bool(read_figures(text)) for text in TRAPS)
    plain = sum(bool(_DIGITS.search(text)) for text in TRAPS)
    total = score.right + len(score.missed)
    print(f"figures: {total} of the table, core F1 {score.f1:.3f}, whole phrase {score.whole_recall:.3f}")
    print(f"traps: {hit} of {len(TRAPS)} hit; digits alone {plain}")
    print(f"dates: {_right_days()} right of {sum(len(gold) for _, gold in DATES)} of the table")
    for piece in _HOSTILE:
        _time(piece)


def _right_days() -> int:
    right = 0
    for text, gold in DATES:
        days = {e.excerpt.text: e.resolved for e in find_dates(read_document(text), PUBLISHED)}
        right += sum(words in days and (days[words] is None) == (first == "?") and
                     (first == "?" or str(days[words]) == first) for words, first, _, _ in gold)  # fmt: skip
    return right


def _time(piece: str) -> None:
    document = read_document((piece * (HOSTILE_CHARS // len(piece) + 1))[:HOSTILE_CHARS])
    mentions = find_mentions(document)
    begin = time.process_time()
    dates = find_dates(document, PUBLISHED)
    figures = find_figures(document, mentions, dates)
    spent = time.process_time() - begin
    found = f"{len(figures)} figures, {len(dates)} dates"
    print(f"{piece!r:28} {HOSTILE_CHARS / max(spent, 1e-9):12,.0f} characters/s  {found}")
