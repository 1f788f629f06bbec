"""
Where the traveller was, as kilometres along the line over time: best, low and high.

Between two fixes a traveller no faster than v can only be inside a space-time prism
(T. Hägerstrand, What about people in regional science?, Papers of the Regional Science
Association 24, 1970), here with one dimension of space. Times are epoch seconds, speeds km/h.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from journeymap.claims.columns import Kind
from journeymap.times import Window
from journeymap.tracks.conflicts import Conflict, SpeedConflict
from journeymap.tracks.consistency import TooFar, consistent_subset


@dataclass(frozen=True, slots=True)
class Fix:
    """
    The traveller was `km` along the line at some moment of `window`; at least one end is finite.

    `order` ranks fixes at one place: arrivals 0, departures 2, all others 1. `weight` and
    `published` decide which of two fixes is believed when both cannot be. One that `bounds_only`
    says nothing of where within the bounds the traveller was. `leaves_late` is a departure after
    a stay of which only the days are stated: the traveller stood there until then. `event` is
    empty and `kind` and `place` are None for a fix that no event gives, but a recording.
    """

    event: str
    km: float
    window: Window
    order: int = 1
    weight: int = 1
    published: float = math.inf
    bounds_only: bool = False
    leaves_late: bool = False
    kind: Kind | None = None
    place: str | None = None

    @property
    def rank(self) -> tuple[float, float]:
        """What decides between two fixes that cannot both be true: the smaller is believed."""
        return (-self.weight, self.published)

    def conflict(self, found: TooFar) -> SpeedConflict:
        """Return the conflict of another fix with this one."""
        return SpeedConflict(self.event or None, self.kind, self.place, found.km, found.seconds)


@dataclass(frozen=True)
class Track:
    """Piecewise-linear functions of time on shared breakpoints `t`, ascending; each is (n,)."""

    t: np.ndarray
    best: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def at(self, moments: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return best, low and high at moments of any shape, constant beyond the breakpoints."""
        best, low, high = (
            np.interp(moments, self.t, values) for values in (self.best, self.low, self.high)
        )
        return best, low, high


@dataclass(frozen=True)
class Happened:
    """
    The track as it happened, from all fixes that can be true together.

    `moments` gives the moment at which best passes each fix, by event; `conflicts` why an event
    is not believed. `recorded` is from when to when a recording says where the traveller was.
    """

    track: Track
    moments: dict[str, float]
    conflicts: dict[str, Conflict]
    recorded: tuple[float, float] | None = None

    @property
    def stated_span(self) -> tuple[float, float] | None:
        """From the first to the last moment of a fix or a recording; None without."""
        every = [*self.moments.values(), *(self.recorded or ())]
        return (min(every), max(every)) if every else None


def reconstruct(
    fixes: Sequence[Fix], length: float, max_speed_kmh: float, span: tuple[float, float]
) -> Happened:
    """
    Return bounds and estimate: the space-time prism in one dimension (Hägerstrand, 1970).

    The bounds are the tightest that the fixes believed allow at the maximum speed; the estimate
    joins the middles of their windows within the bounds, but from a place where the traveller
    stayed until some day it leaves as late as that day and the next fix allow. O(n log n) in the
    number of fixes.
    Without any, the track says: anywhere, and at km 0.

    Parameters
    ----------
    fixes
        Where the traveller was reported, kilometres and epoch seconds, in any order.
    length
        Length of the line, kilometres.
    max_speed_kmh
        Maximum speed assumed, km/h, above 0.
    span
        From when to when the track goes, epoch seconds.

    Returns
    -------
    The track, exact between its breakpoints, and why fixes that contradict others are left out.
    """
    speed = max_speed_kmh / 3600
    believed, conflicts = believed_of(fixes, speed)
    low = _lower_bound(
        np.array([fix.km for fix in believed]),
        np.array([fix.window.end for fix in believed]),
        speed,
        length,
        span,
    )
    # The upper bound is the lower bound of the same journey, run backwards in time and on the line.
    mirrored = _lower_bound(
        length - np.array([fix.km for fix in believed]),
        -np.array([fix.window.start for fix in believed]),
        speed,
        length,
        (-span[1], -span[0]),
    )
    high = (-mirrored[0][::-1], length - mirrored[1][::-1])
    tight = [fix for fix in tighten(believed, speed) if not fix.bounds_only]
    moments = _likely(tight, speed)
    return Happened(
        track=_merged(_estimate(tight, moments, span), low, high),
        moments={
            fix.event: moment
            for fix, moment in zip(tight, moments, strict=True)
            if fix.window.known
        },
        conflicts=dict(conflicts),
    )


def believed_of(fixes: Sequence[Fix], speed: float) -> tuple[list[Fix], dict[str, SpeedConflict]]:
    """
    Return the fixes that can be true together, and by event what contradicts each of the others.

    Parameters
    ----------
    fixes
        In any order.
    speed
        Maximum speed, kilometres per second.
    """
    indices, conflicts = consistent_subset(
        [fix.km for fix in fixes],
        [(fix.window.start, fix.window.end) for fix in fixes],
        [fix.rank for fix in fixes],
        speed,
    )
    return [fixes[i] for i in indices], {
        fixes[i].event: fixes[found.other].conflict(found) for i, found in conflicts.items()
    }


