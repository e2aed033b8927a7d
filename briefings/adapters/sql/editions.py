"""Laid-out messages and releases in SQL."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Integer, String, bindparam, delete, exists, func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.recipe_form import recipe_form, recipe_of
from briefings.adapters.sql.tables import delivery as tables
from briefings.adapters.sql.tables.columns import Instant, Json
from briefings.domain.editions import DigestRecipe
from briefings.ports.courier import Message, Shown
from briefings.ports.store.editions import Edition, Release

_edition, _message, _release = tables.edition, tables.edition_message, tables.release

_ADD_EDITION = text(
    "INSERT INTO edition (id, platform, made_at, recipe) VALUES (:id, :platform, :made_at, :recipe) "
    "ON CONFLICT (id) DO NOTHING"
).bindparams(
    bindparam("id", type_=String),
    bindparam("platform", type_=String),
    bindparam("made_at", type_=Instant),
    bindparam("recipe", type_=Json),
)
_NOTE_RELEASE = text(
    "INSERT INTO release (briefing_id, revision, noted_at) VALUES (:briefing_id, :revision, :noted_at) "
    "ON CONFLICT (briefing_id, revision) DO NOTHING"
).bindparams(
    bindparam("briefing_id", type_=String), bindparam("revision", type_=Integer), bindparam("noted_at", type_=Instant)
)
"""Both databases read these: whoever comes second to the same edition or release waits for the first, and goes on."""


class SqlEditions:
    """Keeps what was laid out."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, *editions: Edition, now: datetime) -> bool:
        """Keep editions; known ids change nothing."""
        wanted = {edition.id: edition for edition in sorted(editions, key=lambda edition: edition.id)}
        if not wanted:
            return False
        known = select(_edition.c.id).where(_edition.c.id.in_(wanted)).order_by(_edition.c.id).with_for_update()
        for edition_id in (await self._connection.execute(known)).scalars().all():
            del wanted[edition_id]
        fresh = [edition for edition in wanted.values() if await self._begin(edition, now)]
        if fresh:
            await self._connection.execute(insert(_message), [row for edition in fresh for row in _messages(edition)])
        return bool(fresh)

    async def _begin(self, edition: Edition, now: datetime) -> bool:
        """Write the edition itself; False when somebody else was first."""
        recipe = recipe_form(edition.recipe) if edition.recipe else None
        row = {"id": edition.id, "platform": edition.platform, "made_at": now, "recipe": recipe}
        return bool((await self._connection.execute(_ADD_EDITION, row)).rowcount)

    async def message(self, edition_id: str, part: int) -> Message | None:
        """One message; parts count from 1."""
        query = select(_message).where(_message.c.edition_id == edition_id, _message.c.part == part)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Message(row.payload, tuple(Shown(briefing_id, revision) for briefing_id, revision in row.shows))

    async def recipe(self, edition_id: str) -> DigestRecipe | None:
        """What the digest of this edition was made of."""
        query = select(_edition.c.recipe).where(_edition.c.id == edition_id)
        form = (await self._connection.execute(query)).scalar()
        return recipe_of(form) if form else None

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete old editions that nothing refers to."""
        used = exists().where(tables.delivery.c.edition_id == _edition.c.id)
        slotted = exists().where(tables.slot.c.edition_id == _edition.c.id)
        query = select(_edition.c.id).where(_edition.c.made_at < before, ~used, ~slotted).limit(limit)
        ids = list((await self._connection.execute(query)).scalars())
        if ids:
            await self._connection.execute(delete(_message).where(_message.c.edition_id.in_(ids)))
            await self._connection.execute(delete(_edition).where(_edition.c.id.in_(ids)))
        return len(ids)


def _messages(edition: Edition) -> list[dict[str, object]]:
    return [
        {
            "edition_id": edition.id,
            "part": part,
            "shows": [[shown.briefing_id, shown.revision] for shown in message.shows],
            "payload": message.payload,
        }
        for part, message in enumerate(edition.messages, 1)
    ]


class SqlReleases:
    """Numbers every revision that became visible."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, shown: Collection[tuple[str, int]], *, now: datetime) -> None:
        """Number the pairs that have no number yet, in their order."""
        if not shown:
            return
        pair = tuple_(_release.c.briefing_id, _release.c.revision)
        query = select(_release.c.briefing_id, _release.c.revision).where(pair.in_(list(shown)))
        known = {(row.briefing_id, row.revision) for row in await self._connection.execute(query)}
        rows = [
            {"briefing_id": briefing_id, "revision": revision, "noted_at": now}
            for briefing_id, revision in dict.fromkeys(shown)
            if (briefing_id, revision) not in known
        ]
        if rows:
            await self._connection.execute(_NOTE_RELEASE, rows)

    async def of(self, briefing_ids: Collection[str]) -> Sequence[Release]:
        """The releases of these briefings, by number."""
        if not briefing_ids:
            return []
        query = select(_release).where(_release.c.briefing_id.in_(list(briefing_ids))).order_by(_release.c.number)
        rows = await self._connection.execute(query)
        return [Release(row.number, row.briefing_id, row.revision, row.noted_at) for row in rows]

    async def last(self) -> int:
        """The highest number (0: none)."""
        return int((await self._connection.execute(select(func.max(_release.c.number)))).scalar() or 0)
