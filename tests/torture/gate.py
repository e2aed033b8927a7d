"""Attempts to publish what no source says: through own words, headline, note, title, typed lines and imports.

``python -m tests.torture gate --attempts 100000``. Whatever the gate lets pass is looked at by ``plain_checker``, which
shares no code with it: nothing that it finds unsupported may have been published.
"""

import argparse
import copy
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.input.parsing import parse_line
from briefings.domain.briefing import Briefing, Content, Revision, Status, SummaryPoint
from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.domain.jsonform import content_form, content_of
from briefings.domain.readings import reading_of
from briefings.domain.source import Source, fingerprint
from briefings.extraction.extract import extract
from briefings.extraction.gate import check_publishable
from tests.torture.gate_tricks import Told, sentence
from tests.torture.plain_checker import unsupported
from tests.torture.printing import Progress, duration, print_table

NOON = datetime(2025, 2, 24, 12, tzinfo=UTC)
ENGLISH, TABLE = Catalogue(), command_table()
ATTEMPTS = 100_000
NOT_AS_TYPED = "not as typed"
"""What the typed command hands on in other words than were typed; judged as it would be published."""
TITLE = "7,777 boats are “beyond all repair”"
SAID = ("We have lost the old harbour wall", "The boats came back at dawn", "Our people need a safe harbour")
NEGATED = ("I will not resign before the summer", "We do not sell the harbour", "They did not warn us")
DOORS = ("headline", "summary", "note", "title", "typed line", "import")

Gate = Callable[[Briefing], None]


@dataclass(slots=True)
class Tally:
    """What became of the attempts, by door and trick; ``broken`` holds what was published without support."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def of(self, door: str, outcome: str) -> int:
        """How many attempts at a door came to this."""
        return sum(count for (at, _, what), count in self.counts.items() if (at, what) == (door, outcome))


def main(options: Sequence[str] = ()) -> bool:
    """Make the attempts, print what came of them, and say whether nothing unsupported got out."""
    parser = argparse.ArgumentParser(prog="gate")
    parser.add_argument("--attempts", type=int, default=ATTEMPTS)
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args(list(options))
    began = time.monotonic()
    tally = attempt(asked.attempts, seed=asked.seed, progress=Progress(asked.attempts, "attempts"))
    print_table(
        ("trick", "refused", "published", "unsupported"),
        [
            (name, *(_count(tally, name, what) for what in ("refused", "published", "unsupported")))
            for name in _names(tally)
        ],
    )
    print_table(
        ("door", "refused", "published", "unsupported"),
        [(door, *(tally.of(door, what) for what in ("refused", "published", "unsupported"))) for door in DOORS],
    )
    for line in tally.broken[:20]:
        print(f"  {line}")
    print(
        f"{asked.attempts} attempts, {len(tally.broken)} unsupported published ({duration(time.monotonic() - began)})"
    )
    return not tally.broken


def attempt(attempts: int, *, seed: int, gate: Gate = check_publishable, progress: Progress | None = None) -> Tally:
    """Try so many times to get something unsupported past the gate."""
    chance, tally = Random(seed), Tally()
    stories = [_story(Random(f"{seed}/{number}")) for number in range(20)]
    for _ in range(attempts):
        door = chance.choice(DOORS)
        briefing, told = chance.choice(stories)
        trick, tried = _import(briefing, chance) if door == "import" else _words(door, briefing, told, chance)
        try:
            gate(tried)
        except UserError:
            tally.counts[door, trick, "refused"] += 1
        else:
            wrong = unsupported(_as_read(tried))
            tally.counts[door, trick, "unsupported" if wrong else "published"] += 1
            tally.broken += [f"{door}, {trick}: {why}: {_shown(door, tried)}" for why in wrong]
        if progress is not None:
            progress.advance()
    return tally


def _story(chance: Random) -> tuple[Briefing, Told]:
    """A briefing as the program drafts it, from an article of numbers, quotations and days."""
    numbers = tuple(chance.sample(range(101, 999), 3))
    said, negated = chance.choice(SAID), chance.choice(NEGATED)
    day = chance.randrange(2, 28)
    text = (
        f"Harbour reopens after the storm\n\n"
        f"“{said}, and {numbers[0]} people helped,” Ada Byron told reporters on Monday. “{negated},” she added.\n\n"
        f"The mayor Otto Brand said {numbers[1]} boats had sunk. A meeting is planned for March {day} in Oslo.\n\n"
        f"“This is a good sign,” Brand said, “and it is ours alone,” as {numbers[2]} people listened."
    )
    draft = extract(Article(text, published=date(2025, 2, 24)))
    reading = reading_of((*draft.quotes, *draft.figures, *draft.dates))
    source = Source(
        "s", text, fingerprint(text), NOON, TITLE, "The Gazette", "https://gazette.example/1", date(2025, 2, 24), "en",
        reading,
    )  # fmt: skip
    content = Content("Harbour reopens", quotes=draft.quotes, figures=draft.figures, dates=draft.dates)
    revision = Revision(2, content, "console:owner", NOON)
    return Briefing("b", 1, Status.DRAFT, source, revision, NOON, NOON), Told(numbers, (said,), (negated,), TITLE)


def _words(door: str, briefing: Briefing, told: Told, chance: Random) -> tuple[str, Briefing]:
    """The briefing with an editor's sentence in one of its places."""
    trick, words = sentence(told, chance)
    revision, source = briefing.revision, briefing.source
    if door == "typed line":
        typed = _typed(words)
        trick, words = trick if typed == " ".join(words.split()) else NOT_AS_TYPED, typed
    if door == "title":
        source = replace(source, title=words)
    if door == "note":
        return trick, replace(briefing, revision=replace(revision, note=words))
    if door == "summary":
        content = replace(revision.content, summary=(SummaryPoint(words),))
    else:
        content = replace(revision.content, headline=words)
    return trick, replace(briefing, source=source, revision=replace(revision, content=content))


