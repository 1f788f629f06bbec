"""Events beside a recording: where on its line each is, and which of them it speaks against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from journeymap.claims.columns import Kind
from journeymap.claims.fusion import Event
from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.geodesy import offsets_km
from journeymap.lines.line import SAME_KM, Line
from journeymap.lines.railway import NEAR_TRACK_KM
from journeymap.lines.simplified_recording import SimplifiedRecording
from journeymap.times import Window
from journeymap.tracks.conflicts import Conflict, RecordingConflict
from journeymap.tracks.fixes import exact_fixes
from journeymap.tracks.line_occurrences import nearest_occurrence
from journeymap.tracks.prism import Fix, Happened, Track, reconstruct

_RECORDED_WEIGHT = 1_000_000


@dataclass(frozen=True)
class _Sighting:
    """
    Where the recording is when an event is reported to have happened, and how near to its place.

    From `since` to `until`, km along the line, the traveller can have been within the window. Of
    that, `km` is nearest to the place, `away` kilometres from it. `inside` when all of the window
    is within the recording, `certain` when it has no gap then.
    """

    km: float
    away: float
    since: float
    until: float
    inside: bool
    certain: bool


def happened_as_recorded(
    drawn: SimplifiedRecording,
    events: Sequence[Event],
    gazetteer: Gazetteer,
    max_speed_kmh: float,
    span: tuple[float, float],
) -> tuple[dict[str, float], Happened]:
    """
    Return the chainages of the events that are on the line, and what happened over `span`.

    What is recorded is believed whatever is reported. An event in a gap narrows what is possible
    there; one that the recording speaks against is returned as a conflict.

    Parameters
    ----------
    drawn
        The recording, with times.
    events
        What was reported, in any order.
    gazetteer
        Where the places of the events are.
    max_speed_kmh
        Maximum speed in gaps, km/h.
    span
        From when to when the track goes, epoch seconds.

    Returns
    -------
    km
        Kilometres along the line, by the id of the event.
    happened
        The track, and the events that the recording contradicts.

    Raises
    ------
    ValueError
        For a recording without times.
    """
    drawn = drawn.timed
    if drawn.t is None:
        raise ValueError("a recording without times has no moments")
    t, line = drawn.t, drawn.line
    track = as_track(t, line.km, drawn.gaps, max_speed_kmh)
    km: dict[str, float] = {}
    moments: dict[str, float] = {}
    conflicts: dict[str, Conflict] = {}
    in_gap: dict[int, list[Event]] = defaultdict(list)
    for event in filter(_is_dated, events):
        place = gazetteer[str(event.place)]
        if place.is_area:
            continue
        seen = _sight(drawn, t, track, event, place)
        if seen.away <= NEAR_TRACK_KM + place.accuracy_m / 1000:
            km[event.id] = seen.km
            gap = _gap_around(drawn, seen.km)
            if gap is None:
                moments[event.id] = _moment(t, line.km, event, seen.km)
            else:
                in_gap[gap].append(event)
        elif seen.inside:
            passes = line.locate(place)
            km |= {event.id: nearest_occurrence(passes, seen.since, seen.until)} if passes else {}
            if passes or seen.certain:
                conflicts[event.id] = RecordingConflict(place.key, seen.away, seen.certain)
    for gap, within in in_gap.items():
        fixes = exact_fixes(within, km)
        narrowed = _narrowed(t, line.km, gap, fixes, max_speed_kmh)
        if narrowed is not None:
            track = _with_part(track, narrowed.track)
            moments |= narrowed.moments
            conflicts |= narrowed.conflicts
    recorded = (float(t[0]), float(t[-1]))
    return km, Happened(_over(track, span), moments, conflicts, recorded)


def _is_dated(event: Event) -> bool:
    return event.places_traveller and event.window.known


def with_stops(line: Line, events: Sequence[Event], km: Mapping[str, float]) -> Line:
    """Return the line with the places of the events that are on it as its stops, each pass once."""
    stops: list[tuple[str, float]] = []
    last: dict[str, float] = {}
    for at, key in sorted((km[event.id], str(event.place)) for event in events if event.id in km):
        if key not in last or at - last[key] > SAME_KM:
            last[key] = at
            stops.append((key, at))
    return replace(line, stops=tuple(stops))


def _sight(
    drawn: SimplifiedRecording, t: np.ndarray, track: Track, event: Event, place: Place
) -> _Sighting:
    """Look for a place along the part of the line that an event's window leaves open."""
    first, last = float(track.t[0]), float(track.t[-1])
    start, end = np.clip([event.window.start, event.window.end], first, last).tolist()
    _, low, high = track.at(np.array([start, end]))
    since, until = float(low[0]), float(high[1])
    line = drawn.line
    between = slice(*np.searchsorted(line.km, [since, until], side="right").tolist())
    ends = [line.point_at(since), line.point_at(until)]
    coordinates = np.vstack([ends[:1], line.coordinates[between], ends[1:]])
    along = np.concatenate([[since], line.km[between], [until]])
    away, share = offsets_km(coordinates, place.lon, place.lat)
    near = np.flatnonzero(away <= away.min() + SAME_KM)
    # Who stays at a place has arrived when first there, and leaves when last there.
    nearest = {Kind.ARRIVAL: near[0], Kind.DEPARTURE: near[-1]}
    at = int(nearest.get(event.kind, away.argmin()))
    lost = bool(((t[drawn.gaps] < end) & (start < t[drawn.gaps + 1])).any())
    inside = first <= event.window.start and event.window.end <= last
    return _Sighting(
        km=float(along[at] + share[at] * (along[at + 1] - along[at])),
        away=float(away.min()),
        since=since,
        until=until,
        inside=inside,
        certain=inside and not lost,
    )


