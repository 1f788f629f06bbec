"""
The distance axis of a train graph: how far by the line each station is from its start.

A line's chainage goes on counting where the journey turns back; a timetable's graph has every
station once, and the returning train comes back up to it. Folding takes a chainage to that
distance. Where a journey does not come back by the line it went, nothing is folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from journeymap.lines.line import Line

# A line back that differs from the line out by less is the same line: a halt's two ends.
_RETRACED_KM = 0.5


@dataclass(frozen=True)
class Fold:
    """
    Distance from the start, km, as a piecewise-linear function of chainage, km; both are (n,).

    `chainage` ascends from 0 to the length of the line.
    """

    chainage: np.ndarray
    distance: np.ndarray

    def at(self, km: np.ndarray) -> np.ndarray:
        """Return the distances at chainages of any shape; its ends' where the line has none."""
        return np.asarray(np.interp(km, self.chainage, self.distance))

    def along(self, t: np.ndarray, km: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """
        Return breakpoints (m,) and the distances there of a track that is piecewise linear in t.

        Both inputs are (n,) and never descend; every turn of the fold is a breakpoint, so what
        comes out is exact. Two breakpoints that share a moment are a step and stay one.
        """
        moments = self._crossings(t, km)
        added = moments[~np.isin(moments, t)]
        every = np.concatenate([t, added])
        order = np.argsort(every, kind="stable")
        values = np.concatenate([km, np.interp(added, t, km)])
        return every[order], self.at(values)[order]

    def spread(
        self, t: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """
        Return breakpoints (m,) and the minimum and maximum distance between two chainages.

        `low` and `high` (n,) are piecewise linear in strictly ascending `t` and never descend.
        What lies between two chainages is, folded, everything between the two distances.
        """
        t_all = np.unique(np.concatenate([t, self._crossings(t, low), self._crossings(t, high)]))
        middles = (t_all[:-1] + t_all[1:]) / 2
        turns = self._turns_within(np.interp(middles, t, low), np.interp(middles, t, high))
        ends = [self.at(np.interp(t_all, t, bound)) for bound in (low, high)]
        met = [t_all]
        # Between two breakpoints all candidates are straight; where two cross is one more.
        straight = [(end[:-1], end[1:]) for end in ends] + [(turn, turn) for turn in turns]
        for i, (a0, a1) in enumerate(straight):
            for b0, b1 in straight[i + 1 :]:
                gap0, gap1 = a0 - b0, a1 - b1
                cross = np.flatnonzero(np.isfinite(gap0) & np.isfinite(gap1) & (gap0 * gap1 < 0))
                share = gap0[cross] / (gap0[cross] - gap1[cross])
                met.append(t_all[cross] + share * (t_all[cross + 1] - t_all[cross]))
        t_all = np.unique(np.concatenate(met))
        lows, highs = np.interp(t_all, t, low), np.interp(t_all, t, high)
        minimum, maximum = self._turns_within(lows, highs)
        at_low, at_high = self.at(lows), self.at(highs)
        return (
            t_all,
            np.fmin(np.minimum(at_low, at_high), minimum),
            np.fmax(np.maximum(at_low, at_high), maximum),
        )

    def _crossings(self, t: np.ndarray, km: np.ndarray) -> np.ndarray:
        """Moments at which a track that never descends passes a corner of the fold."""
        inside = (self.chainage > km[0]) & (self.chainage < km[-1])
        return np.asarray(np.interp(self.chainage[inside], km, t))

    def _turns_within(self, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Minimum and maximum distance of the turning points from low to high; NaN without one."""
        slopes = np.sign(np.diff(self.distance))
        turning = np.flatnonzero(slopes[:-1] * slopes[1:] < 0) + 1
        at, distance = self.chainage[turning], self.distance[turning]
        first = np.searchsorted(at, low, side="left")
        last = np.searchsorted(at, high, side="right")
        minimum, maximum = np.full(low.shape, np.nan), np.full(low.shape, np.nan)
        for i in np.flatnonzero(last > first):
            within = distance[first[i] : last[i]]
            minimum[i], maximum[i] = within.min(), within.max()
        return minimum, maximum


@dataclass(frozen=True)
class Station:
    """
    A named place on the axis, `km` from the start.

    `branch` tells that another part of the line is at this distance too, so that not every line
    through it on the graph is at this place.
    """

    place: str
    km: float
    branch: bool


@dataclass(frozen=True)
class DistanceAxis:
    """The stations of a line at their distances, and how chainages lead there."""

    stations: tuple[Station, ...]
    fold: Fold
    folded: bool

    @property
    def reach(self) -> tuple[float, float]:
        """Minimum and maximum distance on the line, km."""
        return float(self.fold.distance.min()), float(self.fold.distance.max())

    def with_branch(self, branch: Line) -> Fold:
        """Return the fold of a branch ahead: stations are where the axis has them."""
        if not self.folded:
            return Fold(branch.km[[0, -1]], branch.km[[0, -1]])
        start = float(self.fold.at(np.array(branch.km[0])))
        known = {station.place: station.km for station in self.stations}
        return _fold(
            branch, _first_distances(branch.stops, known, (float(branch.km[0]), start)), start
        )


def distance_axis(line: Line) -> DistanceAxis:
    """Make the axis of a line, folded when the journey goes back by the line it came."""
    distances = _first_distances(line.stops, {}, (0.0, 0.0))
    retraced = all(
        abs(abs(there - here) - (km - before)) <= _RETRACED_KM
        for ((_, before), (_, km)), (here, there) in zip(
            pairwise(line.stops), pairwise(distances), strict=True
        )
    )
    if not retraced:
        distances = [km for _, km in line.stops]
    return DistanceAxis(
        stations=tuple(_stations(line.stops, distances)),
        fold=_fold(line, distances, 0.0),
        folded=retraced and len({key for key, _ in line.stops}) < len(line.stops),
    )


def _first_distances(
    stops: Iterable[tuple[str, float]], known: dict[str, float], start: tuple[float, float]
) -> list[float]:
    """Distances of stops: where the place was first come to, further out than the one before."""
    known = dict(known)
    km_before, here = start
    distances = []
    for key, km in stops:
        here = known.setdefault(key, here + km - km_before)
        km_before = km
        distances.append(here)
    return distances


def _fold(line: Line, distances: Sequence[float], start: float) -> Fold:
    """Join the stops of a line; before the first and after the last it leads on outwards."""
    corners = {float(line.km[0]): start}
    corners |= {km: at for (_, km), at in zip(line.stops, distances, strict=True)}
    last_km, last = list(corners.items())[-1]
    if line.km[-1] > last_km:
        corners[float(line.km[-1])] = last + float(line.km[-1]) - last_km
    return Fold(np.array(list(corners)), np.array(list(corners.values())))


def _stations(stops: Sequence[tuple[str, float]], distances: Sequence[float]) -> Iterable[Station]:
    """Each place at each of its distances once, in the order of the line."""
    stretches = {
        (min(pair), max(pair)) for pair in pairwise(distances) if abs(pair[0] - pair[1]) > 0
    }
    starts = np.sort([start for start, _ in stretches])
    ends = np.sort([end for _, end in stretches])
    places = dict.fromkeys((key, at) for (key, _), at in zip(stops, distances, strict=True))
    for key, at in places:
        # Stretches that have this distance in their midst, and not at an end of theirs.
        around = np.searchsorted(starts, at - _RETRACED_KM) - np.searchsorted(
            ends, at + _RETRACED_KM, side="right"
        )
        yield Station(key, at, branch=bool(around > 0))
