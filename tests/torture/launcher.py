"""Runs the real program with trip wires: ``python -m tests.torture.launcher ORDER run``."""

import sys
from pathlib import Path

from bot.cli import main as daybrief
from tests.torture.wires import Wires


def main() -> None:
    Wires(Path(sys.argv[1])).lay()
    sys.argv[1:] = sys.argv[2:]
    daybrief()


if __name__ == "__main__":
    main()
