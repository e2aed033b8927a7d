"""Says what of a published briefing its source does not bear out, by plain means that share no code with the program.

It knows less than the gate: what it finds is unsupported for certain, and what it lets pass may still be wrong.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Form = Mapping[str, Any]

_OTHER_MARKS = set("\"'`´〃״׳ʹʺʻʼʽˈ′″‴⁗‵‶‷❛❜❝❞❟❠❮❯《》〈〉⟨⟩⟪⟫「」『』｢｣〝〞〟＂＇")
_SINGLE_SHAPES = set("'`´‘’‚‛′‵ʹʻʼʽ❛❜❟＇׳")
_UNSEEN = {"Cf", "Cc", "Cs"}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_WORTH = {word: value for value, word in enumerate(f"{_ONES} eighteen nineteen".split())}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NUMBER = re.compile(r"[0-9]+(?:[.,' ][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)?")
_UNITS = (("%", r"\s?(?:%|percent\b|per cent\b)"), ("‰", r"\s?(?:‰|per mille\b)"), ("‱", r"\s?‱"),
          ("bp", r"\s?(?:bps?\b|basis points?\b)"))  # fmt: skip
_NO = {"not", "never", "no", "nobody", "nothing", "won", "cannot"}
_MONTHS = {name: number for number, name in enumerate(
    "january february march april may june july august september october november december".split(), 1)}  # fmt: skip
_LOOKALIKES = dict(zip("аеорсухіѕνοτκ", "aeopcyxisvotk", strict=True))


def unsupported(form: Form) -> list[str]:
    """What is wrong with a published briefing, given as plain values: its source, own sentences and items."""
    text = form["text"]
    found = [f"own words: {why}" for sentence in form["own"] for why in _own(sentence, text)]
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != form["sha256"]:
        found.append("the text is another")
    if form["url"] is not None and not form["url"].lower().startswith(("http://", "https://")):
        found.append("no web address")
    for quote in form["quotes"]:
        found += [f"quote: {why}" for why in _quote(quote, text)]
    for item in (*form["figures"], *form["dates"]):
        found += [f"item: {why}" for why in _span(item["excerpt"], text)]
    if form["edited"]:
        return found
    for figure in form["figures"]:
        if figure["value"] is not None and figure["value"] not in {
            value for value, _ in _numbers(figure["excerpt"]["text"])
        }:
            found.append("figure: another value")
    for event in form["dates"]:
        found += [f"date: {why}" for why in _day(event)]
    return found


def _own(sentence: str, text: str) -> Iterator[str]:
    told, borne = _bare(sentence), _bare(text)
    known = set(_numbers(borne))
    for number in _numbers(told):
        if number not in known:
            yield f"number {number[0]:g} {number[1]}"
    said = _words(borne)
    for passage in _passages(_visible(sentence)):
        words = _words(_bare(passage))
        if words and not any(_kept(words, said, at, _words(told)) for at in _places(words, said)):
            yield f"quoted {' '.join(words)}"


def _kept(words: list[str], said: list[str], at: int, told: list[str]) -> bool:
    """Whether the place has no "not" right beside the words that both the words and the whole sentence leave out."""
    around = [*said[max(0, at - 2) : at], *said[at + len(words) : at + len(words) + 1]]
    return not _NO & set(around) or bool(_NO & set(told))


def _places(words: list[str], said: list[str]) -> list[int]:
    count = len(words)
    return [at for at in range(len(said) - count + 1) if said[at : at + count] == words]


def _passages(text: str) -> Iterator[str]:
    """What stands between marks taken two by two; a mark between two letters, or of a plural, is an apostrophe."""
    marks = [at for at, char in enumerate(text) if _is_mark(char) and not _is_apostrophe(text, at)]
    marks = [at for turn, at in enumerate(marks) if turn == 0 or marks[turn - 1] != at - 1]
    for start, end in zip(marks[::2], [*marks[1::2], len(text)], strict=False):
        yield text[start + 1 : end]


def _is_mark(char: str) -> bool:
    return (
        char in _OTHER_MARKS
        or unicodedata.category(char) in {"Pi", "Pf"}
        or "QUOTATION MARK" in unicodedata.name(char, "")
    )


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] in _SINGLE_SHAPES and before.isalnum() and after.isalnum()


def _visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) not in _UNSEEN or char == "\n")


def _bare(text: str) -> str:
    """Lower-case letters and Latin digits, without what is not seen and without decoration."""
    letters = []
    for char in unicodedata.normalize("NFKD", _visible(text)):
        category = unicodedata.category(char)
        if category in {"Mn", "Me"}:
            continue
        if category in {"Nd", "No"} and not char.isascii():
            worth = unicodedata.numeric(char)
            letters.append(str(int(worth)) if worth == int(worth) else char)
        else:
            letters.append(_LOOKALIKES.get(char, char))
    return "".join(letters).replace("٪", "%").replace("٫", ".").casefold()


def _words(bare: str) -> list[str]:
    return re.findall(r"[^\W_]+", bare)


def _numbers(text: str) -> Iterator[tuple[float, str]]:
    """Every number with its unit; negative where a minus or a dash stands right before it and nothing before that."""
    bare = _bare(text)
    for match in _NUMBER.finditer(bare):
        if bare[match.start() - 1 : match.start()].isalpha() or bare[match.end() : match.end() + 1].isalpha():
            continue
        digits = re.sub(r"[,' ](?=[0-9]{3}(?![0-9]))", "", match.group())
        try:
            worth = float(digits.replace(",", "."))
        except ValueError:
            continue
        yield _signed(bare, match.start(), worth), _unit(bare, match.end())
    for match in re.finditer(r"(?<![^\W_])[a-z]+(?:-[a-z]+)?(?![^\W_])", bare):
        tens, _, ones = match.group().partition("-")
        if match.group() in _WORTH and match.group() != "one":
            yield _signed(bare, match.start(), _WORTH[match.group()]), _unit(bare, match.end())
        elif tens in _TENS and (not ones or ones in _WORTH):
            yield _signed(bare, match.start(), _TENS[tens] + _WORTH.get(ones, 0)), _unit(bare, match.end())


def _signed(bare: str, start: int, worth: float) -> float:
    return -worth if re.search(r"(?:^|[\s(:])(?:[-−–‒➖]|minus )$", bare[max(0, start - 8) : start]) else worth


def _unit(bare: str, end: int) -> str:
    return next((unit for unit, pattern in _UNITS if re.match(pattern, bare[end : end + 14])), "")


def _quote(quote: Form, text: str) -> Iterator[str]:
    last = -1
    for part in quote["excerpts"]:
        yield from _span(part, text)
        if part["start"] < last:
            yield "parts out of order"
        last = part["end"]
        if not quote["edited_in"] and any(
            text[part["start"] - 1 : part["start"]] == mark for mark in part["text"] if _is_mark(mark)
        ):
            yield "a mark within it"
        marks = [at for at in range(part["start"]) if _is_mark(text[at]) and not _is_apostrophe(text, at)]
        if not quote["edited_in"] and marks and text[marks[-1]] in "”»":
            yield "outside the marks"
        if not any(map(_is_mark, text[max(0, part["start"] - 2) : part["start"]])) and not quote["edited_in"]:
            yield "no mark before it"
    speaker = quote["speaker"]
    if speaker and not quote["speaker_added"] and not set(_words(_bare(speaker))) & set(_words(_bare(text))):
        yield "nobody of that name"


def _span(part: Form, text: str) -> Iterator[str]:
    start, end = part["start"], part["end"]
    if text[start:end] != part["text"] or not 0 <= start < end:
        yield "not the words of the source"
    for at in (start, end):
        if text[at - 1 : at].isalpha() and text[at : at + 1].isalpha():
            yield "a word is cut"


def _day(event: Form) -> Iterator[str]:
    resolved = event["resolved"] and date.fromisoformat(event["resolved"])
    for month, day in re.findall(r"([A-Z][a-z]+) ([0-9]{1,2})\b", event["excerpt"]["text"]):
        if (
            resolved
            and month.casefold() in _MONTHS
            and (resolved.month, resolved.day) != (_MONTHS[month.casefold()], int(day))
        ):
            yield "another day"
