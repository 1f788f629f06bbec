"""Each kind of JSON that phones, trackers and map tools write: what is read of a small file of it."""

import json
from typing import NamedTuple

import pytest

from journeymap.authoring.imports import read_upload
from journeymap.authoring.imports.readers import READERS
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import TableError
from journeymap.phrases.problems import why
from journeymap.settings import Settings

LIMITS = Settings()


class Sample(NamedTuple):
    """A file, and what is read of it: points of the recording, its ends, and rows."""

    kind: str
    name: str
    content: object
    points: int = 0
    first: float | None = None
    last: float | None = None
    rows: tuple[str, ...] = ()


def body_of(content):
    if isinstance(content, bytes):
        return content
    return json.dumps(content, ensure_ascii=False).encode()


def in_short(imported):
    """Each row as one text: kind, place, position, times, what it says; without what is empty."""
    columns = ("kind", "place", "lat", "lon", "time_from", "time_to", "says", "source", "url")
    rows = imported.draft.rows.to_dict("records")
    return tuple(" | ".join(row[each] for each in columns if row[each]) for row in rows)


def ends(first, last):
    """The rows of where a recording without stays begins and ends."""
    return (
        f"departure | {first} | First recorded point of the file. | trip",
        f"arrival | {last} | Last recorded point of the file. | trip",
    )


def segment(start, end, **part):
    return {"startTime": start, "endTime": end} | part


def visit(lat_lng, **more):
    return {"topCandidate": {"placeLocation": {"latLng": lat_lng}} | more}


