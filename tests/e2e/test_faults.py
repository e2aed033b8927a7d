"""The short form of ``make torture ARGS=faults``: the real program meets trouble that passes, in a fan-out."""

from pathlib import Path

import pytest

from tests.fakes.postgres import PostgresServer
from tests.torture.faults import troubles


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.parametrize("trouble", ["disk", "server", "stop", "clock-0"])
async def test_trouble_passes_and_nothing_is_lost_or_doubled(
    trouble: str, tmp_path: Path, postgres_server: PostgresServer, worker_id: str
) -> None:
    database = f"weather_{worker_id}"
    await postgres_server.execute(f"CREATE DATABASE {database}")
    try:
        seen = await troubles(tmp_path, postgres_server, database, seconds=0, chats=(5, 3), stops_within=60)[trouble]()
        assert seen.faults == []
        slots = sum(verdict.slots for verdict in seen.verdicts.values())
        assert slots == (0 if trouble == "stop" else 2 * (5 + 3))
    finally:
        await postgres_server.execute(f"DROP DATABASE {database} WITH (FORCE)")
