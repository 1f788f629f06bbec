"""TCX, as Garmin's devices write it: trackpoints become a recording, course points rows."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.authoring.imports.imported import Imported, Progress, title_in
from journeymap.authoring.imports.imported_points import Points, Track
from journeymap.authoring.imports.rows import Pieces, of_tracks
from journeymap.authoring.imports.xml_stream import local, stream
from journeymap.errors import TableError
from journeymap.settings import Settings

_TEXTS = {"Time", "LatitudeDegrees", "LongitudeDegrees", "Name", "Id", "Notes"}
_POINTS = {"Trackpoint", "CoursePoint"}


class _Tcx:
    """Listens to a TCX file. A trackpoint may have several positions: all are on the line."""

    listen: Callable[[bool], None]

    def __init__(self, name: str, body: bytes, limits: Settings) -> None:
        self.points = Points(name, limits, body.count(b"<Position>"))
        self.rows: list[dict[str, str]] = []
        self.title = ""
        self._max_rows = limits.rows + 1
        self._path: list[str] = []
        self._cells: dict[str, str] = {}
        self._positions: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._listening = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a track, a point, or that a text is wanted."""
        tag = local(tag)
        self._path.append(tag)
        if tag in ("Activity", "Course"):
            self.points.begin_track(attributes.get("Sport", ""))
        elif tag == "Track":
            self.points.begin()
        elif tag in _POINTS:
            self._cells, self._positions = {}, []
        if tag in _TEXTS:
            self._parts.clear()
            self._listening = True
            self.listen(True)  # noqa: FBT003 - called for every point

    def text(self, part: str) -> None:
        """Keep a part of a text."""
        self._parts.append(part)

    def end(self, tag: str) -> None:
        """Take the text of an element, or what is finished."""
        tag = self._path.pop()
        parent = self._path[-1] if self._path else ""
        if self._listening and tag in _TEXTS:
            self._listening = False
            self.listen(False)  # noqa: FBT003
            self._take(parent, tag, "".join(self._parts).strip())
        elif tag == "Position" and parent == "Trackpoint":
            lon, lat = (self._cells.get(f"{each}Degrees", "") for each in ("Longitude", "Latitude"))
            self._positions.append((lon, lat))
        elif tag == "Trackpoint":
            for position in self._positions:
                self.points.add(*position, self._cells.get("Time", ""))
        elif tag == "CoursePoint" and len(self.rows) < self._max_rows:
            lon, lat, name = (
                self._cells.get(each, "")
                for each in ("LongitudeDegrees", "LatitudeDegrees", "Name")
            )
            row = {"place": name, "lon": lon, "lat": lat, "time_from": self._cells.get("Time", "")}
            self.rows.append(row)

    def _take(self, parent: str, tag: str, text: str) -> None:
        if tag in ("Name", "Id", "Notes") and parent not in _POINTS:
            if tag == "Name" and parent == "Course":
                self.points.name_track(title_in(text))
                self.title = self.title or text
        else:
            self._cells[tag] = text


def read_tcx(name: str, body: bytes, limits: Settings, progress: Progress | None) -> Imported:
    """Return the journey in a TCX file. Raises TableError when there is none."""
    listener = _Tcx(name, body, limits)
    problems = stream(name, body, listener, progress)
    tracks, found = listener.points.tracks()
    problems += found
    if not tracks and not listener.rows:
        raise TableError(
            f"{name} has no track of two positions or more, as of training indoors.",
            "Send an activity that was recorded with positions.",
            problems,
        )

    def pieces(track: Track | None) -> Pieces:
        rows = listener.rows if len(tracks) < 2 else ()
        return Pieces(rows, None if track is None else track.recording, listener.title)

    return of_tracks(name, tracks, pieces, limits, problems)