GOOGLE = (
    Sample(
        "Google Timeline",
        "case 23: a visit and one point",
        {
            "semanticSegments": [
                segment(
                    "2024-06-01T08:00:00+02:00",
                    "2024-06-01T09:00:00+02:00",
                    visit=visit("48.85°, 2.35°"),
                ),
                segment(
                    "2024-06-01T09:00:00+02:00",
                    "2024-06-01T10:00:00+02:00",
                    timelinePath=[{"point": "48.86°, 2.36°", "time": "2024-06-01T09:10:00+02:00"}],
                ),
            ]
        },
        rows=(
            "arrival | 48.85 | 2.35 | 2024-06-01T08:00:00+02:00",
            "departure | 48.85 | 2.35 | 2024-06-01T09:00:00+02:00",
            "pass | 48.86 | 2.36 | 2024-06-01T07:10:00Z",
        ),
    ),
    Sample(
        "Google Timeline",
        "Android: path, raw signals out of order, a nested visit, a visit at 0, 0",
        {
            "semanticSegments": [
                segment(
                    "2024-06-15T09:00:00.600+02:00",
                    "2024-06-15T10:00:00.000+02:00",
                    visit=visit("48.85°, 2.35°", semanticType="HOME"),
                ),
                segment(
                    "2024-06-15T09:10:00.000+02:00",
                    "2024-06-15T09:20:00.000+02:00",
                    visit=visit("48.8501°, 2.35°") | {"hierarchyLevel": 1},
                ),
                segment(
                    "2024-06-15T10:00:00.000+02:00",
                    "2024-06-15T10:30:00.000+02:00",
                    activity={"start": {"latLng": "48.85°, 2.35°"}, "end": {"latLng": "bad"}},
                ),
                segment("2024-06-15T11:00:00.000Z", "", visit=visit("0.0°, 0.0°")),
            ],
            "rawSignals": [
                {"position": {"LatLng": "48.9, 2.4", "timestamp": "2024-06-15T09:05:00.000Z"}},
                {"position": {"LatLng": "48.8, 2.3", "timestamp": "2024-06-15T08:05:00.000Z"}},
                {"wifiScan": {"devicesRecords": [{"mac": 1}]}},
            ],
            "userLocationProfile": {"frequentPlaces": []},
        },
        3,
        1718438400,
        1718442300,
        (
            "arrival | 48.85 | 2.35 | 2024-06-15T09:00:01+02:00 | Home",
            "departure | 48.85 | 2.35 | 2024-06-15T10:00:00+02:00",
        ),
    ),
    Sample(
        "Google Timeline",
        "iPhone: an array, geo addresses, minutes from the start",
        [
            segment(
                "2025-07-29T13:00:00.000Z",
                "2025-07-29T15:00:00.000Z",
                timelinePath=[
                    {"point": "geo:-29.5,-95.25", "durationMinutesOffsetFromStartTime": "5"},
                    {"point": "geo:-29.6,-95.5", "durationMinutesOffsetFromStartTime": "119"},
                ],
            ),
            segment(
                "2025-07-29T10:00:00.000-05:00",
                "2025-07-29T12:00:00.000-05:00",
                visit={"topCandidate": {"placeLocation": "geo:-29.7,-95.75"}},
            ),
        ],
        2,
        1753794300,
        1753801140,
        (
            "arrival | -29.7 | -95.75 | 2025-07-29T10:00:00-05:00",
            "departure | -29.7 | -95.75 | 2025-07-29T12:00:00-05:00",
        ),
    ),
    Sample(
        "Google Timeline",
        "Takeout: visits with names, times as milliseconds, a path, a route without times",
        {
            "timelineObjects": [
                {
                    "placeVisit": {
                        "location": {
                            "latitudeE7": -338500000,
                            "longitudeE7": 1512000000,
                            "name": "Aa Café",
                            "address": "1 Street\nSydney",
                        },
                        "duration": {
                            "startTimestampMs": "1718406000000",
                            "endTimestampMs": "1718409600500",
                        },
                    }
                },
                {
                    "activitySegment": {
                        "startLocation": {},
                        "endLocation": {"latitudeE7": -338700000, "longitudeE7": 1512200000},
                        "duration": {
                            "startTimestamp": "2024-06-15T00:00:00Z",
                            "endTimestamp": "2024-06-15T01:00:00.250Z",
                        },
                        "waypointPath": {
                            "waypoints": [
                                {"latE7": -338500000, "lngE7": 1512000000},
                                {"latE7": -338600000, "lngE7": 1512100000},
                                {"latE7": -338700000, "lngE7": 1512200000},
                            ]
                        },
                        "simplifiedRawPath": {
                            "points": [
                                {
                                    "latE7": -338600000,
                                    "lngE7": 1512150000,
                                    "timestampMs": "1718411400000",
                                }
                            ]
                        },
                    }
                },
            ]
        },
        3,
        1718409600,
        1718413200.25,
        (
            "arrival | Aa Café | -33.85 | 151.2 | 2024-06-14T23:00:00Z | 1 Street Sydney",
            "departure | Aa Café | -33.85 | 151.2 | 2024-06-15T00:00:00Z",
        ),
    ),
    Sample(
        "Google Timeline",
        "Records: a longitude whose sign was lost, a position at 0, 0, a missing time",
        {
            "locations": [
                {"latitudeE7": 407000000, "longitudeE7": 3555000000, "timestampMs": "1355581200000"},
                {"latitudeE7": 408000000, "longitudeE7": -739000000, "timestamp": "2012-12-15T15:20:00.5Z"},
                {"latitudeE7": 0, "longitudeE7": 0, "timestamp": "2012-12-15T16:00:00Z"},
                {"latitudeE7": 409000000, "longitudeE7": -739000000},
            ]
        },
        2,
        1355581200,
        1355584800.5,
        (
            *ends("40.7 | -73.9967296 | 2012-12-15T14:20:00Z", "40.8 | -73.9 | 2012-12-15T15:20:00Z"),
        ),
    ),
)  # fmt: skip