def _moment(t: np.ndarray, km: np.ndarray, event: Event, at: float) -> float:
    """Epoch seconds at which the recording passes a chainage, within the window if it does."""
    begun = int(np.searchsorted(km, at, side="left"))
    over = int(np.searchsorted(km, at, side="right"))
    into, out_of = slice(max(begun - 1, 0), begun + 1), slice(max(over - 1, 0), over + 1)
    first = float(np.interp(at, km[into], t[into]))
    last = float(np.interp(at, km[out_of], t[out_of]))
    window = event.window
    wanted = {Kind.ARRIVAL: first, Kind.DEPARTURE: last}.get(event.kind, window.middle)
    passed = min(max(first if wanted is None else wanted, first), last)
    return min(max(passed, window.start), window.end)


def _gap_around(drawn: SimplifiedRecording, km: float) -> int | None:
    """Return which gap a chainage is in, not at its ends; None when it is in none."""
    along = drawn.line.km
    found = np.flatnonzero((along[drawn.gaps] < km) & (km < along[drawn.gaps + 1]))
    return int(drawn.gaps[found[0]]) if found.size else None


def _narrowed(
    t: np.ndarray, km: np.ndarray, gap: int, fixes: Sequence[Fix], max_speed_kmh: float
) -> Happened | None:
    """Return what is possible in a gap, given both ends and the fixes within; None when nothing."""
    (start, end), (here, there) = t[gap : gap + 2].tolist(), km[gap : gap + 2].tolist()
    if there - here > (end - start) * max_speed_kmh / 3600:
        return None
    ends = [
        Fix("", at, Window(moment, moment), weight=_RECORDED_WEIGHT)
        for moment, at in ((start, here), (end, there))
    ]
    found = reconstruct([ends[0], *fixes, ends[1]], there, max_speed_kmh, (start, end))
    moments = {event: at for event, at in found.moments.items() if event}
    return replace(found, moments=moments)


def _with_part(track: Track, part: Track) -> Track:
    """Return a track with a part of it put in its place."""
    before, after = track.t < part.t[0], track.t > part.t[-1]

    def spliced(whole: np.ndarray, new: np.ndarray) -> np.ndarray:
        return np.concatenate([whole[before], new, whole[after]])

    return Track(
        t=spliced(track.t, part.t),
        best=spliced(track.best, part.best),
        low=spliced(track.low, part.low),
        high=spliced(track.high, part.high),
    )


def _over(track: Track, span: tuple[float, float]) -> Track:
    """Return the track from the start to the end of the span, standing beyond its own ends."""
    inside = track.t[(track.t > span[0]) & (track.t < span[1])]
    t = np.concatenate([span[:1], inside, span[1:]])
    return Track(t, *track.at(t))


def as_track(t: np.ndarray, km: np.ndarray, gaps: np.ndarray, max_speed_kmh: float) -> Track:
    """
    Return where the traveller was, exact: as recorded, and within the prism in each gap.

    In a gap that even the maximum speed does not bridge, the speed is what it takes.

    Parameters
    ----------
    t, km
        Epoch seconds, strictly ascending, and kilometres, never descending, of the vertices, (m,).
    gaps
        Indices of the vertices after which nothing is recorded until the next.
    max_speed_kmh
        Maximum speed in gaps, km/h.
    """
    start, end, low_km, high_km = t[gaps], t[gaps + 1], km[gaps], km[gaps + 1]
    takes = (high_km - low_km) / (max_speed_kmh / 3600)
    low_turns, high_turns = end - takes, start + takes
    # Not where it is too far to be free at all, nor so near that floats cannot part the moments.
    free = (start < low_turns) & (low_turns < end) & (start < high_turns) & (high_turns < end)
    low_turns, high_turns = low_turns[free], high_turns[free]
    every = np.unique(np.concatenate([t, low_turns, high_turns]))
    best = np.interp(every, t, km)
    low = np.interp(every, *_with(t, km, low_turns, low_km[free]))
    high = np.interp(every, *_with(t, km, high_turns, high_km[free]))
    return Track(every, best, np.minimum(low, best), np.maximum(high, best))


def _with(
    t: np.ndarray, km: np.ndarray, turns: np.ndarray, turn_km: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Breakpoints with others among them, in the order of time."""
    every = np.concatenate([t, turns])
    order = np.argsort(every, kind="stable")
    return every[order], np.concatenate([km, turn_km])[order]
