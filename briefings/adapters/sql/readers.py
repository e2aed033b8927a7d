"""What is kept of people who read, in SQL."""

import secrets
from collections.abc import Mapping
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, UpdateBase, and_, delete, insert, or_, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.adapters.sql.tables import chat as chats
from briefings.adapters.sql.tables import core, delivery, editorial
from briefings.domain.people import ChatAddress, Identity

_NAMES = "forgotten"


class SqlReaders:
    """Finds everything that carries a reader's account."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def forget(self, person: Identity, *, chat: ChatAddress | None = None) -> int:
        """Erase what is kept of this account and of its private chat."""
        done = await self._forget_chat(chat) if chat is not None else 0
        return done + await self._forget_account(person) + await self._forget_setter(person)

    async def rename(self, person: Mapping[str, str]) -> int:
        """Put a made-up name in the place of a person."""
        nothing: dict[str, str] = {}
        named = (
            (core.revision, "author", nothing),
            (editorial.review, "reviewer", {"note": ""}),
            (editorial.planned_publication, "planned_by", nothing),
            (editorial.error_report, "settled_by", nothing),
            (editorial.seen_revision, "person", nothing),
        )
        done = 0
        for (table, column, more), (key, alias) in product(named, sorted(person.items())):
            changed = update(table).where(table.c[column] == key)
            done += await self._run(changed.values({column: alias, **more}))
        return done

    async def key(self) -> str:
        """The secret of made-up names."""
        query = select(core.secret.c.value).where(core.secret.c.name == _NAMES)
        return (await self._connection.execute(query)).scalar() or ""

    async def made_key(self) -> str:
        """The secret of made-up names, made where there is none yet."""
        known = await self.key()
        if not known:
            known = secrets.token_hex(32)
            await self._run(insert(core.secret).values(name=_NAMES, value=known))
        return known

    async def _forget_account(self, person: Identity) -> int:
        report, keys = editorial.error_report, [str(person)]
        nameless = {"reporter_platform": None, "reporter_id": None, "reason": ""}
        done = 0
        for statement in (
            delete(editorial.conversation).where(_account(editorial.conversation, person)),
            delete(editorial.link_code).where(_account(editorial.link_code, person)),
            update(report).where(_account(report, person, "reporter_platform", "reporter_id")).values(nameless),
            *(delete(table).where(table.c.key.in_(keys)) for table in (chats.guest, chats.notice)),
        ):
            done += await self._run(statement)
        return done

    async def _forget_setter(self, person: Identity) -> int:
        """Take the account off plans and reminders that others still need."""
        plan, reminder = delivery.subscription, delivery.reminder
        account = [person.platform.value, person.user_id]
        mark = f'["{person.platform.value}","{person.user_id}"]'
        query = select(plan.c.id, plan.c.settings)
        found = (await self._connection.execute(query.where(type_coerce(plan.c.settings, Text).contains(mark)))).all()
        for row in found:
            others = [admin for admin in row.settings.get("admins", ()) if admin != account]
            set_by = None if row.settings["set_by"] == account else row.settings["set_by"]
            nameless = {"settings": {**row.settings, "set_by": set_by, "admins": others}}
            await self._run(update(plan).where(plan.c.id == row.id).values(nameless))
        mine = update(reminder).where(reminder.c.set_by == str(person)).values(set_by=f"{person.platform.value}:")
        return len(found) + await self._run(mine)

    async def _forget_chat(self, chat: ChatAddress) -> int:
        plan, entry, slot = delivery.subscription, delivery.plan_entry, delivery.slot
        ids = select(plan.c.id).where(_in(plan, chat))
        owed = or_(_in(delivery.delivery, chat), delivery.delivery.c.subscription_id.in_(ids))
        keys = [f"{chat.platform.value}:{chat.chat_id}"]
        done = 0
        for statement in (
            delete(slot).where(slot.c.subscription_id.in_(ids)),
            delete(delivery.delivery).where(owed),
            delete(entry).where(entry.c.subscription_id.in_(ids)),
            delete(plan).where(_in(plan, chat)),
            *(delete(t).where(_in(t, chat)) for t in (delivery.receipt, delivery.reminder, editorial.copy_edit)),
            *(delete(table).where(table.c.key.in_(keys)) for table in (chats.guest, chats.notice)),
        ):
            done += await self._run(statement)
        return done

    async def _run(self, statement: UpdateBase) -> int:
        return (await self._connection.execute(statement)).rowcount


def _account(
    table: Table, person: Identity, platform: str = "platform", user_id: str = "user_id"
) -> ColumnElement[Any]:
    return and_(table.c[platform] == person.platform.value, table.c[user_id] == person.user_id)


def _in(table: Table, chat: ChatAddress) -> ColumnElement[Any]:
    return and_(table.c.platform == chat.platform.value, table.c.chat_id == chat.chat_id)
