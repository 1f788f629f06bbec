"""Files of devices, calendars and cameras: how many, from when to when, from where to where."""

import numpy as np
import pytest

from journeymap.authoring.imports import read_upload, read_uploads
from journeymap.errors import TableError
from journeymap.settings import Settings
from tests.support.device_files import (
    BEGUN,
    PLACES,
    STEP,
    calendar,
    exif,
    fit,
    gzipped,
    heic,
    hurdat2,
    jpeg,
    nmea,
    packed,
    photographs,
    png,
    sentence,
    tcx,
)

MINUTE = 60
ENDS = (BEGUN, BEGUN + 3 * STEP, PLACES[0], PLACES[-1])


def read(body, name="x", **limits):
    return read_upload(name, body, Settings(**limits))


def codes(imported):
    return [problem.code for problem in imported.problems]


# Each file, how many points, the first and last time and place, and what is to be said of it.
TRACKS = {
    "FIT": (fit(), 4, *ENDS, []),
    "FIT, big-endian": (fit(">"), 4, *ENDS, []),
    "FIT with short times": (
        fit(compressed=True),
        5,
        BEGUN,
        BEGUN + 4 * STEP + 20,
        PLACES[0],
        PLACES[-1],
        [],
    ),
    "FIT that breaks off": (
        fit()[:-25],
        3,
        BEGUN,
        BEGUN + 2 * STEP,
        PLACES[0],
        PLACES[2],
        ["file-cut"],
    ),
    "TCX": (tcx(), 5, *ENDS, []),
    "TCX after a blank line": (b"\n" + tcx(), 5, *ENDS, []),
    "NMEA": (nmea(), 4, *ENDS, ["sentences-left-out"]),
    "NMEA after a computer's times": (
        b"".join(b"2021-05-01 10:00:00.123 " + line for line in nmea().splitlines(keepends=True)),
        4,
        *ENDS,
        ["sentences-left-out"],
    ),
    "NMEA of GGA with ZDA": (
        (
            sentence("GNZDA,100000.00,01,05,2021,00,00")
            + "".join(
                sentence(f"GNGGA,10{at}000.00,4600.0,S,00700.{at},W,1,08,0.9,5,M,4,M,,")
                for at in range(4)
            )
        ).encode(),
        4,
        BEGUN,
        BEGUN + 3 * STEP,
        (-46, -7),
        (-46, -7.005),
        [],
    ),
    "gzip": (gzipped(fit()), 4, *ENDS, []),
    "gzip that breaks off": (gzipped(tcx())[:-6], 5, *ENDS, ["file-cut"]),
    "ZIP of one": (packed({"a/ride.fit": fit(), "__MACOSX/._ride.fit": b"x"}), 4, *ENDS, []),
    "ZIP of a packed one": (packed({"activities/1.fit.gz": gzipped(fit())}), 4, *ENDS, []),
    "ZIP of one and another": (
        packed({"ride.fit": fit(), "readme.txt": b"Thank you.\nSee you soon.", "a.pdf": b"%PDF"}),
        4,
        *ENDS,
        ["files-not-read"],
    ),
}


@pytest.mark.parametrize("sample", TRACKS)
def test_a_track_has_its_points_times_and_places(sample):
    body, count, first, last, start, end, problems = TRACKS[sample]
    found = read(body)
    recording = found.draft.recording
    assert len(recording) == count
    assert (recording.t[0], recording.t[-1]) == (first, last)
    assert (np.diff(recording.t) > 0).all()
    places = np.column_stack([recording.lat, recording.lon])
    assert np.allclose(places[[0, -1]], [start, end], atol=1e-6)
    assert codes(found) == problems


def rows(imported, *columns):
    return imported.draft.rows[list(columns)].to_numpy().tolist()


AT = exif(PLACES[0], "2021:05:01 12:00:00", "+02:00")
# By the clock of the camera with its offset, of the satellites, and of the place.
TAKEN = {
    "offset": (AT, "2021-05-01T12:00:00+02:00"),
    "GPS": (
        exif(PLACES[0], "2021:05:01 12:00:00", gps="2021:05:01 10:00:00"),
        "2021-05-01T10:00:00Z",
    ),
    "place": (exif(PLACES[0], "2021:05:01 12:00:00"), "2021-05-01T12:00:00+02:00"),
    "none": (exif(PLACES[0]), ""),
}


@pytest.mark.parametrize("kind", [jpeg, heic, png], ids=["JPEG", "HEIC", "PNG"])
@pytest.mark.parametrize("by", TAKEN)
def test_a_photograph_is_a_row_of_where_and_when_it_was_taken(kind, by):
    about, time = TAKEN[by]
    found = read(kind(about), "IMG_1.jpg")
    assert rows(found, "lat", "lon", "time_from", "source") == [
        ["46.68", "7.85", time, "IMG_1.jpg"]
    ]


def test_a_photograph_of_the_south_and_west_is_there():
    found = read(jpeg(exif((-34.5, -58.25), "2021:05:01 12:00:00")))
    assert rows(found, "lat", "lon", "time_from") == [
        ["-34.5", "-58.25", "2021-05-01T12:00:00-03:00"]
    ]


