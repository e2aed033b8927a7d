"""Whom a reader means: one speaker, several of one name, or nobody, with the nearest names."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefings.domain.speakers import Speaker
from briefings.services.speaker_directory import Directory, folded_words

MOST_NEAR = 5
NEAR = 0.6
"""From this share of common letters on, a name counts as near."""


@dataclass(frozen=True, slots=True)
class SpeakerFound:
    """``speakers`` holds one speaker, several when the name is shared, none when it is unknown.

    ``words`` are the words behind the name, which narrow the quotes. ``near`` are the nearest names for an unknown one.
    """

    speakers: tuple[Speaker, ...]
    words: tuple[str, ...] = ()
    near: tuple[Speaker, ...] = ()


def find_speaker(query: str, directory: Directory) -> SpeakerFound:
    """Read the longest beginning of ``query`` that names a speaker; ``#id`` names one exactly."""
    words = query.split()
    if words and words[0].startswith("#") and (speaker := directory.by_id(words[0][1:])):
        return SpeakerFound((speaker,), tuple(words[1:]))
    for count in range(len(words), 0, -1):
        if found := named(" ".join(words[:count]), directory.speakers):
            return SpeakerFound(found, tuple(words[count:]))
    return SpeakerFound((), near=nearest(query, directory.speakers))


def named(name: str, speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """The speakers that a name means: by a whole name or alias, else by some of its words or their beginnings."""
    wanted = folded_words(name)
    if not wanted:
        return ()
    spelt = [(speaker, [folded_words(n) for n in (speaker.name, *speaker.aliases)]) for speaker in speakers]
    whole = tuple(speaker for speaker, names in spelt if wanted in names)
    if whole:
        return whole
    parts = tuple(s for s, names in spelt if any(set(wanted) <= set(words) for words in names))
    return parts or tuple(s for s, names in spelt if any(_begins(wanted, words) for words in names))


def _begins(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return all(len(start) >= 3 and any(word.startswith(start) for word in words) for start in wanted)


def nearest(name: str, speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    """The speakers whose names look like ``name``; the most quoted ones where none does."""
    wanted = folded_words(name)

    def likeness(speaker: Speaker) -> float:
        words = [word for n in (speaker.name, *speaker.aliases) for word in folded_words(n)]
        return max((SequenceMatcher(None, a, b).ratio() for a in wanted for b in words), default=0.0)

    ranked = sorted(((likeness(speaker), speaker) for speaker in speakers), key=lambda pair: -pair[0])
    near = tuple(speaker for like, speaker in ranked[:MOST_NEAR] if like >= NEAR)
    return near or tuple(speakers[:MOST_NEAR])


def same_person(name: str, known: Sequence[Speaker]) -> Speaker | None:
    """The known speaker that a quoted name is, or None for a new one.

    A whole name or alias decides; else a bare surname and a fuller name are one person when nobody else shares the
    surname. Given names that differ are two people.
    """
    wanted = folded_words(name)
    spelt = [(speaker, [folded_words(n) for n in (speaker.name, *speaker.aliases)]) for speaker in known]
    for speaker, names in spelt:
        if wanted and wanted in names:
            return speaker
    if not wanted:
        return None
    alike = [s for s, names in spelt if any(words and words[-1] == wanted[-1] for words in names)]
    if len(alike) != 1 or (len(wanted) > 1 and len(folded_words(alike[0].name)) > 1):
        return None
    return alike[0]
