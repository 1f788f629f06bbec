"""
A journey as GeoJSON (RFC 7946).

Every feature says in `feature` what it is: event, landmark, leg, estimate or bounds. Times are
ISO 8601 in UTC, lengths kilometres along the line travelled. What is estimated has
`estimated: true` and `method`. Credits are in `attribution` of the collection, and what reading
the file back needs in `journeymap` (foreign members, RFC 7946, 6.1).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from journeymap.claims.columns import SPECS
from journeymap.dates import iso
from journeymap.exports.document import to_document
from journeymap.exports.shared import NO_RANGE_KM, wrapped
from journeymap.journeys.draft import Draft
from journeymap.journeys.draft_codec import DRAFT, to_texts
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.lines.line import Line
from journeymap.phrases.estimates import BOUNDS, method_of


def geojson(library: Library, name: str) -> bytes:
    """Return a FeatureCollection in UTF-8. Raises UnknownJourneyError."""
    texts = to_texts(Draft.of(library, name))
    member = texts | {DRAFT: json.loads(texts[DRAFT])}
    return _encoded({**collection(library.journey(name)), "journeymap": member})


def collection(journey: Journey) -> dict[str, Any]:
    """Return the FeatureCollection as values that `json.dumps` takes."""
    document = to_document(journey)
    return {
        "type": "FeatureCollection",
        "journey": document["journey"],
        "attribution": document["attribution"],
        "features": [
            *_events(document),
            *_legs(document),
            *_estimates(journey),
        ],
    }


def _encoded(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _feature(geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _events(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    places = document["places"]
    for kind in ("event", "landmark"):
        for event in document[f"{kind}s"]:
            place = places.get(event["place"])
            geometry = None if place is None else _point(place["position"])
            start, end = event["window"]
            yield _feature(
                geometry,
                {
                    "feature": kind,
                    "event": event["id"],
                    "kind": event["kind"],
                    "status": event["status"],
                    "place": None if place is None else place["name"],
                    "place_local": None if place is None else place["name_local"],
                    "accuracy_m": None if place is None else place["accuracy_m"],
                    "from": _iso(start),
                    "to": _iso(end),
                    "km": event["km"],
                    "claims": [_claim(claim) for claim in event["claims"]],
                },
            )


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    start, end = claim["window"]
    names = ("id", *(column.name for column in SPECS if column.geojson))
    return {name: claim[name] for name in names if name in claim} | {
        "agrees": claim["agrees"],
        "disagreement": claim["disagreement"],
        "from": _iso(start),
        "to": _iso(end),
        "reported_at": claim["reported_day"] or _iso(claim["reported_at"]),
    }


def _legs(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    line = document["line"]
    for leg in line["legs"]:
        first, last = leg["from"], leg["to"]
        course = line["coordinates"][first : last + 1]
        yield _feature(
            line_string(course),
            {
                "feature": "leg",
                "basis": leg["basis"],
                "status": leg["status"],
                "note": leg["note"],
                "from_km": line["km"][first],
                "to_km": line["km"][last],
            },
        )


def _estimates(journey: Journey) -> Iterator[dict[str, Any]]:
    """Return positions at the exact breakpoints: between two the traveller goes evenly."""
    if journey.timeless:
        return
    track, line = journey.happened.track, journey.line
    rows = zip(track.t, track.best, track.low, track.high, strict=True)
    for t, best, low, high in rows:
        yield _feature(
            _point(_rounded(line.point_at(best))),
            {
                "feature": "estimate",
                "time": _iso(t),
                "km": round(float(best), 3),
                "estimated": journey.happened.recorded is None or bool(high - low > NO_RANGE_KM),
                "method": method_of(journey),
            },
        )
        if high - low > NO_RANGE_KM:
            yield _feature(
                line_string(_stretch(line, low, high)),
                {
                    "feature": "bounds",
                    "time": _iso(t),
                    "low_km": round(float(low), 3),
                    "high_km": round(float(high), 3),
                    "max_speed_kmh": journey.config.max_speed_kmh,
                    "estimated": True,
                    "method": BOUNDS.format(speed=journey.config.max_speed_kmh),
                },
            )


def _stretch(line: Line, low: float, high: float) -> list[list[float]]:
    inner = line.coordinates[(line.km > low) & (line.km < high)]
    return [
        _rounded(line.point_at(low)),
        *np.round(inner, 5).tolist(),
        _rounded(line.point_at(high)),
    ]


def _rounded(position: Any) -> list[float]:
    return [round(float(position[0]), 5), round(float(position[1]), 5)]


def _point(position: list[float]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [wrapped(position[0]), position[1]]}


def line_string(course: list[list[float]]) -> dict[str, Any]:
    """Return the course, cut where it crosses the date line (RFC 7946, 3.1.9)."""
    parts: list[list[list[float]]] = [[]]
    for i, (lon, lat) in enumerate(course):
        if i:
            before_lon, before_lat = course[i - 1]
            # Sheets of 360 degrees, numbered; a step is far shorter than one.
            sheet, before = np.floor((lon + 180) / 360), np.floor((before_lon + 180) / 360)
            if sheet != before:
                edge = 360 * max(sheet, before) - 180
                share = (edge - before_lon) / (lon - before_lon)
                at = round(float(before_lat + (lat - before_lat) * share), 5)
                side = 180.0 if sheet > before else -180.0
                parts[-1].append([side, at])
                parts.append([[-side, at]])
        parts[-1].append([wrapped(lon), lat])
    parts = [part for part in parts if len(part) > 1]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _iso(moment: float | None) -> str | None:
    return None if moment is None else iso(moment)
