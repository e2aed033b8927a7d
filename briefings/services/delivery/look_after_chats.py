"""What a platform is asked about chats now and then: who decides in them, and whether lost ones can be written to."""

import logging
from dataclasses import replace

from briefings.domain.errors import DaybriefError, PermanentError
from briefings.domain.subscriptions import MAX_ADMINS, PauseKind
from briefings.ports.clock import Clock
from briefings.ports.courier import Courier
from briefings.ports.store import Store
from briefings.services.delivery.lost_chats import regain_chat

_log = logging.getLogger(__name__)


class ChatCare:
    """Goes round the chats of one platform, a few at a time, so that no call of it is in anybody's way."""

    def __init__(self, *, courier: Courier, store: Store, clock: Clock, at_once: int = 50) -> None:
        self._courier = courier
        self._store = store
        self._clock = clock
        self._at_once = at_once
        self._asked = ""
        self._knocked = ""

    async def find_again(self) -> int:
        """Try chats that could not be written to, and wake the digests of those that can; return how many."""
        async with self._store.reading() as unit:
            resting = await unit.subscriptions.paused(PauseKind.UNREACHABLE, after=self._knocked, limit=self._at_once)
        self._knocked = resting[-1].id if len(resting) == self._at_once else ""
        found = 0
        for plan in resting:
            if plan.address.platform is not self._courier.platform:
                continue
            try:
                await self._courier.show_typing(plan.address)
            except PermanentError:
                continue
            except DaybriefError as error:
                _log.info("Lost chats are tried again later", extra={"reason": str(error)})
                return found
            found += await regain_chat(plan.address, store=self._store, clock=self._clock)
        return found

    async def note_admins(self) -> int:
        """Note who decides in chats, to have somebody to tell when the bot is thrown out; return how many changed."""
        async with self._store.reading() as unit:
            plans = await unit.subscriptions.awake(after=self._asked, limit=self._at_once)
        self._asked = plans[-1].id if len(plans) == self._at_once else ""
        changed = 0
        for known in plans:
            if known.address.platform is not self._courier.platform:
                continue
            try:
                admins = tuple(await self._courier.admins(known.address))[:MAX_ADMINS]
            except PermanentError:
                continue
            except DaybriefError as error:
                _log.info("Who decides in chats is asked later", extra={"reason": str(error)})
                return changed
            if not admins or admins == known.admins:
                continue
            async with self._store.writing() as unit:
                plan = await unit.subscriptions.get(known.id)
                if plan is not None:
                    await unit.subscriptions.save(replace(plan, admins=admins))
                    changed += 1
        return changed
