"""Published items: what readers, autocomplete, inline mode and /check may see.

Every query leaves out what is withdrawn or embargoed at ``now`` (an aware UTC instant) and answers newest first: by
publication, then number, then place in the text. Words are matched folded (case, accents, Unicode forms) as whole
words, all of them; while they do not fill the answer, the last one (of two letters or more) counts as a beginning as
well. Any input is safe; words without letters or digits match nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from briefings.domain.archive import ArchivedDate, ArchivedFigure, ArchivedQuote
from briefings.domain.briefing import Briefing
from briefings.domain.topics import Topic


class Archive(Protocol):
    """The readers' side of the store: what they see, and how it changes."""

    async def latest(
        self,
        *,
        now: datetime,
        limit: int,
        topic: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        samples: bool = True,
    ) -> Sequence[Briefing]:
        """Published briefings at their published revision; ``since`` <= first publication < ``until``."""
        ...

    async def briefing(self, number: int, *, now: datetime) -> Briefing | None:
        """One published briefing at its published revision."""
        ...

    async def quotes(
        self,
        *,
        now: datetime,
        limit: int,
        speaker_ids: Collection[str] | None = None,
        words: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        briefing: int | None = None,
        before: str | None = None,
    ) -> Sequence[ArchivedQuote]:
        """Quotes of any of the speakers that hold all the words.

        ``since`` and ``until`` (inclusive) are days of the source, or of the publication where the source has none.
        ``briefing`` narrows to one briefing's number. ``before`` is the key of a published quote: those that come
        behind it in this order.
        """
        ...

    async def quote(self, key: str, *, now: datetime) -> ArchivedQuote | None:
        """One quote by its public key."""
        ...

    async def figures(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedFigure]:
        """Published figures."""
        ...

    async def dates_ahead(
        self,
        *,
        now: datetime,
        today: date,
        limit: int,
        since: date | None = None,
        topic: str | None = None,
        briefing: int | None = None,
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is ``today`` or later and first day ``since`` or later, the soonest first."""
        ...

    async def dates_past(
        self, *, now: datetime, today: date, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Resolved dates whose last day is before ``today``, the latest first."""
        ...

    async def dates_unresolved(
        self, *, now: datetime, limit: int, topic: str | None = None, briefing: int | None = None
    ) -> Sequence[ArchivedDate]:
        """Dates that could not be resolved."""
        ...

    async def search(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[Briefing]:
        """Published briefings whose headline, summary or source text holds all the words."""
        ...

    async def topics(self, *, now: datetime) -> Sequence[Topic]:
        """Every topic of a published briefing with their count, the most used first."""
        ...

    async def publish(self, briefing: Briefing, *, speakers: Mapping[str, str]) -> None:
        """Show this revision to readers in place of any earlier one; ``speakers`` maps each quoted name to its id.

        The revision must be saved before, in the same unit or an earlier one, with the instant of its publication.

        Raises:
            UserError: it does not pass the gate (see ``check_publishable``).
        """
        ...

    async def withdraw(self, briefing_id: str) -> None:
        """Show nothing of this briefing any more."""
        ...

    async def version(self, *, now: datetime | None = None) -> int:
        """A number that grows with every publish and withdraw; tells a cache that it is stale.

        With ``now``, it grows with the end of each embargo too.
        """
        ...

    async def quotes_like(self, words: Sequence[str], *, now: datetime, limit: int) -> Sequence[ArchivedQuote]:
        """Quotes that share the most words with ``words`` (any, not all), the best match first.

        A word that stands nowhere in the archive counts as the words one or two letters away from it.
        """
        ...
