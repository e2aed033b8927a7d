"""Run the long proofs: ``python -m tests.torture`` for all, or the name of one with its own options.

``python -m tests.torture kills --count 60``. Each of all runs in a process of its own, so that one that breaks off
takes no other with it. The exit code is 1 when a promise was broken.
"""

import importlib
import logging
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.torture.printing import duration, print_table

PROOFS = ("gate", "clock", "errors", "downtime", "faults", "rivals", "outages", "kills")


def main() -> None:
    wanted, options = sys.argv[1:2], sys.argv[2:]
    if wanted and wanted[0] not in PROOFS:
        sys.exit(f"No proof is called {wanted[0]!r}; there are: {', '.join(PROOFS)}")
    logging.basicConfig(level=logging.ERROR)
    kept = prove(wanted[0], options) if wanted else prove_all()
    sys.exit(0 if kept else 1)


def prove(name: str, options: Sequence[str]) -> bool:
    """Run one proof here, and say whether every promise was kept."""
    print(f"\n== {name} ==", flush=True)
    kept = bool(importlib.import_module(f"tests.torture.{name}").main(options))
    print(f"{name}: {_verdict(kept)}", flush=True)
    return kept


def prove_all() -> bool:
    """Run every proof, then print what came of each and how long it took."""
    rows, began, good = [], time.monotonic(), True
    for name in PROOFS:
        started = time.monotonic()
        kept = subprocess.run([sys.executable, "-m", "tests.torture", name], check=False).returncode == 0
        rows.append((name, duration(time.monotonic() - started), _verdict(kept)))
        good = good and kept
    print("\n== all proofs ==")
    print_table(("proof", "took", "promises"), rows)
    print(f"VERDICT: the promises were {_verdict(good)} ({duration(time.monotonic() - began)} in all).")
    return good


def _verdict(kept: bool) -> str:
    return "kept" if kept else "BROKEN"


if __name__ == "__main__":
    main()
