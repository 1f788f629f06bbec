"""Which fixes can be true together at a maximum speed, and what speaks against the others."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Seconds by which two limits may differ and still be one: they are differences of epoch seconds,
# some 1e9, and of kilometres divided by a speed, so that float64 rounds them by up to a
# microsecond; recordings are exact to a millisecond.
CLOCK_ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class TooFar:
    """A fix is `km` away from `other`, believed before it, and has `seconds` to get there."""

    other: int
    km: float
    seconds: float


def consistent_subset(
    km: Sequence[float],
    windows: Sequence[tuple[float, float]],
    rank: Sequence[tuple[float, ...]],
    speed: float,
) -> tuple[list[int], dict[int, TooFar]]:
    """
    Pick fixes that can all be true of a traveller no faster than `speed`.

    Two fixes agree when the kilometres between them can be travelled between the first moment of
    the nearer one and the last moment of the further one. Where all agree all are believed; else
    they are taken in the order of `rank`, each if it agrees with those taken before. O(n log n).

    Parameters
    ----------
    km
        Chainage of each of n fixes, kilometres.
    windows
        Start and end of each, epoch seconds; either may be infinite.
    rank
        What decides between two that disagree: the smaller is believed.
    speed
        Kilometres per second.

    Returns
    -------
    believed
        Indices of the fixes that can all be true, ascending.
    conflicts
        What speaks against each of the others, by its index.
    """
    place = np.asarray(km, dtype="float64")
    starts = np.array([window[0] for window in windows], dtype="float64")
    ends = np.array([window[1] for window in windows], dtype="float64")
    # Fix j ahead of fix i agrees with it when open_at[i] <= shut_at[j].
    open_at, shut_at = starts - place / speed, ends - place / speed
    if _all_agree(place, open_at, shut_at):
        return list(range(len(place))), {}

    together = ConsistentSet(place, speed)
    believed: list[int] = []
    conflicts: dict[int, TooFar] = {}
    for i in sorted(range(len(place)), key=lambda i: (*rank[i], i)):
        fix = (float(place[i]), float(starts[i]), float(ends[i]))
        conflict = together.conflict(*fix)
        if conflict is None:
            believed.append(i)
            together.take(i, *fix)
        else:
            conflicts[i] = conflict
    return sorted(believed), conflicts


class ConsistentSet:
    """
    Fixes that can all be true together at `speed` (km/s), taken one after the other.

    `places` are the chainages that will be asked about. Each question and each fix taken cost
    O(log n) in their number.
    """

    def __init__(self, places: Sequence[float] | np.ndarray, speed: float) -> None:
        self._levels: list[float] = np.unique(np.asarray(places, dtype="float64")).tolist()
        self._speed = speed
        self._behind = _PrefixMaximum(len(self._levels))
        self._ahead = _PrefixMaximum(len(self._levels))
        self._windows: dict[int, tuple[float, float, float]] = {}

    def conflict(self, km: float, start: float, end: float) -> TooFar | None:
        """Return what speaks against a fix among those taken before, or None."""
        at = bisect_left(self._levels, km)
        lag = km / self._speed
        # A fix ahead of another agrees with it when open <= shut; see consistent_subset.
        latest, other = self._behind.best(at)
        if latest > end - lag + CLOCK_ROUNDING:
            other_km, other_start, _ = self._windows[other]
            return TooFar(other, km - other_km, end - other_start)
        earliest, other = self._ahead.best(len(self._levels) - 1 - at)
        if -earliest < start - lag - CLOCK_ROUNDING:
            other_km, _, other_end = self._windows[other]
            return TooFar(other, other_km - km, other_end - start)
        return None

    def take(self, owner: int, km: float, start: float, end: float) -> None:
        """Take a fix under a number of its own; a narrower one at its place may follow it."""
        at = bisect_left(self._levels, km)
        lag = km / self._speed
        self._windows[owner] = (km, start, end)
        self._behind.put(at, start - lag, owner)
        self._ahead.put(len(self._levels) - 1 - at, lag - end, owner)


def _all_agree(place: np.ndarray, open_at: np.ndarray, shut_at: np.ndarray) -> bool:
    if not place.size:
        return True
    order = np.argsort(place, kind="stable")
    ordered = place[order]
    latest = np.concatenate([[-math.inf], np.maximum.accumulate(open_at[order])])
    strictly_behind = np.searchsorted(ordered, ordered, side="left")
    return bool(np.all(latest[strictly_behind] <= shut_at[order] + CLOCK_ROUNDING))


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
