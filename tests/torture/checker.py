"""Decides, from the platforms' own logs and the planned slots alone, what was lost and what was doubled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.chat.catalogue import Catalogue
from briefings.domain.deliveries import DeliveryState
from briefings.domain.people import Platform
from tests.torture.house import House, day_of, story_of


@dataclass(slots=True)
class Verdict:
    """Counts slots of one platform; ``faults`` says in words what no rule allows."""

    slots: int = 0
    arrived: int = 0
    doubled: int = 0
    missing: int = 0
    listed: int = 0
    covered: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Verdict") -> None:
        """Count another house's slots too."""
        for name in ("slots", "arrived", "doubled", "missing", "listed", "covered"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


async def judge(house: House, platform: Platform, rounds: Sequence[int]) -> Verdict:
    """Look at every chat's slot of each of these rounds; the round after the last one covers it."""
    verdict = Verdict()
    texts = _by_chat(house, platform)
    for server, plan in house.plans:
        if server.platform is not platform:
            continue
        chat = plan.address.chat_id
        unknown = {d.day for d in await house.digests(plan) if d.state is DeliveryState.UNKNOWN}
        for number in rounds:
            verdict.slots += 1
            heading = f"Digest for {Catalogue().weekday(day_of(number))}"
            arrived = [text for text in texts[chat] if heading in text]
            if arrived:
                verdict.arrived += 1
                verdict.doubled += len(arrived) - 1
            else:
                verdict.missing += 1
                verdict.listed += day_of(number) in unknown
                verdict.covered += any(story_of(number) in text for text in texts[chat])
            if not any(story_of(number) in text for text in texts[chat]):
                verdict.faults.append(f"chat {chat} never heard of story {number}")
            if not arrived and day_of(number) not in unknown:
                verdict.faults.append(f"chat {chat} got no digest of round {number}, and nobody was told")
    return verdict


def _by_chat(house: House, platform: Platform) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for server in house.servers:
        if server.platform is platform:
            for sent in server.sent():
                texts[sent.chat_id].append(sent.text)
    return texts
