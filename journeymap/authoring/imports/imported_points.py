"""Points of a recording as a file has them, made into one that the rest can rely on."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import pandas as pd

from journeymap.authoring.imports.imported import notice, too_many
from journeymap.claims.table import Kind
from journeymap.errors import Problem, TableError
from journeymap.lines.recording import Recording
from journeymap.settings import Settings
from journeymap.times import FURTHEST_SECONDS

# Times are read so many at a time: as text they take five times the room.
_BATCH = 65_536
# What a recording is rounded to: about a centimetre, and a millisecond.
_PER_DEGREE, _PER_SECOND = 1e7, 1e3


class Points:
    """Points as they are read, at most `limits.track_points`; `count` is how many the file has."""

    def __init__(self, name: str, limits: Settings, count: int = 0) -> None:
        self._name, self._max_points, self._count = name, limits.track_points, count
        self.lon, self.lat = array("d"), array("d")
        self.starts: list[int] = []
        self.times: list[str] = []
        self._moments: list[np.ndarray] = []
        if count > self._max_points:
            raise self._too_many(count)

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.lon)

    def begin(self) -> None:
        """Note that the next point begins a segment."""
        self.starts.append(len(self.lon))

    def add(self, lon: object, lat: object, time: str = "") -> None:
        """Add a point; what is no number becomes NaN, to be counted and left out later."""
        self.lon.append(_number(lon))
        self.lat.append(_number(lat))
        self.times.append(time)
        if len(self.times) == _BATCH:
            # The time of the last point may still be to come.
            self._read_times(self.times[:-1])
            del self.times[:-1]
            if len(self.lon) > self._max_points:
                raise self._too_many(max(self._count, len(self.lon)))

    def _read_times(self, times: Sequence[str]) -> None:
        self._moments.append(moments(times))

    def _too_many(self, count: int) -> TableError:
        return too_many(
            self._name,
            "recorded points",
            count,
            self._max_points,
            "Record a point less often, or send a part.",
        )

    def recording(self) -> tuple[Recording | None, tuple[Problem, ...]]:
        """
        Return the recording, None when fewer than two points are left, and what was left out.

        With times in the file, points without one are left out, and as few as may be of those
        that are out of order. Segments are put in the order of time.
        """
        if len(self.lon) > self._max_points:
            raise self._too_many(len(self.lon))
        self._read_times(self.times)
        lon, lat = np.frombuffer(self.lon), np.frombuffer(self.lat)
        t = np.concatenate(self._moments)
        starts = np.unique(np.append(self.starts, 0)).astype("int64")
        starts = starts[starts < max(len(lon), 1)]
        segment = np.searchsorted(starts, np.arange(len(lon)), side="right")
        there = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
        left_out = {"nowhere": int((~there).sum()), "untimed": 0, "unordered": 0}
        timed = bool(np.isfinite(t[there]).any())
        if timed:
            known = np.isfinite(t) & (np.abs(t) < FURTHEST_SECONDS)
            left_out["untimed"] = int((there & ~known).sum())
            there &= known
        # As the recording is saved, so that it is the same after each reading.
        lon, lat = (np.round(each[there] * _PER_DEGREE) / _PER_DEGREE for each in (lon, lat))
        t, segment = np.round(t[there] * _PER_SECOND), segment[there]
        if timed and len(t):
            order, outside = _ascending(t, segment)
            left_out["unordered"] = outside
            lon, lat, t, segment = lon[order], lat[order], t[order], segment[order]
        problems = tuple(self._left_out(left_out))
        if len(lon) < 2:
            return None, problems
        begun = np.flatnonzero(np.diff(segment, prepend=-1))
        return Recording(lon, lat, t / _PER_SECOND if timed else None, begun), problems

    def _left_out(self, counts: dict[str, int]) -> list[Problem]:
        if not any(counts.values()):
            return []
        return [notice(self._name, "points-left-out", counts | {"total": len(self.lon)})]


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return np.nan


def moments(times: Sequence[str]) -> np.ndarray:
    """Return epoch seconds of ISO 8601 texts, without an offset in UTC; NaN for other texts."""
    # What pandas takes beside dates (“now”) does not begin with a digit.
    dates = [text.strip() if text.strip()[:4].isdecimal() else "" for text in times]
    cells = pd.Series(dates, dtype="object")
    read = pd.to_datetime(cells, format="ISO8601", utc=True, errors="coerce")
    values = read.astype("datetime64[ms, UTC]").astype("int64").to_numpy(dtype="float64") / 1e3
    values[read.isna().to_numpy()] = np.nan
    return values


def _ascending(t: np.ndarray, segment: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the indices of points in strictly ascending time, and how many are not among them."""
    order = np.arange(len(t))
    if (np.diff(t) > 0).all():
        return order, 0
    begins = np.flatnonzero(np.diff(segment, prepend=-1))
    runs = sorted(np.split(order, begins[1:]), key=lambda run: float(t[run[0]]))
    order = np.concatenate(runs)
    ascending = order[_longest_ascending(t[order].tolist())]
    return ascending, len(t) - len(ascending)


def _longest_ascending(values: Sequence[float]) -> np.ndarray:
    """
    Return the indices of a longest strictly ascending subsequence.

    Source: Fredman, On computing the length of longest increasing subsequences, 1975.
    """
    tails: list[float] = []
    last: list[int] = []
    before = []
    for at, value in enumerate(values):
        place = len(tails) if not tails or value > tails[-1] else bisect_left(tails, value)
        before.append(last[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        last[place : place + 1] = [at]
    chain = []
    at = last[-1]
    while at >= 0:
        chain.append(at)
        at = before[at]
    return np.array(chain[::-1])


def written(moment: float) -> str:
    """Return epoch seconds as the event table has them, in UTC, to the second."""
    return f"{dt.datetime.fromtimestamp(round(moment), dt.UTC):%Y-%m-%dT%H:%M:%S}Z"


def ends(recording: Recording, source: str) -> list[dict[str, str]]:
    """Return the rows of where a recording begins and ends; its times in UTC."""
    if recording.t is None:
        return []
    ends = ((0, Kind.DEPARTURE, "First"), (-1, Kind.ARRIVAL, "Last"))
    return [
        {
            "kind": str(kind),
            "lat": degrees(recording.lat[at]),
            "lon": degrees(recording.lon[at]),
            "time_from": written(recording.t[at]),
            "source": source,
            "says": f"{word} recorded point of the file.",
        }
        for at, kind, word in ends
    ]


def degrees(value: float) -> str:
    """Return degrees as a cell, to about a centimetre."""
    return f"{value:.7f}".rstrip("0").rstrip(".")
