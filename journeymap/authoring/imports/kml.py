"""KML 2.2 and its Google extensions: points become rows, tracks and lines a recording."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest

import numpy as np

from journeymap.authoring.imports.imported import (
    Imported,
    Progress,
    notice,
    own_draft,
    title_in,
    too_many,
)
from journeymap.authoring.imports.imported_points import Points, Track, moments
from journeymap.authoring.imports.local_times import at_place
from journeymap.authoring.imports.rows import Pieces, of_tracks
from journeymap.authoring.imports.stays import leg_rows, stay_rows
from journeymap.authoring.imports.xml_stream import local, shown, stream
from journeymap.claims.columns import in_file
from journeymap.errors import Problem, TableError
from journeymap.settings import Settings

_TEXTS = {
    "name",
    "description",
    "when",
    "begin",
    "end",
    "coordinates",
    "coord",
    "value",
    "SimpleData",
    "longitude",
    "latitude",
}
# Of a placemark: the elements, each within its parent, that become cells.
_CELLS = in_file(lambda column: column.kml)
# Traccar names a line by when it begins and ends.
_NAMED_BY_TIMES = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) - (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)"
)
# Placemarks so many and so close in time are the points of a track, as of a flight.
_TRACK_POINTS, _TRACK_SECONDS = 20, 600.0


@dataclass
class _Placemark:
    """What stands in one: cells, a position, lines and tracks with the times of their points."""

    cells: dict[str, str] = field(default_factory=dict)
    position: list[str] = field(default_factory=list)
    span: dict[str, str] = field(default_factory=dict)
    lines: list[list[str]] = field(default_factory=list)
    tracks: list[tuple[list[str], list[str]]] = field(default_factory=list)

    def times(self) -> tuple[str, str]:
        """Return when its line begins and ends."""
        named = _NAMED_BY_TIMES.fullmatch(self.cells.get("place", ""))
        if named and not self.span and self.lines:
            place = _lon_lat(self.lines[0][:1])
            return at_place(named[1], *place), at_place(named[2], *place)
        begin = self.span.get("begin", "") or self.cells.get("time_from", "")
        return begin, self.span.get("end", "")


class _Kml:
    """Listens to a KML file."""

    listen: Callable[[bool], None]

    def __init__(self, name: str, limits: Settings) -> None:
        self.tracks = Points(name, limits)
        self.lines = Points(name, limits)
        self.rows: list[dict[str, str]] = []
        self.tour: list[dict[str, str]] = []
        self.titles: dict[str, str] = {}
        self.draft_texts: dict[str, str] = {}
        self.links = 0
        self._name, self._limits = name, limits
        self._path: list[str] = []
        self._placemark: _Placemark | None = None
        self._fly: dict[str, str] | None = None
        self._when: list[str] = []
        self._coord: list[str] = []
        self._data = ""
        self._parts: list[str] = []
        self._listening = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a placemark, a track, or that a text is wanted."""
        tag = local(tag)
        self._path.append(tag)
        if tag == "Placemark":
            self._placemark = _Placemark()
        elif tag == "FlyTo":
            self._fly = {}
        elif tag == "Track":
            self._when, self._coord = [], []
        elif tag in ("Data", "SimpleData"):
            self._data = attributes.get("name", "")
        elif tag == "NetworkLink":
            self.links += 1
        if tag in _TEXTS:
            self._parts.clear()
            self._listening = True
            self.listen(True)  # noqa: FBT003 - called for every point

    def text(self, part: str) -> None:
        """Keep a part of a text."""
        self._parts.append(part)

    def end(self, tag: str) -> None:
        """Take the text of an element, or what is finished."""
        tag = self._path[-1]
        parent = self._path[-2] if len(self._path) > 1 else ""
        if self._listening and tag in _TEXTS:
            self._listening = False
            self.listen(False)  # noqa: FBT003
            self._take(parent, tag, "".join(self._parts))
        elif tag == "Track" and self._placemark is not None:
            self._placemark.tracks.append((self._coord, self._when))
        elif tag == "Placemark" and self._placemark is not None:
            self._finish(self._placemark)
            self._placemark = None
        elif tag == "FlyTo" and self._fly is not None:
            if {"lon", "lat", "time_from"} <= self._fly.keys():
                self.tour.append(self._fly)
            self._fly = None
        self._path.pop()

    def _take(self, parent: str, tag: str, text: str) -> None:
        match parent, tag:
            case "Track", "when":
                self._when.append(text)
            case "Track", "coord":
                self._coord.append(text)
            case "Document" | "kml", "name" | "description":
                self.titles.setdefault(tag, shown(text))
            case ("Data", "value") | ("SchemaData", "SimpleData"):
                self._note(text)
            case _ if self._fly is not None:
                column = {"longitude": "lon", "latitude": "lat", "when": "time_from"}.get(tag)
                column = "time_from" if tag == "begin" else column
                if column:
                    self._fly[column] = text.strip()
            case _ if self._placemark is not None:
                self._take_part(self._placemark, parent, tag, text)

    def _take_part(self, placemark: _Placemark, parent: str, tag: str, text: str) -> None:
        # A view of the placemark has a time too.
        own = parent == "Placemark" or self._path[-3] == "Placemark"
        match parent, tag:
            case "Point", "coordinates":
                placemark.position = [part.strip() for part in text.split(",")[:2]]
            case "LineString", "coordinates":
                placemark.lines.append(text.split())
            case "TimeSpan", "begin" | "end" if own:
                placemark.span[tag] = text.strip()
            case _ if own and (parent, tag) in _CELLS:
                cell = shown(text) if tag == "description" else text.strip()
                placemark.cells[_CELLS[parent, tag]] = cell

    def _note(self, text: str) -> None:
        """Take a value that has a name: of a placemark, or of the whole document."""
        if self._placemark is None:
            self.draft_texts.setdefault(self._data, text)
        elif self._data:
            self._placemark.cells.setdefault(self._data, text.strip())

    def _finish(self, placemark: _Placemark) -> None:
        begin, end = placemark.times()
        title = title_in(placemark.cells.get("place", ""))
        if placemark.tracks:
            self.tracks.begin_track(title)
        for course, times in placemark.tracks:
            self._add(self.tracks, course, times)
        # One without a time of its own goes on where the one before it ended.
        if placemark.lines and (begin or end):
            self.lines.begin_track(title)
        for at, course in enumerate(placemark.lines):
            first, last = at == 0, at == len(placemark.lines) - 1
            blank = [""] * max(len(course) - 2, 0)
            times = [begin if first else "", *blank, end if last else ""][-len(course) :]
            self._add(self.lines, course, times)
        if placemark.position:
            at_point = dict(zip(("lon", "lat"), placemark.position, strict=False))
            cells = at_point | placemark.cells
            if placemark.span:
                span = placemark.span
                self.rows += stay_rows(cells, span.get("begin", ""), span.get("end", ""))
            else:
                self.rows.append(cells)
        elif placemark.lines and begin and end and title:
            self.rows += self._leg(placemark, begin, end)
        if len(self.rows) > self._limits.rows:
            raise too_many(
                self._name, "points", len(self.rows), self._limits.rows, "Send it in parts."
            )

    def _leg(self, placemark: _Placemark, begin: str, end: str) -> list[dict[str, str]]:
        ends: list[dict[str, str]] = []
        for position in (placemark.lines[0][:1], placemark.lines[-1][-1:]):
            lon, lat = _lon_lat(position)
            ends.append({"lon": lon, "lat": lat} if lon and lat else {})
        cells = {"says": placemark.cells.get("place", "")} | {
            name: cell for name, cell in placemark.cells.items() if name != "place"
        }
        return leg_rows(ends[0], ends[1], begin, end, cells)

    def _add(self, points: Points, course: list[str], times: list[str]) -> None:
        points.begin()
        for position, time in zip_longest(course, times[: len(course)], fillvalue=""):
            lon, _, rest = position.strip().replace(" ", ",").partition(",")
            points.add(lon, rest.partition(",")[0], time)


