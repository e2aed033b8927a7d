"""The newsroom hears of what waits for it: calls for a review, verdicts, plans that fell through, readers' reports."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefings.domain.audit import Act, AuditEntry, briefing_number
from briefings.domain.briefing import Status
from briefings.domain.deliveries import DeliveryKind
from briefings.domain.errors import PermanentError, TemporaryError, UserError, entry
from briefings.domain.outgoing import DraftNews, Notice, Outgoing
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.domain.reports import ErrorReport
from briefings.domain.reviewing import DraftState, Verdict
from briefings.domain.team import Member
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store
from briefings.ports.store.editions import Edition
from briefings.services.delivery.owe_messages import owe
from briefings.services.editing.release import Fallen, reason_in
from briefings.services.editing.review_draft import is_correction, open_draft
from briefings.services.people.roles import person_name

FRESH = timedelta(hours=24)
"""Nobody is told of what is older than this, such as after a long stop."""

_LOOKED_AT = 100
_FALLEN = {
    Fallen.EDITED: entry("Briefing {number} was not published as planned: it was edited after that."),
    Fallen.DISMISSED: entry(
        "Briefing {number} was not published as planned: {who}, who planned it, is no longer in the newsroom."
    ),
    Fallen.UNAPPROVED: entry("Briefing {number} was not published as planned: it has no second pair of eyes any more."),
    Fallen.REFUSED: entry(
        "Briefing {number} was not published as planned: it holds what its source does not bear out."
    ),
}
_TOLD = frozenset({Act.SUBMIT, Act.APPROVE, Act.RETURN, Act.SCHEDULE})


@dataclass(frozen=True, slots=True)
class _News:
    """What to tell, under a name that is never told twice: to a role's members, or to these people."""

    name: str
    outgoing: Outgoing
    role: Role | None = None
    people: frozenset[str] = frozenset()
    without: str = ""