def _typed(words: str) -> str:
    """The sentence as the typed command hands it on."""
    typed = parse_line(f"/review 1 headline {words}", TABLE, t=ENGLISH)
    assert typed is not None
    return str(typed.values["words"])


def _import(briefing: Briefing, chance: Random) -> tuple[str, Briefing]:
    """The briefing as a file has it in which one thing was changed."""
    form: dict[str, Any] = copy.deepcopy(content_form(briefing.content))
    name = chance.choice(tuple(_CHANGES))
    source = _CHANGES[name](form, briefing.source, chance)
    content = content_of(json.loads(json.dumps(form)))
    if name not in _BORNE_OUT_BY_DIGESTS and chance.random() < 0.5:
        name += ", digests too"
        source = replace(source, reading=reading_of((*content.quotes, *content.figures, *content.dates)))
    return name, replace(briefing, source=source, revision=replace(briefing.revision, content=content))


def _parts_swapped(form: dict[str, Any], source: Source, chance: Random) -> Source:
    for quote in form["quotes"]:
        quote["excerpts"].reverse()
    return source


def _parts_overlap(form: dict[str, Any], source: Source, chance: Random) -> Source:
    quote = chance.choice(form["quotes"])
    quote["excerpts"].append(dict(quote["excerpts"][-1]))
    return source


def _span_moved(form: dict[str, Any], source: Source, chance: Random) -> Source:
    return _moved(chance.choice([part for quote in form["quotes"] for part in quote["excerpts"]]), source, chance)


def _run_on(form: dict[str, Any], source: Source, chance: Random) -> Source:
    """A quote that goes on to where another ends, or that tells what stands between two."""
    one, other = sorted(
        chance.sample([part for quote in form["quotes"] for part in quote["excerpts"]], 2),
        key=lambda part: part["start"],
    )
    one["start"] = chance.choice((one["start"], one["end"] + 1, one["end"] + 2))
    one["end"] = max(one["start"] + 1, chance.choice((other["end"], other["start"] - 1, other["start"] - 2)))
    one["text"] = source.text[one["start"] : one["end"]]
    return source


def _other_span_moved(form: dict[str, Any], source: Source, chance: Random) -> Source:
    return _moved(chance.choice([*form["figures"], *form["dates"]])["excerpt"], source, chance)


