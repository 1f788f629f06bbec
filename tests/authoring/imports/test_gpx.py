"""GPX: waypoints become rows, tracks a recording, and what is bad in it is left out and counted."""

import numpy as np
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.errors import TableError
from journeymap.lines.recording import Recording
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


def test_only_points_at_no_position_are_left_out_and_all_is_counted():
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
    recording = found.draft.recording
    assert list(recording.lat) == [43, 43.1, 43.2, 43.3, 43.4, 43.5, 43.6]
    assert np.array_equal(recording.t[[0, 2, 5]] - recording.t[0], [0, 180, 240])
    assert np.isnan(recording.t[6])
    left_out, between = (why(problem) for problem in found.problems)
    assert "11 recorded points 4 have no position" in left_out
    assert "Of 7 recorded points 2 have no time and 1 one out of order" in between


def test_one_wrong_clock_does_not_take_the_rest_of_the_track():
    points = [point(43, 131, minute(0)), point(43.1, 131, "2042-01-01T00:00:00Z")]
    found = read(track([*points, *(point(43.2, 131, minute(at)) for at in range(1, 50))]))
    assert len(found.draft.recording) == 51
    assert np.ptp(found.draft.recording.t) == 49 * 60


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


ZIGZAG = [(47 + at / 100, 8 + at % 2 / 100) for at in range(6)]
AFTER_1970 = "1970-01-01T00:00:{:02d}Z"

