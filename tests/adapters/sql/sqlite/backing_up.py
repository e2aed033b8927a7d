"""What the proofs of backups and of restores share."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from briefings.adapters.sql.store import open_store
from briefings.domain.audit import Act
from briefings.services.records.verify_log import LogCheck, verify_log

NOW = datetime(2025, 2, 24, 9, 0, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[4]
_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from briefings.adapters.sql.sqlite.backup import back_up
from briefings.adapters.sql.sqlite.restore import restoring

def look(event, arguments):
    global left
    if event.startswith(("os.", "shutil.", "sqlite3.")) or (event == "open" and arguments[1] != "rb"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

def work(verb, url, path):
    if verb == "back_up":
        back_up(url, Path(path), keep=1, now=datetime.now(UTC))
    else:
        with restoring(url, Path(path), now=datetime.now(UTC)):
            pass

for line in sys.stdin:
    left = int(line)
    child = os.fork()
    if child == 0:
        sys.addaudithook(look)
        work(*sys.argv[1:])
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextmanager
def killed_at(verb: str, url: str, path: Path) -> Iterator[Callable[[int], int]]:
    """Back up to, or restore from, a path again and again in a process that kills itself at the n-th thing it does.

    The number is given to the function, which returns the exit code; 0 when there were not that many. The program is
    read in once: each run is a fork of it.
    """
    with run_script(_KILLED, verb, url, str(path)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        read, write = process.stdout, process.stdin

        def run(deadly: int) -> int:
            write.write(f"{deadly}\n")
            write.flush()
            return int(read.readline())

        yield run


def run_script(script: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


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
