"""
A journey as GPX 1.1: places as waypoints, what was reported as a route, the estimate as a track.

GPX has no word for an estimate, so names and descriptions say it. Signs that XML 1.0 cannot hold
are replaced by U+FFFD.
"""

from __future__ import annotations

import datetime as dt
import re

import gpxpy.gpx
import numpy as np

from journeymap.document import to_document
from journeymap.events import Event
from journeymap.exports.geojson import METHOD_BEST
from journeymap.journey import Journey, Library
from journeymap.wording import attribution, named, publication, window_in_words

# XML 1.0, production 2: all but tab, line feed and carriage return below U+0020, and two above.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def gpx(library: Library, name: str) -> bytes:
    """Return GPX 1.1 in UTF-8, times in UTC. Raises UnknownJourneyError."""
    journey = library.journey(name)
    made = gpxpy.gpx.GPX()
    made.creator = "Journey Map"
    made.name = _writable(journey.title)
    made.description = _writable(
        "\n".join((journey.config.summary, *to_document(journey)["attribution"]))
    )
    events = [event for event in (*journey.events, *journey.landmarks) if event.place]
    made.waypoints = [_waypoint(event, journey) for event in events]
    made.routes = [_route(journey)]
    made.tracks = [_track(journey)]
    return made.to_xml(version="1.1").encode()


def _waypoint(event: Event, journey: Journey) -> gpxpy.gpx.GPXWaypoint:
    place = journey.gazetteer[event.place or ""]
    window = event.window
    what = named(event, journey.gazetteer)
    claims = [
        f"{each.claim.says} — {attribution(each.claim)}; "
        f"public: {publication(each.claim, place.zone)}"
        for each in event.claims
    ]
    told = f"{event.status}; {window_in_words(window, place.zone)}"
    return gpxpy.gpx.GPXWaypoint(
        latitude=place.lat,
        longitude=place.lon,
        # Only where a minute is stated; a window is told in words.
        time=_utc(window.start) if window.bounded and window.start == window.end else None,
        name=_writable(what[:1].upper() + what[1:]),
        description=_writable("\n".join((told, *claims))),
        type=str(event.kind),
    )


def _route(journey: Journey) -> gpxpy.gpx.GPXRoute:
    route = gpxpy.gpx.GPXRoute(
        name=_writable(f"{journey.title}: places of the reports"),
        description="The places on the line that reports or editors name, in the order of travel.",
    )
    for key, _ in journey.line.marks:
        place = journey.gazetteer[key]
        route.points.append(
            gpxpy.gpx.GPXRoutePoint(place.lat, place.lon, name=_writable(place.name))
        )
    return route


def _track(journey: Journey) -> gpxpy.gpx.GPXTrack:
    """Return the estimate at its breakpoints and at the vertices of the line between them."""
    speed = journey.config.max_speed_kmh
    track = gpxpy.gpx.GPXTrack(
        name=_writable(f"{journey.title}: ESTIMATED positions"),
        description=f"{METHOD_BEST} Assumed greatest speed: {speed:g} km/h.",
    )
    times, km = journey.happened.track.t, journey.happened.track.best
    inner = journey.line.km[(journey.line.km > km[0]) & (journey.line.km < km[-1])]
    # The estimate never goes back, but it stands still: a vertex is passed when it is left.
    last = np.searchsorted(km, inner, side="right") - 1
    share = (inner - km[last]) / (km[last + 1] - km[last])
    passed = times[last] + share * (times[last + 1] - times[last])
    every = sorted({*zip(times, km, strict=True), *zip(passed, inner, strict=True)})
    segment = gpxpy.gpx.GPXTrackSegment()
    for t, at in every:
        lon, lat = journey.line.point_at(at)
        segment.points.append(
            gpxpy.gpx.GPXTrackPoint(round(lat, 5), _wrapped(lon), time=_utc(t))
        )
    track.segments.append(segment)
    return track


def _wrapped(lon: float) -> float:
    return round((lon + 180) % 360 - 180, 5)


def _utc(moment: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(round(float(moment)), dt.UTC)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