REC = """2023-02-20T18:46:22Z\t*                 \t{"_type":"location","lat":22.5,"lon":-24.5,"tst":1676918782,"tid":"l6","topic":"owntracks/a/phone"}
2023-02-20T18:46:23Z\t*                 \t{"_type":"lwt","tst":1676918783}
2023-02-20T18:46:25Z\t*                 \t{"_type":"location","lat":22.6,"lon":-24.5,"tst":1676918785,"created_at":1,"topic":"owntracks/a/phone"}
damaged {
"""
STEP = {
    "id": 7,
    "display_name": "Aa",
    "description": "Rain.",
    "arrived": 1735689600,
    "departed": 1735707600.4,
    "location": {"lat": -35.5, "lon": 139.5, "detail": "Japan"},
}
OVERLAND = {
    "locations": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [-122.5, 37.5]},
            "properties": {"timestamp": "2015-10-01T08:00:00-0700", "device_id": ""},
        },
        {"type": "Feature", "properties": {"timestamp": "2015-10-01T08:00:01Z"}},
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [-122.6, 37.6]},
            "properties": {"timestamp": "2015-10-01T15:10:00Z"},
        },
    ]
}
TRACE = {
    "icao": "3c6589",
    "r": "D-AAAA",
    "t": "LJ31",
    "desc": "Learjet 31",
    "timestamp": 1609275898.5,
    "trace": [
        [0.0, 30.5, -86.5, "ground", 0.7, 0.0, 1, 0, {"flight": "AAA12  "}],
        [10.0, 30.5, -86.4, "ground", 30.0, 0.0, 0, 0, None],
        [60.0, 30.6, -86.3, 525, 137.8, 142.5, 0, 64, None],
        [600.0, 30.7, -86.2, "ground", 100.0, 142.5, 3, 0, None],
        [700.0, None, None, "ground", 0.0, 142.5, 0, 0, None],
    ],
}

TRACKERS = (
    Sample(
        "OwnTracks",
        "the log of its recorder, with a message of no position and a damaged line",
        REC.encode(),
        2,
        1676918782,
        1676918785,
        ends("22.5 | -24.5 | 2023-02-20T18:46:22Z", "22.6 | -24.5 | 2023-02-20T18:46:25Z"),
    ),
    Sample(
        "OwnTracks",
        "an answer of its recorder",
        {
            "count": 2,
            "data": [
                {"_type": "location", "lat": 1.5, "lon": 2.5, "tst": 1676918785},
                {"_type": "location", "lat": 1, "lon": 2, "tst": 1676918782},
            ],
        },
        2,
        1676918782,
        1676918785,
        ends("1 | 2 | 2023-02-20T18:46:22Z", "1.5 | 2.5 | 2023-02-20T18:46:25Z"),
    ),
    Sample(
        "OwnTracks",
        "one message",
        {"_type": "location", "lat": 1.5, "lon": 2.5, "tst": 1676918785, "tid": "a"},
        rows=("pass | 1.5 | 2.5 | 2023-02-20T18:46:25Z",),
    ),
    Sample(
        "Overland",
        "a batch with an event of the device",
        OVERLAND,
        2,
        1443711600,
        1443712200,
        ends("37.5 | -122.5 | 2015-10-01T15:00:00Z", "37.6 | -122.6 | 2015-10-01T15:10:00Z"),
    ),
    Sample(
        "Polarsteps",
        "a trip whose last step is not over",
        {
            "id": 1,
            "name": "Trip",
            "timezone_id": "Asia/Tokyo",
            "all_steps": [
                STEP,
                {"start_time": 1735776000, "location": {"lat": 35, "lon": 135.75, "name": "Bb"}},
                {"display_name": "Nowhere", "location": None},
            ],
        },
        rows=(
            "arrival | Aa | -35.5 | 139.5 | 2025-01-01T00:00:00Z | Rain.",
            "departure | Aa | -35.5 | 139.5 | 2025-01-01T05:00:00Z",
            "arrival | Bb | 35 | 135.75 | 2025-01-02T00:00:00Z",
            "Nowhere",
        ),
    ),
    Sample(
        "Polarsteps",
        "its positions",
        {
            "locations": [
                {"lat": 52.5, "lon": 13.5, "time": "2024-06-01T10:00:00Z"},
                {"lat": 52.6, "lon": 13.6, "time": 1717236900.0},
            ]
        },
        2,
        1717236000,
        1717236900,
        ends("52.5 | 13.5 | 2024-06-01T10:00:00Z", "52.6 | 13.6 | 2024-06-01T10:15:00Z"),
    ),
    Sample(
        "readsb",
        "a flight, from the ground to the ground",
        TRACE,
        4,
        1609275898.5,
        1609276498.5,
        (
            "departure | 30.5 | -86.4 | 2020-12-29T21:05:08Z | Flight AAA12",
            "arrival | 30.7 | -86.2 | 2020-12-29T21:14:58Z | Flight AAA12",
        ),
    ),
    Sample(
        "readsb",
        "in the air all the time",
        {"icao": "a", "timestamp": 1609275898, "trace": [[0, 1, 2, 500], [9.25, 1.5, 2, None]]},
        2,
        1609275898,
        1609275907.25,
        ends("1 | 2 | 2020-12-29T21:04:58Z", "1.5 | 2 | 2020-12-29T21:05:07Z"),
    ),
    Sample(
        "Moving Features JSON",
        "a moving point, with moments as texts and as milliseconds",
        {
            "type": "Feature",
            "temporalGeometry": {
                "type": "MovingPoint",
                "datetimes": ["2024-06-15T09:00:00Z", 1718445600000],
                "coordinates": [[2.5, 48.5, 7], [2.75, 48.75]],
            },
            "properties": {"name": "A"},
        },
        2,
        1718442000,
        1718445600,
        ends("48.5 | 2.5 | 2024-06-15T09:00:00Z", "48.75 | 2.75 | 2024-06-15T10:00:00Z"),
    ),
)


