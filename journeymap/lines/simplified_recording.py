"""
A recording made into a line, which knows where the traveller was at each of its vertices.

Kilometres and speeds are computed from all points; the line is drawn from few (`simplification`).
Where nothing was recorded the traveller is within the space-time prism (`tracks/prism.py`) between
the points at both ends of the gap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np

from journeymap.geodesy import steps_km
from journeymap.lines.line import Leg, LegStatus, Line
from journeymap.lines.recording import Recording
from journeymap.lines.simplification import simplify

# A device that writes nothing for longer than this had no reception, or was switched off.
GAP_SECONDS = 300.0
# A speed is a mean over at least this long: over one second it would mostly be the device's error.
SPEED_SECONDS = 10.0
# What is slower than this stands still: a device's errors alone are that fast.
STANDING_KMH = 3.0

# One vertex in this many may begin a gap, as the browser redraws a path for each. Of more gaps than
# that, the shortest are drawn as if recorded.
_GAPS_SHARE = 20
# Recordings simplified already, while they last: with another maximum speed, or other rows,
# nothing changes.
_SIMPLIFIED: WeakKeyDictionary[Recording, tuple[int, SimplifiedRecording]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class TrackStatistics:
    """
    What all n points of a recording say.

    `km` (n,) is along it from its start, by WGS 84 geodesics. `gaps` are ascending indices of the
    points after which nothing is recorded until the next: for more than GAP_SECONDS, or up to
    another segment of the file. Speeds are outside the gaps, each a mean over SPEED_SECONDS, or
    as little more as two points allow: the maximum and when it began, and the typical one, the
    median by time of those not standing. None without times, or where nothing moves.
    """

    km: np.ndarray
    gaps: np.ndarray
    maximum_kmh: float | None
    maximum_at: float | None
    typical_kmh: float | None


@dataclass(frozen=True, slots=True)
class LineSimplified:
    """The line is drawn from `vertices` of `points` recorded, and up to `off_px` pixels off."""

    vertices: int
    points: int
    off_px: float


@dataclass(frozen=True, slots=True)
class GapsBridged:
    """There are more gaps than can be shown: the `count` shortest are drawn as if recorded."""

    count: int


@dataclass(frozen=True, slots=True)
class FasterThanAssumed:
    """The recording has a speed of `kmh` at epoch second `at`, and the journey's is smaller."""

    kmh: float
    at: float
    max_speed_kmh: float


RecordingNotice = LineSimplified | GapsBridged | FasterThanAssumed


@dataclass(frozen=True, eq=False)
class SimplifiedRecording:
    """
    A recording as a line of few vertices, and when (m,) it is at each, or None without times.

    Before the recording's first moment and after its last the time is NaN. A recorded point is at
    most `off_px` pixels from the position on the line at its own moment, when the whole fits a map
    `simplification.MAP_PX` wide. `gaps` are the vertices after which a gap is drawn; `bridged`
    counts the gaps too short to be. `points` counts the recorded ones.
    """

    line: Line
    t: np.ndarray | None
    gaps: np.ndarray
    bridged: int
    statistics: TrackStatistics
    off_px: float
    points: int

    @property
    def timed(self) -> SimplifiedRecording:
        """The part from the first to the last moment, with the kilometres of the whole."""
        if self.t is None or np.isfinite(self.t).all():
            return self
        known = np.flatnonzero(np.isfinite(self.t))
        part = slice(int(known[0]), int(known[-1]) + 1)
        gaps = self.gaps - part.start
        line = replace(
            self.line, coordinates=self.line.coordinates[part], km=self.line.km[part], legs=()
        )
        inside = gaps[(gaps >= 0) & (gaps < len(known) - 1)]
        return replace(self, line=line, t=self.t[part], gaps=inside)

    def notices(self, max_speed_kmh: float) -> list[RecordingNotice]:
        """Return in what the journey shown is not the recording as it is."""
        found: list[RecordingNotice] = []
        if self.off_px > 1:
            found.append(LineSimplified(len(self.line.km), self.points, self.off_px))
        if self.bridged:
            found.append(GapsBridged(self.bridged))
        maximum, at = self.statistics.maximum_kmh, self.statistics.maximum_at
        if maximum is not None and at is not None and maximum > max_speed_kmh:
            found.append(FasterThanAssumed(maximum, at, max_speed_kmh))
        return found


def measure(recording: Recording) -> TrackStatistics:
    """Return lengths, gaps and speeds from all points."""
    steps = steps_km(recording.lon, recording.lat)
    km = np.concatenate([[0.0], np.cumsum(steps)])
    broken = np.zeros(len(steps), dtype=bool)
    broken[recording.starts[1:] - 1] = True
    if recording.t is None:
        return TrackStatistics(km, np.flatnonzero(broken), None, None, None)
    broken |= np.diff(recording.t) > GAP_SECONDS
    gaps = np.flatnonzero(broken)
    timed = recording.timed
    inside = gaps - timed.start
    inside = inside[(inside >= 0) & (inside < timed.stop - timed.start - 1)]
    return TrackStatistics(km, gaps, *_speeds(recording.t[timed], km[timed], inside))


