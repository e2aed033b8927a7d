"""A start of the real program: how long until it is ready, how much of that it worked, and what it keeps in memory."""

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path


async def start_cold(
    ready: Callable[[], Awaitable[object]], ask: Callable[[], Awaitable[object]], **settings: str
) -> None:
    """Start twice in a home of its own, wait until it is ``ready``, ``ask`` once, and print what that cost."""
    with tempfile.TemporaryDirectory() as home, contextlib.suppress(ProcessLookupError):
        environment = {
            **os.environ,
            "HOME": home,
            "DAYBRIEF_DATABASE_URL": f"sqlite:///{home}/daybrief.db",
            "DAYBRIEF_LOG_LEVEL": "ERROR",
            **settings,
        }
        for name in ("first start", "cold start"):
            began = time.perf_counter()
            process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment)
            await ready()
            seconds, busy = time.perf_counter() - began, _busy(process.pid)
            await ask()
            print(
                f"{name}: {seconds:.2f} s to ready (target < 2 s), {busy} s of it at work, "
                f"{_resident(process.pid)} MB resident (< 150)"
            )
            process.terminate()
            await process.wait()


def _resident(pid: int) -> str:
    lines = _told_of(pid, "status").splitlines()
    kib = next((line.split()[1] for line in lines if line.startswith("VmRSS")), None)
    return f"{int(kib) / 1024:.0f}" if kib else "?"


def _busy(pid: int) -> str:
    """Seconds of processor time so far: what a start costs on a machine that does other things too."""
    fields = _told_of(pid, "stat").rpartition(")")[2].split()
    return f"{(int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK'):.2f}" if fields else "?"


def _told_of(pid: int, what: str) -> str:
    """What Linux tells of a process; nothing elsewhere."""
    try:
        return Path(f"/proc/{pid}/{what}").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
