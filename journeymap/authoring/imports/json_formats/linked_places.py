"""Linked Places (JSON-LD): places of a gazetteer or of a journey, with when they were so."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from journeymap.authoring.imports.geojson import own_texts
from journeymap.authoring.imports.imported import Imported, own_draft
from journeymap.authoring.imports.imported_points import degrees
from journeymap.authoring.imports.json_formats.journal import Journal
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.values import inner, number, objects, placed, text
from journeymap.authoring.imports.json_formats.when import rows_of
from journeymap.authoring.imports.stays import Row
from journeymap.authoring.imports.upload import Upload

# That a place was on the way of a journey.
_WAYPOINT = "lpo:waypoint"
_SURE = {"", "certain"}
# Lines only join the places.
_AREAS = {"Polygon", "MultiPolygon"}
_WKT_POINT = re.compile(r"\s*POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)", re.IGNORECASE)


def is_linked_places(shape: Shape) -> bool:
    """Whether a file has places with names, as JSON-LD has them."""
    return any(
        any("toponym" in each for each in objects(feature.get("names")))
        or (text(inner(feature, "properties", "title")) and "@id" in feature)
        for feature in (*shape.objects("features"), *shape.objects())
    ) or any("toponym" in each for each in shape.objects("names"))


def read_linked_places(upload: Upload) -> Imported:
    """Return a row for each time at each place. Raises TableError."""
    journal = Journal(upload)
    own: dict[str, Any] = {}
    single: dict[str, Any] = {}
    for key, value in journal.entries():
        if key in ("features", "") and isinstance(value, dict):
            _take(journal, value)
        elif key == "journeymap" and isinstance(value, dict):
            own = value
        elif key == "name":
            journal.title = text(value)
        elif key == "description":
            journal.summary = text(value)
        # One place alone, of which the arrays came one element at a time.
        if key in ("names", "relations", "descriptions"):
            single.setdefault(key, []).append(value)
        else:
            single[key] = value
    draft, problems = own_draft(upload.name, own_texts(own), upload.limits)
    if draft:
        return Imported(draft, problems=problems)
    if single.get("type") == "Feature":
        _take(journal, single)
    return journal.imported(problems)


def _take(journal: Journal, feature: Mapping[str, Any]) -> None:
    title = text(inner(feature, "properties", "title"))
    names = objects(feature.get("names"))
    place = title or next((text(name.get("toponym")) for name in names), "")
    said = next((text(each.get("value")) for each in objects(feature.get("descriptions"))), "")
    cells = {"place": place, "says": said, **_cited(names)}
    geometries = list(_geometries(feature.get("geometry")))
    relations = [
        each
        for each in objects(feature.get("relations"))
        if each.get("relationType") == _WAYPOINT and isinstance(each.get("when"), dict)
    ]
    for geometry in geometries:
        where = _position(geometry)
        if math.isnan(where[0]):
            journal.shapes += geometry.get("type") in _AREAS
            continue
        here = cells | {"lat": degrees(where[0]), "lon": degrees(where[1])}
        here |= _cited([geometry]) | _doubt(geometry)
        rows: list[Row] = []
        for relation in relations:
            for citation in objects(relation.get("citations")) or [{}]:
                label = {"says": text(relation.get("label")), **_cited([{"citations": [citation]}])}
                rows += rows_of(here | label, relation.get("when"))
        when = geometry.get("when") or feature.get("when") or _named(names, place)
        journal.group(rows or rows_of(here, when))
    if not geometries and place and not relations:
        journal.group(rows_of(cells, feature.get("when") or _named(names, place)))


def _geometries(geometry: object) -> Iterator[dict[str, Any]]:
    if not isinstance(geometry, dict):
        return
    inside = geometry.get("geometries")
    if isinstance(inside, list):
        yield from objects(inside)
    else:
        yield geometry


def _position(geometry: Mapping[str, Any]) -> tuple[float, float]:
    coordinates = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(coordinates, list) and len(coordinates) > 1:
        return placed(number(coordinates[1]), number(coordinates[0]))
    wkt = _WKT_POINT.match(text(geometry.get("geo_wkt"))[:200])
    return placed(number(wkt[2]), number(wkt[1])) if wkt else (math.nan, math.nan)


def _named(names: list[dict[str, Any]], place: str) -> object:
    """Return when a place had its name."""
    mine = [each for each in names if text(each.get("toponym")) == place]
    return next((each["when"] for each in (*mine, *names) if each.get("when")), None)


def _cited(parts: list[dict[str, Any]]) -> dict[str, str]:
    """Return the source that is cited first."""
    for part in parts:
        for citation in objects(part.get("citations")):
            address = text(citation.get("@id"))
            link = {"url": address} if address.startswith(("https://", "http://")) else {}
            return {"source": text(citation.get("label")), **link}
    return {}


def _doubt(geometry: Mapping[str, Any]) -> dict[str, str]:
    certainty = text(geometry.get("certainty"))
    return {} if certainty in _SURE else {"not_said": f"Certainty of the position: {certainty}."}
