"""How alike two names are: word by word, surname and given name judged apart."""

import re
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from briefings.services.speakers.names.given import is_given_name, same_given_name
from briefings.services.speakers.names.spelling import (
    Spelt,
    Word,
    fine_bones_of,
    joined_bones,
    without_particle_at_head,
)

_PATRONYMIC = re.compile(r"(?:[oe]v(?:ich|ych|ic|yc|na|a)|ovitsh|evitsh|owicz|ivna|yivna|ich)$")
_WOMANS = re.compile(r"(?:sk|[oe]v|in|[ai]|zk|ts|k|n|l|r)a(?:i?a)?$")
_EASTERN_SURNAMES = frozenset(
    "xi kim moon lee li wang park yoon zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao "
    "luo zheng liang han tang feng deng cao peng zeng pan choi jung kang cho jang lim nguyen tran le pham phan "
    "vo dang bui do ho ngo duong tsai lai orban son ban bong seo yun roh".split()
)


_SONS = frozenset("bin ibn bint".split())
_SONS_ABROAD = _SONS | frozenset("ben bn abn".split())
_ALIKE_ABJAD, _ALIKE = 45, 58
"""How alike a bare surname must sound (of 100), in a script without vowels and in any other."""
_CLOSE_ABJAD, _CLOSE = 66, 80
"""How alike a bare surname of two consonants must sound (of 100), in a script without vowels and in any other."""


class Grade(Enum):
    """How a word of one name answers to a word of the other, best first."""

    SAME = 1.0
    SOUND = 0.98
    BONES = 0.95
    FORM = 0.93
    TYPO = 0.85
    INITIAL = 0.7


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two names can be one person's: the score (1 for the very same), and the weakest grade of its words.

    ``closeness`` (0 to 100) tells how alike bare surnames sound, vowels included: what decides between two that fit.
    """

    score: float
    weakest: Grade
    surname_only: bool = False
    closeness: float = 0.0


def likeness(query: Spelt, known: Spelt) -> Likeness | None:
    """Judge whether ``query`` can be a spelling of ``known``; None when it is somebody else's name."""
    if not query.words or not known.words or query.suffixed != known.suffixed:
        return None
    query, known = without_particle_at_head(query, known), without_particle_at_head(known, query)
    if query.joined == known.joined:
        return Likeness(1.0, Grade.SAME)
    if len(query.joined) > 5 and (grade := _joined_grade(query, known)):
        return Likeness(grade.value, grade)
    pairs = _pairs(query, known)
    if len(query.words) == 1 or len(known.words) == 1:
        return _by_one_word(query, known, pairs)
    return _by_given_and_surname(query, known, pairs)


def _joined_grade(query: Spelt, known: Spelt) -> Grade | None:
    """Compare the names without their joints, which scripts and newspapers set differently."""
    first, second = ("".join(word.sound for word in name.words) for name in (query, known))
    if first == second:
        return Grade.SOUND
    if (query.latin and known.latin) or len(known.words) == 1:
        return None
    bones, others = joined_bones(query), joined_bones(known)
    if bones != others or len(bones) < 4:
        return None
    return Grade.BONES if query.abjad or known.abjad or ratio(first, second) >= 60 else None


def _pairs(query: Spelt, known: Spelt) -> dict[int, tuple[int, Grade]]:
    """For each known word that is answered, the query's word and the grade; best grades are paired first."""
    vowels = not (query.abjad or known.abjad)
    cross = not (query.latin and known.latin)
    graded = [
        (grade.value, -abs(i - j), i, j, grade)
        for i, word in enumerate(query.words)
        for j, other in enumerate(known.words)
        if (grade := _grade(word, other, cross=cross, vowels=vowels, surname=j == len(known.words) - 1))
    ]
    pairs: dict[int, tuple[int, Grade]] = {}
    used: set[int] = set()
    for _, _, i, j, grade in sorted(graded, key=lambda entry: entry[:2], reverse=True):
        if i not in used and j not in pairs:
            used.add(i)
            pairs[j] = (i, grade)
    return pairs


