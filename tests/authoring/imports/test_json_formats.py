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

SAMPLES = GOOGLE


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.kind}: {sample.name}")
def test_each_kind_is_known_by_its_content_and_read(sample):
    body = body_of(sample.content)
    upload = Upload("trip", body, LIMITS)
    assert [each.name for each in READERS if each.recognises(upload)] == [sample.kind]
    imported = read_upload("trip", body, LIMITS)
    recording = imported.draft.recording
    assert (0 if recording is None else len(recording)) == sample.points
    if sample.points:
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
