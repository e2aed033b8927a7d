"""Laid-out messages and releases in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime

from briefings.domain.editions import DigestRecipe
from briefings.ports.courier import Message
from briefings.ports.store.editions import Edition, Release
from tests.fakes.memory.delivery_state import DeliveryState


class MemoryEditions:
    """Keeps what was laid out."""

    def __init__(self, state: DeliveryState) -> None:
        self._state = state

    async def add(self, *editions: Edition, now: datetime) -> bool:
        """Keep editions; known ids change nothing."""
        fresh = {edition.id: (edition, now) for edition in editions if edition.id not in self._state.editions}
        self._state.editions.update(fresh)
        return bool(fresh)

    async def message(self, edition_id: str, part: int) -> Message | None:
        """One message; parts count from 1."""
        kept = self._state.editions.get(edition_id)
        return kept[0].messages[part - 1] if kept and 1 <= part <= len(kept[0].messages) else None

    async def recipe(self, edition_id: str) -> DigestRecipe | None:
        """What the digest of this edition was made of."""
        kept = self._state.editions.get(edition_id)
        return kept[0].recipe if kept else None

    async def forget(self, *, before: datetime, limit: int) -> int:
        """Delete old editions that nothing refers to."""
        used = {kept.delivery.edition_id for kept in self._state.deliveries.values()}
        used |= {slot.edition_id for slot in self._state.slots.values() if slot.edition_id}
        old = [key for key, (_, made_at) in self._state.editions.items() if made_at < before and key not in used]
        for key in old[:limit]:
            del self._state.editions[key]
        return len(old[:limit])


class MemoryReleases:
    """Numbers every revision that became visible."""

    def __init__(self, state: DeliveryState) -> None:
        self._state = state

    async def note(self, shown: Collection[tuple[str, int]], *, now: datetime) -> None:
        """Number the pairs that have no number yet, in their order."""
        for briefing_id, revision in shown:
            if (briefing_id, revision) not in self._state.releases:
                number = self._state.number("release")
                self._state.releases[briefing_id, revision] = Release(number, briefing_id, revision, now)

    async def of(self, briefing_ids: Collection[str]) -> Sequence[Release]:
        """The releases of these briefings, by number."""
        found = (release for release in self._state.releases.values() if release.briefing_id in briefing_ids)
        return sorted(found, key=lambda release: release.number)

    async def last(self) -> int:
        """The highest number (0: none)."""
        return self._state.numbers.get("release", 0)
