"""What has to be looked after beside answering: each chore wakes a service, each sender carries an outbox."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

from bot.bootstrap.answer_replay import AnswersAgain
from bot.bootstrap.program import Program, owners_of, rooms_of
from bot.chat.catalogue import Catalogue
from bot.scheduler import Chore
from briefings.domain.people import Platform
from briefings.ports.courier import Courier
from briefings.services.corrections.spread_corrections import spread_corrections
from briefings.services.delivery.deliver import Sender
from briefings.services.delivery.expire_messages import expire_messages
from briefings.services.delivery.look_after_chats import ChatCare
from briefings.services.delivery.pacing import DISCORD, TELEGRAM, TERMINAL, Pacer
from briefings.services.digests.end_pauses import end_pauses
from briefings.services.digests.plan_digests import next_digest, plan_digests, replan
from briefings.services.editing.release import next_release, release_due
from briefings.services.notices.send_alerts import Alarm
from briefings.services.notices.send_reminders import Reminding
from briefings.services.notices.tell_newsroom import Messenger
from briefings.services.records.delete_old_rows import Retention, forget_old


def chores_of(program: Program, couriers: Sequence[Courier], *, owed: Callable[[], None]) -> list[Chore]:
    """What the scheduler wakes: what is due to be published or sent, corrections, changed time zones, and old rows.

    ``owed`` is called when messages were put into the outbox.
    """
    store, clock = program.store, program.desk.clock
    carried = {courier.platform: courier for courier in couriers}
    delivery = program.settings.delivery
    catch_up = timedelta(hours=delivery.catch_up)
    retention = Retention(timedelta(days=delivery.keep_days), timedelta(days=delivery.keep_receipts))
    publish = partial(
        release_due, policy=program.desk.policy, aliases=program.desk.directory.aliases, store=store, clock=clock
    )
    alarm = Alarm(store=store, clock=clock, couriers=carried)
    digests = partial(plan_digests, store=store, clock=clock, couriers=carried, catch_up=catch_up)
    messenger = Messenger(
        store=store,
        clock=clock,
        couriers=carried,
        zone=program.desk.zone.key,
        owners=owners_of(program.settings),
        rooms=rooms_of(program.settings),
    )
    reminding = Reminding(store=store, clock=clock, couriers=carried)
    chores = [
        Chore("publications", timedelta(seconds=5), publish, partial(next_release, store=store)),
        Chore("alerts", timedelta(seconds=2), _telling(alarm.look, owed)),
        Chore("the newsroom's messages", timedelta(seconds=2), _telling(messenger.look, owed)),
        Chore("digests", timedelta(seconds=5), _telling(digests, owed), partial(next_digest, store=store)),
        Chore("reminders", timedelta(seconds=5), _telling(reminding.look, owed), reminding.next_due),
        Chore("overdue messages", timedelta(seconds=15), partial(expire_messages, store=store, clock=clock)),
        Chore("pauses", timedelta(minutes=1), partial(end_pauses, store=store, clock=clock)),
        Chore("zones", timedelta(hours=6), partial(replan, store=store, clock=clock)),
        Chore("old rows", timedelta(days=1), partial(forget_old, retention=retention, store=store, clock=clock)),
    ]
    answers = AnswersAgain(program.answering, Catalogue())
    for courier in (courier for courier in couriers if not courier.platform.is_own):
        spread = partial(spread_corrections, courier=courier, store=store, clock=clock, answers=answers)
        chores.append(Chore(f"corrections on {courier.platform}", timedelta(seconds=3), spread))
        care = ChatCare(courier=courier, store=store, clock=clock)
        chores.append(
            Chore(f"lost chats on {courier.platform}", timedelta(minutes=10), _telling(care.find_again, owed))
        )
        chores.append(Chore(f"admins of chats on {courier.platform}", timedelta(hours=1), care.note_admins))
    return chores


def _telling(work: Callable[[], Awaitable[int]], owed: Callable[[], None]) -> Callable[[], Awaitable[None]]:
    async def done() -> None:
        if await work():
            owed()

    return done


def pacer_of(platform: Platform) -> Pacer:
    """Build the one door through which everything leaves for a platform, answers and deliveries alike."""
    limits = {Platform.TELEGRAM: TELEGRAM, Platform.DISCORD: DISCORD, Platform.CONSOLE: TERMINAL}
    return Pacer(limits[platform])


def sender_of(program: Program, courier: Courier, pacer: Pacer) -> Sender:
    """Build what carries one platform's outbox; the lease lets one process of all send with the token."""
    delivery = program.settings.delivery
    return Sender(
        store=program.store,
        clock=program.desk.clock,
        courier=courier,
        pacer=pacer,
        lease=f"sender:{courier.platform}",
        hold=delivery.in_doubt == "hold",
        lasting=timedelta(seconds=delivery.takeover),
        tell=sorted(owners_of(program.settings)),
    )
