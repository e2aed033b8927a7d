"""Who is quoted, in SQL."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import archive, core
from briefings.adapters.sql.tables.columns import micros
from briefings.domain.speakers import Speaker


class SqlSpeakers:
    """Keeps speakers and their aliases."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self, *, now: datetime | None = None) -> Sequence[Speaker]:
        """Every speaker, most quoted first, then by name."""
        found = await self._where(true())
        hidden = {} if now is None else await self._embargoed(now)
        for place, speaker in enumerate(found if hidden else ()):
            if speaker.id in hidden:
                found[place] = replace(speaker, quotes=speaker.quotes - hidden[speaker.id])
        found.sort(key=lambda speaker: (-speaker.quotes, speaker.name, speaker.id))
        return found

    async def get(self, speaker_id: str) -> Speaker | None:
        """The speaker with this id."""
        found = await self._where(core.speaker.c.id == speaker_id)
        return found[0] if found else None

    async def add(self, speaker: Speaker) -> None:
        """Keep a new speaker."""
        row = {"id": speaker.id, "name": speaker.name, "role": speaker.role, "quotes": 0}
        await self._connection.execute(insert(core.speaker), row)
        await self.add_aliases(speaker.id, speaker.aliases)

    async def rename(self, speaker_id: str, name: str) -> None:
        """Show a speaker under another name; the name so far stays as an alias."""
        mine = core.speaker.c.id == speaker_id
        known = (await self._connection.execute(select(core.speaker.c.name).where(mine))).scalar_one()
        await self.add_aliases(speaker_id, (known,))
        await self._connection.execute(update(core.speaker).where(mine).values(name=name))

    async def add_aliases(self, speaker_id: str, aliases: Collection[str]) -> None:
        """Add spellings that are not there yet, in the order given."""
        table = core.speaker_alias
        query = select(table.c.alias).where(table.c.speaker_id == speaker_id)
        known = set((await self._connection.execute(query)).scalars())
        new = [alias for alias in dict.fromkeys(aliases) if alias not in known]
        if new:
            rows = [{"speaker_id": speaker_id, "alias": a, "place": place} for place, a in enumerate(new, len(known))]
            await self._connection.execute(insert(table), rows)

    async def _where(self, condition: ColumnElement[bool]) -> list[Speaker]:
        table, alias = core.speaker, core.speaker_alias
        spellings: dict[str, list[str]] = {}
        joined = select(alias.c.speaker_id, alias.c.alias).join_from(alias, table).where(condition)
        for speaker_id, spelling in await self._connection.execute(joined.order_by(alias.c.speaker_id, alias.c.place)):
            spellings.setdefault(speaker_id, []).append(spelling)
        columns = (table.c.id, table.c.name, table.c.role, table.c.quotes)
        rows = await self._connection.execute(select(*columns).where(condition))
        return [Speaker(key, name, tuple(spellings.get(key, ())), role, quotes) for key, name, role, quotes in rows]

    async def _embargoed(self, now: datetime) -> dict[str, int]:
        table = archive.quote
        hidden = (table.c.visible_at > micros(now)) & table.c.speaker_id.is_not(None)
        query = select(table.c.speaker_id, func.count().label("quotes")).where(hidden).group_by(table.c.speaker_id)
        return {row.speaker_id: row.quotes for row in await self._connection.execute(query)}
