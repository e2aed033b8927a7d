"""A name's words in forms that different spellings of the same sounds share."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from anyascii import anyascii

MAX_CHARS = 120
"""Names are cut here: nobody's is longer, and the cost stays flat."""

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_DOUBLED = re.compile(r"(.)\1+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_ABJAD = re.compile(r"[\u0590-\u06ff\u0750-\u077f]")
_BREAKS = re.compile(r"[\s\-‐-―.,;:/|()\[\]{}\"“”«»„·・‧•=＝_]+")
_MARKS = re.compile(r"[^a-z0-9 ]")
_INITIALS = re.compile(r"(?<![^\W\d_])((?:[^\W\d_]\.){2,4})")
_ARTICLE = re.compile("^ال(?=.{3})")
"""The Arabic article, which is written as one with its word."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
)

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister pm chancellor king "
    "queen prince princess crown pope sen senator rep representative gov governor gen general col colonel secretary "
    "foreign mayor judge justice sheikh ayatollah imam rev reverend chief hon honourable former then ex sayyid seyyed "
    "seyed sayyed datuk dato tun subedar brigadier major captain lieutenant admiral marshal sergeant archbishop bishop "
    "cardinal rabbi haji seri pandit shri monsieur madame herr frau lt capt maj adm sgt".split()
)
PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ten ter zu zur al el bin ibn ben abu y e the".split()
)
_ABJAD_PARTICLES = PARTICLES | frozenset("fwn fon dyr dy dw das dws bn abn".split())
"""Particles as scripts without vowels write them."""
NAMES_TOO = {
    word: frozenset(alike.split())
    for word, alike in {
        "ben": "ben bin ibn",
        "al": "al el",
        "van": "van von",
        "le": "le",
        "do": "do",
        "du": "du",
    }.items()
}
"""Particles that are given names or surnames too (Ben Smith, Al Gore, Le Duan), with other forms of the particle."""
SUFFIXES = frozenset("jr sr ii iii iv junior senior".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    ``plain`` is in lower-case Latin letters, ``sound`` has variant spellings made one, ``bones`` lacks the vowels and
    the finer differences of consonants. ``readings`` are other ways to read letters that languages read differently.
    """

    plain: str
    sound: str
    bones: str
    readings: tuple["Word", ...] = ()


@dataclass(frozen=True, slots=True)
class Spelt:
    """A name as spelt: its words without titles and, where others are there, without particles ("von der").

    A particle at the head that may be a name of its own stays among the words: see ``without_particle_at_head``.
    ``joined`` holds all words as one, by which "Xi Jin-ping" and "Xi Jinping" meet. ``abjad`` tells of a script that
    leaves vowels out, ``suffixed`` of a "Jr."
    """

    words: tuple[Word, ...]
    joined: str
    latin: bool
    abjad: bool
    suffixed: bool
    particles: frozenset[str] = frozenset()


def joined_bones(name: Spelt) -> str:
    """The bones of all words as one, for scripts that join or part the words of a name differently."""
    return _DOUBLED.sub(r"\1", "".join(word.bones for word in name.words))


def without_particle_at_head(name: Spelt, other: Spelt) -> Spelt:
    """``name`` without a first word that ``other`` shows to be a particle: "Ben Gvir" beside "Itamar Ben-Gvir"."""
    head = name.words[0].plain if len(name.words) > 1 else ""
    if NAMES_TOO.get(head, frozenset()).isdisjoint(other.particles):
        return name
    bare = name.joined.removeprefix(head)
    return replace(name, words=name.words[1:], joined=bare, particles=name.particles | {head})


@lru_cache(maxsize=50_000)
def spell(name: str) -> Spelt:
    """Read a name into comparable words."""
    name = unicodedata.normalize("NFKC", name[:MAX_CHARS])
    latin = _LATIN.search(name) is not None or not any(c.isalpha() for c in name)
    name = _INITIALS.sub(lambda match: " ".join(match.group(1).replace(".", " ").split()) + " ", name)
    plain = [_plain(word) for word in _BREAKS.split(name) if word]
    plain = [piece for word in plain for piece in word.split()]
    suffixed = any(word in SUFFIXES for word in plain)
    kept = _without_titles(plain)
    abjad = not latin and _ABJAD.search(name) is not None
    particles = _ABJAD_PARTICLES if abjad else PARTICLES
    head = kept[:1] if not particles.issuperset(kept[1:2]) and _is_name_too(kept[0], name) else []
    kept = head + [word for word in kept[len(head) :] if word not in particles] or kept
    joined = "".join(kept) + (" jr" if suffixed else "")
    korean = _HANGUL.search(name) is not None
    words = tuple(_word(word, abjad=abjad, korean=korean) for word in kept)
    return Spelt(words, joined, latin, abjad, suffixed, particles.intersection(plain).difference(kept))


def _without_titles(plain: list[str]) -> list[str]:
    """Leave out titles and suffixes; a title that ends the name is a surname: "John Major"."""
    kept = [word for word in plain if word not in SUFFIXES]
    return [word for word in kept[:-1] if word not in TITLES] + kept[-1:] or plain


def _is_name_too(word: str, name: str) -> bool:
    """Tell whether a word can be more than a particle: it stands by itself, unlike that of "Al-Sisi"."""
    return word in NAMES_TOO and word in map(_plain, name.split())


def _plain(word: str) -> str:
    folded = word.casefold().translate(_LETTERS)
    folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if not folded.isascii():
        word = "".join(c for c in unicodedata.normalize("NFC", word) if unicodedata.category(c) != "So")  # emoji
        opening, rest = _vowel_start(_ARTICLE.sub("", word).replace("ظ", "ز"))
        folded = opening + _hindi(_greek(anyascii(rest).lower(), rest), rest)
    return _MARKS.sub("", folded)


def _greek(ascii_: str, word: str) -> str:
    """Greek writes b, d and g at the start of foreign names as mp, nt and gk, j as tz, u as ou, and h as ch."""
    if not word or not "\u0370" <= word[0] <= "\u03ff":
        return ascii_
    ascii_ = ascii_.replace("oy", "ou").replace("ch", "kh").replace("ngk", "ng")
    for pair, letter in (("mp", "b"), ("nt", "d"), ("gk", "g"), ("tz", "j")):
        if ascii_.startswith(pair):
            return letter + ascii_[2:]
    return ascii_


def _hindi(ascii_: str, word: str) -> str:
    """Devanagari's c is heard as ch, and its d with a dot below as r."""
    if not word or not "\u0900" <= word[0] <= "\u097f":
        return ascii_
    return anyascii(word.replace("\u0921\u093c", "\u0930")).lower().replace("c", "ch").replace("chh", "ch")


def _vowel_start(word: str) -> tuple[str, str]:
    """The vowel that a silent letter carries at the start of an Arabic or Hebrew word, and the rest of the word."""
    if len(word) < 3 or word[0] not in "اأإآעא":
        return "", word
    vowel = {"و": "o", "ي": "i", "ו": "o", "י": "i"}.get(word[1])
    return (vowel, word[2:]) if vowel else ("a", word[1:])


def _word(plain: str, *, abjad: bool, korean: bool) -> Word:
    heard = plain
    if abjad:
        heard = plain[:1] + _ABJAD_END.sub("a", plain[1:]).translate(_VOWEL_LETTERS)
        heard = _FOREIGN_END.sub("v", heard)
    elif korean:
        heard = plain.replace("eu", "")
    others = dict.fromkeys(sound_of(pattern.sub(read, heard)) for pattern, read in _READINGS)
    if abjad and "j" in heard:
        others[sound_of(heard.replace("j", "g"))] = None
    sound = sound_of(heard)
    readings = tuple(Word(plain, other, bones_of(other)) for other in others if other != sound)
    return Word(plain, sound, bones_of(sound), readings)


_ABJAD_END = re.compile("(?<=[a-z]{2})h$")
_FOREIGN_END = re.compile("(?<=[iu])f$")
_VOWEL_LETTERS = str.maketrans({"w": "u", "v": "u", "y": "i"})
_READINGS = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        ("kh", "h"),
        ("ch", "k"),
        ("^ch", "sh"),
        ("^j", "y"),
        ("j", "h"),
        ("^g", "h"),
        ("c(?=[aou])", "ts"),
        ("c(?=i|$)", "ch"),
        ("^u(?=[aeio])", "v"),
    )
)


