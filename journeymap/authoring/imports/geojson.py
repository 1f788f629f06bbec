"""
GeoJSON (RFC 7946): points become rows, lines a recording.

Programs put times where the standard has no place for them: beside the properties, in lists of
the properties, as ordinates after the height. All of these are read. A map of uMap is layers of
GeoJSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.authoring.imports.header_words import TIMES, Meaning, meaning_of
from journeymap.authoring.imports.imported import Imported, notice, own_draft, too_many
from journeymap.authoring.imports.imported_points import Points, Track, written
from journeymap.authoring.imports.json_formats.stream import entries, is_lines
from journeymap.authoring.imports.json_formats.values import inner
from journeymap.authoring.imports.json_formats.when import moments_of, rows_of, spans_of
from journeymap.authoring.imports.rows import Pieces, of_tracks, recorded_rows
from journeymap.claims.columns import MOMENTS
from journeymap.errors import Problem, TableError
from journeymap.settings import Settings

_UMAP, _MOMENT = "umap", "timestamp"
_MOMENTS = {Meaning.MOMENT, Meaning.MOMENT_UTC}
# Where a feature has its timespan, and what it is called.
_SPANS = ("when", "timespan", "timeSpan", "TimeSpan")
_BEGIN = {"time_from", Meaning.STAY_FROM, Meaning.DEPARTURE, Meaning.FROM}
_END = {"time_to", Meaning.STAY_UNTIL, Meaning.ARRIVAL, Meaning.TO}
_NAMES = ("name", "title", "id", "vendor", "tripId", "trip_id")
# Where programs put the times of a line's points.
_LINE_TIMES = ("coordTimes", "times", "timestamps", "time", "datetimes")
_USABLE = (
    "Send points that each have a time among their properties, or a line whose points have theirs "
    "in “coordTimes”."
)
# More values than a file within the limits has; each takes memory before it can be judged.
_VALUES_PER_POINT = 8
# Epoch seconds above this are milliseconds: the seconds would be of the year 5138.
_MILLISECONDS_FROM = 1e11


def read_geojson(name: str, body: bytes, limits: Settings) -> Imported:
    """Return the journey in a GeoJSON file. Raises TableError when there is none."""
    count, maximum = body.count(b","), _VALUES_PER_POINT * limits.track_points
    if count > maximum:
        raise too_many(name, "values", count, maximum, "Send a part of it.")
    values = _parsed(name, body)
    draft, problems = own_draft(name, own_texts(values.get("journeymap")), limits)
    if draft:
        return Imported(draft, problems=problems)
    shapes = _Shapes(name, limits)
    for geometry, properties in _features(values):
        shapes.take(geometry, properties)
    tracks, found = shapes.points.tracks()
    problems = (*problems, *found, *shapes.problems())
    if not shapes.rows and not tracks:
        raise TableError(f"{name} has no points and no line that can be used.", _USABLE, problems)
    about = inner(values, "properties") if values.get("type") == _UMAP else values
    title, summary = (_text(inner(about, key)) for key in ("name", "description"))

    def pieces(track: Track | None) -> Pieces:
        return Pieces(shapes.rows, None if track is None else track.recording, title, summary)

    recorded = None if tracks else recorded_rows(name, pieces(None), limits, problems)
    return recorded or of_tracks(name, tracks, pieces, limits, problems)


class _Shapes:
    """Rows and points of the geometries of a file."""

    def __init__(self, name: str, limits: Settings) -> None:
        self.points = Points(name, limits)
        self.rows: list[dict[str, str]] = []
        self._name, self._limits = name, limits
        self._strange = 0

    def take(self, geometry: Mapping[str, Any], properties: Mapping[str, Any]) -> None:
        """Add a geometry, with the properties of its feature. Raises TableError past a limit."""
        times = _times(properties)
        match geometry.get("type"), geometry.get("coordinates"):
            case "Point", [*position]:
                self.rows += _rows(position, properties)
            case "MultiPoint", [*course] if times:
                self._line([course], times, properties)
            case "MultiPoint", [*positions]:
                for each in positions:
                    self.rows += _rows(each, properties)
            case "LineString", [*course]:
                self._line([course], times, properties)
            case "MultiLineString", [*courses]:
                self._line(courses, times, properties)
            case _:
                self._strange += 1
        shapes = len(self.rows) + self._strange
        if shapes > self._limits.rows:
            raise too_many(
                self._name, "shapes or more", shapes, self._limits.rows, "Send it in parts."
            )

    def _line(
        self, courses: Sequence[Any], times: list[Any], properties: Mapping[str, Any]
    ) -> None:
        """Add the lines of a feature, which may be of a traveller of its own."""
        self.points.begin_track(_named(properties))
        if not times:
            times = _ends_of(properties, sum(len(each) for each in courses if _is_list(each)))
        nested = _nested(times, courses) if len(courses) > 1 else [times]
        for course, own in zip(courses, nested, strict=True):
            _add(self.points, course, own)

    def problems(self) -> list[Problem]:
        """Return what was left out."""
        if not self._strange:
            return []
        return [
            notice(
                self._name,
                "shapes-not-read",
                {"count": self._strange},
            )
        ]


def _parsed(name: str, body: bytes) -> dict[str, Any]:
    if is_lines(body):
        return {"features": [value for _, value in entries(body)]}
    try:
        values = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise TableError(f"{name} is no UTF-8 text, as GeoJSON is.", "Save it as UTF-8.") from None
    except RecursionError:
        raise TableError(f"{name} is nested deeper than any GeoJSON.", _USABLE) from None
    except ValueError as error:
        raise TableError(
            f"{name} is damaged: {str(error)[:200]}.", "Export or send it anew."
        ) from None
    if isinstance(values, list):
        return {"features": values}
    if not isinstance(values, dict):
        raise TableError(f"{name} is JSON, but not GeoJSON: it is not an object.", _USABLE)
    return values


def own_texts(texts: object) -> dict[str, str]:
    """Return what this program saved in a file, as texts."""
    if not isinstance(texts, dict):
        return {}
    return {
        key: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
        for key, value in texts.items()
    }


def _features(values: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return every geometry with the properties of its feature; what is neither is left out."""
    layers = values.get("layers")
    if values.get("type") == _UMAP and isinstance(layers, list):
        # The geometry of the map itself is where its view is centred.
        for layer in layers:
            if isinstance(layer, dict):
                yield from _features({"features": [], **layer})
        return
    features = values.get("features")
    for feature in features if isinstance(features, list) else [values]:
        if not isinstance(feature, dict):
            continue
        if _is_list(feature.get("features")):
            yield from _features(feature)
            continue
        geometry = feature.get("geometry", feature)
        properties = _properties(feature)
        parts = inner(geometry, "geometries")
        for each in parts if isinstance(parts, list) else [geometry]:
            if isinstance(each, dict):
                when = {"when": each["when"]} if "when" in each else {}
                yield each, properties | when