def read_kml(name: str, body: bytes, limits: Settings, progress: Progress | None) -> Imported:
    """Return the journey in a KML file. Raises TableError when there is none."""
    listener = _Kml(name, limits)
    problems = stream(name, body, listener, progress)
    draft, draft_problems = own_draft(name, listener.draft_texts, limits)
    problems += draft_problems
    if draft:
        return Imported(draft, problems=problems)
    rows = listener.rows
    tracks, found = listener.tracks.tracks()
    if not tracks and len(listener.lines):
        tracks, more = listener.lines.tracks()
        found += more
    problems += found + _links(name, listener.links)
    untimed = all(track.recording.t is None for track in tracks)
    if untimed and _is_track(rows):
        points = Points(name, limits)
        for row in rows:
            points.add(row["lon"], row["lat"], row["time_from"])
        tracks, found = points.tracks()
        problems += (*found, notice(name, "placemarks-as-track", {"count": len(rows)}))
        rows = []
    rows = rows or ([] if tracks else listener.tour)
    if not rows and not tracks:
        raise TableError(
            f"{name} has no point and no line that can be used.",
            "Send placemarks with a point and a time, or a track with times (gx:Track).",
            problems,
        )
    title, summary = (listener.titles.get(each, "") for each in ("name", "description"))

    def pieces(track: Track | None) -> Pieces:
        recording = None if track is None else track.recording
        return Pieces(rows if len(tracks) < 2 else (), recording, title, summary)

    return of_tracks(name, tracks, pieces, limits, problems)


def _lon_lat(course: list[str]) -> tuple[str, str]:
    """Return the first position of a line as texts; empty where there is none."""
    lon, lat, *_ = [*"".join(course[:1]).split(","), "", ""]
    return lon, lat


def _is_track(rows: list[dict[str, str]]) -> bool:
    """Return whether placemarks are the points of a track: many, each at a time of its own."""
    if len(rows) < _TRACK_POINTS or any(row.keys() >= {"kind"} for row in rows):
        return False
    cells = [row.get("time_from", "") for row in rows]
    if not all(
        "T" in cell and {"lon", "lat"} <= row.keys() for cell, row in zip(cells, rows, strict=True)
    ):
        return False
    t = np.sort(moments(cells))
    return bool(np.isfinite(t).all() and np.median(np.diff(t)) <= _TRACK_SECONDS)


def _links(name: str, count: int) -> tuple[Problem, ...]:
    if not count:
        return ()
    return (
        notice(
            name,
            "links-not-followed",
            {"count": count},
        ),
    )