_ENDINGS = (
    (re.compile(r"(?:c|ts|tz)k(?:yy|yi|iy|ij|ii|y|i|j|yj)$"), "zki"),
    (re.compile(r"sk(?:yy|yi|iy|ij|ii|y|i|j|yj)$"), "ski"),
    (re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])(?:yy|yi|iy|ij|ii|yj|ey|y|j)$"), "i"),
    (re.compile(r"(?<=[oe])(?:ff|w)$"), "v"),
    (re.compile(r"(?<=[oe]v)ic$"), "ich"),
    (re.compile(r"(?<=[td])t?ch?s$"), "s"),
    (re.compile(r"(?<=[a-z]{3})[ae]h$"), "a"),
    (re.compile(r"eaux?$"), "o"),
)
_SOUNDS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        ("schtsch|shtch|shch|chtch|sch(?=[ct])", "sh"),
        ("tsch|tch|tsh|cz|tj(?=[aeiou])", "ch"),
        ("dsch|dzh|dj|(?<![aeiou])zh|gi(?=[aou])", "J"),
        ("sch|sz|sj", "sh"),
        ("zh", "J"),
        ("ph|pf", "f"),
        ("kh|ck|q", "k"),
        ("gh|gu(?=[ei])", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("dt$", "t"),
        ("tz|ts|tc(?![h])", "z"),
        ("x", "ks"),
        ("c(?=[eiy])", "s"),
        ("c(?!h)", "k"),
        ("w", "v"),
        ("oe(?![aeiou])", "o"),
        ("ue(?![aeiou])", "u"),
        ("ae", "a"),
        ("ou|oo", "u"),
        ("ee|ie(?![aeiou])", "i"),
        ("(?<![iyj])[iyj]+(?=[aeou])", "i"),
        ("(?<=[aeou])[yj]", "i"),
        ("y", "i"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        ("^ie(?=[^aeiou])", "e"),
        (r"(.)\1+", r"\1"),
        ("(?<=[cs]h)ov$", "ev"),
        ("(?<=[aeiou][bdfgklmnprstvz])e$", ""),
    )
)