def slide(headline, date="", **location):
    return {
        "date": date,
        "location": {"line": True} | location,
        "text": {"headline": headline, "text": f"<p>About {headline}</p>"},
        "media": {"url": "https://example.org/a.jpg", "credit": "C"},
    }


def place(title, *geometries, **more):
    return {
        "@id": "https://example.org/p",
        "type": "Feature",
        "properties": {"title": title},
        "geometry": {"type": "GeometryCollection", "geometries": list(geometries)},
    } | more


def during(start, end=None):
    return {"timespans": [{"start": start} | ({"end": end} if end else {})]}


def relation(label, start, kind="lpo:waypoint", **more):
    return {"relationType": kind, "label": label, "when": during(start)} | more


def at(lon, lat, when=None, **more):
    return {"type": "Point", "coordinates": [lon, lat]} | ({"when": when} if when else {}) | more


NAMES = [
    {
        "toponym": "Abbanduna",
        "citations": [{"label": "An old gazetteer", "@id": "https://example.org/g"}],
        "when": during({"in": "0676"}),
    }
]

STORIES = (
    Sample(
        "StoryMapJS",
        "an overview and two slides in the order of the story",
        {
            "font_css": "stock:default",
            "storymap": {
                "slides": [
                    {"type": "overview"} | slide("The journey"),
                    slide("Second", "Summer 1800", lat=10.5, lon=-66.9),
                    slide("First", "1799-07-16", lat=10.4, lon=-64.2, name="Cumaná"),
                ]
            },
        },
        rows=(
            "Second | 10.5 | -66.9 | Summer 1800 | About Second | https://example.org/a.jpg",
            "Cumaná | 10.4 | -64.2 | 1799-07-16 | First\nAbout First | https://example.org/a.jpg",
        ),
    ),
    Sample(
        "uMap",
        "case 24: one stop of a layer, and not the centre of the map",
        {
            "type": "umap",
            "geometry": {"type": "Point", "coordinates": [3, 50]},
            "properties": {"name": "Trip", "description": "About it"},
            "layers": [
                {
                    "type": "FeatureCollection",
                    "_umap_options": {"name": "Cities"},
                    "features": [
                        {
                            "type": "Feature",
                            "geometry": {"type": "Point", "coordinates": [2.35, 48.85]},
                            "properties": {
                                "name": "Aa",
                                "date": "2024-05-01",
                                "_umap_options": {"color": "Red"},
                            },
                        }
                    ],
                },
                {"type": "FeatureCollection"},
                None,
            ],
        },
        rows=("Aa | 48.85 | 2.35 | 2024-05-01",),
    ),
    Sample(
        "uMap",
        "a layer with a line",
        {
            "type": "umap",
            "layers": [
                {
                    "features": [
                        {
                            "geometry": {"type": "LineString", "coordinates": [[1, 50], [2, 51]]},
                            "properties": {
                                "start": "2024-05-01T06:00Z",
                                "end": "2024-05-01T07:00Z",
                            },
                        }
                    ]
                }
            ],
        },
        2,
        1714543200,
        1714546800,
        ends("50 | 1 | 2024-05-01T06:00:00Z", "51 | 2 | 2024-05-01T07:00:00Z"),
    ),
    Sample(
        "TimeMap",
        "an event with two sources, and one whose source is not there",
        {
            "events": [
                {
                    "id": "7",
                    "description": "It happened.",
                    "date": "2024-06-15",
                    "time": "09:00",
                    "location": "Aa",
                    "latitude": "48.5",
                    "longitude": "2.5",
                    "associations": [],
                    "sources": ["s1", "s2"],
                },
                {
                    "id": "8",
                    "description": "Then this.",
                    "date": "2024-06-16",
                    "location": "Bb",
                    "latitude": "48.6",
                    "longitude": "2.6",
                    "sources": ["s9"],
                },
            ],
            "sources": {
                "s1": {"title": "A film", "paths": ["media/1.mp4", "https://example.org/1"]},
                "s2": {"id": "s2", "description": "A letter", "url": "https://example.org/2"},
            },
        },
        rows=(
            "Aa | 48.5 | 2.5 | 2024-06-15 09:00 | It happened. | A film | https://example.org/1",
            "Aa | 48.5 | 2.5 | 2024-06-15 09:00 | It happened. | A letter | https://example.org/2",
            "Bb | 48.6 | 2.6 | 2024-06-16 | Then this. | s9",
        ),
    ),
    Sample(
        "Google Photos",
        "a picture whose own position is 0, 0",
        {
            "title": "a.jpg",
            "description": "At the sea",
            "photoTakenTime": {"timestamp": "1718447400", "formatted": "Jun 15, 2024"},
            "geoData": {"latitude": 0.0, "longitude": 0.0},
            "geoDataExif": {"latitude": -48.5, "longitude": 11.5, "altitude": 34.5},
            "url": "https://example.org/a",
        },
        rows=("-48.5 | 11.5 | 2024-06-15T10:30:00Z | At the sea | https://example.org/a",),
    ),
    Sample(
        "Linked Places",
        "two positions of a place: a stay from one year to another, and a year",
        {
            "type": "FeatureCollection",
            "@context": "https://example.org/context",
            "features": [
                place(
                    "Abingdon",
                    at(-1.25, 51.5, during({"in": "1600"}, {"in": "1699"})),
                    at(-1.5, 51.75, during({"in": "1700"})),
                    {"type": "Polygon", "coordinates": []},
                    names=NAMES,
                    descriptions=[{"value": "A town."}],
                )
            ],
        },
        rows=(
            (
                "arrival | Abingdon | 51.5 | -1.25 | 1600 | A town. | An old gazetteer | "
                "https://example.org/g"
            ),
            "departure | Abingdon | 51.5 | -1.25 | 1699 | An old gazetteer",
            ("Abingdon | 51.75 | -1.5 | 1700 | A town. | An old gazetteer | https://example.org/g"),
        ),
    ),
    Sample(
        "Linked Places",
        "one place: the window of a moment, and the times of its name",
        place(
            "Abingdon",
            at(-1.25, 51.5, during({"earliest": "-0320"}, {"latest": "-0280~"})),
            at(-1.25, 51.75),
            names=NAMES,
        ),
        rows=(
            "Abingdon | 51.5 | -1.25 | -0320 | -0280~ | An old gazetteer | https://example.org/g",
            "Abingdon | 51.75 | -1.25 | 0676 | 0676 | An old gazetteer | https://example.org/g",
        ),
    ),
    Sample(
        "Linked Places",
        "a route, with events that are more or less sure and somebody who speaks of it",
        {
            "type": "FeatureCollection",
            "features": [
                place(
                    "Aa",
                    at(2.5, 48.5),
                    when=during({"in": "1812"}, {"in": "1815"}),
                    relations=[
                        relation("Visit to Aa", {"in": "1812-06"}, certainty="less-certain"),
                        relation("Arrival", {"in": "1812-07"}, certainty="uncertain"),
                        relation("Aa in a letter", {"in": "1813"}, "crm:P67i_is_referred_to_by"),
                        relation("A part of", {"in": "1800"}, "gvp:broaderPartitive"),
                    ],
                ),
                place(
                    "The way",
                    {"type": "LineString", "coordinates": [[2.5, 48.5], [2.6, 48.5]]},
                    {"type": "LineString", "coordinates": [[2.6, 48.5], [2.7, 48.75], ["x"]]},
                ),
            ],
        },
        3,
        rows=(
            "Aa | 48.5 | 2.5 | 1812-06 | Visit to Aa",
            "arrival | Aa | 48.5 | 2.5 | 1812-07 | Arrival",
            "statement | Aa | 48.5 | 2.5 | 1813 | Aa in a letter",
        ),
    ),
    Sample(
        "NDJSON",
        "rows in lines, with a position as an object and a time as a number",
        b'{"place": "Aa", "time": "2024-06-15T09:00:00Z", "location": {"lat": 48.5, "lng": 2.5}}\n'
        b'{"place": "Bb", "time": 1718445600, "location": {"lat": 48.6, "lng": 2.5}}\n',
        rows=("Aa | 48.5 | 2.5 | 2024-06-15T09:00:00Z", "Bb | 48.6 | 2.5 | 2024-06-15T10:00:00Z"),
    ),
    Sample(
        "NDJSON",
        "rows in an array",
        [{"city": "Aa", "date": "2024-06-15"}, {"city": "Bb", "date": "2024-06-16", "note": "x"}],
        rows=("Aa | 2024-06-15", "Bb | 2024-06-16 | x"),
    ),
)

