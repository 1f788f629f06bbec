"""Google's location history: Timeline of a phone, and Records and months of Takeout."""

from __future__ import annotations

import math
from typing import Any

from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.json_formats.journal import Journal
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.values import (
    cell,
    e7_of,
    inner,
    lat_lon,
    number,
    objects,
    seconds,
    text,
)
from journeymap.authoring.imports.upload import Upload

# The keys under which a file has the parts of a journey; "" is the array of an iPhone.
_KEYS = (
    "semanticSegments",
    "rawSignals",
    "timelineObjects",
    "timelineEdits",
    "userLocationProfile",
)
_PARTS = ("visit", "activity", "timelinePath", "timelineMemory")
# What a phone calls a place that it does not know.
_UNNAMED = {"", "UNKNOWN", "TYPE_UNKNOWN", "ALIASED_LOCATION", "SEARCHED_ADDRESS"}


def is_google(shape: Shape) -> bool:
    """Whether a file is one of Google's location history."""
    return (
        any(key in shape for key in _KEYS)
        or any(shape.has("", "startTime", part) for part in _PARTS)
        or any("latitudeE7" in each for each in shape.objects("locations"))
    )


def read_google(upload: Upload) -> Imported:
    """Return the visits as rows and the positions as a recording. Raises TableError."""
    history = _History(upload)
    for key, value in history.journal.entries():
        if not value or not isinstance(value, dict):
            continue
        match key:
            case "semanticSegments" | "":
                history.segment(value)
            case "rawSignals":
                history.signal(value)
            case "timelineObjects":
                history.visited(value)
                history.moved(value)
            case "locations":
                history.record(value)
            case "timelineEdits":
                position = inner(value, "rawSignal", "signal", "position")
                history.record({**(inner(position, "point") or {}), **(position or {})})
    return history.journal.imported()


class _History:
    """Takes each part of a location history."""

    def __init__(self, upload: Upload) -> None:
        self.journal = Journal(upload)
        self._add = self.journal.positions.add

    def segment(self, segment: dict[str, Any]) -> None:
        """Take a segment of a phone's Timeline."""
        begun, ended = segment.get("startTime"), segment.get("endTime")
        visit, activity = segment.get("visit"), segment.get("activity")
        if isinstance(visit, dict) and number(visit.get("hierarchyLevel")) > 0:
            # A part of the place that another visit at the same time is to.
            self.journal.inside += 1
        elif isinstance(visit, dict):
            candidate = visit.get("topCandidate")
            where = _position(inner(candidate, "placeLocation"))
            kind = text(inner(candidate, "semanticType"))
            said = "" if kind.upper() in _UNNAMED else kind.replace("_", " ").capitalize()
            self.journal.stay(
                {"says": said},
                where,
                cell(begun, segment.get("startTimeTimezoneUtcOffsetMinutes")),
                cell(ended, segment.get("endTimeTimezoneUtcOffsetMinutes")),
            )
        if isinstance(activity, dict):
            self._ends(_position(activity.get("start")), _position(activity.get("end")), segment)
        for point in objects(segment.get("timelinePath")):
            minutes = number(point.get("durationMinutesOffsetFromStartTime"))
            t = seconds(point.get("time"))
            if math.isnan(t):
                t = seconds(begun) + 60 * minutes
            self._add(_position(point.get("point")), t)

    def signal(self, signal: dict[str, Any]) -> None:
        """Take a raw signal: those of positions, not those of radio networks."""
        position = signal.get("position")
        if isinstance(position, dict):
            where = _position(position.get("LatLng", position.get("latLng")))
            self._add(where, seconds(position.get("timestamp")))

    def visited(self, part: dict[str, Any]) -> None:
        """Take a visit of a month of Takeout."""
        visit = part.get("placeVisit")
        if not isinstance(visit, dict):
            return
        location = visit.get("location")
        where = e7_of(location)
        if math.isnan(where[0]):
            others = objects(visit.get("otherCandidateLocations"))
            where = next((e7_of(each) for each in others), where)
        if math.isnan(where[0]):
            where = e7_of({"latE7": visit.get("centerLatE7"), "lngE7": visit.get("centerLngE7")})
        begun, ended = _duration(visit)
        address = " ".join(text(inner(location, "address")).split())
        name = text(inner(location, "name"))
        says = "" if name == address else address
        self.journal.stay({"place": name or address, "says": says}, where, cell(begun), cell(ended))
        for child in objects(visit.get("childVisits")):
            self.journal.inside += bool(child)

    def moved(self, part: dict[str, Any]) -> None:
        """Take a movement of a month of Takeout."""
        activity = part.get("activitySegment")
        if not isinstance(activity, dict):
            return
        begun, ended = _duration(activity)
        # Between the ends the points of a route have no times.
        route = objects(inner(activity, "waypointPath", "waypoints"))
        ends = [
            where if not math.isnan(where[0]) else e7_of(route[at]) if route else where
            for at, where in (
                (0, e7_of(activity.get("startLocation"))),
                (-1, e7_of(activity.get("endLocation"))),
            )
        ]
        self._ends(ends[0], ends[1], {"startTime": begun, "endTime": ended})
        self.journal.positions.untimed += max(len(route) - 2, 0)
        for point in objects(inner(activity, "simplifiedRawPath", "points")):
            self._add(e7_of(point), seconds(point.get("timestamp", point.get("timestampMs"))))

    def record(self, record: dict[str, Any]) -> None:
        """Take a position of Takeout's Records."""
        self._add(e7_of(record), seconds(record.get("timestamp", record.get("timestampMs"))))

    def _ends(
        self, start: tuple[float, float], end: tuple[float, float], segment: dict[str, Any]
    ) -> None:
        for where, at in ((start, "startTime"), (end, "endTime")):
            if not math.isnan(where[0]):
                self._add(where, seconds(segment.get(at)))


def _position(value: object) -> tuple[float, float]:
    """Return latitude and longitude of a text, or of an object with such a text."""
    return lat_lon(value.get("latLng", value.get("LatLng")) if isinstance(value, dict) else value)


def _duration(part: dict[str, Any]) -> tuple[Any, Any]:
    """Return begin and end: ISO 8601, or milliseconds since 1970 in older files."""
    duration = part.get("duration")
    begun, ended = (
        inner(duration, f"{end}Timestamp") or inner(duration, f"{end}TimestampMs")
        for end in ("start", "end")
    )
    return begun, ended
