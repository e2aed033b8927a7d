"""Run the long proofs: ``python -m tests.torture`` for all, or the name of one with its own options.

``python -m tests.torture kills --count 60``. The exit code is 1 when a promise was broken.
"""

import importlib
import sys

PROOFS = ("clock", "errors", "downtime", "rivals", "kills")


def main() -> None:
    wanted, options = sys.argv[1:2], sys.argv[2:]
    if wanted and wanted[0] not in PROOFS:
        sys.exit(f"No proof is called {wanted[0]!r}; there are: {', '.join(PROOFS)}")
    broken = []
    for name in wanted or PROOFS:
        print(f"\n== {name} ==", flush=True)
        if not importlib.import_module(f"tests.torture.{name}").main(options):
            broken.append(name)
    if broken:
        sys.exit(f"Promises were broken in: {', '.join(broken)}")


if __name__ == "__main__":
    main()
