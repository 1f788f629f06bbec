"""Which occurrence of a place is meant, where a line passes it more than once."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from journeymap.times import Window

# The middles of windows up to half a day order events well enough to count occurrences by.
NARROW_SECONDS = 12 * 3600


def choose_occurrences(
    candidates: Sequence[Sequence[float]], windows: Sequence[Window]
) -> list[float]:
    """
    Choose for each fix one of its candidate chainages, so that kilometres grow with time.

    The fixes with narrow windows keep the longest non-decreasing sequence of chainages in the
    order of time (Hunt and Szymanski, Communications of the ACM 20, 1977). Any other fix takes
    the first candidate between the chainages that those before and after it leave, or else the
    nearest to them.

    Parameters
    ----------
    candidates
        Kilometres along the line at which each of n fixes can be, ascending; none is empty.
    windows
        When each fix was, n, in epoch seconds.

    Returns
    -------
    One of its candidates for each fix, n, kilometres.
    """
    chosen = [float("nan")] * len(candidates)
    narrow = [
        i
        for i, window in enumerate(windows)
        if window.bounded and window.end - window.start <= NARROW_SECONDS
    ]
    narrow.sort(key=lambda i: (windows[i].start + windows[i].end, i))
    settled = _longest_growing([candidates[i] for i in narrow])
    anchors = [(narrow[k], km) for k, km in settled]
    for i, settled_km in anchors:
        chosen[i] = settled_km
    if len(anchors) == len(candidates):
        return chosen
    starts = np.array([windows[i].start for i, _ in anchors])
    ends = np.array([windows[i].end for i, _ in anchors])
    along = np.array([settled_km for _, settled_km in anchors])
    for i, window in enumerate(windows):
        if math.isnan(chosen[i]):
            lowest = along[ends <= window.start].max(initial=0.0)
            highest = along[starts >= window.end].min(initial=np.inf)
            chosen[i] = nearest_occurrence(candidates[i], lowest, highest)
    return chosen


def nearest_occurrence(candidates: Sequence[float], lowest: float, highest: float) -> float:
    """Return the first candidate from `lowest` to `highest` km, or else the one nearest to them."""
    return min(candidates, key=lambda km: (max(lowest - km, km - highest, 0.0), km))


def _longest_growing(candidates: Sequence[Sequence[float]]) -> list[tuple[int, float]]:
    """Pick at most one candidate of each entry: the longest non-decreasing choice."""
    tails: list[float] = []
    tail_nodes: list[int] = []
    nodes: list[tuple[int, float, int]] = []  # entry, km, node before it
    for entry, options in enumerate(candidates):
        # From the largest down, so that one entry never follows itself.
        for km in sorted(options, reverse=True):
            at = bisect_right(tails, km)
            nodes.append((entry, km, tail_nodes[at - 1] if at else -1))
            if at == len(tails):
                tails.append(km)
                tail_nodes.append(len(nodes) - 1)
            else:
                tails[at], tail_nodes[at] = km, len(nodes) - 1
    picked = []
    node = tail_nodes[-1] if tail_nodes else -1
    while node >= 0:
        entry, km, node = nodes[node]
        picked.append((entry, km))
    return picked[::-1]
