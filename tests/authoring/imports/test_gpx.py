"""GPX: waypoints become rows, tracks a recording, and what is bad in it is left out and counted."""

import numpy as np
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.errors import TableError
from journeymap.phrases.problems import why
from journeymap.settings import Settings

HEAD = (
    '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
)


def read(inside, progress=None, **limits):
    return read_upload("ride.gpx", f"{HEAD}{inside}</gpx>".encode(), Settings(**limits), progress)


def point(lat, lon, time="", more="", tag="trkpt"):
    moment = f"<time>{time}</time>" if time else ""
    return f'<{tag} lat="{lat}" lon="{lon}">{moment}{more}</{tag}>'


def track(*segments):
    return (
        "<trk>" + "".join(f"<trkseg>{''.join(points)}</trkseg>" for points in segments) + "</trk>"
    )


def minute(at):
    return f"2023-09-12T00:{at:02d}:00Z"


def first(imported):
    return {key: cell for key, cell in imported.draft.rows.iloc[0].items() if cell}


def test_a_track_is_the_recording_and_its_ends_are_rows():
    found = read(
        track(
            [point(43.1, 131.5, minute(0)), point(43.2, 131.6, minute(5))],
            [point(43.3, 131.7, minute(9)), point(43.4, 131.8, minute(10))],
        )
    )
    recording = found.draft.recording
    assert np.array_equal(recording.lat, [43.1, 43.2, 43.3, 43.4])
    assert np.array_equal(recording.lon, [131.5, 131.6, 131.7, 131.8])
    assert np.array_equal(np.diff(recording.t), [300, 240, 60])
    assert list(recording.starts) == [0, 2]
    assert found.draft.config.line_kind == "recorded"
    assert found.problems == ()
    cells = (
        found.draft.rows[["kind", "lat", "lon", "time_from", "source", "says"]].to_numpy().tolist()
    )
    assert cells == [
        ["departure", "43.1", "131.5", minute(0), "ride.gpx", "First recorded point of the file."],
        ["arrival", "43.4", "131.8", minute(10), "ride.gpx", "Last recorded point of the file."],
    ]


def test_a_waypoint_is_a_row():
    found = read(
        "<metadata><name>My ride</name><author><name>Me</name></author><desc>Rain.</desc></metadata>"
        + point(
            43.1,
            131.9,
            "2023-09-12T12:15:00.250Z",
            "<name>A &amp; B</name><desc>hi</desc>"
            '<link href="https://example.org/"><text>t</text></link><type>stop</type>',
            "wpt",
        )
    )
    assert first(found) == {
        "place": "A & B",
        "lat": "43.1",
        "lon": "131.9",
        "time_from": "2023-09-12T12:15:00Z",
        "says": "hi",
        "url": "https://example.org/",
        "kind": "stop",
    }
    assert (found.draft.config.title, found.draft.config.summary) == ("My ride", "Rain.")
    assert found.draft.recording is None


def test_bad_points_are_left_out_and_counted_in_one_problem():
    points = [
        point(43, 131, minute(0)),
        point(91, 131, minute(1)),
        point("x", 131, minute(2)),
        point("nan", 131, minute(2)),
        point("1e400", 131, minute(2)),
        point(43.1, 131),
        point(43.2, 131, minute(3)),
        point(43.3, 131, minute(3)),
        point(43.4, 131, minute(1)),
        point(43.5, 131, minute(4)),
        point(43.6, 131, "yesterday"),
    ]
    found = read(track(points))
    assert list(found.draft.recording.lat) == [43, 43.2, 43.5] or len(found.draft.recording) == 3
    (problem,) = found.problems
    assert "11 recorded points" in why(problem)
    assert "4 at no position" in why(problem)
    assert "2 without a time" in why(problem)
    assert "2 out of the order of time" in why(problem)


