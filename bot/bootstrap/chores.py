"""What has to be looked after beside answering: each chore wakes a service, each sender carries an outbox."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from bot.bootstrap.program import Program, owners_of
from bot.scheduler import Chore
from briefings.domain.people import ChatAddress, Platform
from briefings.ports.courier import Courier
from briefings.services.deliver import Sender
from briefings.services.pacing import DISCORD, TELEGRAM, Pacer
from briefings.services.plan_digests import plan_digests, replan
from briefings.services.release import release_due
from briefings.services.send_alerts import Alarm
from briefings.services.spread_corrections import spread_corrections


def chores_of(program: Program, couriers: Sequence[Courier]) -> list[Chore]:
    """What the scheduler wakes: publications, alerts and digests that are due, corrections, and changed time zones."""
    store, clock = program.store, program.desk.clock
    carried = {courier.platform: courier for courier in couriers}
    publish = partial(release_due, aliases=program.desk.directory.aliases, store=store, clock=clock)
    chores = [
        Chore("publications", timedelta(seconds=5), publish),
        Chore("alerts", timedelta(seconds=2), Alarm(store=store, clock=clock, couriers=carried).look),
        Chore("digests", timedelta(seconds=0.5), partial(plan_digests, store=store, clock=clock, couriers=carried)),
        Chore("zones", timedelta(hours=6), partial(replan, store=store, clock=clock)),
    ]
    for courier in couriers:
        spread = partial(spread_corrections, courier=courier, store=store, clock=clock)
        chores.append(Chore(f"corrections on {courier.platform}", timedelta(seconds=10), spread))
    return chores


def pacer_of(platform: Platform) -> Pacer:
    """Build the one door through which everything leaves for a platform, answers and deliveries alike."""
    return Pacer(TELEGRAM if platform is Platform.TELEGRAM else DISCORD)


def sender_of(program: Program, courier: Courier, pacer: Pacer) -> Sender:
    """Build what carries one platform's outbox; the lease lets one process of all send with the token."""
    delivery = program.settings.delivery
    tell = [ChatAddress(owner.platform, owner.user_id) for owner in owners_of(program.settings)]
    return Sender(
        store=program.store,
        clock=program.desk.clock,
        courier=courier,
        pacer=pacer,
        lease=f"sender:{courier.platform}",
        hold=delivery.in_doubt == "hold",
        lasting=timedelta(seconds=delivery.takeover),
        tell=[address for address in tell if address.platform is Platform.TELEGRAM],
    )
