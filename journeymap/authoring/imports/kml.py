"""KML 2.2 and its Google extensions: points become rows, tracks and lines a recording."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from journeymap.authoring.imports.imported import Imported, Progress, notice, own_draft, too_many
from journeymap.authoring.imports.imported_points import Points
from journeymap.authoring.imports.rows import Pieces, assembled
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
}
# Of a placemark: the elements, each within its parent, that become cells.
_CELLS = in_file(lambda column: column.kml)


class _Kml:
    """Listens to a KML file."""

    listen: Callable[[bool], None]

    def __init__(self, name: str, limits: Settings) -> None:
        self.tracks = Points(name, limits)
        self.lines = Points(name, limits)
        self.rows: list[dict[str, str]] = []
        self.titles: dict[str, str] = {}
        self.draft_texts: dict[str, str] = {}
        self.links = 0
        self._name, self._limits = name, limits
        self._path: list[str] = []
        self._placemark: dict[str, str] | None = None
        self._position: list[str] = []
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
            self._placemark, self._position = {}, []
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
        elif tag == "Track":
            self._add(self.tracks, self._coord, self._when)
        elif tag == "Placemark" and self._placemark is not None:
            if self._position:
                row = dict(zip(("lon", "lat"), self._position, strict=False)) | self._placemark
                self.rows.append(row)
                if len(self.rows) > self._limits.rows:
                    raise too_many(
                        self._name,
                        "points",
                        len(self.rows),
                        self._limits.rows,
                        "Send it in parts.",
                    )
            self._placemark = None
        self._path.pop()

    def _take(self, parent: str, tag: str, text: str) -> None:
        row = self._placemark
        match parent, tag:
            case "Track", "when":
                self._when.append(text)
            case "Track", "coord":
                self._coord.append(text)
            case "Point", "coordinates":
                self._position = [part.strip() for part in text.split(",")[:2]]
            case "LineString", "coordinates":
                self._add(self.lines, text.split(), [])
            case "Document" | "kml", "name" | "description":
                self.titles.setdefault(tag, shown(text))
            case ("Data", "value") | ("SchemaData", "SimpleData"):
                self._note(text)
            case _ if row is not None and (parent, tag) in _CELLS:
                row[_CELLS[parent, tag]] = shown(text) if tag == "description" else text.strip()

    def _note(self, text: str) -> None:
        """Take a value that has a name: of a placemark, or of the whole document."""
        if self._placemark is None:
            self.draft_texts.setdefault(self._data, text)
        elif self._data:
            self._placemark.setdefault(self._data, text.strip())

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
    recording, found = listener.tracks.recording()
    if recording is None and len(listener.lines):
        recording, more = listener.lines.recording()
        found += more
    problems += found + _links(name, listener.links)
    if not listener.rows and recording is None:
        raise TableError(
            f"{name} has no point and no line that can be used.",
            "Send placemarks with a point and a time, or a track with times (gx:Track).",
            problems,
        )
    title, summary = (listener.titles.get(each, "") for each in ("name", "description"))
    return assembled(name, Pieces(listener.rows, recording, title, summary), limits, problems)


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
