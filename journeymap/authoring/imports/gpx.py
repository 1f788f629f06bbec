"""GPX 1.0 and 1.1: waypoints and named points become rows, tracks and routes a recording."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.authoring.imports.imported import Imported, Progress, own_draft
from journeymap.authoring.imports.imported_points import Points
from journeymap.authoring.imports.rows import Pieces, assembled
from journeymap.authoring.imports.xml_stream import local, stream
from journeymap.claims.columns import BY_NAME, in_file
from journeymap.errors import TableError
from journeymap.settings import Settings

_POINTS = {"trkpt", "rtept", "wpt"}
# Of a point: the tags that become cells.
_CELLS = in_file(lambda column: column.gpx)
# Of the file: what it is called, what it says of itself, and what it carries.
_TEXTS = {"name", "desc", "draft", "recording"}


class _Gpx:
    """Listens to a GPX file. A track's points are only numbers, for there may be millions."""

    listen: Callable[[bool], None]

    def __init__(self, name: str, body: bytes, limits: Settings) -> None:
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
    recording, found = listener.track.recording()
    rows = listener.rows["wpt"] + listener.rows["trkpt"]
    if recording is None or recording.t is None:
        rows += listener.rows["rtept"]
        if recording is None and len(listener.route):
            recording, more = listener.route.recording()
            found += more
    pieces = Pieces(rows, recording, listener.title(), listener.summary())
    if not rows and recording is None:
        raise TableError(
            f"{name} has no waypoint, and no track or route of two points or more.",
            "Send a GPX file with a recorded track, or with waypoints that have times.",
            (*problems, *found),
        )
    return assembled(name, pieces, limits, (*problems, *found))
