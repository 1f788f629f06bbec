"""What trackers write: OwnTracks, Overland, Polarsteps, and readsb of aircraft."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.journal import Journal
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.values import (
    cell,
    degrees_of,
    inner,
    moment,
    number,
    placed,
    seconds,
    text,
)
from journeymap.authoring.imports.upload import Upload
from journeymap.claims.columns import Kind

# Of a position in readsb's traces.
_LAT, _LON, _ALTITUDE, _FLAGS, _DETAILS = 1, 2, 3, 6, 8
_NEW_LEG, _GROUND = 2, "ground"
_STEPS = ("all_steps", "steps", "")


def is_owntracks(shape: Shape) -> bool:
    """Whether a file has messages of OwnTracks: of its recorder's log, its answers, or alone."""
    return any(shape.has(key, "_type") for key in ("", "data")) or "_type" in shape


def read_owntracks(upload: Upload) -> Imported:
    """Return the positions as a recording, of each device its own. Raises TableError."""
    journal = Journal(upload)
    alone: dict[str, Any] = {}
    for key, value in journal.entries():
        if isinstance(value, dict) and key in ("", "data"):
            _owntracks(journal, value)
        else:
            alone[key] = value
    _owntracks(journal, alone)
    return journal.imported()


def _owntracks(journal: Journal, message: Mapping[str, Any]) -> None:
    if message.get("_type") == "location":
        # The letters are few: two devices of a household may have the same.
        who = text(message.get("topic")) or text(message.get("tid"))
        journal.of(who).add(degrees_of(message), seconds(message.get("tst")))


def is_overland(shape: Shape) -> bool:
    """Whether a file has what Overland sends: features in an array of locations."""
    return any(each.get("type") == "Feature" for each in shape.objects("locations"))


def read_overland(upload: Upload) -> Imported:
    """Return the positions as a recording, of each device its own. Raises TableError."""
    journal = Journal(upload)
    for key, value in journal.entries():
        coordinates = inner(value, "geometry", "coordinates")
        # Events of the device have no position.
        if key == "locations" and isinstance(coordinates, list) and len(coordinates) > 1:
            where = placed(number(coordinates[1]), number(coordinates[0]))
            who = text(inner(value, "properties", "device_id"))
            journal.of(who).add(where, seconds(inner(value, "properties", "timestamp")))
    return journal.imported()


def is_polarsteps(shape: Shape) -> bool:
    """Whether a file has the steps of a trip of Polarsteps, or its positions."""
    return (
        "all_steps" in shape
        or shape.has("locations", "lat", "lon", "time")
        or any(shape.has(key, "arrived", "departed") for key in ("", "steps"))
        or any(shape.has(key, "start_time", "location") for key in ("", "steps"))
    )


def read_polarsteps(upload: Upload) -> Imported:
    """Return the steps as rows and the positions as a recording. Raises TableError."""
    journal = Journal(upload)
    for key, value in journal.entries():
        if key == "locations" and isinstance(value, dict):
            journal.positions.add(degrees_of(value), seconds(value.get("time")))
        elif key in _STEPS and isinstance(value, dict):
            _step(journal, value)
        elif key == "name":
            journal.title = text(value)
        elif key == "summary":
            journal.summary = text(value)
    return journal.imported()


def _step(journal: Journal, step: Mapping[str, Any]) -> None:
    location = step.get("location")
    where = degrees_of(location)
    where = degrees_of(step) if math.isnan(where[0]) else where
    named = text(step.get("display_name")) or text(step.get("name"))
    place = named or text(inner(location, "name"))
    row = {
        "place": place or text(inner(location, "detail")),
        "says": text(step.get("description")),
    }
    begun = step.get("arrived") or step.get("start_time")
    ended = step.get("departed") or step.get("end_time")
    journal.stay(row, where, cell(begun), cell(ended))


def is_readsb(shape: Shape) -> bool:
    """Whether a file is the trace of an aircraft, or several."""
    one = "trace" in shape and ("icao" in shape or "timestamp" in shape)
    return one or shape.has("", "icao", "trace")


def read_readsb(upload: Upload) -> Imported:
    """Return the trace as a recording, of each aircraft its own. Raises TableError."""
    journal = Journal(upload)
    aircraft: dict[str, Any] = {}
    trace: list[Any] = []
    for key, value in journal.entries():
        if key == "" and isinstance(value, dict):
            points = value.get("trace")
            _trace(journal, value, points if isinstance(points, list) else [])
        elif key == "trace":
            trace.append(value)
        else:
            aircraft[key] = value
    _trace(journal, aircraft, trace)
    return journal.imported()


def _trace(journal: Journal, aircraft: Mapping[str, Any], trace: list[Any]) -> None:
    read = moment(aircraft.get("timestamp"))
    if read is None:
        return
    begun = read.timestamp()
    points = [each for each in trace if isinstance(each, list) and len(each) > _ALTITUDE]
    registered = text(aircraft.get("r")) or text(aircraft.get("icao"))
    kind = text(aircraft.get("desc")) or text(aircraft.get("t"))
    name = f"{registered} ({kind})" if kind else registered
    positions = journal.of(name)
    before: object = None
    for count, point in enumerate(points):
        where = placed(number(point[_LAT]), number(point[_LON]))
        t = begun + number(point[0])
        flags = point[_FLAGS] if len(point) > _FLAGS and isinstance(point[_FLAGS], int) else 0
        if flags & _NEW_LEG:
            positions.begin()
        positions.add(where, t)
        on_ground = point[_ALTITUDE] == _GROUND
        if count and not math.isnan(t) and on_ground is not before:
            # From the last position on the ground, or to the first.
            at = count - (not on_ground)
            _changed(journal, points, at, begun, on_ground=on_ground)
        before = on_ground


def _changed(
    journal: Journal, points: list[Any], at: int, begun: float, *, on_ground: bool
) -> None:
    """Add the row of a start or a landing."""
    point = points[at]
    flight = next(
        (
            text(point[_DETAILS].get("flight"))
            for point in points[at::-1]
            if len(point) > _DETAILS and isinstance(point[_DETAILS], dict)
        ),
        "",
    )
    where = placed(number(point[_LAT]), number(point[_LON]))
    kind = Kind.ARRIVAL if on_ground else Kind.DEPARTURE
    row = {"kind": str(kind), "says": f"Flight {flight}" if flight else ""}
    if not math.isnan(where[0]):
        journal.row(row, where, cell(begun + number(point[0])))
