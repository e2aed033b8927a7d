"""Runs the real program as a person would: a process of its own, with a home of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Home:
    """An empty home; the database is where the program puts it by itself."""

    path: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DAYBRIEF_", "XDG_"))}
        return {**kept, "HOME": str(self.path), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

    def run(self, *arguments: str, typed: str | bytes = "", **settings: str) -> Ran:
        """Run ``daybrief`` to its end in the home, with the given settings in its environment."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=typed if isinstance(typed, bytes) else typed.encode(),
            capture_output=True,
            cwd=self.path,
            env={**self.environment, **settings},
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