SAMPLES = GOOGLE + TRACKERS + STORIES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.kind}: {sample.name}")
def test_each_kind_is_known_by_its_content_and_read(sample):
    body = body_of(sample.content)
    upload = Upload("trip", body, LIMITS)
    assert [each.name for each in READERS if each.recognises(upload)] == [sample.kind]
    imported = read_upload("trip", body, LIMITS)
    recording = imported.draft.recording
    assert (0 if recording is None else len(recording)) == sample.points
    if sample.points and sample.first is None:
        assert recording.t is None
    elif sample.points:
        assert (recording.t[0], recording.t[-1]) == (sample.first, sample.last)
    assert in_short(imported) == sample.rows


def test_what_is_left_out_is_told():
    (_, android, _, takeout, records) = (
        [why(each) for each in read_upload("trip", body_of(sample.content), LIMITS).problems]
        for sample in GOOGLE
    )
    assert "1 at no position on the earth, 1 within another stay" in android[0]
    assert "1 without a time" in takeout[0]
    assert "1 at no place on the earth, 1 without a time" in records[0]


@pytest.mark.parametrize(
    "content",
    [
        {"semanticSegments": [], "rawSignals": []},
        {"timelineObjects": [{"placeVisit": {"location": {}}}, {"activitySegment": 7}, None, []]},
        {"semanticSegments": [{"visit": {"topCandidate": {"placeLocation": "x"}}}]},
        [{"startTime": 7, "visit": {}}],
    ],
)
def test_a_file_with_nothing_to_draw_is_an_error_that_says_what_to_do(content):
    with pytest.raises(TableError) as told:
        read_upload("trip", body_of(content), LIMITS)
    assert told.value.hint