class Messenger:
    """Reads the audit log and the readers' reports, and owes each message once, whoever else looks at the same time.

    ``rooms`` are chats of the newsroom: what concerns a whole role goes there; without any, to each of its members in
    private. A role that nobody has is the owners'. ``zone`` is the newsroom's, by its IANA name.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        couriers: Mapping[Platform, Courier],
        zone: str,
        owners: Collection[Identity] = (),
        rooms: Sequence[ChatAddress] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._couriers = couriers
        self._zone = zone
        self._owners = frozenset(owners)
        self._rooms = tuple(rooms)
        self._told: dict[Platform, tuple[int, int]] = {}

    async def look(self) -> int:
        """Owe what is new; returns how many messages. A second look finds nothing.

        Raises:
            TemporaryError: a platform or the database cannot be reached now; the next look goes on there.
        """
        async with self._store.reading() as unit:
            entries = list(reversed(await unit.audit.latest(limit=_LOOKED_AT)))
            reports = await unit.reports.open(limit=_LOOKED_AT)
        newest = (entries[-1].number if entries else 0, max((report.id for report in reports), default=0))
        owed, trouble = 0, None
        for platform, courier in self._couriers.items():
            if self._told.get(platform) == newest:
                continue
            try:
                owed += await self._tell(courier, entries, reports, self._told.get(platform, (0, 0)))
                self._told[platform] = newest
            except TemporaryError as error:
                trouble = error
        if trouble is not None:
            raise trouble
        return owed

    async def _tell(
        self, courier: Courier, entries: Iterable[AuditEntry], reports: Iterable[ErrorReport], told: tuple[int, int]
    ) -> int:
        since = self._clock.now() - FRESH
        news = [await self._of_entry(e) for e in entries if e.number > told[0] and e.at >= since and e.act in _TOLD]
        news += [await self._of_report(report) for report in reports if report.id > told[1] and report.at >= since]
        return sum([await self._owe(one, courier) for one in news if one is not None])

    async def _owe(self, news: _News, courier: Courier) -> int:
        chats = await self._chats(news, courier)
        if not chats:
            return 0
        name = f"{news.name}-{courier.platform}"
        edition = Edition(name, courier.platform, courier.lay_out(news.outgoing))
        async with self._store.writing() as unit:
            if not await unit.editions.add(edition, now=self._clock.now()):
                return 0
            await owe(unit, edition, chats, kind=DeliveryKind.NOTICE, now=self._clock.now())
        return len(chats)

    async def _chats(self, news: _News, courier: Courier) -> list[ChatAddress]:
        """The newsroom's rooms on this platform, or each person's private chat."""
        if news.role is not None and self._rooms:
            return [room for room in self._rooms if room.platform is courier.platform]
        async with self._store.reading() as unit:
            members = await unit.members.all()
        chats = []
        for identity in sorted(self._accounts(news, members)):
            if identity.platform is not courier.platform:
                continue
            try:
                chats.append(await courier.private_chat(identity))
            except PermanentError:  # who lets nobody write to them finds the same in /drafts
                continue
        return list(dict.fromkeys(chats))

    def _accounts(self, news: _News, members: Sequence[Member]) -> set[Identity]:
        known = {str(identity): identity for identity in self._owners}
        if news.role is None:
            wanted = [member for member in members if member.id in news.people]
            return {i for member in wanted for i in member.identities} | {known[p] for p in news.people if p in known}
        wanted = [member for member in members if news.role in member.roles]
        wanted = wanted or [member for member in members if Role.OWNER in member.roles]
        accounts = {identity for member in wanted for identity in member.identities if member.id != news.without}
        return accounts or {owner for owner in self._owners if str(owner) != news.without}

    async def _of_entry(self, entry: AuditEntry) -> _News | None:
        number = briefing_number(entry.subject)
        try:
            state = await open_draft(number, store=self._store) if number else None
        except UserError:
            return None
        if state is None:
            return None
        async with self._store.reading() as unit:
            who = await person_name(entry.actor, unit=unit)
        known = (("who", who), ("number", str(number)), ("note", _note(state, entry)))
        authors = state.authors - {entry.actor}
        name = f"act-{entry.number}"
        match entry.act:
            case Act.SUBMIT if _waits(state):
                call = Notice("{who} asks for a review of briefing {number}.", known)
                return _News(name, DraftNews(call, state, self._zone), role=Role.REVIEWER, without=entry.actor)
            case Act.APPROVE:
                approved = Notice("Briefing {number} was approved by {who}.", known)
                return _News(name, DraftNews(approved, state, self._zone), people=authors)
            case Act.RETURN:
                returned = Notice("{who} returned briefing {number}: {note}", known)
                return _News(name, DraftNews(returned, state, self._zone), people=authors)
            case Act.SCHEDULE if (why := reason_in(entry.detail)) is not None:
                lost = Notice(_FALLEN[why], known)
                if why is Fallen.EDITED:
                    return _News(name, DraftNews(lost, state, self._zone), people=frozenset({entry.actor}))
                return _News(name, DraftNews(lost, state, self._zone), role=Role.EDITOR)
            case _:
                return None

    async def _of_report(self, report: ErrorReport) -> _News:
        values = (("number", str(report.briefing_number)), ("reason", report.reason))
        told = Notice("A reader reports an error in briefing {number}: {reason} /reports lists what is open.", values)
        return _News(f"report-{report.id}", told, role=Role.EDITOR)


def _waits(state: DraftState) -> bool:
    briefing = state.briefing
    return briefing.status is Status.IN_REVIEW or is_correction(briefing) or briefing.note_waits


def _note(state: DraftState, entry: AuditEntry) -> str:
    """The whole note of a return; the log keeps only its beginning."""
    notes = [v.note for v in state.verdicts if v.verdict is Verdict.RETURNED and v.reviewer == entry.actor]
    return notes[-1] if notes else entry.detail
