"""What runs beside the platforms: the scheduler with its chores, and a sender for each token, joined by the bell."""

from collections.abc import Mapping, Sequence

from bot.bootstrap.chores import chores_of, sender_of
from bot.bootstrap.pacing import PacedEdits
from bot.bootstrap.program import Program
from bot.scheduler import Scheduler, Worker
from bot.supervisor import Part
from briefings.domain.people import Platform
from briefings.ports.courier import Courier
from briefings.services.delivery.pacing import Pacer


def upkeep_of(program: Program, couriers: Sequence[Courier], pacers: Mapping[Platform, Pacer]) -> list[Part]:
    """Build what plans and sends for these couriers, unstarted."""
    senders = {courier.platform: sender_of(program, courier, pacers[courier.platform]) for courier in couriers}

    def owed() -> None:
        for sender in senders.values():
            sender.wake()

    paced = [PacedEdits(courier, pacers[courier.platform]) for courier in couriers]
    scheduler = Scheduler(chores_of(program, paced, owed=owed), clock=program.desk.clock)
    program.desk.bell.listen(scheduler.wake)
    program.desk.bell.listen(owed)
    return [scheduler, *(Worker(f"deliveries on {platform}", sender.run) for platform, sender in senders.items())]
