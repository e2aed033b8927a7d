"""What the core sends of its own accord: digests, alerts, reminders, corrections and notices."""

from dataclasses import dataclass

from briefings.domain.briefing import Briefing


@dataclass(frozen=True, slots=True)
class Alert:
    """A breaking briefing, sent at once to the chats that asked for alerts."""

    briefing: Briefing


@dataclass(frozen=True, slots=True)
class Notice:
    """A plain sentence to a chat or a person: a catalogue entry and the values for its places."""

    message: str
    values: tuple[tuple[str, str], ...] = ()


Outgoing = Alert | Notice
