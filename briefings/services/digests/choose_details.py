"""What a good editor takes out of the briefings of a digest: the numbers, what was said, the days to come."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, islice, zip_longest
from typing import TypeVar

from briefings.domain.agenda import Precision
from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote, quote_key, reference_of
from briefings.domain.briefing import Briefing
from briefings.domain.choosing import key_figures
from briefings.domain.editions import Ahead
from briefings.domain.quotes import Quote, QuoteKind
from briefings.domain.subscriptions import Style
from briefings.ports.store import Unit

AHEAD_DAYS = 14
BEGUN_DAYS = 6
"""How many days ago a week or a run of days may have begun that is still among the days to come."""

MOST_OF = {Style.FULL: (3, 3, 5), Style.SHORT: (0, 0, 3)}
"""The most figures, quotes and dates of a digest."""

_MOST_WORDS = 1000
_VAGUE = frozenset({Precision.MONTH, Precision.YEAR})

Item = TypeVar("Item")


def numbers_of(briefings: Sequence[Briefing], style: Style) -> tuple[ArchivedFigure, ...]:
    """The best figure of each briefing, then the next best of each, while there is room."""
    found = [[ArchivedFigure(f, reference_of(b)) for f in key_figures(b.content)] for b in briefings]
    return tuple(islice(_in_turns(found), MOST_OF[style][0]))


async def words_of(speakers: Collection[str], *, unit: Unit, now: datetime) -> Sequence[ArchivedQuote]:
    """What the speakers with these ids said, the newest first."""
    return await unit.archive.quotes(now=now, limit=_MOST_WORDS, speaker_ids=speakers) if speakers else ()


def said_in(
    briefings: Sequence[Briefing], style: Style, followed: Sequence[ArchivedQuote]
) -> tuple[ArchivedQuote, ...]:
    """The first full quote of each briefing, then one of its next speaker, while there is room.

    In each briefing those go first whose words are ``followed``.
    """
    keys = {quote.key for quote in followed}
    found = []
    for briefing in briefings:
        keyed = [(quote_key(briefing.number, quote), quote) for quote in _firsts(briefing)]
        keyed.sort(key=lambda pair: pair[0] not in keys)
        found.append([ArchivedQuote(key, quote, None, reference_of(briefing)) for key, quote in keyed])
    return tuple(islice(_in_turns(found), MOST_OF[style][1]))


def _firsts(briefing: Briefing) -> Sequence[Quote]:
    """The first full quote of each named speaker."""
    firsts: dict[str, Quote] = {}
    for quote in briefing.content.quotes:
        if quote.kind is QuoteKind.FULL and quote.speaker:
            firsts.setdefault(quote.speaker, quote)
    return list(firsts.values())


def _in_turns(found: Sequence[Sequence[Item]]) -> Iterator[Item]:
    return (item for item in chain.from_iterable(zip_longest(*found)) if item is not None)


def coming_up(found: Sequence[ArchivedDate], day: date, style: Style) -> tuple[Ahead, ...]:
    """The days named in the next fortnight, the soonest first; what has begun already only where room is left.

    A month or a year is no day that anybody could wait for, and a title's own date is left out where the text names it.
    """
    near = [dated for dated in found if _is_near(dated, day) and not dated.reference.sample]
    different: dict[tuple[date, str], Ahead] = {}
    for dated in beside_titles(near):
        what = (dated.event.what or dated.event.sentence).text
        if dated.event.resolved is not None:
            away = (dated.event.resolved - day).days
            different.setdefault((dated.event.resolved, what.casefold()), Ahead(dated, away))
    chosen = sorted(different.values(), key=lambda ahead: (ahead.days_away < 0, ahead.days_away))
    return tuple(sorted(chosen[: MOST_OF[style][2]], key=lambda ahead: ahead.days_away))


def beside_titles(found: Sequence[ArchivedDate]) -> Sequence[ArchivedDate]:
    """The dates without those of a title whose text names the same day."""
    told = {_occasion(dated) for dated in found if not _is_title(dated)}
    return [dated for dated in found if not _is_title(dated) or _occasion(dated) not in told]


def _is_near(dated: ArchivedDate, day: date) -> bool:
    first, last = dated.event.resolved, dated.event.last_day
    near = first is not None and last is not None and last >= day and first <= day + timedelta(days=AHEAD_DAYS)
    return near and dated.event.precision not in _VAGUE


def _occasion(dated: ArchivedDate) -> tuple[date | None, str]:
    return dated.event.resolved, dated.reference.briefing_id


def _is_title(dated: ArchivedDate) -> bool:
    sentence = " ".join(dated.event.sentence.text.split())
    return sentence in (" ".join(dated.reference.title.split()), " ".join(dated.reference.headline.split()))
