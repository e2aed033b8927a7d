"""Runs the real program with trip wires and clocks that can be set: ``python -m tests.torture.launcher ORDER run``."""

import sys
from pathlib import Path

from bot.cli import main as daybrief
from tests.torture.clocks import be_settable, clocks_of
from tests.torture.wires import Wires


def main() -> None:
    order = Path(sys.argv[1])
    Wires(order).lay()
    be_settable(clocks_of(order))
    sys.argv[1:] = sys.argv[2:]
    daybrief()


if __name__ == "__main__":
    main()
