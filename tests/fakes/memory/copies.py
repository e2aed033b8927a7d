"""Edits that corrections owe to delivered copies, in memory."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from briefings.domain.copies import CopyEdit, CopyState, is_newer
from briefings.domain.people import Platform
from tests.fakes.memory.newsroom_state import NewsroomState

Key = tuple[Platform, str, str, str]


class MemoryCopies:
    """One row for each message and briefing."""

    def __init__(self, state: NewsroomState) -> None:
        self._state = state

    async def owe(self, edits: Sequence[CopyEdit]) -> int:
        """Owe edits; a row that has the same or a newer revision is left as it is."""
        owed = 0
        for edit in edits:
            known = self._state.copy_edits.get(_key(edit))
            if known is None or is_newer(edit.revision, known.revision):
                self._state.copy_edits[_key(edit)] = edit
                owed += 1
        return owed

    async def due(self, platform: Platform, *, now: datetime, limit: int) -> Sequence[CopyEdit]:
        """Owed edits whose time has come, oldest first."""
        due = [
            (edit.due_at, edit)
            for edit in self._where(lambda kept: kept.address.platform is platform)
            if edit.state is CopyState.OWED and edit.due_at is not None and edit.due_at <= now
        ]
        return [edit for _, edit in sorted(due, key=lambda pair: pair[0])][:limit]

    async def settle(self, edit: CopyEdit) -> None:
        """Write what became of an edit; one that a newer correction has replaced meanwhile is left alone."""
        known = self._state.copy_edits.get(_key(edit))
        if known is not None and known.revision == edit.revision:
            self._state.copy_edits[_key(edit)] = edit

    async def of(self, briefing_id: str) -> Sequence[CopyEdit]:
        """Every edit that this briefing's corrections owed, by address."""
        return self._where(lambda edit: edit.briefing_id == briefing_id)

    async def reopen(self, briefing_id: str, *, now: datetime) -> int:
        """Owe every copy that tells of the briefing's withdrawal its edit once more."""
        known = [edit for edit in await self.of(briefing_id) if edit.revision <= 0]
        for edit in known:
            anew = replace(
                edit,
                revision=edit.revision - 1,
                state=CopyState.OWED,
                attempts=0,
                due_at=now,
                done_at=None,
                problem=None,
            )
            self._state.copy_edits[_key(edit)] = anew
        return len(known)

    async def move(self, platform: Platform, *, old: str, new: str) -> None:
        """Give the copies of a chat another chat id."""
        for edit in self._where(lambda kept: kept.address.platform is platform and kept.address.chat_id == old):
            del self._state.copy_edits[_key(edit)]
            moved = replace(edit, address=replace(edit.address, chat_id=new))
            self._state.copy_edits[_key(moved)] = moved

    def _where(self, wanted: Callable[[CopyEdit], bool]) -> list[CopyEdit]:
        found = [edit for edit in self._state.copy_edits.values() if wanted(edit)]
        return sorted(found, key=lambda edit: (str(edit.address), edit.message_id))


def _key(edit: CopyEdit) -> Key:
    return edit.address.platform, edit.address.chat_id, edit.message_id, edit.briefing_id
