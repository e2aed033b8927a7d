"""Follow a date: one message to the chat before it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from briefings.domain.archive import ArchivedDate
from briefings.domain.errors import UserError
from briefings.domain.folding import query_words, words_of
from briefings.domain.people import ChatAddress, Identity
from briefings.domain.reminders import (
    DAY_BEFORE,
    LONGEST_LEAD,
    MOST_REMINDERS,
    USUAL_TIME,
    DatedReminder,
    due_before,
)
from briefings.domain.timing import zone_or_utc
from briefings.ports.clock import Clock
from briefings.ports.store import Store, Unit
from briefings.services.digests.choose_details import beside_titles

MOST_COMING = 20
_MOST_READ = 200
_WHAT = 200


@dataclass(frozen=True, slots=True)
class Following:
    """What a chat follows and what it may choose from, each the soonest first, in the chat's own zone."""

    reminders: tuple[DatedReminder, ...]
    coming: tuple[ArchivedDate, ...]
    zone: str
    today: date


async def dates_to_follow(chat: ChatAddress, *, words: str = "", zone: str, store: Store, clock: Clock) -> Following:
    """The chat's reminders, and the dates ahead that hold all of the words; ``zone`` counts where it has no plan."""
    now = clock.now()
    async with store.reading() as unit:
        plan = await unit.subscriptions.of(chat.platform, chat.chat_id)
        zone = plan.zone if plan else zone
        today = now.astimezone(zone_or_utc(zone)).date()
        reminders = await unit.reminders.of_chat(chat.platform, chat.chat_id)
        found = await unit.archive.dates_ahead(now=now, today=today, since=today, limit=_MOST_READ)
    wanted = query_words([words])
    different: dict[tuple[date | None, str], ArchivedDate] = {}
    for dated in beside_titles(found):
        if _holds(dated, wanted):
            different.setdefault((dated.event.resolved, what_happens(dated).casefold()), dated)
    return Following(tuple(reminders), tuple(different.values())[:MOST_COMING], zone, today)


def what_happens(dated: ArchivedDate) -> str:
    """What happens on a date, in the source's own words."""
    return " ".join((dated.event.what or dated.event.sentence).text.split())


def key_of(dated: ArchivedDate) -> tuple[int, int]:
    """The date's name: the briefing's number, and the code point where it starts."""
    return dated.reference.number, dated.event.excerpt.start


def _holds(dated: ArchivedDate, wanted: Sequence[str]) -> bool:
    event = dated.event
    texts = (event.sentence.text, event.excerpt.text, dated.reference.headline, dated.reference.title)
    known = {word for text in texts for word in words_of(text)}
    return all(any(word.startswith(start) for word in known) for start in wanted)


async def find_date(unit: Unit, briefing: int, start: int, *, now: datetime) -> ArchivedDate | None:
    """The published date that begins at this code point of a briefing's source, resolved or not."""
    return (await dates_by_start(unit, briefing, now=now)).get(start)


async def dates_by_start(unit: Unit, briefing: int, *, now: datetime) -> Mapping[int, ArchivedDate]:
    """Every published date of a briefing, resolved or not, by the code point where it begins."""
    resolved = await unit.archive.dates_ahead(now=now, today=date.min, limit=_MOST_READ, briefing=briefing)
    open_ones = await unit.archive.dates_unresolved(now=now, limit=_MOST_READ, briefing=briefing)
    return {dated.event.excerpt.start: dated for dated in (*resolved, *open_ones)}


async def follow_date(
    chat: ChatAddress,
    briefing: int,
    start: int,
    *,
    lead: timedelta | None = None,
    at: time | None = None,
    by: Identity,
    zone: str,
    store: Store,
    clock: Clock,
) -> DatedReminder:
    """Remind the chat of a date, ``lead`` before it and in place of any other reminder of the same date.

    Without a lead it is the day before or, when that has passed, the day itself. ``at`` is the local time: the chat's
    first digest time unless told, else 09:00.

    Raises:
        UserError: no such date, it is unresolved or has passed, or the moment of the reminder has.
    """
    now = clock.now()
    async with store.writing() as unit:
        plan = await unit.subscriptions.of(chat.platform, chat.chat_id)
        dated = await find_date(unit, briefing, start, now=now)
        if dated is None or dated.event.resolved is None:
            raise UserError("That date is not published with its day, or not any more. /remind lists what is ahead.")
        kept = await unit.reminders.of_chat(chat.platform, chat.chat_id)
        others = [reminder for reminder in kept if reminder.key != (briefing, start)]
        if len(others) >= MOST_REMINDERS:
            raise UserError("A chat can follow {most} dates at most. /remind off stops one.", most=MOST_REMINDERS)
        zone = plan.zone if plan else zone
        at = at or (plan.active[0].at if plan and plan.active else USUAL_TIME)
        chosen, due_at = _moment(dated.event.resolved, lead, at, zone_or_utc(zone), now)
        reminder = DatedReminder(
            id=uuid4().hex,
            address=chat,
            briefing_number=briefing,
            start=start,
            day=dated.event.resolved,
            lead=chosen,
            at=at,
            due_at=due_at,
            zone=zone,
            what=what_happens(dated)[:_WHAT],
            set_by=by,
        )
        for replaced in (reminder for reminder in kept if reminder not in others):
            await unit.reminders.remove(replaced.id)
        await unit.reminders.add(reminder)
    return reminder


def _moment(day: date, lead: timedelta | None, at: time, zone: ZoneInfo, now: datetime) -> tuple[timedelta, datetime]:
    if lead is not None and lead > LONGEST_LEAD:
        raise UserError("A reminder comes a year before at most. Name a shorter lead, such as 2 days.")
    for chosen in (DAY_BEFORE, timedelta(0)) if lead is None else (lead,):
        due_at = due_before(day, lead=chosen, at=at, zone=zone)
        if due_at > now:
            return chosen, due_at
    raise UserError("The moment for that reminder has passed. Name a shorter lead or a later time, such as 2 hours.")


async def stop_following(chat: ChatAddress, which: Sequence[DatedReminder], *, store: Store) -> int:
    """Take reminders of the chat away; returns how many were still there."""
    async with store.writing() as unit:
        mine = {reminder.id for reminder in await unit.reminders.of_chat(chat.platform, chat.chat_id)}
        gone = [await unit.reminders.remove(reminder.id) for reminder in which if reminder.id in mine]
    return sum(gone)
