"""KML and KMZ: placemarks become rows, tracks and lines a recording; nothing else is fetched."""

import io
import zipfile

import numpy as np
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.errors import TableError
from journeymap.phrases.problems import why
from journeymap.settings import Settings

HEAD = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
    "<Document><name>Trip</name><description><![CDATA[<b>By</b> rail<br>and road]]></description>"
)


def document(inside):
    return f"{HEAD}{inside}</Document></kml>".encode()


def read(inside, **limits):
    return read_upload("trip.kml", document(inside), Settings(**limits))


def kmz(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "."), body)
    return file.getvalue()


def rows(imported):
    return [
        {key: cell for key, cell in row.items() if cell}
        for row in imported.draft.rows.to_dict("records")
    ]


PLACE = (
    "<Placemark><name>Khasan</name><description>a &lt;b&gt;bold&lt;/b&gt; word</description>{}"
    "<Point><coordinates> 130.6,42.4,0 </coordinates></Point></Placemark>"
)


def test_a_placemark_is_a_row_with_its_time():
    found = read(PLACE.format("<TimeStamp><when>2023-09-12</when></TimeStamp>"))
    assert rows(found) == [
        {
            "place": "Khasan",
            "lat": "42.4",
            "lon": "130.6",
            "time_from": "2023-09-12",
            "says": "a bold word",
        }
    ]
    assert (found.draft.config.title, found.draft.config.summary) == ("Trip", "By rail\nand road")


def test_a_span_is_a_stay_and_data_are_columns():
    found = read(
        PLACE.format(
            "<TimeSpan><begin>2023-09-12</begin><end>2023-09-13</end></TimeSpan><ExtendedData>"
            '<Data name="source"><value>KCNA</value></Data><Data name="stars"><value>4</value></Data></ExtendedData>'
        )
    )
    first, last = rows(found)
    assert (first["kind"], first["time_from"], first["source"]) == ("arrival", "2023-09-12", "KCNA")
    assert (last["kind"], last["time_from"], last["source"]) == ("departure", "2023-09-13", "KCNA")
    assert found.others.to_dict("records")[0] == {"stars": "4"}


def test_tracks_are_the_recording():
    part = "<gx:Track>{}</gx:Track>"
    times = [f"<when>2023-09-12T00:0{at}:00Z</when>" for at in range(4)]
    points = [f"<gx:coord>131.{at} 43 0</gx:coord>" for at in range(4)]
    one, two = (
        part.format("".join([*times[of], *points[of]])) for of in (slice(0, 2), slice(2, 4))
    )
    found = read(f"<Placemark><gx:MultiTrack>{one}{two}</gx:MultiTrack></Placemark>")
    assert np.array_equal(found.draft.recording.lon, [131, 131.1, 131.2, 131.3])
    assert np.array_equal(np.diff(found.draft.recording.t), [60, 60, 60])
    assert list(found.draft.recording.starts) == [0, 2]
    assert len(rows(found)) == 2


def test_lines_without_times_are_a_recording_without_times():
    found = read(
        "<Placemark><LineString><coordinates>131,43,0 131.1,43,0\n131.2,43</coordinates></LineString></Placemark>"
    )
    assert list(found.draft.recording.lon) == [131, 131.1, 131.2]
    assert found.draft.recording.t is None


def test_a_link_is_reported_and_not_followed():
    link = "<NetworkLink><Link><href>http://example.invalid/x.kml</href></Link></NetworkLink>"
    assert "One link" in why(read(link + PLACE.format("")).problems[0])
    with pytest.raises(TableError, match="no point and no line") as found:
        read(link)
    assert [problem.code for problem in found.value.problems] == ["links-not-followed"]


def test_of_an_archive_its_document_is_read():
    body = document(PLACE.format(""))
    assert len(rows(read_upload("x", kmz(a__kml=document(""), doc__kml=body), Settings()))) == 1
    assert len(rows(read_upload("x", kmz(photo__jpg=b"x", b__kml=body), Settings()))) == 1
    with pytest.raises(TableError, match="Nothing in"):
        read_upload("x.kmz", kmz(photo__jpg=b"x"), Settings())


def test_an_archive_that_grows_too_much_is_refused_as_it_unpacks():
    with pytest.raises(TableError, match="more than 200 times"):
        read_upload("x.kmz", kmz(doc__kml=b" " * 40_000_000), Settings())
    with pytest.raises(TableError, match="more than 1 MB"):
        read_upload(
            "x.kmz", kmz(doc__kml=b" " * 2_000_000), Settings(archive_mb=1, archive_ratio=10_000)
        )
    with pytest.raises(TableError, match="3 files in it; at most 2"):
        read_upload("x.kmz", kmz(a=b"", b=b"", c=b""), Settings(archive_members=2))


def test_an_archive_that_lies_about_its_sizes_is_no_way_in():
    body = bytearray(kmz(doc__kml=b" " * 40_000_000))
    at = body.rfind(b"PK\x01\x02")
    body[at + 20 : at + 28] = (10).to_bytes(4, "little") * 2
    with pytest.raises(TableError):
        read_upload("x.kmz", bytes(body), Settings())


