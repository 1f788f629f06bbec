"""
Linked Places (JSON-LD): places of a gazetteer or of a journey, with when they were so.

A relation that says that a place was on the way of a journey is an event there, and each of its
citations a claim. The line of the one feature that has any is the line of the journey.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
from journeymap.claims.columns import Kind, Status

# That a place was on the way of a journey.
_WAYPOINT = "lpo:waypoint"
# That somebody spoke of it: CIDOC CRM.
_REFERRED_TO = "crm:P67i_is_referred_to_by"
_SURE, _UNSURE = {"", "certain"}, "uncertain"
# How the label of an event begins: with how sure it is, and what happened.
_LABEL = re.compile(
    r"\s*(?:(expected|contradicted)\s*:\s*)?(departure|arrival|halt|stop|passing|passage"
    r"|border crossing|meeting|statement)?\b",
    re.IGNORECASE,
)
_KINDS = {
    "departure": Kind.DEPARTURE,
    "arrival": Kind.ARRIVAL,
    "halt": Kind.STOP,
    "stop": Kind.STOP,
    "passing": Kind.PASS,
    "passage": Kind.PASS,
    "border crossing": Kind.BORDER_CROSSING,
    "meeting": Kind.MEETING,
    "statement": Kind.STATEMENT,
}
# Between whoever published it and each that is quoted.
_QUOTING = ", quoting "
_AREAS = {"Polygon", "MultiPolygon"}
_LINES = {"LineString", "MultiLineString"}
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
    numbers = itertools.count(1)
    for key, value in journal.entries():
        if key in ("features", "") and isinstance(value, dict):
            _take(journal, value, numbers)
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
        _take(journal, single, numbers)
    return journal.imported(problems)


def _take(journal: Journal, feature: Mapping[str, Any], numbers: Iterator[int]) -> None:
    title = text(inner(feature, "properties", "title"))
    names = objects(feature.get("names"))
    place = title or next((text(name.get("toponym")) for name in names), "")
    said = next((text(each.get("value")) for each in objects(feature.get("descriptions"))), "")
    cells = {"place": place, "says": said, **_cited(names), **_accuracy(feature)}
    geometries = list(_geometries(feature.get("geometry")))
    events = [each for each in objects(feature.get("relations")) if _is_event(each)]
    named = _named(names, place)
    courses: list[object] = []
    for geometry in geometries:
        where = _position(geometry)
        if math.isnan(where[0]):
            journal.shapes += geometry.get("type") in _AREAS
            courses += _courses(geometry)
            continue
        here = cells | {"lat": degrees(where[0]), "lon": degrees(where[1])}
        here |= _cited([geometry]) | _doubt("position", geometry)
        when = geometry.get("when") or feature.get("when") or named
        journal.group(_events(here, feature, events, numbers) or rows_of(here, when))
    if courses:
        journal.line(courses)
    if not geometries and place:
        rows = _events(cells, feature, events, numbers)
        journal.group(rows or rows_of(cells, feature.get("when") or named))


def _is_event(relation: Mapping[str, Any]) -> bool:
    """Whether a relation says that a journey was there, or that somebody spoke of it then."""
    kind = relation.get("relationType")
    return kind == _WAYPOINT or (
        kind == _REFERRED_TO and isinstance(relation.get("when"), dict) | ("citations" in relation)
    )


def _events(
    cells: Mapping[str, str],
    feature: Mapping[str, Any],
    events: Sequence[Mapping[str, Any]],
    numbers: Iterator[int],
) -> list[Row]:
    """Return the rows of the events at a place: a claim for each citation."""
    rows: list[Row] = []
    said = _said(feature, events)
    about = feature.get("when")
    # When it was at the latest says nothing of a visit that nobody is sure of.
    otherwise = None if text(inner(about, "certainty")) == _UNSURE else about
    for event in events:
        common = {**cells, "event": f"{cells['place']} {next(numbers)}", **_judged(event)}
        label = text(event.get("label"))
        for citation in objects(event.get("citations")) or [{}]:
            cited = _cited([{"citations": [citation]}])
            sentences = said.get(cited.get("url", ""), [])
            row = common | {"says": sentences.pop(0) if sentences else label} | cited
            if citation.get("status") in [*Status]:
                row["status"] = text(citation["status"])
            rows += rows_of(row, event.get("when") or otherwise)
    return rows


def _judged(event: Mapping[str, Any]) -> dict[str, str]:
    """Return what happened, as far as the label says it, and how sure that is."""
    found = _LABEL.match(text(event.get("label"))[:100])
    status, kind = found.groups() if found else (None, None)
    certainty = text(event.get("certainty"))
    cells = {} if certainty in {*_SURE, _UNSURE} else _doubt("event", event)
    if event.get("relationType") == _REFERRED_TO:
        cells["kind"] = Kind.STATEMENT
    elif kind:
        cells["kind"] = _KINDS[kind.lower()]
    if status:
        cells["status"] = Status(status.lower())
    elif certainty == _UNSURE:
        cells["status"] = Status.EXPECTED
    return cells


def _said(feature: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the descriptions by the address that says them, where each citation has its own."""
    found: dict[str, list[str]] = {}
    for each in objects(feature.get("descriptions")):
        if address := text(each.get("source")):
            found.setdefault(address, []).append(text(each.get("value")))
    cited = Counter(
        text(citation.get("@id"))
        for event in events
        for citation in objects(event.get("citations"))
    )
    return {address: said for address, said in found.items() if len(said) == cited[address]}


def _courses(geometry: Mapping[str, Any]) -> list[object]:
    """Return the lists of positions of a line, or of several."""
    course = geometry.get("coordinates")
    if geometry.get("type") not in _LINES or not isinstance(course, list):
        return []
    return [course] if geometry["type"] == "LineString" else course


def _accuracy(feature: Mapping[str, Any]) -> dict[str, str]:
    """Return how exactly the place is known, where the file says it as ours do."""
    accuracy = number(inner(feature, "properties", "accuracy_km"))
    return {"accuracy_km": f"{accuracy:g}"} if accuracy > 0 else {}


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
            source, *via = text(citation.get("label")).split(_QUOTING)
            return {"source": source, **({"via": " > ".join(via)} if via else {}), **link}
    return {}


def _doubt(what: str, part: Mapping[str, Any]) -> dict[str, str]:
    certainty = text(part.get("certainty"))
    return {} if certainty in _SURE else {"not_said": f"Certainty of the {what}: {certainty}."}