# Times of the points of a track; which stay unknown, and the codes of what is said of it.
TIMES = {
    # Two of six have a time; the others lie between them.
    "some": (
        ["2021-05-01T10:00:00Z", *[""] * 4, "2021-05-01T10:05:00Z"],
        [],
        ["times-between"],
    ),
    "not at the ends": (
        ["", "2021-05-01T10:00:00Z", "", "2021-05-01T10:05:00Z", "", ""],
        [0, 4, 5],
        ["times-between"],
    ),
    "all but the last": (
        [*(minute(at) for at in range(5)), ""],
        [5],
        ["times-between"],
    ),
    # A device that writes twice in a second.
    "twice the same": ([minute(at // 2) for at in range(6)], [], []),
    "the same at the end": ([minute(0), minute(1), *[minute(2)] * 4], [], []),
    "last first": ([minute(9 - at) for at in range(6)], [], []),
    "one at 1970": (
        [AFTER_1970.format(0), *(minute(at) for at in range(5))],
        [0],
        ["times-between"],
    ),
}
NO_TIMES = {
    "none": ([""] * 6, ["no-times"]),
    "1970": ([AFTER_1970.format(0)] * 6, ["times-say-nothing"]),
    "since 1970": ([AFTER_1970.format(at) for at in range(6)], ["times-say-nothing"]),
    "one moment": ([minute(0)] * 6, ["times-say-nothing"]),
    "one time": (["", minute(0), "", "", "", ""], ["times-say-nothing"]),
}


def zigzag(times):
    return track([point(lat, lon, time) for (lat, lon), time in zip(ZIGZAG, times, strict=True)])


@pytest.mark.parametrize("times", TIMES)
def test_every_position_stays_on_the_line_whatever_its_time(times):
    written, unknown, said = TIMES[times]
    found = read(zigzag(written))
    recording = found.draft.recording
    lats = [lat for lat, _ in ZIGZAG]
    assert list(recording.lat) == (lats[::-1] if times == "last first" else lats)
    assert list(np.flatnonzero(np.isnan(recording.t))) == unknown
    assert (np.diff(recording.t[recording.timed]) > 0).all()
    assert [problem.code for problem in found.problems] == said
    again = Recording.from_bytes(recording.to_bytes(), 100)
    assert np.array_equal(again.t, recording.t, equal_nan=True)


def test_points_without_a_time_lie_between_by_distance():
    points = [point(47, 8, minute(0)), point(47.1, 8), point(47.4, 8, minute(4))]
    recording = read(track(points)).draft.recording
    assert np.allclose(recording.t - recording.t[0], [0, 60, 240], atol=0.2)


@pytest.mark.parametrize("times", NO_TIMES)
def test_times_that_say_nothing_are_none(times):
    written, said = NO_TIMES[times]
    found = read(zigzag(written))
    assert found.draft.recording.t is None
    assert len(found.draft.recording) == 6
    assert found.draft.rows.empty
    assert [problem.code for problem in found.problems] == said


def named(name, *points):
    return f"<trk><name>{name}</name><trkseg>{''.join(points)}</trkseg></trk>"


@pytest.mark.parametrize("begin", [0, 4, 8])
def test_tracks_at_once_are_travellers_to_choose_from(begin):
    found = read(
        named("A", point(47, 8, minute(0)), point(47.1, 8, minute(10)))
        + named("B", point(48, 9, minute(begin)), point(48.1, 9, minute(begin + 10)))
        + point(48, 9.1, minute(begin + 9), "<name>Hut</name>", "wpt")
    )
    assert found.draft.rows.empty
    assert found.draft.recording is None
    assert [(each.name, each.count) for each in found.travellers] == [("A", 2), ("B", 2)]
    chosen = found.travellers[1].read()
    assert list(chosen.draft.recording.lat) == [48, 48.1]
    assert chosen.draft.config.title == "B"
    assert list(chosen.draft.rows["place"]) == ["Hut"]


def test_segments_of_one_track_at_once_are_travellers_too():
    span = [[point(lat, 8, minute(at)) for at in (0, 5)] for lat in (47, 48)]
    found = read("<trk><name>Both</name>" + track(*span).removeprefix("<trk>"))
    assert [each.name for each in found.travellers] == ["Both 1", "Both 2"]


def test_a_track_without_times_beside_one_with_them_is_a_traveller_of_its_own():
    found = read(
        named("Plan", point(47, 8), point(47.5, 8), point(47.9, 8))
        + named("Hike", point(47, 8, minute(0)), point(47.1, 8, minute(10)))
    )
    plan, hike = found.travellers
    assert (plan.name, plan.first, hike.name) == ("Plan", None, "Hike")
    assert hike.last - hike.first == 600
    assert plan.read().draft.recording.t is None


def test_tracks_one_after_the_other_are_one_journey():
    found = read(
        named("Day 2", point(47.1, 8, minute(10)), point(47.2, 8, minute(20)))
        + named("Day 1", point(47, 8, minute(0)), point(47.1, 8, minute(10)))
    )
    assert not found.travellers
    assert list(found.draft.recording.lat) == [47, 47.1, 47.1, 47.2]
    assert list(found.draft.recording.starts) == [0, 2]


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ("2019-01-01T10:00:00Z", False),
        ("2031-01-01T10:00:00Z", False),
        (minute(9), True),
        ("", True),
    ],
)
def test_a_waypoint_made_outside_the_track_is_no_stop(made, kept):
    found = read(
        point(47.5, 8.5, made, "<name>Bookmark</name>", "wpt")
        + track([point(47, 8, minute(0)), point(47.1, 8, minute(10))])
    )
    assert ("Bookmark" in list(found.draft.rows["place"])) == kept
    assert [problem.code for problem in found.problems] == [] if kept else ["waypoints-elsewhen"]
    assert found.draft.rows["time_from"].min() >= "2023" or made == ""


@pytest.mark.parametrize(("seconds", "planned"), [(12, True), (59, True), (3 * 3600, False)])
def test_a_route_put_on_a_map_within_seconds_is_a_line_without_times(seconds, planned):
    moment = [
        f"2021-05-01T{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}Z" for at in (0, seconds)
    ]
    found = read(
        "<rte>"
        + point(47, 8, moment[0], "<name>A</name>", "rtept")
        + point(48, 9, moment[1], "<name>B</name>", "rtept")
        + "</rte>"
    )
    assert (found.draft.recording.t is None) == planned
    assert list(found.draft.rows["place"]) == ["A", "B"]
    assert (found.draft.rows["time_from"] == "").all() == planned
    assert ("route-planned" in [problem.code for problem in found.problems]) == planned


@pytest.mark.parametrize(
    "before", ["\n", "\ufeff\r\n  ", "<!-- made by a device -->\n", "\ufeff\ufeff"], ids=repr
)
def test_what_stands_before_the_declaration_is_skipped(before):
    inside = track([point(47, 8, minute(0)), point(47.1, 8, minute(10))])
    found = read_upload("a.gpx", f"{before}{HEAD}{inside}</gpx>".encode(), Settings())
    assert len(found.draft.recording) == 2
    assert found.problems == ()


def test_an_ampersand_alone_is_read_as_it_stands():
    found = read(
        "<metadata><name>A & B &amp; C</name><desc><![CDATA[x?a&b]]></desc></metadata>"
        + point(43, 131, minute(0), "<name>Q&A</name>", "wpt")
    )
    assert found.draft.config.title == "A & B & C"
    assert found.draft.config.summary == "x?a&b"
    assert list(found.draft.rows["place"]) == ["Q&A"]
