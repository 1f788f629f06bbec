"""Which fixes can be true together at a greatest speed, and what speed the others would need."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

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

    together = ConsistentSet(place, speed)
    kept: list[int] = []
    conflicts: dict[int, str] = {}
    for i in sorted(range(len(place)), key=lambda i: (*rank[i], i)):
        fix = (float(place[i]), float(starts[i]), float(ends[i]))
        clash = together.clash(*fix)
        if clash is None:
            kept.append(i)
            together.take(i, *fix)
        else:
            conflicts[i] = clash.words(names[clash.other])
    return sorted(kept), conflicts


@dataclass(frozen=True)
class SpeedConflict:
    """With which fix taken before another cannot be true: so many km away, in so many seconds."""

    other: int
    km: float
    seconds: float

    def words(self, other: str) -> str:
        """Say it to a reader, `other` being what the fix taken before is called."""
        away = f"{self.km:,.0f} km away"
        if self.seconds < 1e-3:
            return f"It cannot be true together with “{other}”, {away}: the order is wrong."
        return (
            f"To be true together with “{other}”, {away}, it would need "
            f"{self.km / self.seconds * 3600:,.0f} km/h."
        )


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

    def clash(self, km: float, start: float, end: float) -> SpeedConflict | None:
        """Return a fix taken before that this one disagrees with, or None."""
        at = bisect_left(self._levels, km)
        lag = km / self._speed
        # A fix ahead of another agrees with it when open <= shut; see consistent_subset.
        latest, other = self._behind.best(at)
        # A rounding of the clock is no contradiction.
        if latest > end - lag + 1e-3:
            other_km, other_start, _ = self._windows[other]
            return SpeedConflict(other, km - other_km, end - other_start)
        earliest, other = self._ahead.best(len(self._levels) - 1 - at)
        if -earliest < start - lag - 1e-3:
            other_km, _, other_end = self._windows[other]
            return SpeedConflict(other, other_km - km, other_end - start)
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
    return bool(np.all(latest[strictly_behind] <= shut_at[order] + 1e-3))


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
