"""Maps the names that a briefing quotes to speakers: known ones by name, alias or spelling, others new."""

import secrets

from briefings.domain.briefing import Briefing
from briefings.domain.speakers import Speaker
from briefings.ports.store import Unit
from briefings.services.find_speaker import same_person


async def resolve_speakers(briefing: Briefing, *, unit: Unit) -> dict[str, str]:
    """Return the speaker's id for each quoted name, adding new speakers and new spellings.

    A bare surname that two known people share is neither of them, but a speaker of its own: it refuses to guess.
    """
    known = list(await unit.speakers.all())
    resolved: dict[str, str] = {}
    for quote in briefing.content.quotes:
        name = quote.speaker
        if name is None or name in resolved:
            continue
        speaker = same_person(name, known)
        if speaker is None:
            speaker = Speaker(secrets.token_hex(8), name, role=quote.role)
            await unit.speakers.add(speaker)
            known.append(speaker)
        elif name not in (speaker.name, *speaker.aliases):
            await unit.speakers.add_aliases(speaker.id, (name,))
        resolved[name] = speaker.id
    return resolved