def _properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties, with the times and the `when` that stand beside them."""
    properties = feature.get("properties")
    own = properties if isinstance(properties, dict) else {}
    beside = {
        key: value
        for key, value in feature.items()
        if key == "when" or key in MOMENTS or meaning_of(key) in TIMES or key in _LINE_TIMES
    }
    hidden = {key for key in own if key.startswith("_umap")}
    return {key: value for key, value in (beside | own).items() if key not in hidden}


def _rows(position: object, properties: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the row of a point, or the two of a stay there."""
    lon, lat = position[:2] if isinstance(position, list) and len(position) > 1 else ("", "")
    row = {"lat": _text(lat), "lon": _text(lon)}
    when = _when(properties)
    for key, value in properties.items():
        if key in _SPANS and value is when:
            continue
        # Programs that merge files leave a time under another name in each feature.
        named = _MOMENT if meaning_of(key) in _MOMENTS else key
        row.setdefault(named, cell_of(key, value))
    if when is not None:
        return rows_of(_placed(row), when)
    ordinate = _time_in(position)
    if ordinate and not any(meaning_of(key) in TIMES for key in properties):
        row["time_from"] = ordinate
    return [row]


def _placed(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row whose name is in the column of the place, which both rows of a stay have."""
    named = (key for key in row if meaning_of(key) in ("place", Meaning.NAME) and row[key])
    key = next(named, "place")
    return {("place" if each == key else each): cell for each, cell in row.items()}


def _when(properties: Mapping[str, Any]) -> Any:
    """Return the timespan of a feature, where it is a value of its own; None without one."""
    for key in _SPANS:
        value = properties.get(key)
        if isinstance(value, dict) and spans_of(value):
            return value
    return None


def _ends_of(properties: Mapping[str, Any], count: int) -> list[Any]:
    """Return the times of a line of which only begin and end are known: none in between."""
    begun, ended = moments_of(_when(properties))
    for key, value in properties.items():
        meaning = meaning_of(key)
        begun = begun or (_moment(value) if meaning in _BEGIN else "")
        ended = ended or (_moment(value) if meaning in _END else "")
    return [begun, *[""] * (count - 2), ended] if count > 1 and begun and ended else []


def _time_in(position: object) -> str:
    """Return the time that stands after the height, or instead of it; empty for none."""
    if not isinstance(position, list):
        return ""
    found = (_moment(each) for each in reversed(position[2:4]) if _is_moment(each))
    return next(found, "")


def _is_moment(value: object) -> bool:
    # Nothing is as high as this, in metres.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > 1e8


def _named(properties: Mapping[str, Any]) -> str:
    """Return what a feature is called."""
    named = (_text(properties.get(key)) for key in _NAMES)
    return " ".join(next((each for each in named if each), "").split())


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _add(points: Points, course: object, times: Sequence[Any]) -> None:
    if not isinstance(course, list):
        return
    points.begin()
    for i, position in enumerate(course):
        time = _moment(times[i]) if i < len(times) else "" if times else _time_in(position)
        if isinstance(position, list) and len(position) > 1:
            points.add(position[0], position[1], time)
        else:
            points.add(None, None, time)


def _nested(times: list[Any], courses: Sequence[Any]) -> list[list[Any]]:
    """Return the times of each of several lines: lists in a list, or one after another."""
    if times and all(isinstance(each, list) for each in times):
        return [times[i] if i < len(times) else [] for i in range(len(courses))]
    parted, start = [], 0
    for course in courses:
        count = len(course) if isinstance(course, list) else 0
        parted.append(times[start : start + count])
        start += count
    return parted


def _times(properties: Mapping[str, Any]) -> list[Any]:
    nested = properties.get("coordinateProperties")
    for values in (properties, nested if isinstance(nested, dict) else {}):
        for key in _LINE_TIMES:
            if isinstance(values.get(key), list):
                times: list[Any] = values[key]
                return times
    return []


def cell_of(key: str, value: object) -> str:
    """Return the value of a property as a cell; of one that is called as times are, a time."""
    timed = key in MOMENTS or meaning_of(key) in TIMES
    return _moment(value) if timed else _text(value)


def _moment(value: object) -> str:
    """Return a time as a cell: numbers are seconds, or milliseconds, since 1970."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _text(value)
    try:
        seconds = value / 1000 if abs(value) > _MILLISECONDS_FROM else value
        # A year, or a day written as a number, is no moment.
        return written(seconds) if abs(value) > 1e8 and math.isfinite(value) else _text(value)
    except (ValueError, OverflowError, OSError):
        return _text(value)


def _text(value: object) -> str:
    """Return a value of a property as a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
