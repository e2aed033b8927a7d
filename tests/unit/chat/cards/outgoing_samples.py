"""What the core sends of its own accord, one sample of each, for the golden files."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, quote_key, reference_of
from briefings.domain.briefing import Briefing, Status
from briefings.domain.editions import Ahead, Changed, ChangeKind, Digest, DigestItem, Mark
from briefings.domain.outgoing import Alert, DraftNews, MovedDate, Notice, Outgoing, Reminder
from briefings.domain.publications import PlannedPublication
from briefings.domain.reviewing import DraftState, Review, Verdict
from briefings.domain.subscriptions import Style
from tests.fakes.newsroom import make_briefing

DAY = date(2025, 3, 6)
PUBLISHED = datetime(2025, 3, 5, 18, tzinfo=UTC)


def story(number: int = 1, headline: str = "Harbour <reopens> & ships *return*") -> Briefing:
    made = make_briefing(
        number,
        headline=headline,
        said=[("Olena Koval", "We are ready to open the port before the winter comes")],
        counted=[(412, "ships")],
        dated=[("20 March", date(2025, 3, 20)), ("7 March", date(2025, 3, 7))],
        source_day=date(2025, 3, 5),
        published_at=PUBLISHED,
    )
    return replace(made, source=replace(made.source, publisher="Coast Daily", url="https://coast.example/harbour"))


def dates(briefing: Briefing) -> list[ArchivedDate]:
    return [ArchivedDate(event, reference_of(briefing)) for event in briefing.content.dates]


def digest() -> Digest:
    first, second = story(), story(2, "Budget vote moves")
    changes = (
        Changed(ChangeKind.NOTE, "The vote is on Thursday."),
        Changed(ChangeKind.HEADLINE, "Budget vote moves", "Budget vote nears"),
        Changed(ChangeKind.NEW_QUOTE, "“We are ready” (Olena Koval)"),
        Changed(ChangeKind.CHANGED_FIGURE, "412 ships", "380 ships"),
    )
    quote = first.content.quotes[0]
    later, sooner = dates(first)
    return Digest(
        day=DAY,
        items=(DigestItem(first), DigestItem(second, Mark.UPDATED, changes)),
        more=3,
        numbers=(ArchivedFigure(first.content.figures[0], reference_of(first)),),
        said=(ArchivedQuote(quote_key(1, quote), quote, "olena-koval", reference_of(first)),),
        ahead=(Ahead(sooner, 1), Ahead(later, 14)),
    )


def draft() -> DraftState:
    """A draft that is planned to go out, hidden from readers for another while."""
    made = story()
    waiting = replace(made, status=Status.IN_REVIEW, published_revision=None, embargo_until=PUBLISHED)
    plan = PlannedPublication(made.id, made.revision.number, PUBLISHED - timedelta(hours=1), "ana")
    approved = Review(made.id, made.revision.number, "ben", Verdict.APPROVED, PUBLISHED)
    return DraftState(waiting, frozenset(), (approved,), frozenset({"ana"}), plan, (("ana", "Ana"), ("ben", "Ben")))


SAMPLES: dict[str, Outgoing] = {
    "digest": digest(),
    "digest-late": replace(digest(), planned=time(7, 30), planned_day=date(2025, 3, 5), said=(), ahead=(), more=1),
    "digest-short": Digest(day=DAY, style=Style.SHORT, items=(DigestItem(story()),)),
    "digest-nothing-new": Digest(day=DAY, ahead=(Ahead(dates(story())[1], 1),)),
    "alert": Alert(story()),
    "reminder": Reminder(dates(story())[1], 1),
    "moved-date": MovedDate(
        dates(story())[0], 14, date(2025, 3, 18), datetime(2025, 3, 19, 7, tzinfo=UTC), "Europe/Kyiv"
    ),
    "draft": DraftNews(
        Notice("Briefing {number} was approved by {who}.", (("who", "Ana"), ("number", "1"))), draft(), "Europe/Kyiv"
    ),
    "notice": Notice(
        "The reminder of “{what}” is off: briefing {number} leaves its day open now.",
        (("what", "a vote"), ("number", "1")),
    ),
}