def _grade(word: Word, other: Word, *, cross: bool, vowels: bool, surname: bool) -> Grade | None:
    """The best grade over the ways in which the two words can be read."""
    grade = _grade_as_read(word, other, cross=cross, vowels=vowels, surname=surname)
    if grade and grade is not Grade.TYPO:
        return grade
    for first in (word, *word.readings):
        for second in (other, *other.readings):
            read = _grade_as_read(first, second, cross=cross, vowels=vowels, surname=surname)
            if read and read.value > (grade.value if grade else 0):
                grade = read
    return grade


def _grade_as_read(word: Word, other: Word, *, cross: bool, vowels: bool, surname: bool) -> Grade | None:
    if _differ_in_gender(word, other):
        return None
    if word.sound == other.sound:
        return Grade.SAME if word.plain == other.plain else Grade.SOUND
    if cross and _same_bones(word, other, vowels=vowels):
        return Grade.BONES
    form = None if surname else _given_form(word, other, vowels=vowels)
    if form or (not surname and is_given_name(word.sound)):
        return form  # a name that exists is no slip of the pen for another one
    return Grade.TYPO if _nearly(word, other, cross=cross, vowels=vowels, surname=surname) else None


def _given_form(word: Word, other: Word, *, vowels: bool) -> Grade | None:
    if same_given_name(word.sound, other.sound) or _is_short_form(word, other):
        return Grade.FORM
    one_letter = 1 in (len(word.plain), len(other.plain)) or (not vowels and len(word.bones) == len(other.bones) == 1)
    if one_letter and (word.sound[:1] == other.sound[:1] or word.plain[:1] == other.plain[:1]):
        return Grade.INITIAL
    return None


def _same_bones(word: Word, other: Word, *, vowels: bool) -> bool:
    if word.bones != other.bones or not word.bones:
        return False
    if not vowels:
        return len(word.bones) > 1 and fine_bones_of(word.sound) == fine_bones_of(other.sound)
    return ratio(word.sound, other.sound) >= (45 if len(word.bones) > 2 else 40 if len(word.bones) == 2 else 60)


def _is_short_form(word: Word, other: Word) -> bool:
    """A short form, such as "Vlad" for "Vladislav": at least three letters that begin the longer one."""
    short, long = sorted((word.plain, other.plain), key=len)
    if len(short) < 3 or not long.startswith(short):
        return False
    return len(long) - len(short) >= 2 or (len(short) >= 4 and long[-1] != "a")


def _nearly(word: Word, other: Word, *, cross: bool, vowels: bool, surname: bool) -> bool:
    """A slip of the pen: one letter in a word of five and more, two in a long one; a short ``surname`` spares few.

    Across scripts a consonant, where the words sound alike as far as both scripts write the ``vowels``.
    """
    first, second = word.sound, other.sound
    if {first[-4:], second[-3:]} == {"ston", "son"} or {first[-3:], second[-4:]} == {"son", "ston"}:
        return False
    length = min(len(first), len(second))
    if cross:
        alike = ratio(first, second) >= 50 or not vowels
        return alike and min(len(word.bones), len(other.bones)) >= 3 and ratio(word.bones, other.bones) >= 80
    if (
        word.bones == other.bones
        and len(word.bones) >= 3
        and abs(len(first) - len(second)) < 2
        and ratio(first, second) >= 75
    ):
        return True
    if first[:1] != second[:1] and not {first[:1], second[:1]} <= set("aeiou"):
        return False
    allowed = 0 if length < 5 else 1 if length < 8 else 2
    consonants = fine_bones_of(first) == fine_bones_of(second)
    if surname and length == 5 and not consonants and OSA.distance(word.plain, other.plain) > 1:
        return False
    return bool(allowed) and OSA.distance(first, second, score_cutoff=allowed) <= allowed


