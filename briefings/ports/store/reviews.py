"""What editors and reviewers decided about drafts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from briefings.domain.publications import PlannedPublication
from briefings.domain.reviewing import Review


class Reviews(Protocol):
    """Keeps the items that were decided on, the verdicts and the planned publications."""

    async def kept(self, briefing_id: str) -> frozenset[str]:
        """The keys of items that an editor decided to keep (see ``item_key``)."""
        ...

    async def keep(self, briefing_id: str, keys: Collection[str]) -> None:
        """Remember that these items stay; known ones change nothing."""
        ...

    async def see(self, briefing_id: str, person: str, revision: int) -> None:
        """Remember the revision that a person looked at last."""
        ...

    async def seen(self, briefing_id: str, person: str) -> int | None:
        """The revision that the person looked at last; None who never did."""
        ...

    async def add(self, review: Review) -> None:
        """Keep a verdict: it takes the place of the same reviewer's, and of every contrary one, on that revision.

        What stands is so always the latest word, whatever the clock said; the audit log keeps the earlier ones.
        """
        ...

    async def of(self, briefing_id: str) -> Sequence[Review]:
        """Every verdict on the briefing, oldest first."""
        ...

    async def plan(self, publication: PlannedPublication) -> None:
        """Plan a publication in place of an earlier plan for the same briefing."""
        ...

    async def planned(self, briefing_id: str) -> PlannedPublication | None:
        """The plan for this briefing."""
        ...

    async def unplan(self, briefing_id: str) -> bool:
        """Drop the plan; False when there is none, so that of two who act on a plan only one goes on."""
        ...

    async def due(self, *, now: datetime, limit: int) -> Sequence[PlannedPublication]:
        """Plans whose time has come, the earliest first."""
        ...

    async def next_due(self, *, after: datetime | None = None) -> datetime | None:
        """When the earliest plan is due; the earliest later than ``after``, where it is given."""
        ...