def test_one_wrong_clock_does_not_take_the_rest_of_the_track():
    points = [point(43, 131, minute(0)), point(43.1, 131, "2042-01-01T00:00:00Z")]
    found = read(track([*points, *(point(43.2, 131, minute(at)) for at in range(1, 50))]))
    assert len(found.draft.recording) == 50


def test_segments_are_put_in_the_order_of_time():
    later, sooner = (
        [point(43, 131 + at / 10, minute(at)) for at in span] for span in ((5, 6), (1, 2))
    )
    found = read(track(later, sooner))
    assert list(found.draft.recording.lon) == [131.1, 131.2, 131.5, 131.6]
    assert list(found.draft.recording.starts) == [0, 2]
    assert found.problems == ()


def test_a_track_without_times_is_a_recording_without_times():
    found = read(track([point(43, 131), point(43, 132)]))
    assert found.draft.recording.t is None
    assert found.draft.rows.empty


def test_a_route_gives_its_named_points_and_its_line():
    found = read(
        "<rte><name>Plan</name>"
        + point(43, 131, more="<name>A</name>", tag="rtept")
        + point(43, 131.5, tag="rtept")
        + point(43, 132, minute(1), "<name>B</name>", "rtept")
        + "</rte>"
    )
    assert list(found.draft.rows["place"]) == ["A", "B"]
    assert list(found.draft.rows["time_from"]) == ["", minute(1)]
    assert found.draft.config.title == "Plan"


def test_gpx_1_0_and_prefixes_are_read():
    body = (
        '<x:gpx version="1.0" xmlns:x="http://www.topografix.com/GPX/1/0"><x:name>Old</x:name><x:wpt lat="1" lon="2">'
        "<x:time>2023-09-12T12:15:00Z</x:time><x:url>https://example.org/</x:url></x:wpt></x:gpx>"
    )
    found = read_upload("x", body.encode(), Settings())
    assert first(found) == {
        "lat": "1",
        "lon": "2",
        "time_from": "2023-09-12T12:15:00Z",
        "url": "https://example.org/",
    }
    assert found.draft.config.title == "Old"


def test_a_file_that_breaks_off_is_read_up_to_there():
    body = f"{HEAD}<trk><trkseg>{point(43, 131, minute(0))}{point(43, 132, minute(1))}<trkpt lat='4"
    found = read_upload("ride.gpx", body.encode(), Settings())
    assert len(found.draft.recording) == 2
    assert "damaged at line 1" in why(found.problems[0])


@pytest.mark.parametrize(
    "inside",
    ["", track([]), track([point(43, 131, minute(0))]), track([point(99, 1), point(99, 2)])],
)
def test_nothing_to_use_is_an_error_that_says_what_would_be(inside):
    with pytest.raises(TableError, match="no waypoint, and no track") as caught:
        read(inside)
    assert "recorded track" in caught.value.hint


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE gpx [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE gpx SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_a_document_type_is_refused(attack):
    body = f'<?xml version="1.0"?>{attack}<gpx><wpt lat="1" lon="2"><name>&b;&a;</name></wpt></gpx>'
    with pytest.raises(TableError, match="DOCTYPE"):
        read_upload("ride.gpx", body.encode(), Settings())


def test_more_points_than_the_limit_are_refused_with_their_number():
    with pytest.raises(TableError, match="12 recorded points; at most 10"):
        read(track([point(43, 131, minute(at)) for at in range(12)]), track_points=10)


def test_progress_grows_to_the_whole():
    parts = []
    read(track([point(43, 131, minute(at % 60)) for at in range(40_000)]), parts.append)
    assert parts == sorted(parts)
    assert len(parts) > 2
    assert parts[-1] == 1


def test_points_without_any_time_are_kept_with_a_problem():
    found = read(point(43, 131, more="<name>A</name>", tag="wpt"))
    assert first(found)["place"] == "A"
    assert [why(problem) for problem in found.problems] == ["No point in it has a time."]
    timed = read(
        point(43, 131, tag="wpt") + track([point(43, 131, minute(0)), point(43, 132, minute(1))])
    )
    assert timed.problems == ()
