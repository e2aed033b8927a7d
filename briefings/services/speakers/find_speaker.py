"""Whom a reader means: one speaker, several of one name, or nobody, with the nearest names."""

from dataclasses import dataclass

from briefings.domain.folding import fold
from briefings.domain.speakers import Speaker
from briefings.services.speakers.names import match_name
from briefings.services.speakers.speaker_directory import Directory

LONGEST_NAME = 6
"""So many words at most are tried as one name."""

MOST_NEAR = 5


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
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        matched = match_name(" ".join(words[:count]), directory.names, nearest=0)
        if matched.match is not None:
            return SpeakerFound(directory.by_ids([matched.match.key]), tuple(words[count:]))
        if matched.ambiguous:
            return SpeakerFound(_most_quoted(matched.ambiguous, directory), tuple(words[count:]))
    if words and (begun := _begun(words[0], directory)):
        return SpeakerFound(begun, tuple(words[1:]))
    near = directory.by_ids(match_name(query, directory.names, nearest=MOST_NEAR).nearest)
    return SpeakerFound((), near=near or directory.speakers[:MOST_NEAR])


def _most_quoted(ids: tuple[str, ...], directory: Directory) -> tuple[Speaker, ...]:
    wanted = set(ids)
    return tuple(speaker for speaker in directory.speakers if speaker.id in wanted)


def _begun(start: str, directory: Directory) -> tuple[Speaker, ...]:
    """Speakers with a given name, or a name that begins so; three letters are the least that tell anything."""
    wanted = fold(start)
    if len(wanted) < 3:
        return ()
    known = [(speaker, directory.words[speaker.id]) for speaker in directory.speakers]
    whole = tuple(speaker for speaker, words in known if f" {wanted} " in words)
    begun = whole or tuple(speaker for speaker, words in known if f" {wanted}" in words)
    return begun[:25]
