"""Positions with moments as a file has them in any order, as one recording."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

import numpy as np

from journeymap.authoring.imports.imported import notice, too_many
from journeymap.authoring.imports.imported_points import degrees, written
from journeymap.claims.columns import Kind
from journeymap.errors import Problem
from journeymap.lines.recording import Recording
from journeymap.settings import Settings
from journeymap.times import FURTHEST_SECONDS

# What a recording is rounded to: about a centimetre, and a millisecond.
_PER_DEGREE, _PER_SECOND = 1e7, 1e3


class Positions:
    """
    Positions of one traveller, at most `limits.track_points`, put in the order of their moments.

    Phones note the same way several times, in lists of their own. What is at no position or has
    no moment is counted and left out. Whoever notes a moment again says nothing new.
    """

    def __init__(self, name: str, limits: Settings) -> None:
        self._name, self._max = name, limits.track_points
        self._lat, self._lon, self._t = array("d"), array("d"), array("d")
        self._begins: list[int] = []
        self.untimed = 0

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._t)

    def begin(self) -> None:
        """Note that the next position begins a segment."""
        self._begins.append(len(self._t))

    def add(self, position: tuple[float, float], t: float) -> None:
        """Add latitude and longitude, NaN for none, at epoch seconds. Raises TableError."""
        self._lat.append(position[0])
        self._lon.append(position[1])
        self._t.append(t)
        if len(self._t) > self._max:
            raise too_many(
                self._name, "positions or more", len(self._t), self._max, "Send a part of it."
            )

    def span(self) -> tuple[float | None, float | None]:
        """Return the first and the last moment."""
        t = np.frombuffer(self._t) if self._t else np.empty(0)
        t = t[np.isfinite(t)]
        return (float(t.min()), float(t.max())) if len(t) else (None, None)

    def taken(self) -> tuple[Recording | None, list[dict[str, str]], tuple[Problem, ...]]:
        """Return the recording, or the row of the only position there is, and what was left out."""
        lat, lon, t = (
            np.frombuffer(each) if each else np.empty(0) for each in (self._lat, self._lon, self._t)
        )
        # NaN is neither.
        there = (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
        timed = np.isfinite(t) & (np.abs(t) < FURTHEST_SECONDS)
        t = np.round(np.where(timed, t, 0) * _PER_SECOND)
        order = np.flatnonzero(there & timed)
        order = order[np.argsort(t[order], kind="stable")]
        first = np.diff(t[order], prepend=-math.inf) > 0
        problems = self._left_out(
            {
                "nowhere": int((~there).sum()),
                "untimed": int((there & ~timed).sum()) + self.untimed,
            }
        )
        order = order[first]
        lat, lon = (np.round(each[order] * _PER_DEGREE) / _PER_DEGREE for each in (lat, lon))
        t = t[order] / _PER_SECOND
        if len(t) > 1:
            return Recording(lon, lat, t, self._starts(order)), [], problems
        rows = [
            {
                "kind": str(Kind.PASS),
                "lat": degrees(lat[at]),
                "lon": degrees(lon[at]),
                "time_from": written(t[at]),
            }
            for at in range(len(t))
        ]
        return None, rows, problems

    def _starts(self, order: Sequence[int] | np.ndarray) -> np.ndarray:
        """Return where a segment begins among the positions in order."""
        segment = np.searchsorted(np.unique(self._begins), np.asarray(order), side="right")
        return np.flatnonzero(np.diff(segment, prepend=-1))

    def _left_out(self, counts: dict[str, int]) -> tuple[Problem, ...]:
        if not any(counts.values()):
            return ()
        total = len(self._t) + self.untimed
        return (notice(self._name, "positions-left-out", counts | {"total": total}),)