def test_lines_of_several_places_are_no_line_of_the_journey_and_said():
    line = {"type": "LineString", "coordinates": [[2.5, 48.5], [2.6, 48.5]]}
    roads = [place(name, line) for name in ("A road", "Another road")]
    content = {"type": "FeatureCollection", "features": [*roads, place("Aa", at(2.5, 48.5))]}
    imported = read_upload("trip", body_of(content), LIMITS)
    assert imported.draft.recording is None
    assert [each.code for each in imported.problems] == ["lines-not-read", "no-times"]


def test_more_stays_than_a_table_has_room_for_are_the_longest_ones():
    segments = [
        segment(
            f"2024-06-01T{hour:02d}:00:00Z",
            f"2024-06-01T{hour:02d}:{10 + hour}:00Z",
            visit=visit("48.85°, 2.35°"),
        )
        for hour in range(5)
    ]
    found = read_upload(
        "trip", body_of({"semanticSegments": segments}), LIMITS.model_copy(update={"rows": 4})
    )
    assert [row["time_from"][11:13] for row in found.draft.rows.to_dict("records")] == [
        "03",
        "03",
        "04",
        "04",
    ]
    assert "3 shorter ones" in why(found.problems[0])


def trip(name, *course):
    return {
        "type": "Feature",
        "properties": {"id": name},
        "geometry": {"type": "LineString", "coordinates": [[*each] for each in course]},
    }