def _moved(item: dict[str, Any], source: Source, chance: Random) -> Source:
    item["start"] = max(0, item["start"] + chance.randrange(-9, 9))
    item["end"] = max(item["start"] + 1, item["end"] + chance.randrange(-9, 9))
    item["text"] = source.text[item["start"] : item["end"]]
    return source


def _words_retyped(form: dict[str, Any], source: Source, chance: Random) -> Source:
    excerpt = chance.choice(form["quotes"])["excerpts"][0]
    excerpt["text"] = excerpt["text"].replace("o", "0", 1).replace("not ", "", 1)
    return source


def _speaker_changed(form: dict[str, Any], source: Source, chance: Random) -> Source:
    quote = chance.choice(form["quotes"])
    quote["speaker"] = chance.choice(("Vera Lund", "The King", "Zelensky"))
    quote["edited_in"] = chance.choice((None, None, 2, 3, 0, -1, 99))
    return source


def _value_changed(form: dict[str, Any], source: Source, chance: Random) -> Source:
    for figure in form["figures"]:
        figure["value"] = str(chance.randrange(1, 99))
        figure["edited_in"] = chance.choice((None, 99, 0))
    return source


def _day_changed(form: dict[str, Any], source: Source, chance: Random) -> Source:
    for event in form["dates"]:
        event["resolved"] = f"2025-03-{chance.randrange(1, 31):02d}"
        event["edited_in"] = chance.choice((None, 99, 0))
    return source


def _text_changed(form: dict[str, Any], source: Source, chance: Random) -> Source:
    return replace(source, text=source.text + chance.choice((" It is over.", "\n", " “Peace,” said Brand.")))


def _address_changed(form: dict[str, Any], source: Source, chance: Random) -> Source:
    urls = (
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x.example",
        "file:///etc/passwd",
        " https://x",
        "//x.example",
        "",
    )
    return replace(source, url=chance.choice(urls))


def _nothing_changed(form: dict[str, Any], source: Source, chance: Random) -> Source:
    return source


_BORNE_OUT_BY_DIGESTS = frozenset({"a value changed", "a figure or date moved"})
"""What nothing but the digests of the reading tells: whoever forges those as well has made a reading of their own."""
_CHANGES: dict[str, Callable[[dict[str, Any], Source, Random], Source]] = {
    "parts swapped": _parts_swapped,
    "parts overlap": _parts_overlap,
    "a quote moved": _span_moved,
    "a quote run on": _run_on,
    "a figure or date moved": _other_span_moved,
    "words retyped": _words_retyped,
    "a speaker changed": _speaker_changed,
    "a value changed": _value_changed,
    "a day changed": _day_changed,
    "a text changed": _text_changed,
    "an address changed": _address_changed,
    "honest import": _nothing_changed,
}


def _as_read(briefing: Briefing) -> dict[str, Any]:
    """What readers are given, as plain values for the checker."""
    source, content = briefing.source, content_form(briefing.content)
    items = (*content["quotes"], *content["figures"], *content["dates"])
    own = [content["headline"], briefing.revision.note or ""]
    own += [point["text"] for point in content["summary"] if point["excerpt"] is None]
    figures = [{**f, "value": None if f["value"] is None else float(f["value"])} for f in content["figures"]]
    editors = any(item["edited_in"] in range(1, briefing.revision.number + 1) for item in items)
    told = {"text": source.text, "sha256": source.sha256, "url": source.url, "own": own, "edited": editors}
    return {**told, "quotes": content["quotes"], "figures": figures, "dates": content["dates"]}


def _shown(door: str, briefing: Briefing) -> str:
    if door == "import":
        return json.dumps(content_form(briefing.content), ensure_ascii=False)[:600]
    if door == "note":
        return repr(briefing.revision.note)
    return repr((briefing.content.headline, *(point.text for point in briefing.content.summary)))


def _names(tally: Tally) -> list[str]:
    return list(dict.fromkeys(name for _, name, _ in sorted(tally.counts)))


def _count(tally: Tally, name: str, outcome: str) -> int:
    return sum(count for (_, trick, what), count in tally.counts.items() if (trick, what) == (name, outcome))
