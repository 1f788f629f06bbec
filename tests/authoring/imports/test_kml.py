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


def test_a_span_is_a_window_and_data_are_columns():
    found = read(
        PLACE.format(
            "<TimeSpan><begin>2023-09-12</begin><end>2023-09-13</end></TimeSpan><ExtendedData>"
            '<Data name="source"><value>KCNA</value></Data><Data name="stars"><value>4</value></Data></ExtendedData>'
        )
    )
    (row,) = rows(found)
    assert (row["time_from"], row["time_to"], row["source"]) == ("2023-09-12", "2023-09-13", "KCNA")
    assert found.others.to_dict("records") == [{"stars": "4"}]


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
    with pytest.raises(TableError, match="neither"):
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