def _speeds(
    t: np.ndarray, km: np.ndarray, gaps: np.ndarray
) -> tuple[float | None, float | None, float | None]:
    """Return the maximum speed, when it began, and the typical one; km/h and epoch seconds."""
    # From each point to the first at least so much later, or to where its piece ends.
    piece_ends = np.append(gaps, len(t) - 1)
    own_end = piece_ends[np.searchsorted(piece_ends, np.arange(len(t)))]
    until = np.minimum(np.searchsorted(t, t + SPEED_SECONDS), own_end)
    begins = np.flatnonzero(until > np.arange(len(t)))
    # At the end of a piece that is longer there is no such speed to be had.
    long_enough = t[until[begins]] - t[begins] >= SPEED_SECONDS
    begins = begins[long_enough] if long_enough.any() else begins
    if not begins.size:
        return None, None, None
    ends = until[begins]
    speed = (km[ends] - km[begins]) / (t[ends] - t[begins]) * 3600
    fastest = int(speed.argmax())
    moving = np.flatnonzero(speed > STANDING_KMH)
    if not moving.size:
        return float(speed[fastest]), float(t[begins[fastest]]), None
    order = moving[np.argsort(speed[moving])]
    time = np.cumsum(t[begins[order] + 1] - t[begins[order]])
    typical = speed[order[np.searchsorted(time, time[-1] / 2)]]
    return float(speed[fastest]), float(t[begins[fastest]]), float(typical)


def simplify_recording(recording: Recording, vertices: int) -> SimplifiedRecording:
    """
    Return a recording as a line of few vertices. O(n log n) in the points, once for a recording.

    Parameters
    ----------
    recording
        The points, n.
    vertices
        Maximum number of vertices, 8 or more.
    """
    known = _SIMPLIFIED.get(recording)
    if known is None or known[0] != vertices:
        known = _SIMPLIFIED[recording] = vertices, _simplified(recording, vertices)
    return known[1]


def _simplified(recording: Recording, vertices: int) -> SimplifiedRecording:
    statistics = measure(recording)
    lon = np.unwrap(recording.lon, period=360)
    by = statistics.km if recording.t is None else _running_on(recording.t, statistics.km)
    cuts = _longest(statistics, by, (vertices - 2) // _GAPS_SHARE)
    timed = recording.timed
    held = sorted({timed.start, timed.stop - 1}) if timed.stop else []
    simple = simplify(lon, recording.lat, by, cuts, vertices, held)
    vertices_at = simple.vertices
    gaps = np.searchsorted(vertices_at, cuts)
    line = Line(
        coordinates=np.column_stack([lon, recording.lat])[vertices_at],
        km=statistics.km[vertices_at],
        legs=_legs(gaps, len(vertices_at)),
        stops=(),
    )
    return SimplifiedRecording(
        line=line,
        t=None if recording.t is None else recording.t[vertices_at],
        gaps=gaps,
        bridged=len(statistics.gaps) - len(cuts),
        statistics=statistics,
        off_px=simple.off_px,
        points=len(recording),
    )


def _running_on(t: np.ndarray, km: np.ndarray) -> np.ndarray:
    """Return seconds that run on at the mean speed where none are known, to simplify by."""
    known = np.flatnonzero(np.isfinite(t))
    first, last = known[0], known[-1]
    pace = (t[last] - t[first]) / max(float(km[last] - km[first]), 1e-9)
    before, after = t[first] - (km[first] - km) * pace, t[last] + (km - km[last]) * pace
    at = np.arange(len(t))
    return np.where(at < first, before, np.where(at > last, after, t))


def _longest(statistics: TrackStatistics, by: np.ndarray, count: int) -> np.ndarray:
    """Return at most so many of the gaps, the longest in time, or else in kilometres."""
    gaps = statistics.gaps
    length = by[gaps + 1] - by[gaps]
    return np.sort(gaps[np.argsort(-length, kind="stable")[:count]])


def _legs(gaps: np.ndarray, count: int) -> tuple[Leg, ...]:
    legs = []
    here = 0
    for gap in [*gaps.tolist(), count - 1]:
        if gap > here:
            legs.append(Leg(here, gap, "recorded", LegStatus.REPORTED, "", 1.0))
        if gap < count - 1:
            legs.append(Leg(gap, gap + 1, "gap", LegStatus.INFERRED, "", 1.0))
        here = gap + 1
    return tuple(legs)
