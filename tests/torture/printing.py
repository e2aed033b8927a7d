"""Tables on standard output."""

from collections.abc import Sequence


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads; numbers stand to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(head), *(len(row[i]) for row in cells), 0) for i, head in enumerate(heads)]
    numbers = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in range(len(heads))]
    for line in (list(heads), *cells):
        padded = (c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numbers, strict=True))
        print("  ".join(padded).rstrip(), flush=True)
