"""What the proofs of backups and of restores share."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from briefings.adapters.sql.store import open_store
from briefings.domain.audit import Act
from briefings.services.verify_log import LogCheck, verify_log

NOW = datetime(2025, 2, 24, 9, 0, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path

seen, deadly = 0, int(sys.argv[1])

def look(event, arguments):
    global seen
    if event.startswith(("os.", "shutil.", "sqlite3.")) or (event == "open" and arguments[1] != "rb"):
        seen += 1
        if seen == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

from briefings.adapters.sql.backup import back_up
from briefings.adapters.sql.restore import restoring
sys.addaudithook(look)
if sys.argv[2] == "back_up":
    back_up(sys.argv[3], Path(sys.argv[4]), keep=1, now=datetime.now(UTC))
else:
    with restoring(sys.argv[3], Path(sys.argv[4]), now=datetime.now(UTC)):
        pass
"""


def run_script(script: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


async def note(url: str, times: int = 1, detail: str = "") -> None:
    store = await open_store(url)
    async with store.writing() as unit:
        for _ in range(times):
            await unit.audit.append(at=NOW, actor="a", act=Act.EDIT, subject="s", detail=detail)
    await store.close()


async def log_of(path: Path) -> LogCheck:
    store = await open_store(f"sqlite:///{path}")
    try:
        return await verify_log(store=store)
    finally:
        await store.close()


def named(directory: Path, part: str) -> list[str]:
    """The names in a directory that hold this part."""
    return [path.name for path in directory.iterdir() if part in path.name]
