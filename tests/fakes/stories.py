"""Briefings read by hand out of articles of our own: spans are found by their words, nothing is extracted."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from briefings.domain.agenda import DatedEvent, Precision
from briefings.domain.briefing import Briefing, Content, Revision, Status, SummaryPoint
from briefings.domain.figures import Figure
from briefings.domain.quotes import Quote, QuoteKind
from briefings.domain.readings import reading_of
from briefings.domain.source import Source, fingerprint
from briefings.domain.text import Excerpt
from briefings.extraction.document import read_document

NOON = datetime(2025, 2, 24, 12, 0, tzinfo=UTC)
SUNDAY = date(2025, 2, 23)

OFFER = """Zelensky offers his post for a place in NATO

"If there is peace for Ukraine, if you really need me to leave my post, I am ready," Zelensky told reporters. \
"I can exchange it for NATO."

Trump had falsely claimed that Ukraine "started" the war. Zelensky was not "offended".

Russia launched a record 267 attack drones overnight, Kiev's air force said. Another count gave 254 attack drones.

Antonio Costa announced a special summit for March 6. More would follow in the next week.
"""

MEETING = """Міністри зібралися в Одесі

"Ми відбудуємо порт до весни разом із сусідами," сказала Олена Коваль. "Це наша мета."

Порт прийняв 1200 кораблів за рік. "Зустріч буде" 6 березня.
"""


def span(text: str, words: str) -> Excerpt:
    """Where the words stand first."""
    start = text.index(words)
    return Excerpt(start, start + len(words), words)


def around(text: str, excerpt: Excerpt) -> Excerpt:
    """The sentence around an excerpt."""
    return Excerpt.of(text, *read_document(text).sentence_at(excerpt.start))


def quote(text: str, speaker: str | None, *parts: str, role: str | None = None, fragment: bool = False) -> Quote:
    excerpts = tuple(span(text, part) for part in parts)
    kind = QuoteKind.FRAGMENT if fragment else QuoteKind.FULL
    return Quote(excerpts, speaker, around(text, excerpts[0]), kind, role=role)


def figure(text: str, words: str, value: int, what: str, **known: Any) -> Figure:
    excerpt = span(text, words)
    return Figure(excerpt, around(text, excerpt), value=Decimal(value), what=what, **known)


def event(text: str, words: str, day: date | None, what: str | None = None) -> DatedEvent:
    excerpt = span(text, words)
    happens = span(text, what) if what else None
    return DatedEvent(excerpt, around(text, excerpt), day, precision=Precision.DAY, what=happens)


def briefing(number: int, text: str, content: Content, **source: object) -> Briefing:
    reading = reading_of((*content.quotes, *content.figures, *content.dates))
    kept = Source(f"source-{number}", text, fingerprint(text), NOON, reading=reading, **source)  # type: ignore[arg-type]
    return Briefing(
        id=f"briefing-{number}",
        number=number,
        status=Status.DRAFT,
        source=kept,
        revision=Revision(1, content, "console:owner", NOON),
        created_at=NOON,
        updated_at=NOON,
    )


def offer(number: int = 1) -> Briefing:
    """The offer, with a split quote, fragments, two counts of one thing, a resolved and an unresolved date."""
    summary: Sequence[str] = ('Zelensky was not "offended".',)
    content = Content(
        headline="Zelensky offers his post for a place in NATO",
        summary=tuple(SummaryPoint.quoting(span(OFFER, words)) for words in summary),
        quotes=(
            quote(
                OFFER,
                "Volodymyr Zelensky",
                "If there is peace for Ukraine, if you really need me to leave my post, I am ready,",
                "I can exchange it for NATO.",
                role="Ukraine's president",
            ),
            quote(OFFER, "Donald Trump", "started", fragment=True),
            quote(OFFER, "Volodymyr Zelensky", "offended", fragment=True),
        ),
        figures=(
            figure(
                OFFER,
                "record 267 attack drones",
                267,
                "attack drones",
                qualifier="record",
                claimant="Kiev's air force",
                window="overnight",
            ),
            figure(OFFER, "254 attack drones", 254, "attack drones"),
        ),
        dates=(
            event(OFFER, "March 6", date(2025, 3, 6), "a special summit"),
            event(OFFER, "in the next week", None),
        ),
        topics=("Ukraine", "NATO"),
    )
    return briefing(
        number,
        OFFER,
        content,
        title="Zelensky offers his post for a place in NATO",
        publisher="The Harbour Courier",
        url="https://courier.example/offer",
        published=SUNDAY,
    )


def meeting(number: int = 2) -> Briefing:
    """A story without any Latin letter."""
    content = Content(
        headline="Міністри зібралися в Одесі",
        summary=(SummaryPoint.quoting(span(MEETING, "Порт прийняв 1200 кораблів за рік.")),),
        quotes=(
            quote(MEETING, "Олена Коваль", "Ми відбудуємо порт до весни разом із сусідами,", "Це наша мета."),
            quote(MEETING, None, "Зустріч буде", fragment=True),
        ),
        figures=(figure(MEETING, "1200 кораблів", 1200, "кораблів", claimant="Порт", window="за рік"),),
        dates=(event(MEETING, "6 березня", date(2025, 3, 6), "Зустріч"), event(MEETING, "до весни", None)),
        topics=("Порт",),
    )
    return briefing(number, MEETING, content, title="Міністри зібралися в Одесі", publisher="Вісник", published=SUNDAY)