def test_a_document_type_is_refused():
    body = b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>'
    with pytest.raises(TableError, match="DOCTYPE"):
        read_upload("x.kml", body, Settings())


LINE = (
    "<Placemark><name>{}</name>{}<LineString><coordinates>{}</coordinates></LineString></Placemark>"
)
SPAN = "<TimeSpan><begin>{}</begin><end>{}</end></TimeSpan>"


def test_a_span_on_a_line_is_a_leg_travelled_by_distance():
    legs = [
        LINE.format(
            f"Leg {day}",
            SPAN.format(f"2021-05-0{day}T10:00:00Z", f"2021-05-0{day}T12:00:00Z"),
            f"{8 + day},47 {8.25 + day},47 {9 + day},47",
        )
        for day in (1, 2)
    ]
    found = read("".join(legs))
    recording = found.draft.recording
    assert list(recording.starts) == [0, 3]
    hours = (recording.t - recording.t[0]) / 3600
    assert np.allclose(hours, [0, 0.5, 2, 24, 24.5, 26], atol=0.001)
    assert [(row["kind"], row["time_from"], row.get("says")) for row in rows(found)] == [
        ("departure", "2021-05-01T10:00:00Z", "Leg 1"),
        ("arrival", "2021-05-01T12:00:00Z", None),
        ("departure", "2021-05-02T10:00:00Z", "Leg 2"),
        ("arrival", "2021-05-02T12:00:00Z", None),
    ]


def test_spans_may_stand_after_the_line_and_legs_at_once_are_travellers():
    line = "<Placemark><name>{}</name><LineString><coordinates>8,{} 9,{}</coordinates></LineString>{}</Placemark>"
    span = SPAN.format("2021-05-01T10:00:00Z", "2021-05-01T12:00:00Z")
    found = read(line.format("North", 48, 48, span) + line.format("South", 46, 46, span))
    assert [each.name for each in found.travellers] == ["North", "South"]
    assert list(found.travellers[1].read().draft.recording.lat) == [46, 46]


@pytest.mark.parametrize("when", ["1812", "1812-06", "1812-06-24"])
def test_a_year_or_month_is_kept_as_written(when):
    found = read(PLACE.format(f"<TimeStamp><when>{when}</when></TimeStamp>"))
    assert rows(found)[0]["time_from"] == when


def test_the_time_of_a_view_is_not_that_of_the_place():
    view = "<LookAt><gx:TimeStamp><when>1999-01-01T00:00:00Z</when></gx:TimeStamp></LookAt>"
    found = read(PLACE.format(view + "<TimeStamp><when>2023-09-12</when></TimeStamp>"))
    assert rows(found)[0]["time_from"] == "2023-09-12"


def test_a_tour_alone_is_its_stops():
    stop = (
        "<gx:FlyTo><LookAt><gx:TimeStamp><when>{}</when></gx:TimeStamp>"
        "<longitude>{}</longitude><latitude>47</latitude></LookAt></gx:FlyTo>"
    )
    tour = f"<gx:Tour><gx:Playlist>{stop.format('1812-06-24', 8)}{stop.format('1812-09-14', 9)}</gx:Playlist></gx:Tour>"
    assert [(row["lon"], row["time_from"]) for row in rows(read(tour))] == [
        ("8", "1812-06-24"),
        ("9", "1812-09-14"),
    ]
    assert [row["place"] for row in rows(read(tour + PLACE.format("")))] == ["Khasan"]


def test_tracks_at_once_are_travellers():
    track = (
        "<Placemark><name>{}</name><gx:Track><when>2023-09-12T00:00:00Z</when><when>2023-09-12T01:00:00Z</when>"
        "<gx:coord>8 {} 0</gx:coord><gx:coord>9 {} 0</gx:coord></gx:Track></Placemark>"
    )
    found = read(track.format("Dove", 48, 48) + track.format("Crow", 46, 46))
    assert [(each.name, each.count) for each in found.travellers] == [("Dove", 2), ("Crow", 2)]


def test_the_placemarks_of_a_flight_are_its_track():
    point = (
        "<Placemark><name>2023-09-12 {0}</name><TimeStamp><when>2023-09-12T{0}+00:00</when></TimeStamp>"
        "<Point><coordinates>{1},47,1000</coordinates></Point></Placemark>"
    )
    points = "".join(point.format(f"10:{at:02d}:00", 8 + at / 10) for at in range(25))
    trail = "<Placemark><MultiGeometry><LineString><coordinates>8,47 8.1,47</coordinates></LineString></MultiGeometry></Placemark>"
    found = read(f"<Folder><name>Route</name>{points}</Folder><Folder>{trail}</Folder>")
    assert len(found.draft.recording) == 25
    assert np.ptp(found.draft.recording.t) == 24 * 60
    assert [problem.code for problem in found.problems] == ["placemarks-as-track"]


def test_a_line_named_by_its_times_has_them_by_the_clock_of_the_place():
    found = read(
        LINE.format("2026-05-23 16:55 - 2026-05-23 16:57", "", "13.4,52.5 13.41,52.5 13.42,52.5")
    )
    assert [row["time_from"] for row in rows(found)] == [
        "2026-05-23T14:55:00Z",
        "2026-05-23T14:57:00Z",
    ]
