"""How well articles are grouped into stories, beside the overlap of their first lines; and what one costs."""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from briefings.extraction.stories import Stories

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "data" / "stories-dev.jsonl"
SCORER = SHARED / "eval" / "eval_stories.py"
ORDERS = 3
HELD = 5_000
TIMED = 200
OVERLAP = 0.15
"""The Jaccard index of two first lines that makes them one story: the best of .1 to .4 on this set."""

Row = dict[str, Any]


def main() -> None:
    """Print the tables."""
    if GOLD.exists() and SCORER.exists():
        _quality()
    else:
        print(f"grouping: skipped, as {GOLD.name} or {SCORER.name} is not in {SHARED.name}/ beside this folder")
    _speed()


def _quality() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    print("order of the articles | pair F1, B-cubed F1 | copies found, false | overlap of first lines: pair, B-cubed")
    for name, order in [("file", rows), *((f"random {seed}", _shuffled(rows, seed)) for seed in range(ORDERS))]:
        ours, plain = _scored(_grouped(order)), _scored(_by_first_lines(order))
        print(
            f"{name:21} | {ours['pair_f1']:.3f} {ours['b3_f1']:.3f}         "
            f"| {ours['copies_found']} of {ours['copies']}, {ours['copies_false']:2}        "
            f"| {plain['pair_f1']:.3f} {plain['b3_f1']:.3f}"
        )


def _scored(answers: list[Row]) -> dict[str, float]:
    """What the scorer says, which is a program of its own."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        file.writelines(json.dumps(answer) + "\n" for answer in answers)
        file.flush()
        done = subprocess.run(
            [sys.executable, SCORER, GOLD, file.name, "--json"], capture_output=True, check=True, text=True
        )
    scores: dict[str, float] = json.loads(done.stdout)
    return scores


def _shuffled(rows: list[Row], seed: int) -> list[Row]:
    """Another order, each copy somewhere behind its original."""
    rnd = random.Random(seed)
    order = [row for row in rows if not row.get("copy_of")]
    rnd.shuffle(order)
    for row in rows:
        if row.get("copy_of"):
            place = next(i for i, other in enumerate(order) if other["id"] == row["copy_of"])
            order.insert(rnd.randint(place + 1, len(order)), row)
    return order


def _grouped(order: list[Row]) -> list[Row]:
    stories = Stories()
    copies = {row["id"]: stories.add(row["id"], row["text"], row.get("title")).copy_of for row in order}
    return [{"id": key, "story": stories.story_of(key), "copy_of": copy} for key, copy in copies.items()]


def _by_first_lines(order: list[Row]) -> list[Row]:
    """The baseline: an article joins the one before it whose first line is most like its own, if that is enough."""
    placed: list[tuple[frozenset[str], Row]] = []
    for row in order:
        words = frozenset((row.get("title") or row["text"].strip().split("\n")[0]).lower().split())
        likeness, story = max(
            ((len(words & other) / len(words | other), before["story"]) for other, before in placed), default=(0.0, "")
        )
        placed.append((words, {"id": row["id"], "story": story if likeness >= OVERLAP else row["id"]}))
    return [answer for _, answer in placed]


def _speed() -> None:
    """Articles of 400 words as rare and as common as those of a language, of which about twelve each tell one event."""
    rnd = random.Random(1)
    language = [_made_up(rnd) for _ in range(30_000)]
    common = [1 / (place + 3) for place in range(len(language))]
    stories, took = Stories(), list[float]()
    for number in range(HELD + TIMED):
        event = random.Random(number // 12 + rnd.randrange(30))
        own = event.choices(language, k=40)
        words = [*rnd.choices(language, common, k=320), *rnd.choices(own, k=80)]
        rnd.shuffle(words)
        text = " ".join(word.title() if len(word) % 7 == 0 else word for word in words)
        before = time.process_time()
        stories.add(str(number), text)
        took.append((time.process_time() - before) * 1000)
    last = took[-TIMED:]
    print(
        f"{len(stories):,} held: {sum(last) / TIMED:.2f} ms an article, at most {max(last):.0f}; before {max(took):.0f}"
    )


def _made_up(rnd: random.Random) -> str:
    return "".join(rnd.choices("abdegiklmnoprstuvz", k=rnd.randint(3, 11)))
