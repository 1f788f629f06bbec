"""
A journey as KML 2.2: events with the spans of their time, the line, the estimate, and a tour.

The estimate and its bounds are named as such, with the method. Text reaches the file escaped:
names once, as they are shown as text; descriptions twice, as they are shown as HTML. Signs that
XML 1.0 cannot hold are replaced by U+FFFD. What reading the file back needs is in the extended
data of the document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from threading import Lock
from xml.etree.ElementTree import fromstring, register_namespace, tostring

import simplekml

from journeymap.claims.fusion import Event
from journeymap.dates import iso
from journeymap.exports.document import attribution_of, line_values
from journeymap.exports.shared import (
    NO_RANGE_KM,
    estimated_points,
    in_xml,
    wrapped,
)
from journeymap.frontend.palette import palette
from journeymap.journeys.draft import Draft
from journeymap.journeys.draft_codec import to_texts
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.phrases import exported
from journeymap.phrases.claims import event_title
from journeymap.phrases.estimates import BOUNDS, positions_of

# How far the tour looks from, metres; and how long it flies and stays, seconds.
_RANGE_M, _FLIGHT_S, _STAY_S = 60_000, 3, 4
_LINE_WIDTH, _BAND_WIDTH, _BAND_ALPHA = 4, 10, 90

_KML = "http://www.opengis.net/kml/2.2"
_GX = "http://www.google.com/kml/ext/2.2"
# How the file writes the names of its elements.
register_namespace("", _KML)
register_namespace("gx", _GX)

# simplekml numbers its elements and knows the file it writes for the whole process.
_one_at_a_time = Lock()


def kml(library: Library, name: str) -> bytes:
    """Return KML 2.2 in UTF-8, times in UTC. Raises UnknownJourneyError."""
    journey = library.journey(name)
    with _one_at_a_time:
        simplekml.Kml.resetidcounter()
        made = simplekml.Kml(
            name=_name(journey.title),
            description=_html([journey.config.summary, *attribution_of(journey)]),
        )
        # The texts are escaped here: simplekml would leave what looks like CDATA as it is.
        made.parsetext(parse=False)
        _events(made.newfolder(name=exported.EVENTS[journey.sourced]), journey.events, journey)
        if journey.landmarks:
            folder = made.newfolder(name=_name(journey.landmarks_title))
            _events(folder, journey.landmarks, journey)
        _line(made.newfolder(name=exported.LINE), journey)
        if not journey.timeless:
            _estimate(made.newfolder(name=positions_of(journey)), journey)
            _tour(made, journey)
        for key, text in to_texts(Draft.of(library, name)).items():
            made.document.extendeddata.newdata(name=key, value=escape(text, quote=False))
        written: str = made.kml(format=False)
    return _identified(written)


def _identified(written: str) -> bytes:
    """
    Return the file as the schema has it.

    simplekml's ids are bare numbers, which is no xs:ID, and it puts what comes first behind: the
    name of a folder behind its styles, the time of a view behind its place.
    """
    root = fromstring(written)  # noqa: S314 - what we have just written
    for parent, child in (("Folder", f"{{{_KML}}}name"), ("LookAt", f"{{{_GX}}}TimeStamp")):
        for node in root.iter(f"{{{_KML}}}{parent}"):
            first = node.find(child)
            if first is not None:
                node.remove(first)
                node.insert(0, first)
    for node in root.iter():
        number = node.attrib.pop("id", None)
        if node.tag == f"{{{_KML}}}Style" and number:
            node.set("id", f"style-{number}")
        elif node.tag == f"{{{_KML}}}styleUrl":
            node.text = (node.text or "").replace("#", "#style-")
    return bytes(tostring(root, "utf-8", xml_declaration=True))


def _name(text: str) -> str:
    return escape(in_xml(text), quote=False)


def _html(lines: list[str]) -> str:
    """Return lines of text as HTML, as XML holds it."""
    shown = "<br>".join(escape(in_xml(line), quote=False) for line in lines if line)
    return escape(shown, quote=False)


def _style(width: int, name: str, alpha: int = 255) -> simplekml.Style:
    """Return a line's style, in a colour of the palette's."""
    red, green, blue = (palette(dark=False)[name][at : at + 2] for at in (1, 3, 5))
    style = simplekml.Style()
    style.linestyle.width = width
    # KML's order: alpha, blue, green, red.
    style.linestyle.color = f"{alpha:02x}{blue}{green}{red}"
    return style


def _events(folder: simplekml.Folder, events: Sequence[Event], journey: Journey) -> None:
    for event in events:
        if not event.place:
            continue
        place = journey.gazetteer[event.place]
        point = folder.newpoint(
            name=_name(event_title(event, journey.gazetteer)),
            description=_html(exported.event_lines(event, journey)),
            coords=[(wrapped(place.lon), place.lat)],
        )
        _span(point, event.window.start, event.window.end)


def _span(feature: simplekml.featgeom.Feature, start: float, end: float) -> None:
    """Give a feature its span of time; an end that nobody knows is infinite, and left out."""
    if math.isfinite(start):
        feature.timespan.begin = iso(start)
    if math.isfinite(end):
        feature.timespan.end = iso(end)


def _line(folder: simplekml.Folder, journey: Journey) -> None:
    line = line_values(journey.line, journey)
    styles = {True: _style(_LINE_WIDTH, "line"), False: _style(_LINE_WIDTH, "line-ahead")}
    for leg in line["legs"]:
        course = line["coordinates"][leg["from"] : leg["to"] + 1]
        drawn = folder.newlinestring(
            name=_name(
                exported.LEG[journey.sourced].format(status=leg["status"], basis=leg["basis"])
            ),
            description=_html([leg["note"]]),
            coords=[(wrapped(lon), lat) for lon, lat in course],
            tessellate=1,
        )
        drawn.style = styles[leg["status"] == "reported"]


def _estimate(folder: simplekml.Folder, journey: Journey) -> None:
    speed = journey.config.max_speed_kmh
    points = estimated_points(journey)
    track = folder.newgxtrack(
        name=_name(exported.positions_title(journey)),
        description=_html(exported.positions_note(journey)),
    )
    track.newwhen([iso(point.t) for point in points])
    track.newgxcoord([(point.lon, point.lat, 0) for point in points])
    if not journey.has_bounds:
        return
    style = _style(_BAND_WIDTH, "line", _BAND_ALPHA)
    rows = journey.happened.track
    line = journey.line
    for i, (t, low) in enumerate(zip(rows.t, rows.low, strict=True)):
        # Until the next moment. Bounds never go back, so all that they take in by then lies
        # between the low of this moment and the high of the next.
        until = min(i + 1, len(rows.t) - 1)
        high = rows.high[until]
        if high - low <= NO_RANGE_KM:
            continue
        inner = line.coordinates[(line.km > low) & (line.km < high)]
        stretch = [line.point_at(low), *inner, line.point_at(high)]
        band = folder.newlinestring(
            name=exported.BOUNDS.format(low=low, high=high),
            description=_html([BOUNDS.format(speed=speed)]),
            coords=[(wrapped(lon), round(float(lat), 5)) for lon, lat in stretch],
            tessellate=1,
        )
        _span(band, t, rows.t[until])
        band.style = style


def _tour(made: simplekml.Kml, journey: Journey) -> None:
    """Add a flight to each event that has a place and a time, in the order of time."""
    timed = [
        (moment, event)
        for event in journey.events
        if event.place and (moment := journey.moment(event)) is not None
    ]
    playlist = made.newgxtour(
        name=_name(exported.TOUR.format(journey=journey.title))
    ).newgxplaylist()
    for moment, event in sorted(timed, key=lambda pair: pair[0]):
        place = journey.gazetteer[event.place or ""]
        flight = playlist.newgxflyto(gxduration=_FLIGHT_S, gxflytomode="smooth")
        flight.lookat = simplekml.LookAt(
            longitude=wrapped(place.lon),
            latitude=place.lat,
            altitude=0,
            heading=0,
            tilt=30,
            range=_RANGE_M,
            altitudemode=None,
        )
        flight.lookat.gxtimestamp.when = iso(moment)
        playlist.newgxwait(gxduration=_STAY_S)
