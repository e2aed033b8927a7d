"""Maps the names that a briefing quotes to speakers: known ones by name, alias or spelling, others new."""

import secrets
from collections.abc import Iterable, Sequence

from briefings.domain.briefing import Briefing
from briefings.domain.quotes import Quote
from briefings.domain.speakers import Speaker
from briefings.ports.store import Unit
from briefings.services.names import MatchKind, is_fuller, match_name
from briefings.services.speaker_directory import Directory


async def resolve_speakers(briefing: Briefing, *, unit: Unit, aliases: Iterable[Sequence[str]] = ()) -> dict[str, str]:
    """Return the speaker's id for each quoted name, adding new speakers and new spellings.

    A name that several known people share, or that is a typing error away from a known one, is nobody known but a
    speaker of its own: two people stay apart. Who was known by the surname alone is shown under the full name from
    now on.
    """
    known = await unit.speakers.all()
    before, added = _Lazy(known, tuple(aliases)), list[Speaker]()
    resolved: dict[str, str] = {}
    for name, quote in _named(briefing).items():
        speaker = _same_name(name, known) or _same_name(name, added)
        speaker = speaker or await before.person(name) or await _person(name, added)
        if speaker is None:
            speaker = Speaker(secrets.token_hex(8), name, role=quote.role)
            await unit.speakers.add(speaker)
            added.append(speaker)
        elif is_fuller(name, speaker.name):
            await unit.speakers.rename(speaker.id, name)
        elif name not in (speaker.name, *speaker.aliases):
            await unit.speakers.add_aliases(speaker.id, (name,))
        resolved[name] = speaker.id
    return resolved


class _Lazy:
    """The speakers known before, whose names are prepared only when one is not written as it is known."""

    def __init__(self, known: Sequence[Speaker], aliases: tuple[Sequence[str], ...]) -> None:
        self._known = known
        self._aliases = aliases
        self._directory: Directory | None = None

    async def person(self, name: str) -> Speaker | None:
        if self._directory is None:
            self._directory = await Directory().renewed(0, self._known, self._aliases)
        return _same_person(name, self._directory)


async def _person(name: str, added: Sequence[Speaker]) -> Speaker | None:
    return _same_person(name, await Directory().renewed(0, added)) if added else None


def _named(briefing: Briefing) -> dict[str, Quote]:
    """Each quoted name with its first quote, the fullest names first, so that shorter forms find them."""
    named: dict[str, Quote] = {}
    for quote in briefing.content.quotes:
        if quote.speaker is not None:
            named.setdefault(quote.speaker, quote)
    return dict(sorted(named.items(), key=lambda pair: -len(pair[0].split())))


def _same_name(name: str, known: Sequence[Speaker]) -> Speaker | None:
    return next((speaker for speaker in known if name in (speaker.name, *speaker.aliases)), None)


def _same_person(name: str, directory: Directory) -> Speaker | None:
    match = match_name(name, directory.names).match
    if match is None or match.kind is MatchKind.TYPO:
        return None
    return directory.by_id(match.key)
