"""One form for what is written in many: quotation marks, digits, signs, and letters that look like others.

For comparing and reading only; nothing that is shown is ever folded. Every function is linear in the text's length.
"""

import re
import unicodedata
from functools import lru_cache

DOUBLE = '"'
SINGLE = "'"

_DOUBLE_MARKS = (
    '"«»“”„‟‹›〝〞〟「」『』｢｣﹁﹂﹃﹄＂《》〈〉⟨⟩⟪⟫❝❞❠❮❯〃״'  # Quotation_Mark, and brackets that serve as marks
    "″‴⁗‶‷ʺˮ˝🙶🙷🙸⹂"  # primes, modifier letters and ornaments
    "⸂⸃⸄⸅⸉⸊⸌⸍⸜⸝⸠⸡"  # what else is of the categories Pi and Pf
)
_SINGLE_MARKS = "'‘’‚‛＇`´′‵ʹʼʻʽˊˋʾʿ❛❜❟׳՚ߴߵ｀"
_MARKS = {**{ord(c): DOUBLE for c in _DOUBLE_MARKS}, **{ord(c): SINGLE for c in _SINGLE_MARKS}}
_PAIRS = re.compile(r"'{2,3}|<<|>>|(?<!\w),,(?=\S)")

_UNSEEN = {
    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810),
    *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
}  # fmt: skip
"""Fillers and variation selectors, which Unicode's category for format characters leaves out."""

_SIGNS = {
    **dict.fromkeys(map(ord, "‐‑⁃﹣－"), "-"),
    ord("➖"): "−", ord("٪"): "%", ord("؉"): "‰", ord("؊"): "‱", ord("٫"): ".", ord("٬"): ",", ord("⁄"): "/",
    ord("∕"): "/", 0x1F51F: "10", 0x1F4AF: "100", ord("⋅"): "·", ord("∶"): ":",
}  # fmt: skip
_FRACTIONS = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉")
_RAISED = re.compile("(?<=[0-9])(?=[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉])|(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉])(?=[0-9])")
_RAISED_POINT = re.compile("(?<=[0-9])·(?=[0-9])")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝɡıορνικτυАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwgiopviktuABEKMHOPCTYXIJSABEZHIKMNOPTYX",
)
_LOOKALIKE = re.compile("[ıɡ\u0370-\u058f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-zA-Z]")
_STYLED = {
    **{0x1F150 + place: chr(ord("A") + place) for place in range(26)},
    **{0x1F170 + place: chr(ord("A") + place) for place in range(26)},
    **dict(zip(map(ord, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"), "abcdefghijklmnoprstuvwyz", strict=True)),
}
"""Letters in discs and squares, and small capitals, which no normal form of Unicode turns into letters."""
_UNPLAIN = re.compile(
    r"[^\n\r\t -~\u00a1"
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0400-\u0482\u048a-\u052f\u2013\u2014\u3041-\u3096\u4e00-\u9fff]"
)
_UNSURE = re.compile(
    r"[^\n\r\t -~"
    r"\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u3041-\u3096\u4e00-\u9fff]"
)
"""All but the letters and marks of most texts: the only characters that have to be looked at one by one."""
_WORN = re.compile(
    "(?<=[\0-\x7f])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]+"
)


def is_mark(char: str) -> bool:
    """Whether the character is a quotation mark of any kind, an apostrophe among them."""
    return ord(char) in _MARKS


def is_double_mark(char: str) -> bool:
    """Whether the character is a double quotation mark of any kind."""
    return _MARKS.get(ord(char)) == DOUBLE


def plain_marks(text: str) -> str:
    """The text with every quotation mark as ``"`` or ``'``, single spaces, NFKC, and nothing that is not seen.

    Two or three single marks in a row, ``<<``, ``>>`` and ``,,`` are a double one. Letters keep their accents and case.
    """
    folded = unicodedata.normalize("NFKC", seen(text).translate(_MARKS)).translate(_MARKS).translate(_SIGNS)
    return " ".join(_PAIRS.sub(DOUBLE, folded).split())


def plain_digits(text: str) -> str:
    """The text as numbers are read in it: Latin digits, one percent sign, ``-`` and ``−``, letters without disguise.

    A raised digit behind a digit is parted from it by ``^``; vulgar fractions stay, and so do line breaks. Accents and
    other marks on Latin letters and digits are dropped, and a letter that looks Latin becomes so where its word is
    mixed or made of such letters alone.
    """
    text = _UNPLAIN.sub(_plain_match, _RAISED.sub("^", seen(text)))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _WORN.sub("", unicodedata.normalize("NFD", text)))
        text = _RAISED_POINT.sub(".", text)
        text = _WORD.sub(_undisguised, text) if _LOOKALIKE.search(text) else text
    return text


def seen(text: str) -> str:
    """The text without format characters (soft hyphens, joiners, marks of direction), fillers and control characters.

    Line breaks and tabs stay.
    """
    return _UNSURE.sub(_seen_match, text)


def _seen_match(match: re.Match[str]) -> str:
    return match.group() if _is_seen(match.group()) else ""


@lru_cache(4096)
def _is_seen(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char) not in {"Cf", "Cc", "Cs"} and ord(char) not in _UNSEEN)


def _plain_match(match: re.Match[str]) -> str:
    return _plain_char(match.group())


@lru_cache(4096)
def _plain_char(char: str) -> str:
    if char in _FRACTIONS:
        return char
    folded = unicodedata.normalize("NFKC", char.translate(_MARKS).translate(_STYLED)).translate(_SIGNS)
    return "".join(map(_digits, folded))


def _digits(char: str) -> str:
    """A digit of any script or ornament as Latin ones; every other character as it is."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    number = unicodedata.numeric(char, -1) if unicodedata.category(char) == "No" else -1
    return str(int(number)) if number == int(number) and number >= 0 else char


def _undisguised(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii():
        return word
    latin = word.translate(_LOOKALIKES)
    return latin if _LATIN.search(word) or latin.isascii() else word
