"""Maps the names that a briefing quotes to speakers: known ones by name, alias or spelling, others new."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from briefings.domain.briefing import Briefing
from briefings.domain.quotes import Quote
from briefings.domain.speakers import Speaker
from briefings.ports.store import Store, Unit
from briefings.services.speakers.names import MatchKind, is_fuller, match_name
from briefings.services.speakers.speaker_directory import Aliases, Directory


@dataclass(frozen=True, slots=True)
class Known:
    """Speakers whose names are ready for matching, as far as they were known before; see ``prepare_names``."""

    directory: Directory
    aliases: Aliases

    async def renewed(self, speakers: Sequence[Speaker]) -> Directory:
        """The names of these speakers; only those that are new since are prepared."""
        return await self.directory.renewed(0, speakers, self.aliases)


async def prepare_names(which: str | int, *, aliases: Aliases = (), store: Store) -> Known:
    """Prepare what publishing a briefing, by its id or number, has to match its speakers' names against.

    With thousands of speakers this takes a second or two, so it is done before the transaction that publishes and that
    all other writing waits for. Nothing is prepared when every name is written as it is known.
    """
    async with store.reading() as unit:
        found = await (unit.briefings.by_number(which) if isinstance(which, int) else unit.briefings.get(which))
        speakers = await unit.speakers.all()
    known = Known(Directory(), tuple(aliases))
    if found is None or all(_same_name(name, speakers) for name in _named(found)):
        return known
    return Known(await known.renewed(speakers), known.aliases)


async def resolve_speakers(briefing: Briefing, *, unit: Unit, before: Known) -> dict[str, str]:
    """Return the speaker's id for each quoted name, adding new speakers and new spellings.

    A name that several known people share, or that is a typing error away from a known one, is nobody known but a
    speaker of its own: two people stay apart. Who was known by the surname alone is shown under the full name from
    now on.
    """
    known, added = await unit.speakers.all(), list[Speaker]()
    directory: Directory | None = None
    resolved: dict[str, str] = {}
    for name, quote in _named(briefing).items():
        speaker = _same_name(name, known) or _same_name(name, added)
        if speaker is None:
            directory = directory or await before.renewed(known)
            speaker = _same_person(name, directory) or await _person(name, added)
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


async def _person(name: str, added: Sequence[Speaker]) -> Speaker | None:
    return _same_person(name, await Directory().renewed(0, added)) if added else None


def _named(briefing: Briefing) -> dict[str, Quote]:
    """Each name that readers see quoted with its first quote, the fullest first, so that shorter forms find them."""
    named: dict[str, Quote] = {}
    for quote in briefing.content.shown.quotes:
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
