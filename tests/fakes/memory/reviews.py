"""What editors and reviewers decided, in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime

from briefings.domain.publications import PlannedPublication
from briefings.domain.reviewing import Review
from tests.fakes.memory.newsroom_state import NewsroomState


class MemoryReviews:
    """Keeps the items that were decided on, the verdicts and the planned publications."""

    def __init__(self, state: NewsroomState) -> None:
        self._state = state

    async def kept(self, briefing_id: str) -> frozenset[str]:
        """The keys of items that an editor decided to keep."""
        return self._state.kept_items.get(briefing_id, frozenset())

    async def keep(self, briefing_id: str, keys: Collection[str]) -> None:
        """Remember that these items stay."""
        self._state.kept_items[briefing_id] = await self.kept(briefing_id) | frozenset(keys)

    async def see(self, briefing_id: str, person: str, revision: int) -> None:
        """Remember the revision that a person looked at last."""
        self._state.seen_revisions[briefing_id, person] = revision

    async def seen(self, briefing_id: str, person: str) -> int | None:
        """The revision that the person looked at last."""
        return self._state.seen_revisions.get((briefing_id, person))

    async def add(self, review: Review) -> None:
        """Keep a verdict in place of the same reviewer's and of contrary ones."""
        for key, known in list(self._state.reviews.items()):
            if key[:2] == (review.briefing_id, review.revision) and known.verdict is not review.verdict:
                del self._state.reviews[key]
        self._state.reviews[review.briefing_id, review.revision, review.reviewer] = review

    async def of(self, briefing_id: str) -> Sequence[Review]:
        """Every verdict on the briefing, oldest first."""
        mine = [review for review in self._state.reviews.values() if review.briefing_id == briefing_id]
        return sorted(mine, key=lambda review: (review.at, review.reviewer))

    async def plan(self, publication: PlannedPublication) -> None:
        """Plan a publication in place of an earlier plan."""
        self._state.publications[publication.briefing_id] = publication

    async def planned(self, briefing_id: str) -> PlannedPublication | None:
        """The plan for this briefing."""
        return self._state.publications.get(briefing_id)

    async def unplan(self, briefing_id: str) -> bool:
        """Drop the plan."""
        return self._state.publications.pop(briefing_id, None) is not None

    async def due(self, *, now: datetime, limit: int) -> Sequence[PlannedPublication]:
        """Plans whose time has come."""
        return [plan for plan in self._in_order() if plan.due_at <= now][:limit]

    async def next_due(self, *, after: datetime | None = None) -> datetime | None:
        """When the earliest plan is due."""
        return next((plan.due_at for plan in self._in_order() if after is None or plan.due_at > after), None)

    def _in_order(self) -> list[PlannedPublication]:
        return sorted(self._state.publications.values(), key=lambda plan: (plan.due_at, plan.briefing_id))
