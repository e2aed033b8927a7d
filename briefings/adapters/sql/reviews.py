"""What editors and reviewers decided, in SQL."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables.editorial import kept_item, planned_publication, review, seen_revision
from briefings.domain.publications import PlannedPublication
from briefings.domain.reviewing import Review, Verdict


class SqlReviews:
    """Keeps the items that were decided on, the verdicts and the planned publications."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def kept(self, briefing_id: str) -> frozenset[str]:
        """The keys of items that an editor decided to keep."""
        query = select(kept_item.c.item).where(kept_item.c.briefing_id == briefing_id)
        return frozenset((await self._connection.execute(query)).scalars())

    async def keep(self, briefing_id: str, keys: Collection[str]) -> None:
        """Remember that these items stay."""
        new = sorted(set(keys) - await self.kept(briefing_id))
        if new:
            rows = [{"briefing_id": briefing_id, "item": key} for key in new]
            await self._connection.execute(insert(kept_item), rows)

    async def see(self, briefing_id: str, person: str, revision: int) -> None:
        """Remember the revision that a person looked at last."""
        mine = (seen_revision.c.briefing_id == briefing_id) & (seen_revision.c.person == person)
        changed = await self._connection.execute(update(seen_revision).where(mine).values(revision=revision))
        if changed.rowcount == 0:
            row = {"briefing_id": briefing_id, "person": person, "revision": revision}
            await self._connection.execute(insert(seen_revision), row)

    async def seen(self, briefing_id: str, person: str) -> int | None:
        """The revision that the person looked at last."""
        mine = (seen_revision.c.briefing_id == briefing_id) & (seen_revision.c.person == person)
        found: int | None = (await self._connection.execute(select(seen_revision.c.revision).where(mine))).scalar()
        return found

    async def add(self, added: Review) -> None:
        """Keep a verdict in place of the same reviewer's and of contrary ones."""
        same = (review.c.briefing_id == added.briefing_id) & (review.c.revision == added.revision)
        replaced = (review.c.reviewer == added.reviewer) | (review.c.verdict != added.verdict.value)
        await self._connection.execute(delete(review).where(same & replaced))
        row = {column.name: getattr(added, column.name) for column in review.c}
        await self._connection.execute(insert(review), {**row, "verdict": added.verdict.value})

    async def of(self, briefing_id: str) -> Sequence[Review]:
        """Every verdict on the briefing, oldest first."""
        query = select(review).where(review.c.briefing_id == briefing_id).order_by(review.c.at, review.c.reviewer)
        rows = await self._connection.execute(query)
        return [Review(**{**row._asdict(), "verdict": Verdict(row.verdict)}) for row in rows]

    async def plan(self, publication: PlannedPublication) -> None:
        """Plan a publication in place of an earlier plan."""
        await self.unplan(publication.briefing_id)
        row = {column.name: getattr(publication, column.name) for column in planned_publication.c}
        await self._connection.execute(insert(planned_publication), row)

    async def planned(self, briefing_id: str) -> PlannedPublication | None:
        """The plan for this briefing."""
        query = select(planned_publication).where(planned_publication.c.briefing_id == briefing_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else PlannedPublication(**row._asdict())

    async def unplan(self, briefing_id: str) -> bool:
        """Drop the plan."""
        mine = planned_publication.c.briefing_id == briefing_id
        return (await self._connection.execute(delete(planned_publication).where(mine))).rowcount > 0

    async def due(self, *, now: datetime, limit: int) -> Sequence[PlannedPublication]:
        """Plans whose time has come."""
        table = planned_publication
        query = select(table).where(table.c.due_at <= now).order_by(table.c.due_at, table.c.briefing_id).limit(limit)
        return [PlannedPublication(**row._asdict()) for row in await self._connection.execute(query)]

    async def next_due(self, *, after: datetime | None = None) -> datetime | None:
        """When the earliest plan is due."""
        table = planned_publication
        query = select(table.c.due_at).order_by(table.c.due_at).limit(1)
        if after is not None:
            query = query.where(table.c.due_at > after)
        found: datetime | None = (await self._connection.execute(query)).scalar_one_or_none()
        return found
