"""Rows of a table as JSON objects: in an array, in lines (NDJSON), or under a key of an object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.geojson import cell_of
from journeymap.authoring.imports.header_words import meaning_of
from journeymap.authoring.imports.imported import Imported, notice, too_many
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.stream import DamagedError, entries
from journeymap.authoring.imports.sheet import Sheet
from journeymap.authoring.imports.upload import Upload
from journeymap.claims.columns import COLUMNS

# The keys under which services put the rows of an answer.
_KEYS = ("", "data", "rows", "records", "results", "items", "events", "points")
_SHAPES = {"Feature", "FeatureCollection", "Point", "LineString", "MultiPoint", "MultiLineString"}


def is_rows(shape: Shape) -> bool:
    """Whether a file has objects that are the rows of a table."""
    return any(_is_row(each) for key in _KEYS for each in shape.objects(key))


def _is_row(values: Mapping[str, Any]) -> bool:
    if values.get("type") in _SHAPES or "geometry" in values or "coordinates" in values:
        return False
    return any(name in COLUMNS or meaning_of(name) for name in dict(_cells(values)))


def read_rows(upload: Upload) -> Imported:
    """Return what a table of these rows gives. Raises TableError."""
    problems = []
    names: dict[str, int] = {}
    rows: list[dict[str, str]] = []
    try:
        for key, value in entries(upload.body, upload.progress):
            if key in _KEYS and isinstance(value, dict):
                rows.append(dict(_cells(value)))
                names |= dict.fromkeys(rows[-1], 0)
            if len(rows) > upload.limits.rows:
                raise too_many(
                    upload.name,
                    "rows or more",
                    len(rows),
                    upload.limits.rows,
                    "Send it in parts.",
                )
    except DamagedError as error:
        said = {"position": error.at, "reason": str(error)}
        problems.append(notice(upload.name, "json-damaged", said))
    table = ([row.get(name, "") for name in names] for row in rows)
    sheet = Sheet(upload.name, {1: list(names), **dict(enumerate(table, start=2))})
    read = understand(sheet, upload.limits)
    return replace(read, problems=(*problems, *read.problems))


def _cells(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each value; those of an object in it have its name before them."""
    for name, value in values.items():
        if isinstance(value, dict) and len(value) <= 20:
            plain = [(inner, each) for inner, each in value.items() if _is_plain(each)]
            # Latitude and longitude of a place mean the same without its name.
            for inner, each in plain:
                short = inner if meaning_of(inner) and inner not in values else f"{name} {inner}"
                yield short, cell_of(inner, each)
        else:
            yield name, cell_of(name, value)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)
