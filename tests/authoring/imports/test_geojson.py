"""GeoJSON: points become rows with their properties, lines a recording."""

import json

import numpy as np
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.errors import TableError
from journeymap.phrases.problems import why
from journeymap.settings import Settings


def read(*features, **more):
    body = json.dumps({"type": "FeatureCollection", "features": features} | more)
    return read_upload("trip.geojson", body.encode(), Settings())


def feature(kind, coordinates, **properties):
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


def rows(imported):
    return [
        {key: cell for key, cell in row.items() if cell}
        for row in imported.draft.rows.to_dict("records")
    ]


def test_a_point_with_its_properties_is_a_row():
    found = read(
        feature(
            "Point",
            [131.9, 43.1, 12],
            name="Vladivostok",
            time="2023-09-12",
            note="hi",
            stars=4.0,
            tags=["a"],
        )
    )
    assert rows(found) == [
        {
            "place": "Vladivostok",
            "lat": "43.1",
            "lon": "131.9",
            "time_from": "2023-09-12",
            "says": "hi",
        }
    ]
    assert found.others.to_dict("records") == [{"stars": "4", "tags": '["a"]'}]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (1694484900, "2023-09-12T02:15:00Z"),
        (1694484900000, "2023-09-12T02:15:00Z"),
        (20230912, "20230912"),
        (2023, "2023"),
    ],
)
def test_a_time_stated_as_a_number_is_a_moment_where_it_can_be_one(value, cell):
    assert rows(read(feature("Point", [1, 2], timestamp=value)))[0]["time_from"] == cell


TIMES = ["2023-09-12T00:00:00Z", "2023-09-12T00:01:00Z", "2023-09-12T00:02:00Z"]


@pytest.mark.parametrize(
    "properties",
    [
        {"coordTimes": TIMES},
        {"times": TIMES},
        {"timestamps": [1694476800, 1694476860, 1694476920]},
        {"coordinateProperties": {"times": TIMES}},
    ],
)
def test_a_line_with_times_is_a_recording(properties):
    found = read(
        feature("LineString", [[131, 43, 5], [131.1, 43], [131.2, 43]], **properties), name="Ride"
    )
    assert np.array_equal(found.draft.recording.t, [1694476800, 1694476860, 1694476920])
    assert [row["time_from"] for row in rows(found)] == [TIMES[0], TIMES[2]]
    assert found.draft.config.title == "Ride"


def test_lines_with_nested_times_keep_their_segments():
    courses = [[[131, 43], [131.1, 43]], [[131.2, 43], [131.3, 43]]]
    times = [TIMES[:2], ["2023-09-12T00:05:00Z", "2023-09-12T00:06:00Z"]]
    found = read(feature("MultiLineString", courses, coordTimes=times))
    assert list(found.draft.recording.starts) == [0, 2]
    assert np.array_equal(np.diff(found.draft.recording.t), [60, 240, 60])


def test_a_line_without_times_is_a_recording_without_times():
    assert read(feature("LineString", [[131, 43], [131.1, 43]])).draft.recording.t is None


def test_bare_geometries_and_collections_of_them_are_read():
    bare = json.dumps(
        {
            "type": "GeometryCollection",
            "geometries": [{"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}],
        }
    )
    found = read_upload("x", bare.encode(), Settings())
    assert [(row["lat"], row["lon"]) for row in rows(found)] == [("2", "1"), ("4", "3")]


def test_shapes_of_no_use_are_counted():
    found = read(feature("Point", [1, 2]), feature("Polygon", [[[1, 2], [3, 4], [5, 6], [1, 2]]]))
    assert "One shape" in why(found.problems[0])


@pytest.mark.parametrize(
    "body",
    [
        '{"type": "FeatureCollection", "features": []}',
        "{}",
        '{"a": ',
        '{"a": "\\x"}',
        "[[1, 2]]",
        '{"features": 7}',
        '{"features": [null, 1, {"geometry": null}, {"geometry": {"type": "Point"}}]}',
        "{" + '"a":{' * 100_000,
        "[" * 100_000,
        '{"a": ' + "9" * 5000 + "}",
        '{"type": "LineString", "coordinates": [[1e400, 2], [NaN, 3]]}',
    ],
    ids=range(11),
)
def test_what_is_no_geojson_is_an_error_that_says_what_to_do(body):
    with pytest.raises(TableError) as caught:
        read_upload("trip.geojson", body.encode(), Settings())
    assert caught.value.hint


def test_more_values_than_any_file_within_the_limits_has_are_refused():
    body = json.dumps({"type": "LineString", "coordinates": [[1, 2]] * 100})
    with pytest.raises(TableError, match="values"):
        read_upload("x", body.encode(), Settings(track_points=10))