def tighten(fixes: Sequence[Fix], speed: float) -> list[Fix]:
    """
    Narrow each window to the moments that the others leave at `speed` km/s, ordered along the line.

    One is at a fix no sooner than it takes to come there from every fix behind it, and no later
    than leaves time for every fix ahead. At one place arrivals come before the rest and
    departures after; where the windows do not allow that, the order is not enforced.
    """
    ordered = sorted(fixes, key=lambda fix: (fix.km, fix.order))
    forwards = [(fix.km, fix.order, fix.window.start, fix.window.end) for fix in ordered]
    starts = _earliest(forwards, speed)
    backwards = [(-fix.km, -fix.order, -fix.window.end, -fix.window.start) for fix in ordered[::-1]]
    ends = [-end for end in _earliest(backwards, speed)[::-1]]
    return [
        fix
        if start == fix.window.start and end == fix.window.end
        else replace(fix, window=Window(start, max(start, end)))
        for fix, start, end in zip(ordered, starts, ends, strict=True)
    ]


def _earliest(fixes: Sequence[tuple[float, int, float, float]], speed: float) -> list[float]:
    """Raise each start (km, order, start, end; sorted by km, order) to what those before allow."""
    starts: list[float] = []
    behind = -math.inf  # max of start − km/speed over fixes at strictly smaller km
    here_km, here_order, here, here_before = -math.inf, 0, -math.inf, -math.inf
    for km, order, start, end in fixes:
        if km != here_km:
            behind = max(behind, here - here_km / speed if math.isfinite(here) else -math.inf)
            here_km, here_order, here, here_before = km, order, -math.inf, -math.inf
        elif order != here_order:
            here_order, here_before = order, here
        reached = max(start, behind + km / speed)
        starts.append(max(reached, here_before) if here_before <= end else reached)
        here = max(here, reached)
    return starts


def _lower_bound(
    km: np.ndarray, ends: np.ndarray, speed: float, length: float, span: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """
    Breakpoints (t, s) over `span` of max over fixes of: km from `ends` on, before it rising to km.

    Clamped to [0, length]. A fix whose end is infinite bounds nothing.
    """
    finite = np.isfinite(ends)
    order = np.argsort(ends[finite], kind="stable")
    km, ends = km[finite][order], ends[finite][order]
    passed = np.concatenate([[0.0], np.maximum.accumulate(km)]) if km.size else np.array([0.0])
    ahead = np.append(np.maximum.accumulate((km - speed * ends)[::-1])[::-1], -math.inf)
    # After k ends: flat at passed[k] until the ramp towards what is ahead overtakes it.
    with np.errstate(invalid="ignore"):
        turns = (passed[:-1] - ahead[:-1]) / speed
    inside = (turns > np.concatenate([[-math.inf], ends[:-1]])) & (turns < ends)
    t = np.unique(np.concatenate([ends, turns[inside], span]))
    t = t[(t >= span[0]) & (t <= span[1])]
    before = np.searchsorted(ends, t, side="right")
    return t, np.clip(np.maximum(passed[before], speed * t + ahead[before]), 0.0, length)


def _likely(tight: Sequence[Fix], speed: float) -> list[float]:
    """Return the moment of each tightened fix: its middle, or as late as it leaves."""
    moments = [fix.window.middle or 0.0 for fix in tight]
    ahead_km, ahead = math.inf, math.inf
    for i in reversed(range(len(tight))):
        fix = tight[i]
        if fix.leaves_late and math.isfinite(ahead):
            in_time = ahead - (ahead_km - fix.km) / speed
            moments[i] = max(moments[i], min(fix.window.end, in_time))
        ahead_km, ahead = fix.km, moments[i]
    return moments


def _estimate(
    tight: Sequence[Fix], moments: Sequence[float], span: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Join the fixes at these moments; constant before the first and after the last."""
    if not tight:
        return np.array(span), np.zeros(2)
    middles = np.maximum.accumulate(moments)
    km = np.array([fix.km for fix in tight])
    t = np.unique(np.concatenate([middles, span]))
    t = t[(t >= span[0]) & (t <= span[1])]
    # Of fixes sharing a middle the furthest counts; np.interp needs strictly growing abscissae.
    last = np.append(np.diff(middles) > 0, True)
    return t, np.interp(t, middles[last], km[last])


def _merged(
    best: tuple[np.ndarray, np.ndarray],
    low: tuple[np.ndarray, np.ndarray],
    high: tuple[np.ndarray, np.ndarray],
) -> Track:
    """Clip best to [low, high] and give all three on the union of their exact breakpoints."""
    t = np.unique(np.concatenate([best[0], low[0], high[0]]))
    for bound in (low, high):
        gap = np.interp(t, *best) - np.interp(t, *bound)
        cross = np.flatnonzero(gap[:-1] * gap[1:] < 0)
        share = gap[cross] / (gap[cross] - gap[cross + 1])
        t = np.union1d(t, t[cross] + share * (t[cross + 1] - t[cross]))
    # A rounding of epoch seconds may let one fall by a hair, or low pass high where they meet.
    lows, highs, bests = (np.maximum.accumulate(np.interp(t, *each)) for each in (low, high, best))
    highs = np.maximum(lows, highs)
    return Track(t, np.clip(bests, lows, highs), lows, highs)