def moving(name, *times):
    return {
        "type": "Feature",
        "id": name,
        "temporalGeometry": {
            "type": "MovingPoint",
            "datetimes": list(times),
            "coordinates": [[i, 50] for i in range(len(times))],
        },
    }


def located(topic, tst):
    return {"_type": "location", "lat": 1.5, "lon": tst % 10, "tst": tst, "topic": topic}


@pytest.mark.parametrize(
    ("content", "travellers"),
    [
        (
            {
                "type": "FeatureCollection",
                "features": [
                    trip("a", (8, 47, 0, 1700000000), (8.1, 47, 0, 1700000600)),
                    trip("b", (9, 47, 0, 1700000100), (9.1, 47, 0, 1700000700), (9.2, 47, 0, 1700000800)),
                ],
            },
            [("a", 2, 1700000000, 1700000600), ("b", 3, 1700000100, 1700000800)],
        ),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    moving("a", "2024-06-15T09:00:00Z", "2024-06-15T10:00:00Z"),
                    moving("b", "2024-06-16T09:00:00Z", "2024-06-16T10:00:00Z"),
                ],
            },
            [("a", 2, 1718442000, 1718445600), ("b", 2, 1718528400, 1718532000)],
        ),
        (
            [
                *(located("owntracks/x/a", 1676918780 + i) for i in range(3)),
                *(located("owntracks/x/b", 1676918785 + i) for i in range(2)),
            ],
            [
                ("owntracks/x/a", 3, 1676918780, 1676918782),
                ("owntracks/x/b", 2, 1676918785, 1676918786),
            ],
        ),
        (
            [TRACE, TRACE | {"icao": "b", "r": "D-BBBB", "t": "", "desc": ""}],
            [
                ("D-AAAA (Learjet 31)", 4, 1609275898.5, 1609276498.5),
                ("D-BBBB", 4, 1609275898.5, 1609276498.5),
            ],
        ),
    ],
    ids=["kepler.gl trips", "moving features", "OwnTracks", "readsb"],
)  # fmt: skip
def test_each_of_several_travellers_has_a_journey_of_its_own(content, travellers):
    imported = read_upload("trip", body_of(content), LIMITS)
    assert not len(imported.draft.rows)
    found = [(each.name, each.count, each.first, each.last) for each in imported.travellers]
    assert found == travellers
    for traveller in imported.travellers:
        draft = traveller.read().draft
        assert draft.config.title == traveller.name
        assert len(draft.recording) == traveller.count


def test_what_breaks_off_is_read_up_to_there():
    body = body_of(GOOGLE[1].content)
    imported = read_upload("trip", body[: body.index(b'"userLocation')], LIMITS)
    assert len(imported.draft.recording) == 3
    assert "character" in why(imported.problems[0])
