"""Somebody is told when a chat's digests rest: whoever set the plan up, then its other admins, then the owners."""

import logging
from collections.abc import AsyncIterator, Collection, Sequence

from briefings.domain.deliveries import DeliveryKind, Problem
from briefings.domain.errors import DaybriefError
from briefings.domain.outgoing import Notice
from briefings.domain.people import ChatAddress, Identity
from briefings.domain.subscriptions import PauseKind, Subscription
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store, Unit
from briefings.services.delivery.owe_messages import lay_out, owe

_log = logging.getLogger(__name__)
_MOST_TOLD = 50


async def listener(
    plan: Subscription, *, courier: Courier, owners: Collection[Identity], tried: Collection[ChatAddress] = ()
) -> ChatAddress | None:
    """The private chat of the first person who was not tried and can be reached, as far as the platform says."""
    async for person in _in_order(plan, courier, owners):
        if person.user_id == plan.address.chat_id:
            continue
        try:
            chat = await courier.private_chat(person)
        except DaybriefError as error:
            facts = {"person": str(person), "reason": error.message}
            _log.warning("Somebody who decides for a chat cannot be written to", extra=facts)
            continue
        if chat not in tried and chat != plan.address:
            return chat
    _log.error("A chat's digests rest, and nobody could be told", extra={"chat": str(plan.address)})
    return None


async def _in_order(plan: Subscription, courier: Courier, owners: Collection[Identity]) -> AsyncIterator[Identity]:
    """People of the courier's platform, each once; the platform is asked for admins only when it comes to them."""
    seen: set[Identity] = set()
    groups: list[Sequence[Identity]] = [[plan.set_by] if plan.set_by else [], plan.admins]
    for group in groups:
        for person in group:
            if person not in seen and person.platform is courier.platform:
                seen.add(person)
                yield person
    for person in (*await _admins_now(plan, courier), *sorted(owners)):
        if person not in seen and person.platform is courier.platform:
            seen.add(person)
            yield person


async def _admins_now(plan: Subscription, courier: Courier) -> Sequence[Identity]:
    """The admins whom the platform names; none where it does not tell the bot any more."""
    try:
        return await courier.admins(plan.address)
    except DaybriefError:
        return ()


async def tell(
    unit: Unit, plan: Subscription, problem: Problem, *, courier: Courier, chat: ChatAddress, clock: Clock
) -> None:
    """Owe the notice; it names the plan, so that the next person is told where this one cannot be."""
    values = (("chat", plan.address.chat_id), ("reason", str(problem)))
    notice = Notice(
        "The digests of the chat {chat} rest, because it cannot be written to: {reason} Its settings are kept. "
        "They go on once the bot may write there again; /digest resume there wakes them at once.",
        values,
    )
    edition = lay_out(notice, courier)
    await owe(unit, edition, [chat], kind=DeliveryKind.NOTICE, now=clock.now(), subscription_id=plan.id)


async def tell_next(
    subscription_id: str, *, courier: Courier, owners: Collection[Identity], store: Store, clock: Clock
) -> bool:
    """Tell the next person, because the one before could not be written to; False when there is nobody left."""
    async with store.reading() as unit:
        plan = await unit.subscriptions.get(subscription_id)
        if plan is None or plan.pause is None or plan.pause.kind is not PauseKind.UNREACHABLE:
            return False
        told = await unit.deliveries.find(subscription_id=plan.id, since=plan.pause.since, limit=_MOST_TOLD)
    tried = {d.address for d in told if d.kind is DeliveryKind.NOTICE}
    chat = await listener(plan, courier=courier, owners=owners, tried=tried) if len(tried) < _MOST_TOLD else None
    if chat is None:
        return False
    async with store.writing() as unit:
        await tell(unit, plan, Problem(plan.pause.reason), courier=courier, chat=chat, clock=clock)
    return True
