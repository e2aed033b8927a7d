"""A directory of speakers that takes as long as a test wants."""

import asyncio
from datetime import datetime

from briefings.ports.store import Store
from briefings.services.speakers.speaker_directory import Directory, SpeakerDirectory


class GatedDirectory(SpeakerDirectory):
    """Takes as long to read as the gate is shut."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()

    async def read(self, store: Store, *, now: datetime) -> Directory:
        await self.gate.wait()
        return await super().read(store, now=now)
