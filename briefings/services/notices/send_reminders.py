"""Send each reminder once when its time comes, and follow the dates that corrections move or take away."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from briefings.domain.archive import ArchivedDate
from briefings.domain.deliveries import DeliveryKind
from briefings.domain.outgoing import MovedDate, Notice, Outgoing, Reminder
from briefings.domain.reminders import DatedReminder, due_before
from briefings.domain.timing import in_quiet_hours, instant_of
from briefings.ports.store import Unit
from briefings.services.archive.archive_watcher import Lookout
from briefings.services.delivery.owe_messages import lay_out, owe
from briefings.services.notices.remind import dates_by_start, find_date

_log = logging.getLogger(__name__)

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_PORTION = 200


class Reminding(Lookout):
    """Looks at what is due, and at every reminder whenever the archive has changed."""

    async def _look(self, now: datetime, *, changed: bool) -> int:
        """Owe what is due and what has to be told; returns how many messages."""
        async with self._store.reading() as unit:
            earliest = await unit.reminders.next_due(after=_BEGINNING)
        if earliest is None:
            return 0
        owed = await self._follow_changes(now) if changed else 0
        return owed + (await self._send_due(now) if earliest <= now else 0)

    async def next_due(self, after: datetime) -> datetime | None:
        """When the next reminder is due after this instant."""
        async with self._store.reading() as unit:
            return await unit.reminders.next_due(after=after)

    async def _send_due(self, now: datetime) -> int:
        total = 0
        while True:
            async with self._store.writing() as unit:
                due = await unit.reminders.due(now=now, limit=_PORTION, platforms=frozenset(self._couriers))
                for reminder in due:
                    await unit.reminders.remove(reminder.id)
                    dated = await find_date(unit, reminder.briefing_number, reminder.start, now=now)
                    await self._owe(unit, reminder, _due_message(reminder, dated, now), now)
            total += len(due)
            if len(due) < _PORTION:
                return total

    async def _follow_changes(self, now: datetime) -> int:
        told, last = 0, ""
        dates: dict[int, Mapping[int, ArchivedDate]] = {}
        while True:
            async with self._store.reading() as unit:
                kept = await unit.reminders.all(after=last, limit=_PORTION, platforms=frozenset(self._couriers))
                for number in {reminder.briefing_number for reminder in kept} - dates.keys():
                    dates[number] = await dates_by_start(unit, number, now=now)
            for reminder in kept:
                dated = dates[reminder.briefing_number].get(reminder.start)
                if dated is None or dated.event.resolved != reminder.day:
                    told += await self._follow_change(reminder, dated, now)
            if len(kept) < _PORTION:
                return told
            last = kept[-1].id

    async def _follow_change(self, reminder: DatedReminder, dated: ArchivedDate | None, now: datetime) -> bool:
        """Plan a reminder anew for the day that its date has now, and tell the chat; of two processes, one does."""
        async with self._store.writing() as unit:
            if not await unit.reminders.remove(reminder.id):
                return False
            day = dated.event.resolved if dated else None
            if dated is None or day is None:
                await self._owe(unit, reminder, _due_message(reminder, dated, now), now)
                return True
            due_at = due_before(day, lead=reminder.lead, at=reminder.at, zone=reminder.zone_info)
            if due_at <= now:
                await self._owe(unit, reminder, _due_message(reminder, dated, now), now)
                return True
            await unit.reminders.add(replace(reminder, day=day, due_at=due_at))
            moved = MovedDate(dated, _away(day, reminder, now), reminder.day, due_at, reminder.zone)
            await self._owe(unit, reminder, moved, now)
        return True

    async def _owe(self, unit: Unit, reminder: DatedReminder, outgoing: Outgoing, now: datetime) -> None:
        address = reminder.address
        plan = await unit.subscriptions.of(address.platform, address.chat_id)
        silent = plan is not None and (plan.silent or in_quiet_hours(now, zone=plan.zone_info, quiet=plan.quiet))
        expires_at = None
        if isinstance(outgoing, Reminder):
            last = outgoing.date.event.last_day or reminder.day
            expires_at = instant_of(last + timedelta(days=1), time(0), reminder.zone_info)
        edition = lay_out(outgoing, self._couriers[address.platform])
        kind = DeliveryKind.REMINDER
        await owe(unit, edition, [address], kind=kind, now=now, silent=silent, expires_at=expires_at)
        facts = {"chat": str(address), "briefing": reminder.briefing_number, "kind": type(outgoing).__name__}
        _log.info("Owed a reminder", extra=facts)


def _due_message(reminder: DatedReminder, dated: ArchivedDate | None, now: datetime) -> Outgoing:
    """What is said when a reminder's time has come: the date as it stands now, or why there is none."""
    values = (("what", reminder.what), ("number", str(reminder.briefing_number)))
    if dated is None:
        return Notice("The reminder of “{what}” is off: briefing {number} does not name that date any more.", values)
    if dated.event.resolved is None or dated.event.last_day is None:
        return Notice("The reminder of “{what}” is off: briefing {number} leaves its day open now.", values)
    if _away(dated.event.last_day, reminder, now) < 0:
        return Notice("You asked to be reminded of “{what}”. It has passed while I could not remind you.", values[:1])
    return Reminder(dated, _away(dated.event.resolved, reminder, now))


def _away(day: date, reminder: DatedReminder, now: datetime) -> int:
    return (day - now.astimezone(reminder.zone_info).date()).days
