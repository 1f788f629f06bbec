"""Points of a recording as a file has them, made into one that the rest can rely on."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from journeymap.authoring.imports.imported import notice, too_many
from journeymap.authoring.imports.point_times import (
    at_once,
    believed,
    parts_of,
    spread,
    without_unset,
)
from journeymap.claims.columns import Kind
from journeymap.dates import Dating, iso
from journeymap.errors import Problem, TableError
from journeymap.lines.recording import Recording
from journeymap.settings import Settings
from journeymap.times import FURTHEST_SECONDS, parse_window

# Times are read so many at a time: as text they take five times the room.
_BATCH = 65_536
# What a recording is rounded to: about a centimetre, and a millisecond.
_PER_DEGREE, _PER_SECOND = 1e7, 1e3


@dataclass(frozen=True, eq=False)
class Track:
    """
    What one traveller's points became: its name in the file, and the recording they make.

    `problems` are what was wrong with its times.
    """

    name: str
    recording: Recording
    problems: tuple[Problem, ...] = ()


class Points:
    """Points as they are read, at most `limits.track_points`; `count` is how many the file has."""

    def __init__(self, name: str, limits: Settings, count: int = 0) -> None:
        self._name, self._max_points, self._count = name, limits.track_points, count
        self.lon, self.lat = array("d"), array("d")
        self.starts: list[int] = []
        # What each track of the file is called, by the point that it begins with.
        self._tracks: dict[int, str] = {}
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

    def begin_track(self, name: str = "") -> None:
        """Note that the next point begins a track, perhaps of another traveller."""
        self.begin()
        self._tracks[len(self.lon)] = name

    def name_track(self, name: str) -> None:
        """Note what the track begun last is called."""
        if self._tracks:
            self._tracks[max(self._tracks)] = name

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

    def extend(self, lon: np.ndarray, lat: np.ndarray, t: np.ndarray) -> None:
        """Add points with their times in epoch seconds; NaN is what is not known."""
        self._read_times(self.times)
        self.times = []
        self.lon.frombytes(np.ascontiguousarray(lon, "float64").tobytes())
        self.lat.frombytes(np.ascontiguousarray(lat, "float64").tobytes())
        self._moments.append(np.asarray(t, "float64"))

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
        """Return the first track, None when fewer than two points are left, and what to say."""
        tracks, problems = self.tracks()
        if not tracks:
            return None, problems
        return tracks[0].recording, (*problems, *tracks[0].problems)

    def tracks(self) -> tuple[list[Track], tuple[Problem, ...]]:
        """
        Return what was recorded, and what was left out.

        Tracks one after the other are one, in segments, in the order of time. Where some were
        recorded at once, each is a traveller's own. Every position on the earth is kept. Those
        without a time of their own lie between those that have one (`point_times`).
        """
        if len(self.lon) > self._max_points:
            raise self._too_many(len(self.lon))
        self._read_times(self.times)
        self.times = []
        lon, lat = np.array(self.lon), np.array(self.lat)
        t = np.concatenate(self._moments)
        self._moments = [t]
        there = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
        segment, track = (
            _which(begins, len(lon))[there] for begins in (self.starts, list(self._tracks))
        )
        # As the recording is saved, so that it is the same after each reading.
        lon, lat = (np.round(each[there] * _PER_DEGREE) / _PER_DEGREE for each in (lon, lat))
        t = np.where(np.abs(t) < FURTHEST_SECONDS, t, np.nan)[there]
        found = _Found(self._name, lon, lat, np.round(t * _PER_SECOND), segment, track)
        nowhere = int((~there).sum())
        left_out = notice(
            self._name, "points-left-out", {"nowhere": nowhere, "total": len(self.lon)}
        )
        names = [name for _, name in sorted(self._tracks.items())]
        return found.tracks(names), (left_out,) if nowhere else ()


@dataclass(frozen=True, eq=False)
class _Found:
    """Positions on the earth, their moments in whole milliseconds or NaN, segments and tracks."""

    name: str
    lon: np.ndarray
    lat: np.ndarray
    ms: np.ndarray
    segment: np.ndarray
    track: np.ndarray

    def tracks(self, names: Sequence[str]) -> list[Track]:
        if len(self.lon) < 2:
            return []
        ms = without_unset(self.ms / _PER_SECOND) * _PER_SECOND
        whole = np.unique(ms[np.isfinite(ms)])
        if whole.size < 2:
            problems = self._no_times()
            return [Track(next(iter(names), ""), self._plain(np.arange(len(ms))), problems)]
        order, settled = np.arange(len(ms)), ms.copy()
        segments = parts_of(_begins(self.segment), len(ms))
        for part in segments:
            inside, settled[part] = believed(ms[part])
            order[part] = part.start + inside
        apart = self._apart(segments, settled)
        if apart is None:
            return [self._one(next(iter(names), ""), segments, order, settled)]
        tracks = []
        for number, parts in apart.items():
            if sum(part.stop - part.start for part in parts) > 1:
                name = self._named(names, int(self.track[parts[0].start]), number, len(apart))
                tracks.append(self._one(name, parts, order, settled))
        return tracks

    def _named(self, names: Sequence[str], track: int, number: int, count: int) -> str:
        name = names[track - 1] if 0 < track <= len(names) else ""
        # Names that several share, or none, are told apart by their number.
        alone = name and names.count(name) == 1 and len(names) >= count
        return name if alone else f"{name or 'Track'} {number}"

    def _apart(self, segments: Sequence[slice], ms: np.ndarray) -> dict[int, list[slice]] | None:
        """Return the segments of each traveller, by number; None when all are of one."""
        spans = [_span(ms[part]) for part in segments]
        numbers = [int(self.track[part.start]) for part in segments]
        timed = {number for number, span in zip(numbers, spans, strict=True) if span}
        if len(timed) == len(set(numbers)) and not at_once([span for span in spans if span]):
            return None
        by_track: dict[int, list[slice]] = {}
        whole: dict[int, list[tuple[float, float]]] = {}
        for number, part, span in zip(numbers, segments, spans, strict=True):
            by_track.setdefault(number, []).append(part)
            whole.setdefault(number, []).extend([span] if span else [])
        if any(at_once(each) for each in whole.values()):
            return {at: [part] for at, part in enumerate(segments, start=1)}
        return by_track if len(by_track) > 1 else None

    def _one(self, name: str, parts: Sequence[slice], order: np.ndarray, ms: np.ndarray) -> Track:
        """Return the recording of these segments, in the order of time."""
        begun, starts = -np.inf, []
        for part in parts:
            span = _span(ms[part])
            # A segment without times stays after the one before it.
            begun = span[0] if span else begun
            starts.append(begun)
        sequence = sorted(range(len(parts)), key=lambda at: starts[at])
        at = np.concatenate([order[parts[each]] for each in sequence])
        moments_ms = np.concatenate([ms[parts[each]] for each in sequence])
        again, moments_ms = believed(moments_ms)
        at = at[again]
        times = spread(self.lon[at], self.lat[at], moments_ms)
        if times is None:
            return Track(name, self._plain(at), self._no_times())
        recording = Recording(
            self.lon[at], self.lat[at], times / _PER_SECOND, _begins(self.segment[at])
        )
        own = np.isfinite(self.ms[at])
        outside = ~np.isfinite(times)
        counts = {
            "total": len(at),
            "untimed": int((~own).sum()),
            "unordered": int((own & ~np.isfinite(moments_ms)).sum()),
            "outside": int(outside.sum()),
        }
        problem = (notice(self.name, "times-between", counts),)
        return Track(name, recording, problem if counts["untimed"] or counts["unordered"] else ())

    def _plain(self, at: np.ndarray) -> Recording:
        return Recording(self.lon[at], self.lat[at], None, _begins(self.segment[at]))

    def _no_times(self) -> tuple[Problem, ...]:
        known = self.ms[np.isfinite(self.ms)]
        if not known.size:
            return ()
        moment = written(float(known[0]) / _PER_SECOND)
        return (notice(self.name, "times-say-nothing", {"moment": moment}),)


def _which(begins: Sequence[int], count: int) -> np.ndarray:
    """Return of which part each of so many points is; 0 is before the first that begins."""
    return np.searchsorted(np.unique(np.array(begins, "int64")), np.arange(count), side="right")


def _begins(which: np.ndarray) -> np.ndarray:
    return np.flatnonzero(np.diff(which, prepend=-1))


def _span(ms: np.ndarray) -> tuple[float, float] | None:
    """Return the first and last moment, in seconds."""
    known = ms[np.isfinite(ms)]
    return (float(known.min() / 1e3), float(known.max() / 1e3)) if known.size else None


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
    # pandas has no years before 1.
    for i, text in enumerate(times):
        if text.strip()[:1] == "-" and (window := parse_window(text, Dating("UTC"))):
            values[i] = window.start
    return values


def written(moment: float) -> str:
    """Return epoch seconds as the event table has them, in UTC, to the second."""
    return iso(moment)


def ends(recording: Recording, source: str) -> list[dict[str, str]]:
    """Return the rows of where the times of a recording begin and end; in UTC."""
    if recording.t is None:
        return []
    first, last = recording.timed.start, recording.timed.stop - 1
    ends = ((first, Kind.DEPARTURE, "First"), (last, Kind.ARRIVAL, "Last"))
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
