"""The grammar of tricks: sentences and items that state what a source does not, in every disguise known."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

SINGLE_PAIRS = ("''", "‘’", "’’", "’‘", "‚‘", "``", "´´", "`´", "′′", "❛❜", "＇＇", "‛’", "ʼʼ")
DOUBLE_PAIRS = (
    '""', "“”", "””", "““", "”“", "„“", "„”", "«»", "»«", "‹›", "›‹", "「」", "『』", "｢｣", "〝〞", "〝〟", "❝❞", "❞❝",
    "《》", "〈〉", "⟪⟫", "″″", "‴‴", "ʺʺ", "🙶🙷", "＂＂", "❮❯", "⸂⸃", "⸄⸅", "⸉⸊", "⸌⸍",
    "⸜⸝", "⸠⸡", "“»", "«”", "״״", "‟”", "⹂”",
)  # fmt: skip
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a\u2066\u180e\u061c"
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_INVENTED = "deeply wounded furious betrayed traitor scandal ruin surrender panic shame".split()
_LOOKS = str.maketrans("aeopcxis", "аеорсхіѕ")
_SCRIPTS = {
    "plain": "0123456789", "fullwidth": "０１２３４５６７８９",
    "Arabic": "٠١٢٣٤٥٦٧٨٩", "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Hindi": "०१२३४५६७८९", "Thai": "๐๑๒๓๔๕๖๗๘๙", "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "doubled": "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡", "sans": "𝟢𝟣𝟤𝟥𝟦𝟧𝟨𝟩𝟪𝟫",
    "raised": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "lowered": "₀₁₂₃₄₅₆₇₈₉", "segments": "🯰🯱🯲🯳🯴🯵🯶🯷🯸🯹",
}  # fmt: skip
_UNITS = ("", "", "", "%", " percent", "٪", "％", "﹪", "‰", "‱", " bp", " basis points", " per mille", " million")
_MINUSES = ("-", "–", "−", "‒", "﹣", "－", "⁻", "➖", "minus ")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence is made from: the source's numbers and quotations, and the words typed beside it."""

    numbers: tuple[int, ...]
    said: tuple[str, ...]
    negated: tuple[str, ...]
    title: str


def sentence(told: Told, chance: Random) -> tuple[str, str]:
    """A trick's name and a sentence of an editor's that plays it, among the honest words of one."""
    name = chance.choice(tuple(TRICKS))
    trick = TRICKS[name](told, chance)
    before = chance.choice(("The mayor says ", "Now: ", "It was ", "They saw ", "Harbour report ("))
    after = chance.choice((" is the harbour's news", " in the harbour", ".", " – so it goes", ""))
    return name, before + trick + after


def _any_digits(value: int, chance: Random) -> str:
    way = chance.choice((*_SCRIPTS, "keycap", "circled", "underlined", "hidden"))
    digits = str(value)
    if way == "keycap":
        return "".join(f"{digit}\ufe0f\u20e3" for digit in digits)
    if way == "circled":
        return "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in digits)
    if way == "underlined":
        return "".join(f"{digit}\u0332" for digit in digits)
    if way == "hidden":
        return chance.choice(_HIDDEN).join(digits)
    return "".join(_SCRIPTS[way][int(digit)] for digit in digits)


def _in_words(value: int, chance: Random) -> str:
    word = _WORDS[value] if value < len(_WORDS) else _TENS[max(0, value // 10 % 10 - 2)]
    return _disguised(word, chance)


def _disguised(word: str, chance: Random) -> str:
    way = chance.randrange(7)
    if way == 0:
        at = chance.randrange(1, len(word))
        return word[:at] + chance.choice(_HIDDEN) + word[at:]
    if way == 1:
        return word.translate(_LOOKS)
    if way == 2:
        return "".join(
            chr(ord(letter) - ord("a") + 0x1D41A) if letter.isascii() and letter.islower() else letter
            for letter in word
        )
    if way == 3:
        return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in word)
    if way == 4:
        return "".join(f"{letter}\u0335" if letter.isalpha() else letter for letter in word)
    return word.upper() if way == 5 else word


def _false_number(told: Told, chance: Random) -> str:
    value = chance.choice((chance.randrange(2, 20), chance.randrange(20, 100), chance.randrange(100, 5000)))
    written = _any_digits(value, chance) if value > 16 or chance.random() < 0.5 else _in_words(value, chance)
    return written + chance.choice(_UNITS)


def _other_unit(told: Told, chance: Random) -> str:
    return _any_digits(chance.choice(told.numbers), chance) + chance.choice(_UNITS[3:])


def _negative(told: Told, chance: Random) -> str:
    return chance.choice(_MINUSES) + str(chance.choice(told.numbers))


def _grown(told: Told, chance: Random) -> str:
    return str(chance.choice(told.numbers)) + chance.choice(
        ("'000", "’000", ",000", "\u2009000", "\u00a0000", "000", ".5", "٫5")
    )


def _honest_number(told: Told, chance: Random) -> str:
    return _any_digits(chance.choice(told.numbers), chance)


def _in_marks(words: str, chance: Random) -> str:
    pair = chance.choice(DOUBLE_PAIRS + SINGLE_PAIRS)
    if chance.random() < 0.1:
        pair = chance.choice(DOUBLE_PAIRS)[0] + chance.choice(DOUBLE_PAIRS)[1]
    inner = chance.choice(("", "", "", chance.choice(_HIDDEN)))
    if chance.random() < 0.1 and pair in DOUBLE_PAIRS:
        inner = " "
    return f"{pair[0]}{inner}{words}{inner}{pair[1]}"


def _invented(told: Told, chance: Random) -> str:
    return _in_marks(" ".join(chance.sample(_INVENTED, chance.randrange(1, 4))), chance)


def _altered(told: Told, chance: Random) -> str:
    words = chance.choice(told.said).split()
    words[chance.randrange(len(words))] = chance.choice(_INVENTED)
    return _in_marks(" ".join(words), chance)


def _shuffled(told: Told, chance: Random) -> str:
    words = chance.choice(told.said).split()
    return _in_marks(" ".join((*words[1:], words[0])), chance)


def _cut_word(told: Told, chance: Random) -> str:
    words = max(chance.choice(told.said).split(), key=len)
    return _in_marks(words[1:] if chance.random() < 0.5 else words[:-1], chance)


def _without_not(told: Told, chance: Random) -> str:
    before, _, after = chance.choice(told.negated).partition(" not ")
    both = f"{_in_marks(before, chance)} {_in_marks(after, chance)}"
    return chance.choice(
        (both, _in_marks(after, chance), _in_marks(before, chance), _in_marks(f"{before} {after}", chance))
    )


def _of_the_title(told: Told, chance: Random) -> str:
    return chance.choice((_in_marks("beyond all repair", chance), "7777", "7,777 boats", told.title))


def _unclosed(told: Told, chance: Random) -> str:
    return chance.choice(DOUBLE_PAIRS)[chance.randrange(2)] + chance.choice(_INVENTED)


def _honest_quote(told: Told, chance: Random) -> str:
    return _in_marks(chance.choice((*told.said, *told.negated)), chance)


Trick = Callable[[Told, Random], str]
TRICKS: dict[str, Trick] = {
    "a false number": _false_number,
    "another unit": _other_unit,
    "a minus": _negative,
    "a number grown": _grown,
    "invented words": _invented,
    "altered words": _altered,
    "words moved": _shuffled,
    "a word cut": _cut_word,
    "a not left out": _without_not,
    "the title's claim": _of_the_title,
    "an unclosed mark": _unclosed,
    "honest number": _honest_number,
    "honest quote": _honest_quote,
}
