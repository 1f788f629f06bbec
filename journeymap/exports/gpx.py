"""
A journey as GPX 1.1: places as waypoints, what was reported as a route, the estimate as a track.

GPX has no word for an estimate, so names and descriptions say it. Characters that XML 1.0 cannot
hold are replaced by U+FFFD. What reading the file back needs is in the extensions of its metadata.
"""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import cast
from xml.etree.ElementTree import Element

import gpxpy.gpx

from journeymap.claims.fusion import Event
from journeymap.dates import iso
from journeymap.exports.document import attribution_of
from journeymap.exports.shared import estimated_points, in_xml, wrapped
from journeymap.journeys.draft import Draft
from journeymap.journeys.draft_codec import NAMESPACE, to_texts
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.phrases import exported
from journeymap.phrases.claims import event_title


def gpx(library: Library, name: str) -> bytes:
    """Return GPX 1.1 in UTF-8, times in UTC. Raises UnknownJourneyError."""
    journey = library.journey(name)
    made = gpxpy.gpx.GPX()
    made.creator = "Journey Map"
    made.name = in_xml(journey.title)
    made.description = in_xml("\n".join((journey.config.summary, *attribution_of(journey))))
    events = [event for event in (*journey.events, *journey.landmarks) if event.place]
    made.waypoints = [_waypoint(event, journey) for event in events]
    made.routes = [_route(journey)]
    made.tracks = [_track(journey)]
    made.nsmap["journeymap"] = NAMESPACE
    made.metadata_extensions = [
        _element(key, text) for key, text in to_texts(Draft.of(library, name)).items()
    ]
    return made.to_xml(version="1.1").encode()


class _AnyYear:
    """A time as gpxpy writes one, of any year: XML Schema 1.1 has -0404 for 405 BCE."""

    def __init__(self, moment: float) -> None:
        self._text = iso(moment)

    def isoformat(self) -> str:
        """Return it as ISO 8601, in UTC."""
        return self._text


def _time(moment: float) -> dt.datetime:
    return cast("dt.datetime", _AnyYear(moment))


def _element(tag: str, text: str) -> Element:
    element = Element(f"{{{NAMESPACE}}}{tag}")
    # gpxpy writes the text of an extension as it is.
    element.text = escape(text, quote=False)
    return element


def _waypoint(event: Event, journey: Journey) -> gpxpy.gpx.GPXWaypoint:
    place = journey.gazetteer[event.place or ""]
    window = event.window
    return gpxpy.gpx.GPXWaypoint(
        latitude=place.lat,
        longitude=place.lon,
        # Only where a minute is stated; a window is stated in words.
        time=_time(window.start) if window.bounded and window.start == window.end else None,
        name=in_xml(event_title(event, journey.gazetteer)),
        description=in_xml("\n".join(exported.event_lines(event, journey))),
        type=str(event.kind),
    )


def _route(journey: Journey) -> gpxpy.gpx.GPXRoute:
    route = gpxpy.gpx.GPXRoute(
        name=in_xml(exported.ROUTE[journey.sourced].format(journey=journey.title)),
        description=exported.ROUTE_NOTE[journey.sourced],
    )
    for key, _ in journey.line.stops:
        place = journey.gazetteer[key]
        route.points.append(gpxpy.gpx.GPXRoutePoint(place.lat, place.lon, name=in_xml(place.name)))
    return route


def _track(journey: Journey) -> gpxpy.gpx.GPXTrack:
    """Return the estimate at its breakpoints and at the vertices of the line between them."""
    track = gpxpy.gpx.GPXTrack(
        name=in_xml(exported.positions_title(journey)),
        description=" ".join(exported.positions_note(journey)),
    )
    segment = gpxpy.gpx.GPXTrackSegment()
    if journey.timeless:
        segment.points = [
            gpxpy.gpx.GPXTrackPoint(round(float(lat), 5), wrapped(lon))
            for lon, lat in journey.line.coordinates
        ]
    for point in estimated_points(journey):
        segment.points.append(gpxpy.gpx.GPXTrackPoint(point.lat, point.lon, time=_time(point.t)))
    track.segments.append(segment)
    return track
