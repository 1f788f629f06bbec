"""GPX 1.0 and 1.1: waypoints and named points become rows, tracks and routes a recording."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from journeymap.authoring.imports.imported import (
    Imported,
    Progress,
    notice,
    own_draft,
    title_in,
)
from journeymap.authoring.imports.imported_points import Points, Track, moments
from journeymap.authoring.imports.rows import Pieces, of_tracks
from journeymap.authoring.imports.xml_stream import local, stream
from journeymap.claims.columns import BY_NAME, in_file
from journeymap.errors import Problem, TableError
from journeymap.geodesy import steps_km
from journeymap.lines.recording import Recording
from journeymap.settings import Settings

_POINTS = {"trkpt", "rtept", "wpt"}
# Of a point: the tags that become cells.
_CELLS = in_file(lambda column: column.gpx)
# Of the file: what it is called, what it says of itself, and what it carries.
_TEXTS = {"name", "desc", "draft", "recording"}
# No one travels a route faster than this, km/h: its points were put on a map.
_FASTEST_KMH = 1_200.0
# A waypoint made so long before or after a track is of it: when one sets out, and is back.
_NEAR_SECONDS = 3_600.0


class _Gpx:
    """Listens to a GPX file. A track's points are only numbers, for there may be millions."""

    listen: Callable[[bool], None]

    def __init__(self, name: str, body: bytes, limits: Settings) -> None:
        self.name = name
        self.track = Points(name, limits, body.count(b"<trkpt"))
        self.route = Points(name, limits, body.count(b"<rtept"))
        self.rows: dict[str, list[dict[str, str]]] = {point: [] for point in _POINTS}
        self.titles: dict[tuple[str, ...], str] = {}
        self.draft_texts: dict[str, str] = {}
        self._max_rows = limits.rows + 1
        self._path: list[str] = []
        self._point: dict[str, str] | None = None
        self._level = 0
        self._parts: list[str] = []
        self._listening = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a point, or that a text is wanted."""
        path = self._path
        if ":" in tag:
            tag = local(tag)
        path.append(tag)
        if tag in _POINTS:
            self._point = attributes
            self._level = len(path)
            if tag == "trkpt":
                self.track.add(attributes.get("lon"), attributes.get("lat"))
            elif tag == "rtept":
                self.route.add(attributes.get("lon"), attributes.get("lat"))
        elif self._point is None:
            self._begin(tag)
        elif len(path) == self._level + 1:
            if tag in _CELLS:
                self._begin_text()
            elif tag == "link":
                self._point["url"] = attributes.get("href", "")

    def _begin(self, tag: str) -> None:
        """Note what is no part of a point."""
        if tag == "trkseg":
            self.track.begin()
        elif tag == "trk":
            self.track.begin_track()
        elif tag == "rte":
            self.route.begin()
        elif tag in _TEXTS:
            self._begin_text()

    def _begin_text(self) -> None:
        self._parts.clear()
        self._listening = True
        self.listen(True)  # noqa: FBT003 - called for every point

    def text(self, part: str) -> None:
        """Keep a part of a text."""
        self._parts.append(part)

    def end(self, tag: str) -> None:
        """Take the text of an element, or a finished point."""
        path = self._path
        tag = path[-1]
        if self._listening:
            self._listening = False
            self.listen(False)  # noqa: FBT003
            self._take(tag, "".join(self._parts))
        elif tag in _POINTS and self._point is not None:
            self._finish(tag, self._point)
            self._point = None
        path.pop()

    def _take(self, tag: str, text: str) -> None:
        if self._point is None:
            if tag in ("draft", "recording"):
                self.draft_texts.setdefault(tag, text)
            else:
                self.titles.setdefault(tuple(self._path[1:]), text)
                if self._path[-2:] == ["trk", "name"]:
                    self.track.name_track(title_in(text))
        elif tag == "time" and self._path[-2] == "trkpt":
            self.track.times[-1] = text
        else:
            self._point[tag] = text
            if tag == "time" and self._path[-2] == "rtept":
                self.route.times[-1] = text

    def _finish(self, tag: str, point: dict[str, str]) -> None:
        rows = self.rows[tag]
        if (tag == "wpt" or point.get("name", "").strip()) and len(rows) < self._max_rows:
            row = {"lat": point.get("lat", ""), "lon": point.get("lon", "")}
            for name, column in _CELLS.items():
                text = point.get(name, "").strip()
                choices = BY_NAME[column].choices
                if text and (not choices or text in choices):
                    row.setdefault(column, text)
            if tag == "trkpt" and self.track.times[-1]:
                row["time_from"] = self.track.times[-1].strip()
            rows.append(row)

    def title(self) -> str:
        """Return what the file, or its first track or route, is called."""
        paths = (("metadata", "name"), ("name",), ("trk", "name"), ("rte", "name"))
        return next((self.titles[path] for path in paths if self.titles.get(path)), "")

    def summary(self) -> str:
        """Return what the file says of itself."""
        return self.titles.get(("metadata", "desc")) or self.titles.get(("desc",), "")


def read_gpx(name: str, body: bytes, limits: Settings, progress: Progress | None) -> Imported:
    """Return the journey in a GPX file. Raises TableError when there is none."""
    listener = _Gpx(name, body, limits)
    problems = stream(name, body, listener, progress)
    draft, draft_problems = own_draft(name, listener.draft_texts, limits)
    problems += draft_problems
    if draft:
        return Imported(draft, problems=problems)
    tracks, found = listener.track.tracks()
    problems += found
    rows = listener.rows["wpt"] + listener.rows["trkpt"]
    timed = any(track.recording.t is not None for track in tracks)
    if not timed and (listener.rows["rtept"] or not tracks):
        route, found = _route(listener)
        problems += found
        rows += listener.rows["rtept"]
        tracks = tracks or route
    elif len(listener.route):
        problems += (notice(name, "routes-not-read", {"count": len(listener.route)}),)
    if not rows and not tracks:
        raise TableError(
            f"{name} has no waypoint, and no track or route of two points or more.",
            "Send a GPX file with a recorded track, or with waypoints that have times.",
            problems,
        )
    if timed:
        elsewhen = _elsewhen(rows, tracks)
        rows = [row for row, out in zip(rows, elsewhen, strict=True) if not out]
        if any(elsewhen):
            problems += (notice(name, "waypoints-elsewhen", {"count": sum(elsewhen)}),)

    def pieces(track: Track | None) -> Pieces:
        recording = None if track is None else track.recording
        mine = rows if len(tracks) < 2 else _of(rows, track)
        return Pieces(mine, recording, listener.title(), listener.summary())

    return of_tracks(name, tracks, pieces, limits, problems)


def _route(listener: _Gpx) -> tuple[list[Track], tuple[Problem, ...]]:
    """
    Return the line of the routes.

    The time of a route's point may be when it was travelled, or when it was put on a map. Planned
    points are made within seconds: no traveller is as fast. They have no times then.
    """
    tracks, problems = listener.route.tracks()
    for track in tracks:
        t = track.recording.t
        if t is None:
            continue
        part = track.recording.timed
        lon, lat = track.recording.lon[part], track.recording.lat[part]
        hours = (t[part][-1] - t[part][0]) / 3600
        if steps_km(lon, lat).sum() > hours * _FASTEST_KMH:
            for row in listener.rows["rtept"]:
                row.pop("time_from", None)
            plan = replace(track.recording, t=None)
            problem = notice(listener.name, "route-planned")
            return [Track(track.name, plan, (problem,))], problems
    return tracks[:1], problems


def _elsewhen(rows: Sequence[Mapping[str, str]], tracks: Sequence[Track]) -> list[bool]:
    """Return which waypoints were made long before or after the tracks were recorded."""
    at = moments([row.get("time_from", "") for row in rows])
    near = np.zeros(len(rows), dtype=bool)
    for track in tracks:
        near |= _during(at, track.recording)
    return [bool(out) for out in np.isfinite(at) & ~near]


def _of(rows: Sequence[Mapping[str, str]], track: Track | None) -> list[Mapping[str, str]]:
    """Return the waypoints that were made while a track was recorded, and those without a time."""
    at = moments([row.get("time_from", "") for row in rows])
    near = ~np.isfinite(at) if track is None else _during(at, track.recording) | ~np.isfinite(at)
    return [row for row, there in zip(rows, near, strict=True) if there]


def _during(at: np.ndarray, recording: Recording) -> np.ndarray:
    if recording.t is None:
        return np.zeros(len(at), dtype=bool)
    t = recording.t[recording.timed]
    return np.asarray((at >= t[0] - _NEAR_SECONDS) & (at <= t[-1] + _NEAR_SECONDS))
