"""Which fixes can be true together at a greatest speed, and what speed the others would need."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np


def consistent_subset(
    km: Sequence[float],
    windows: Sequence[tuple[float, float]],
    rank: Sequence[tuple[float, ...]],
    speed: float,
    names: Sequence[str],
) -> tuple[list[int], dict[int, str]]:
    """
    Pick fixes that a traveller no faster than `speed` (km/s) can all have kept.

    Fix i lies at km[i] and happened within windows[i], epoch seconds with infinite ends allowed.
    Two fixes agree when the way between them fits between the first moment of the nearer one and
    the last of the further one. Where all agree all are kept; else they are taken in the order
    of `rank`, smallest first, each if it agrees with those taken before. O(n log n).

    Returns the indices kept, and by index why another was not; `names` are for those words.
    """
    place = np.asarray(km, dtype="float64")
    starts = np.array([window[0] for window in windows], dtype="float64")
    ends = np.array([window[1] for window in windows], dtype="float64")
    # Fix j ahead of fix i agrees with it when open_at[i] <= shut_at[j].
    open_at, shut_at = starts - place / speed, ends - place / speed
    if _all_agree(place, open_at, shut_at):
        return list(range(len(place))), {}

    levels = np.unique(place)
    position = np.searchsorted(levels, place)
    behind = _PrefixMaximum(len(levels))
    ahead = _PrefixMaximum(len(levels))
    kept: list[int] = []
    conflicts: dict[int, str] = {}
    for i in sorted(range(len(place)), key=lambda i: (*rank[i], i)):
        at, mirrored = int(position[i]), len(levels) - 1 - int(position[i])
        latest, before = behind.best(at)
        earliest, after = ahead.best(mirrored)
        # A rounding of the clock is no contradiction.
        if latest > shut_at[i] + 1e-3:
            km_apart, time_for_it = place[i] - place[before], ends[i] - starts[before]
            conflicts[i] = _clash(names[before], km_apart, time_for_it)
        elif -earliest < open_at[i] - 1e-3:
            km_apart, time_for_it = place[after] - place[i], ends[after] - starts[i]
            conflicts[i] = _clash(names[after], km_apart, time_for_it)
        else:
            kept.append(i)
            behind.put(at, float(open_at[i]), i)
            ahead.put(mirrored, -float(shut_at[i]), i)
    return sorted(kept), conflicts


def _all_agree(place: np.ndarray, open_at: np.ndarray, shut_at: np.ndarray) -> bool:
    if not place.size:
        return True
    order = np.argsort(place, kind="stable")
    ordered = place[order]
    latest = np.concatenate([[-math.inf], np.maximum.accumulate(open_at[order])])
    strictly_behind = np.searchsorted(ordered, ordered, side="left")
    return bool(np.all(latest[strictly_behind] <= shut_at[order] + 1e-3))


def _clash(other: str, km: float, seconds: float) -> str:
    if seconds < 1e-3:
        return f"It cannot be true together with “{other}”, {km:,.0f} km away: the order is wrong."
    return (
        f"To be true together with “{other}”, {km:,.0f} km away, it would need "
        f"{km / seconds * 3600:,.0f} km/h."
    )


class _PrefixMaximum:
    """Largest value put at any position below a given one (a Fenwick tree), and who put it."""

    def __init__(self, size: int) -> None:
        self._best: list[tuple[float, int]] = [(-math.inf, -1)] * (size + 1)

    def put(self, position: int, value: float, owner: int) -> None:
        i = position + 1
        while i < len(self._best):
            self._best[i] = max(self._best[i], (value, owner))
            i += i & -i

    def best(self, position: int) -> tuple[float, int]:
        """Maximum over positions strictly smaller."""
        found = (-math.inf, -1)
        i = position
        while i > 0:
            found = max(found, self._best[i])
            i -= i & -i
        return found
