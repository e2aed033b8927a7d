"""Run the benchmarks: every ``bench_*`` module beside this file has a ``main()`` that prints its table.

Names first, then what the one that is named takes: ``python -m tests.bench delivery --chats 10000``.
"""

import importlib
import sys
from itertools import takewhile
from pathlib import Path


def main() -> None:
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    wanted = list(takewhile(lambda word: f"bench_{word}" in names, sys.argv[1:]))
    del sys.argv[1 : len(wanted) + 1]
    unknown = [word for word in sys.argv[1:2] if not wanted and not word.startswith("-")]
    if unknown:
        known = ", ".join(name.removeprefix("bench_") for name in names)
        sys.exit(f"No benchmark is called {unknown[0]!r}; there are: {known}")
    for name in names:
        if not wanted or name.removeprefix("bench_") in wanted:
            print(f"\n== {name.removeprefix('bench_')} ==", flush=True)
            importlib.import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    main()
