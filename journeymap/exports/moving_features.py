"""
A journey as Moving Features JSON (OGC 19-045r3): the estimated positions of one traveller.

Between two of its moments the traveller goes evenly along a straight line. The bounds are temporal
properties beside it. That all of it is estimated, and how, is in the properties.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from journeymap.dates import iso
from journeymap.exports.document import to_document
from journeymap.exports.geojson import line_string
from journeymap.exports.shared import estimated_points
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.phrases.estimates import BOUNDS, method_of


def moving_features(library: Library, name: str) -> bytes:
    """Return a Feature with a MovingPoint in UTF-8. Raises UnknownJourneyError."""
    feature = moving_point(library.journey(name))
    return json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def moving_point(journey: Journey) -> dict[str, Any]:
    """Return the Feature as values that `json.dumps` takes."""
    document = to_document(journey)
    # Moments are whole seconds and each is given once (7.2.2.1): the last position of a second.
    points = {round(point.t): point for point in estimated_points(journey)}
    times = [iso(t) for t in points]
    _, low, high = journey.happened.track.at(np.array(list(points), dtype=float))

    def lengths(values: Any) -> dict[str, Any]:
        return {
            "type": "Measure",
            "form": "KMT",
            "interpolation": "Linear",
            "values": [round(float(value), 3) for value in values],
        }

    speed = journey.config.max_speed_kmh
    made = {
        "type": "Feature",
        "id": journey.id,
        "crs": {"type": "Name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        "trs": {
            "type": "Link",
            "properties": {
                "type": "ogcdef",
                "href": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
            },
        },
        "temporalGeometry": {
            "type": "MovingPoint",
            "datetimes": times,
            "coordinates": [[point.lon, point.lat] for point in points.values()],
            "interpolation": "Linear",
        },
        "temporalProperties": [
            {
                "datetimes": times,
                "km": lengths(point.km for point in points.values()),
                "low_km": lengths(low),
                "high_km": lengths(high),
            }
        ],
        "properties": {
            "journey": journey.title,
            "estimated": journey.happened.recorded is None,
            "method": method_of(journey),
            "method_of_bounds": BOUNDS.format(speed=speed),
            "max_speed_kmh": speed,
            "attribution": document["attribution"],
        },
    }
    if journey.timeless:
        # Nothing says when it was where: the line stands still.
        for moving in ("temporalGeometry", "temporalProperties"):
            del made[moving]
        made["geometry"] = line_string(document["line"]["coordinates"])
    return made
