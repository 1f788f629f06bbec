"""
Times of recorded points, completed without losing a position.

A device may write the same second twice, no time at all, or a wrong one. Such a point still was
on the line: it lies between its neighbours that have a time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from journeymap.geodesy import steps_km

_DAY_SECONDS = 86_400.0
# A device whose clock was never set counts from 1970. Who really was on the way then has other
# points within so many days.
_UNSET_SECONDS = 30 * _DAY_SECONDS
# One recording may begin a moment before the one before it ends, and is not another traveller.
_OVERLAP_SECONDS = 10.0


def without_unset(t: np.ndarray) -> np.ndarray:
    """Return epoch seconds with NaN for those of a clock that was never set: 1 January 1970."""
    unset = (t >= 0) & (t < _DAY_SECONDS)
    others = t[np.isfinite(t) & ~unset]
    if not unset.any() or (others.size and np.abs(others).min() < _UNSET_SECONDS):
        return t
    return np.where(unset, np.nan, t)


def believed(t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """
    Return the order of points and their times, NaN where one is out of order.

    As few times as may be are given up. Points that were written last first, or at random, are
    put in the order of time; those without a time stay after the one before them.
    """
    order = np.arange(len(t))
    known = np.flatnonzero(np.isfinite(t))
    if not (np.diff(t[known]) < 0).any():
        return order, t
    kept = _longest_ascending(t[known].tolist())
    if len(kept) * 2 < len(known):
        # Each goes where the last known time before it goes.
        place = np.maximum.accumulate(np.where(np.isfinite(t), order, 0))
        order = np.argsort(np.where(np.isfinite(t[place]), t[place], -np.inf), kind="stable")
        return order, t[order]
    rest = np.full(len(t), np.nan)
    rest[known[kept]] = t[known[kept]]
    return order, rest


def spread(lon: np.ndarray, lat: np.ndarray, ms: np.ndarray) -> np.ndarray | None:
    """
    Return times that ascend by one or more, by distance between the points that have theirs.

    `ms` are whole milliseconds that never descend, NaN where there is none. It stays NaN before
    the first and after the last. None when there are not two moments.
    """
    known = np.flatnonzero(np.isfinite(ms))
    # Of points in the same moment the first has it; of those in the last moment, the last.
    known = known[np.append(True, np.diff(ms[known]) > 0)] if known.size else known
    if known.size < 2:
        return None
    last = int(np.flatnonzero(ms == ms[known[-1]])[-1])
    known[-1] = last
    inside = slice(int(known[0]), last + 1)
    # Points at one place are apart by a little, so that none has the time of another.
    steps = steps_km(lon[inside], lat[inside]) + 1e-9
    km = np.concatenate([[0.0], np.cumsum(steps)])
    between = np.round(np.interp(km, km[known - known[0]], ms[known]))
    count = np.arange(len(between))
    full = np.full(len(ms), np.nan)
    full[inside] = np.maximum.accumulate(between - count) + count
    return full


def at_once(spans: Sequence[tuple[float, float]]) -> bool:
    """Return whether any two spans of time, from first to last, are partly at the same time."""
    ordered = sorted(spans)
    latest = -np.inf
    longest = 0.0
    for first, last in ordered:
        shared = min(latest, last) - first
        if shared > min(_OVERLAP_SECONDS, min(longest, last - first) / 2) or (
            first == last and shared > _OVERLAP_SECONDS
        ):
            return True
        if last > latest:
            latest, longest = last, last - first
    return False


def parts_of(starts: np.ndarray, count: int) -> list[slice]:
    """Return the part of each segment, of so many points."""
    return [slice(first, last) for first, last in pairwise([*starts.tolist(), count])]


def _longest_ascending(values: Sequence[float]) -> np.ndarray:
    """
    Return the indices of a longest subsequence that never descends.

    Source: Fredman, On computing the length of longest increasing subsequences, 1975.
    """
    tails: list[float] = []
    last: list[int] = []
    before = []
    for at, value in enumerate(values):
        place = bisect_right(tails, value)
        before.append(last[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        last[place : place + 1] = [at]
    chain = []
    at = last[-1]
    while at >= 0:
        chain.append(at)
        at = before[at]
    return np.array(chain[::-1])
