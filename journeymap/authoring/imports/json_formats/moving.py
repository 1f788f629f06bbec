"""Moving Features JSON (OGC 19-045r3): each feature is a traveller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.journal import Journal
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.values import inner, number, objects, seconds, text
from journeymap.authoring.imports.upload import Upload

_GEOMETRY = "temporalGeometry"
# Where a moving feature has what it is called.
_NAMES = ("name", "title", "journey", "label")


def is_moving_features(shape: Shape) -> bool:
    """Whether a file has features that move."""
    return _GEOMETRY in shape or any(shape.has(key, _GEOMETRY) for key in ("features", ""))


def read_moving_features(upload: Upload) -> Imported:
    """Return the positions as a recording, of each feature its own. Raises TableError."""
    journal = Journal(upload)
    alone: dict[str, Any] = {}
    count = 0
    for key, value in journal.entries():
        if key in ("features", "") and isinstance(value, dict):
            count += 1
            _take(journal, value, count)
        else:
            alone[key] = value
    if _GEOMETRY in alone:
        _take(journal, alone, count + 1)
    return journal.imported()


def _take(journal: Journal, feature: Mapping[str, Any], count: int) -> None:
    properties = feature.get("properties")
    named = (text(inner(properties, key)) for key in _NAMES)
    name = next((each for each in named if each), "") or text(feature.get("id")) or f"{count}"
    positions = journal.of(f"{name} {count}" if journal.has(name) else name)
    for geometry in _points(feature.get(_GEOMETRY)):
        times, course = geometry.get("datetimes"), geometry.get("coordinates")
        if not isinstance(times, list) or not isinstance(course, list):
            continue
        positions.begin()
        for time, position in zip(times, course, strict=False):
            lon, lat = (
                position[:2] if isinstance(position, list) and len(position) > 1 else ("", "")
            )
            positions.add((number(lat), number(lon)), seconds(time))


def _points(geometry: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(geometry, dict):
        yield geometry
        for prism in ("prisms", "members"):
            yield from objects(geometry.get(prism))
