"""GeoJSON (RFC 7946): points become rows, lines a recording."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.authoring.imports.header_words import TIMES, meaning_of
from journeymap.authoring.imports.imported import Imported, notice, own_draft, too_many
from journeymap.authoring.imports.imported_points import Points, written
from journeymap.authoring.imports.rows import Pieces, assembled
from journeymap.claims.columns import MOMENTS
from journeymap.errors import Problem, TableError
from journeymap.settings import Settings

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
    draft, problems = own_draft(name, _draft_texts(values), limits)
    if draft:
        return Imported(draft, problems=problems)
    shapes = _Shapes(name, limits)
    for geometry, properties in _features(values):
        shapes.take(geometry, properties)
    recording, found = shapes.points.recording()
    if not shapes.rows and recording is None:
        raise TableError(f"{name} has no points and no line that can be used.", _USABLE)
    pieces = Pieces(
        shapes.rows, recording, _text(values.get("name")), _text(values.get("description"))
    )
    return assembled(name, pieces, limits, (*problems, *found, *shapes.problems()))


class _Shapes:
    """Rows and points of the geometries of a file."""

    def __init__(self, name: str, limits: Settings) -> None:
        self.points = Points(name, limits)
        self.rows: list[dict[str, str]] = []
        self._name, self._limits = name, limits
        self._strange = 0

    def take(self, geometry: Mapping[str, Any], properties: Mapping[str, Any]) -> None:
        """Add a geometry, with the properties of its feature. Raises TableError past a limit."""
        match geometry.get("type"), geometry.get("coordinates"):
            case "Point", [*position]:
                self.rows.append(_row(position, properties))
            case "MultiPoint", [*positions]:
                self.rows += [_row(each, properties) for each in positions]
            case "LineString", [*course]:
                _add(self.points, course, _times(properties))
            case "MultiLineString", [*courses]:
                nested = _nested(_times(properties), courses)
                for course, times in zip(courses, nested, strict=True):
                    _add(self.points, course, times)
            case _:
                self._strange += 1
        shapes = len(self.rows) + self._strange
        if shapes > self._limits.rows:
            raise too_many(
                self._name, "shapes or more", shapes, self._limits.rows, "Send it in parts."
            )

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
    if not isinstance(values, dict):
        raise TableError(f"{name} is JSON, but no GeoJSON: it is no object.", _USABLE)
    return values


def _draft_texts(values: Mapping[str, Any]) -> dict[str, str]:
    texts = values.get("journeymap")
    if not isinstance(texts, dict):
        return {}
    return {
        key: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
        for key, value in texts.items()
    }


def _features(values: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return every geometry with the properties of its feature; what is neither is left out."""
    features = values.get("features")
    every = features if isinstance(features, list) else [values]
    for feature in every:
        if not isinstance(feature, dict):
            continue
        properties = feature.get("properties")
        geometry = feature.get("geometry", feature)
        inner = geometry.get("geometries") if isinstance(geometry, dict) else None
        for each in inner if isinstance(inner, list) else [geometry]:
            if isinstance(each, dict):
                yield each, properties if isinstance(properties, dict) else {}


def _row(position: object, properties: Mapping[str, Any]) -> dict[str, str]:
    lon, lat = position[:2] if isinstance(position, list) and len(position) > 1 else ("", "")
    row = {"lat": _text(lat), "lon": _text(lon)}
    for key, value in properties.items():
        timed = key in MOMENTS or meaning_of(key) in TIMES
        row.setdefault(key, _moment(value) if timed else _text(value))
    return row


def _add(points: Points, course: object, times: Sequence[Any]) -> None:
    if not isinstance(course, list):
        return
    points.begin()
    for i, position in enumerate(course):
        time = _moment(times[i]) if i < len(times) else ""
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
    inner = properties.get("coordinateProperties")
    for values in (properties, inner if isinstance(inner, dict) else {}):
        for key in _LINE_TIMES:
            if isinstance(values.get(key), list):
                times: list[Any] = values[key]
                return times
    return []


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