def test_many_photographs_are_as_many_rows_in_the_order_of_time():
    found = read(photographs(40))
    assert len(found.draft.rows) == 40
    assert found.draft.rows["time_from"].is_monotonic_increasing
    assert (found.draft.rows[["lat", "lon", "time_from"]] != "").all(axis=None)
    assert found.problems == ()


def test_pictures_without_a_position_are_counted_and_named():
    bare = jpeg(exif(None, "2021:05:01 12:00:00"))
    found = read(
        packed({"a.jpg": jpeg(AT), "b.jpg": bare, "c.heic": heic(AT), "note.pdf": b"%PDF"})
    )
    assert len(found.draft.rows) == 2
    assert codes(found) == ["photographs-without-position", "files-not-read"]
    with pytest.raises(TableError, match=r"a picture .JPEG. that does not say where"):
        read(bare)
    with pytest.raises(TableError, match="None of the 2 pictures"):
        read(packed({"a.jpg": bare, "b.jpg": bare}))


def test_events_of_a_calendar_are_stays_in_the_order_of_time():
    found = read(calendar())
    assert rows(found, "kind", "place", "lat", "lon", "time_from") == [
        ["arrival", "Interlaken", "46.68", "7.85", "2021-05-01T12:00:00+02:00"],
        ["departure", "Interlaken", "46.68", "7.85", "2021-05-01T18:00:00+02:00"],
        ["arrival", "Thun", "46.7548", "7.6296", "2021-05-03"],
        ["departure", "Thun", "46.7548", "7.6296", "2021-05-05"],
    ]
    assert found.draft.config.title == "Autumn trip"
    assert codes(found) == ["events-without-place"]


def test_each_storm_is_a_traveller():
    found = read(hurdat2())
    assert [(each.name, each.count) for each in found.travellers] == [
        ("Ana 2021 (AL012021)", 2),
        ("Ida 2021 (AL092021)", 3),
    ]
    ida = found.travellers[1].read()
    assert rows(ida, "lat", "lon", "time_from")[1] == ["29.1", "-90.2", "2021-08-29T16:55:00Z"]
    assert "landfall" in rows(ida, "says")[1][0]
    one = read(hurdat2()[hurdat2().index(b"AL09") :])
    assert len(one.draft.rows) == 3
    assert not one.travellers


def test_several_files_are_travellers_and_photographs_are_one_journey():
    several = [("a.tcx", tcx()), ("b.fit", fit()), ("c.pdf", b"%PDF-1.4")]
    for found in (read_uploads(several, Settings()), read(packed(dict(several)))):
        assert [(each.name, each.count) for each in found.travellers] == [
            ("a.tcx", 5),
            ("b.fit", 4),
        ]
        assert codes(found) == ["files-not-read"]
        assert len(found.travellers[1].read().draft.recording) == 4
    found = read_uploads([(f"{at}.jpg", jpeg(AT)) for at in range(3)], Settings())
    assert len(found.draft.rows) == 3
    assert read_uploads([("b.fit", fit())], Settings()).draft.recording is not None


@pytest.mark.parametrize(
    ("body", "limits", "says"),
    [
        (gzipped(b" " * 300_000_000)[:400_000], {}, "MB"),
        (gzipped(b"\0" * 5_000_000), {"archive_mb": 1}, "more than 1 MB"),
        (b"\x1f\x8b\x08\x00" + b"x" * 30, {}, "damaged"),
        (gzipped(gzipped(fit())), {}, "packed twice"),
        (packed({"a.zip": packed({"a.fit": fit()})}), {}, "archive in an archive"),
        (packed({"a.fit": fit(), "b.fit": fit(), "c": b""}), {"archive_members": 2}, "at most 2"),
        (packed({f"{at}.fit": b" " * 900_000 for at in range(4)}), {"archive_mb": 1}, "MB"),
        (nmea(), {"track_points": 2}, "4 recorded points; at most 2"),
        (fit(), {"track_points": 2}, "4 recorded points; at most 2"),
        (calendar(), {"rows": 2}, "3 events; at most 1"),
        (hurdat2(), {"rows": 2}, "at most 2"),
    ],
)
def test_what_is_packed_is_bounded(body, limits, says):
    with pytest.raises(TableError, match=says) as caught:
        read(body, **limits)
    assert caught.value.hint


def test_two_files_together_are_bounded():
    with pytest.raises(TableError, match="at most 1 MB"):
        read_uploads([("a", b"x" * 600_000), ("b", b"x" * 600_000)], Settings(upload_mb=1))


@pytest.mark.parametrize(
    ("good", "damaged"),
    [
        (b";VALUE=DATE:", b";VALUE=DATE,DATE:"),
        (b"20210501T180000", b"202105-91T180000"),
        (b"TZID=Europe/", b"TZID=Europe/" + b"[" * 300),
    ],
)
def test_a_damaged_calendar_is_refused_or_read_without_the_damage(good, damaged):
    assert good in calendar()
    body = calendar().replace(good, damaged)
    try:
        assert len(read(body).draft.rows)
    except TableError as error:
        assert error.hint
        assert "zoneinfo" not in str(error)
