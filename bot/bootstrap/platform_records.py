"""What the platforms report is remembered: lost and regained chats, and which briefings an answer showed."""

import logging
from collections.abc import Sequence

from bot.bootstrap.program import Program, owners_of
from briefings.domain.deliveries import Problem, Receipt
from briefings.domain.errors import TemporaryError
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Courier, Shown
from briefings.services.delivery.lost_chats import lose_chat, regain_chat
from briefings.services.editing.correct import ANSWER
from briefings.services.notices.tell_owners import tell_owners

_log = logging.getLogger(__name__)


async def remember_lost(program: Program, couriers: Sequence[Courier], address: ChatAddress, reason: str) -> None:
    """Let the plan of a chat rest that cannot be written to any more, and tell whoever set it up."""
    await lose_chat(
        address,
        Problem(reason),
        store=program.store,
        clock=program.desk.clock,
        courier=next((courier for courier in couriers if courier.platform is address.platform), None),
        tell=sorted(owners_of(program.settings)),
    )


async def remember_trouble(program: Program, couriers: Sequence[Courier], platform: Platform, sentence: str) -> None:
    """Tell the owners what is wrong with a platform; a database that is away tells of itself elsewhere."""
    _log.error("A platform needs its owner", extra={"platform": str(platform), "reason": sentence})
    try:
        owners = owners_of(program.settings)
        await tell_owners(sentence, owners=owners, couriers=couriers, store=program.store, clock=program.desk.clock)
    except TemporaryError as error:
        _log.warning("The owners could not be told", extra={"reason": str(error)})
    else:
        program.desk.bell.ring()


async def remember_regained(program: Program, address: ChatAddress) -> None:
    """Let the plan of a chat go on that can be written to again."""
    if await regain_chat(address, store=program.store, clock=program.desk.clock):
        program.desk.bell.ring()


async def remember_wrote(program: Program, address: ChatAddress) -> None:
    """Let the plan of a lost chat go on in which the bot has just written; a database that is away changes nothing."""
    try:
        woken = await regain_chat(address, store=program.store, clock=program.desk.clock, exactly=True)
    except TemporaryError as error:
        _log.warning("A chat's digests could not be woken", extra={"chat": str(address), "reason": str(error)})
        return
    if woken:
        program.desk.bell.ring()


async def remember_shown(
    program: Program, address: ChatAddress, message_id: str, shows: tuple[Shown, ...], line: str
) -> None:
    """Keep receipts of an answer, so that corrections find it, and forget what stood in its place before."""
    now = program.desk.clock.now()
    receipts = [Receipt(address, message_id, shown.briefing_id, shown.revision, ANSWER, now, line) for shown in shows]
    async with program.store.writing() as unit:
        await unit.receipts.show(address, message_id, receipts)
