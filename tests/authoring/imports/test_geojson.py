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


SPAN = {"start": {"in": "1832-08-01"}, "end": {"in": "1833"}}


@pytest.mark.parametrize(
    ("beside", "properties", "times"),
    [
        ({"when": "1832-08-01"}, {}, [("", "1832-08-01", "")]),
        ({"time": "2024-05-01"}, {}, [("", "2024-05-01", "")]),
        ({"timestamp": 1714543200}, {}, [("", "2024-05-01T06:00:00Z", "")]),
        ({"time": "2024-05-01"}, {"time": "2024-05-02"}, [("", "2024-05-02", "")]),
        (
            {"when": {"timespans": [SPAN]}},
            {},
            [("arrival", "1832-08-01", ""), ("departure", "1833", "")],
        ),
        (
            {},
            {"timespan": {"begin": "2024-05-01T06:00Z", "end": "2024-05-01T07:00Z"}},
            [("arrival", "2024-05-01T06:00Z", ""), ("departure", "2024-05-01T07:00Z", "")],
        ),
        (
            {"when": {"start": {"earliest": "1832", "latest": "1834~"}}},
            {},
            [("", "1832", "1834~")],
        ),
    ],
)
def test_a_time_beside_the_properties_is_of_the_point(beside, properties, times):
    found = read(feature("Point", [2, 48], name="Aa", **properties) | beside)
    assert [(row["kind"], row["time_from"], row["time_to"]) for row in rows_with(found)] == times
    assert {row["place"] for row in rows_with(found)} == {"Aa"}


def rows_with(imported):
    return imported.draft.rows.to_dict("records")


@pytest.mark.parametrize(
    "line",
    [
        # Case 27: the time is the fourth ordinate.
        feature("LineString", [[8, 47, 0, 1700000000], [8.1, 47.1, 0, 1700000600]]),
        feature("LineString", [[8, 47, 0, 1700000000000], [8.1, 47.1, 0, 1700000600000]]),
        feature("LineString", [[8, 47, 1700000000], [8.1, 47.1, 1700000600]]),
        feature("MultiLineString", [[[8, 47, 0, 1700000000], [8.1, 47.1, 0, 1700000600]]]),
        feature("MultiPoint", [[8, 47], [8.1, 47.1]], time=[1700000000000, 1700000600000]),
        feature("MultiPoint", [[8, 47], [8.1, 47.1]], times=["2023-11-14T22:13:20Z", 1700000600]),
        feature(
            "LineString",
            [[8, 47], [8.1, 47.1]],
            begin="2023-11-14T22:13:20Z",
            end="2023-11-14T22:23:20Z",
        ),
        feature("LineString", [[8, 47], [8.1, 47.1]], start=1700000000, end=1700000600),
        feature("LineString", [[8, 47], [8.1, 47.1]])
        | {"when": {"start": "2023-11-14T22:13:20Z", "end": "2023-11-14T22:23:20Z"}},
    ],
    ids=range(9),
)
def test_the_times_of_a_line_may_stand_after_the_height_in_a_list_or_at_its_ends(line):
    recording = read(line).draft.recording
    assert recording.t.tolist() == [1700000000, 1700000600]
    assert recording.lat.tolist() == [47, 47.1]


def test_between_the_begin_and_the_end_of_a_line_the_way_is_even():
    recording = read(
        feature("LineString", [[0, 0], [1, 0], [4, 0]], start=1700000000, end=1700000400)
    ).draft.recording
    assert recording.t.tolist() == pytest.approx([1700000000, 1700000100, 1700000400], abs=1)


def test_a_point_may_have_its_time_after_its_height():
    (row,) = rows(read(feature("Point", [8, 47, 500, 1700000000], name="Aa")))
    assert row["time_from"] == "2023-11-14T22:13:20Z"
    (row,) = rows(read(feature("Point", [8, 47, 500.0], name="Aa")))
    assert "time_from" not in row


@pytest.mark.parametrize("value", [None, 0])
def test_a_line_without_times_of_its_own_has_no_timeline(value):
    line = feature("LineString", [[8, 47], [8.1, 47.1]], coordTimes=[value, value])
    found = read(line)
    assert found.draft.recording.t is None
    assert found.problems


def test_an_array_or_lines_of_features_are_read():
    features = [feature("Point", [i, 2], name="Aa", time="2024-05-01") for i in range(2)]
    for body in (json.dumps(features), "\n".join(map(json.dumps, features))):
        found = read_upload("x", body.encode(), Settings())
        assert [row["lon"] for row in rows(found)] == ["0", "1"]


def test_a_time_under_another_name_in_each_feature_is_one_column():
    found = read(
        feature("Point", [1, 2], timestamp="2024-05-01T06:00:00Z"),
        feature("Point", [1, 3], when="2024-05-01T07:00:00Z"),
        feature("Point", [1, 4], datetime="2024-05-01T08:00:00Z"),
    )
    assert [row["time_from"][11:13] for row in rows(found)] == ["06", "07", "08"]


def test_many_points_with_few_words_are_a_recording():
    points = [
        feature("Point", [8 + i / 100, 47], timestamp=1700000000 + 60 * i, acc=5) for i in range(40)
    ]
    recording = read(*points, name="Ride").draft.recording
    assert len(recording) == 40
    assert (recording.t[0], recording.t[-1]) == (1700000000, 1700002340)
    named = [each | {"properties": each["properties"] | {"name": "Aa"}} for each in points]
    assert len(read(*named).draft.rows) == 40


def test_many_points_of_two_devices_are_two_travellers():
    points = [
        feature("Point", [8 + i / 100, 47], timestamp=1700000000 + 60 * i, device=f"d{i % 2}")
        for i in range(40)
    ]
    assert [(each.name, each.count) for each in read(*points).travellers] == [
        ("d0", 20),
        ("d1", 20),
    ]