def sound_of(plain: str) -> str:
    """Make the variant spellings of the same sounds one: sch/sh, kh/k, w/v, ou/u, y/i, x/ks, -off/-ov, -skyy/-ski."""
    start, plain = ("j", plain[1:]) if plain[:1] == "j" and plain[1:2] in set("aeiou") else ("", plain)
    for ending, heard in _ENDINGS:
        plain = ending.sub(heard, plain)
    for pattern, heard in _SOUNDS:
        plain = pattern.sub(heard, plain)
    return start + plain.lower()


_BONES = str.maketrans("vfpqgdlzcjm", "bbbkktrsssn", "h")


def bones_of(sound: str) -> str:
    """Only the consonants, in coarse classes, for scripts that leave vowels out or lack some consonants."""
    sound = sound.replace("sh", "s").replace("ch", "s").replace("ng", "n")
    first = "h" if sound[:1] == "h" else ""
    bones = first + _NO_BONE.sub("", sound).translate(_BONES).replace("ts", "s")
    return _DOUBLED.sub(r"\1", bones)


_NO_BONE = re.compile("[aeiouyw]")
_FINE = str.maketrans("vfpqgcz", "bbbkkss", "h")


def fine_bones_of(sound: str) -> str:
    """The consonants in the classes that Arabic and Hebrew leave together: b, p and v, but not d and t."""
    sound = sound.replace("sh", "s").replace("ch", "s").replace("J", "k").replace("j", "k")
    return _DOUBLED.sub(r"\1", _NO_BONE.sub("", sound).translate(_FINE).replace("ts", "s"))
