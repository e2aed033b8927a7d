"""Breaking briefings go at once to the chats that want alerts, each exactly once."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from briefings.domain.briefing import Briefing, Priority
from briefings.domain.deliveries import DeliveryKind, NewDelivery, Turn
from briefings.domain.outgoing import Alert
from briefings.domain.people import Platform
from briefings.domain.subscriptions import AlertMode, Subscription
from briefings.domain.timing import in_quiet_hours, next_occurrence
from briefings.domain.topics import slug_of
from briefings.ports.courier import Courier
from briefings.ports.store.editions import Edition
from briefings.services.archive.archive_watcher import Lookout

FRESH = timedelta(hours=6)
"""A breaking briefing alerts nobody this long after readers could see it first."""

_LOOKED_AT = 20
_PLANS = 500
_MOST_QUOTES = 500


class Alarm(Lookout):
    """Looks for breaking news whenever the archive has changed."""

    async def _look(self, now: datetime, *, changed: bool) -> int:
        """Owe the alerts that are new; returns for how many briefings and platforms."""
        if not changed:
            return 0
        async with self._store.reading() as unit:
            latest = await unit.archive.latest(now=now, limit=_LOOKED_AT, samples=False)
        fresh = [briefing for briefing in latest if _is_breaking(briefing, now)]
        owed = 0
        for briefing in fresh:
            for courier in self._couriers.values():
                owed += await self._alert(briefing, courier, now)
        return owed

    async def _alert(self, briefing: Briefing, courier: Courier, now: datetime) -> bool:
        """One transaction for a briefing and a platform; the edition that calls nobody says that it was done."""
        topics = {slug_of(topic) for topic in briefing.content.topics}
        editions: dict[str | None, Edition] = {None: _edition(briefing, courier, None)}
        async with self._store.writing() as unit:
            if not await unit.editions.add(editions[None], now=now):
                return False
            quotes = await unit.archive.quotes(now=now, limit=_MOST_QUOTES, briefing=briefing.number)
            about = topics | {quote.speaker_id for quote in quotes if quote.speaker_id}
            last = ""
            while plans := await unit.subscriptions.wanting_alerts(after=last, limit=_PLANS):
                last = plans[-1].id
                wanted = [plan for plan in plans if _is_for(plan, about, courier.platform)]
                for role in {plan.taste.mention_role for plan in wanted} - editions.keys():
                    editions[role] = _edition(briefing, courier, role)
                    await unit.editions.add(editions[role], now=now)
                owed = [new for plan in wanted for new in _owed(plan, editions[plan.taste.mention_role], now)]
                await unit.deliveries.owe(owed, now=now)
        return True


def _edition(briefing: Briefing, courier: Courier, role: str | None) -> Edition:
    """The alert as chats get it that call this role, or none."""
    name = "-".join(filter(None, ("alert", briefing.id, courier.platform, role)))
    return Edition(name, courier.platform, courier.lay_out(Alert(briefing, mention_role=role)))


def _is_breaking(briefing: Briefing, now: datetime) -> bool:
    seen_since = max(filter(None, (briefing.published_at, briefing.embargo_until)), default=now)
    return briefing.content.priority is Priority.BREAKING and now - seen_since <= FRESH


def _is_for(plan: Subscription, about: Collection[str], platform: Platform) -> bool:
    """Whether a chat follows everything, or a topic or speaker that the briefing is ``about``."""
    followed = {*plan.taste.topics, *plan.taste.speakers}
    return plan.address.platform is platform and (not followed or not followed.isdisjoint(about))


def _owed(plan: Subscription, edition: Edition, now: datetime) -> Sequence[NewDelivery]:
    quiet = in_quiet_hours(now, zone=plan.zone_info, quiet=plan.quiet)
    waits = None
    if plan.quiet and quiet and plan.alerts is AlertMode.ON:
        waits = next_occurrence(now, at=plan.quiet[1], zone=plan.zone_info).instant
    return [
        NewDelivery(
            plan.address,
            DeliveryKind.ALERT,
            Turn.ALERT,
            edition.id,
            part,
            len(edition.messages),
            subscription_id=plan.id,
            silent=plan.silent or (quiet and waits is None),
            not_before=waits,
            expires_at=now + timedelta(hours=24),
        )
        for part in range(1, len(edition.messages) + 1)
    ]