def _differ_in_gender(word: Word, other: Word) -> bool:
    """A woman's form against a man's: Zelenska and Zelensky, Ivanova and Ivanov."""
    for first, second in ((word, other), (other, word)):
        if not second.sound.endswith("ski"):
            if first.sound in (second.sound + "a", second.sound + "na") and _WOMANS.search(first.sound):
                return True
        elif re.search(r"s[kq](?:aia|aja|a|h)$", first.sound) or re.search(r"s[kq][ah]h?$", first.plain):
            return True
    return False


def _by_one_word(query: Spelt, known: Spelt, pairs: dict[int, tuple[int, Grade]]) -> Likeness | None:
    if not _SONS.isdisjoint(known.particles) and _SONS_ABROAD.isdisjoint(query.particles):
        return None  # "Salman" is the father of Mohammed bin Salman
    last = len(known.words) - 1
    eastern = len(known.words) > 1 and _is_eastern(known)
    place, grade = pairs.get(last, (0, None)) if not (eastern and 0 in pairs) else pairs[0]
    if grade is None or grade in (Grade.FORM, Grade.INITIAL) or place != len(query.words) - 1:
        return None
    word = query.words[place]
    if grade is Grade.TYPO and (len(word.sound) < 6 or len(query.words) > 1):
        return None
    closeness = max(ratio(word.sound, read.sound) for read in (known.words[-1], *known.words[-1].readings))
    close = closeness >= (_CLOSE_ABJAD if query.abjad else _CLOSE)
    if grade in (Grade.BONES, Grade.TYPO) and closeness < (_ALIKE_ABJAD if query.abjad or known.abjad else _ALIKE):
        return None
    if grade is Grade.BONES and len(word.bones) < 3 and not (close and len(word.sound) > 2):
        return None
    return Likeness(grade.value - 0.1, grade, surname_only=True, closeness=closeness)


def _by_given_and_surname(query: Spelt, known: Spelt, pairs: dict[int, tuple[int, Grade]]) -> Likeness | None:
    last = len(known.words) - 1
    grades = [grade for _, grade in pairs.values()]
    if len(pairs) < 2 or last not in pairs or (_is_eastern(known) and len(pairs) <= last):
        return None
    surname, given = pairs[last][1], [grade for j, (_, grade) in pairs.items() if j != last]
    if surname in (Grade.FORM, Grade.INITIAL) or grades.count(Grade.TYPO) > 1:
        return None
    if surname is Grade.TYPO and not {Grade.INITIAL, Grade.FORM}.isdisjoint(given):
        return None
    extra = _extra(query, known, pairs)
    if extra is None or (extra and Grade.TYPO in grades):
        return None
    left = len(known.words) - len(pairs)
    score = sum(grade.value for grade in grades) / len(grades) - 0.01 * (extra + left)
    return Likeness(score, min(grades, key=lambda grade: grade.value))


def _is_eastern(known: Spelt) -> bool:
    """Whether a family name stands first, so that every syllable of the given name tells people apart."""
    return known.words[0].plain in _EASTERN_SURNAMES


def _extra(query: Spelt, known: Spelt, pairs: dict[int, tuple[int, Grade]]) -> int | None:
    """Count the query's words that the known name lacks; None when they make it another name.

    Patronymics and middle names are let pass; a further surname or another person's given name is not.
    """
    used = {i for i, _ in pairs.values()}
    first, last = min(used), max(used)
    initials = any(len(word.plain) == 1 for j, word in enumerate(known.words) if j not in pairs)
    count = 0
    for i, word in enumerate(query.words):
        if i in used:
            continue
        if len(word.plain) == 1 and initials:
            return None
        if not (first < i < last or _PATRONYMIC.search(word.plain)):
            return None
        count += 1
    return count if count <= 2 else None
