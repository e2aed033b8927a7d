"""Average linkage: the two groups that are most alike become one, again and again, while they are alike enough."""

from collections.abc import Sequence

Rows = list[dict[int, float]]


def link(sizes: Sequence[int], likeness: Rows, least: float) -> list[list[int]]:
    """Return which units belong together, each group in order, the groups by their first unit.

    ``sizes`` is how many articles each unit stands for. ``likeness[i][j]`` is the sum over their pairs, in both
    triangles; ``-inf`` keeps two units apart for ever. ``least`` is the lowest mean over all pairs that joins groups.
    """
    rows = [dict(row) for row in likeness]
    groups = {unit: [unit] for unit in range(len(sizes))}
    weights = list(sizes)
    nearest = {unit: _nearest(unit, rows, weights) for unit in groups}
    while len(groups) > 1:
        one = max(groups, key=lambda unit: (nearest[unit][0], -unit))
        mean, other = nearest[one]
        if mean < least:
            break
        _join(one, other, rows)
        weights[one] += weights[other]
        groups[one] += groups.pop(other)
        del nearest[other]
        for unit in groups:
            if unit == one or nearest[unit][1] in {one, other}:
                nearest[unit] = _nearest(unit, rows, weights)
    return sorted(sorted(group) for group in groups.values())


def _join(one: int, other: int, rows: Rows) -> None:
    """Add the row of ``other`` to that of ``one``, in both triangles."""
    for unit, value in rows[other].items():
        del rows[unit][other]
        if unit != one:
            rows[one][unit] += value
            rows[unit][one] += value
    rows[other].clear()


def _nearest(unit: int, rows: Rows, weights: Sequence[int]) -> tuple[float, int]:
    """The mean likeness to the unit's nearest neighbour, and which that is; the first of equals."""
    own = weights[unit]
    means = ((value / (own * weights[other]), -other) for other, value in rows[unit].items())
    mean, other = max(means, default=(float("-inf"), -unit))
    return mean, -other
