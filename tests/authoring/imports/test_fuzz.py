"""Whatever is sent, it becomes a journey or an error that says what to do: never anything else."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.mutations import mutated, packed, seeds
from journeymap.authoring.imports import Imported, read_paste, read_upload
from journeymap.errors import JourneyMapError
from journeymap.journeys.draft_codec import encode
from journeymap.phrases.problems import hint, why
from journeymap.settings import Settings

LIMITS = Settings()


def survives(name, body, limits=LIMITS):
    try:
        read = read_upload(name, body, limits)
    except JourneyMapError as error:
        assert str(error)
        assert error.hint
        return None
    assert isinstance(read, Imported)
    assert list(read.draft.rows.index) == list(read.others.index) or read.others.empty
    # What was read can be written: no half of a surrogate pair, no cell that is no text.
    encode(read.draft)
    read.draft.rows.to_csv().encode()
    assert all(why(problem) and hint(problem) for problem in read.problems)
    for traveller in read.travellers[:3]:
        try:
            one = traveller.read()
        except JourneyMapError as error:
            assert error.hint
            continue
        encode(one.draft)
        assert all(why(problem) and hint(problem) for problem in one.problems)
    return read


@pytest.fixture(scope="module")
def sound():
    return seeds()


def test_the_files_that_are_changed_are_sound(sound):
    for name, body in sound.items():
        read = survives(name, body)
        assert len(read.draft.rows) or read.travellers, name


# 300 files, and 10,000 where there is time.
@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 134))]
)
def test_changed_files(sound, seed):
    for i in range(75):
        name, body = mutated(random.Random(f"test/{seed}/{i}"), sound)  # noqa: S311 - no secret
        survives(name, body)


@settings(max_examples=150)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"<gpx>", b"<kml>", b'{"', b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_any_bytes(body, begin):
    survives("x", begin + body)


cells = st.text(max_size=12) | st.sampled_from(
    [
        "place",
        "lat",
        "lon",
        "time",
        "date",
        "43,1",
        "131.9",
        "2023-09-12",
        "12:15",
        '"',
        "'=1",
        "sep=",
        "\0",
        "1e400",
        "coordinates",
    ]
)


@settings(max_examples=150)
@given(st.lists(st.lists(cells, max_size=6), max_size=8), st.sampled_from(",;\t|"))
def test_any_table(rows, delimiter):
    text = "\n".join(delimiter.join(row) for row in rows)
    survives("x.csv", text.encode("utf-8", "surrogatepass"))
    try:
        read_paste(text, LIMITS)
    except JourneyMapError as error:
        assert error.hint


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
)
keys = st.sampled_from(
    [
        "type",
        "features",
        "geometry",
        "properties",
        "coordinates",
        "geometries",
        "coordTimes",
        "time",
        "name",
        "journeymap",
        "draft",
        "recording",
    ]
)
words = st.sampled_from(
    [
        "Feature",
        "FeatureCollection",
        "Point",
        "LineString",
        "MultiLineString",
        "MultiPoint",
        "2023-09-12",
    ]
)
values = st.recursive(
    scalars | words,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(keys | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=20,
)


@settings(max_examples=200)
@given(st.dictionaries(keys, values, max_size=6))
def test_any_json(value):
    survives("x.geojson", json.dumps(value).encode())


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["lat", "lon", "x"]), max_size=3, unique=True),
    st.lists(scalars, min_size=3, max_size=3),
)
def test_any_gpx_point(names, values):
    shown = [str(each).translate({ord(character): None for character in '<>&"'}) for each in values]
    point = " ".join(f'{name}="{text}"' for name, text in zip(names, shown, strict=False))
    body = f"<gpx><trk><trkseg><trkpt {point}><time>{shown[0]}</time></trkpt><trkpt lat='1' lon='1'/></trkseg></trk></gpx>"
    survives("x.gpx", body.encode("utf-8", "replace"))


SMALL = Settings(
    upload_mb=40, rows=50, text_length=100, track_points=1000, archive_mb=2, archive_members=5
)
LAUGHS = '<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BOMBS = {
    "laughs.gpx": f"{LAUGHS}<gpx><name>&b;</name></gpx>".encode(),
    "stranger.kml": b'<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>',
    "deep.gpx": b"<gpx>" + b"<a>" * 100_000,
    "deep.geojson": b'{"a":' + b"[" * 200_000,
    "flat.geojson": b'{"features":[' + b"{}," * 100_000 + b"{}]}",
    "digits.geojson": b'{"type":"Point","coordinates":[' + b"1" * 100_000 + b",1]}",
    "track.gpx": b"<gpx><trk><trkseg>" + b'<trkpt lat="1" lon="1"/>' * 2000,
    "zip.kmz": packed({"doc.kml": b" " * 10_000_000}),
    "many.kmz": packed({f"{i}.kml": b"" for i in range(10)}),
    "tags.xlsx": packed({"xl/workbook.xml": b"<a/>" * 400_000}),
    "commas.csv": b"place,time\n" + b"," * 3_000_000,
    "open.csv": b"place,time\n" + b'a,"x\n' * 10_000,
    "multiline.csv": b"place,time\n" + b'","\n' * 600_000,
    "blank.csv": b"\n" * 1_000_000,
    "line.csv": b"x" * 5_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_made_to_take_too_much_is_refused(name):
    read = survives(name, BOMBS[name], SMALL)
    assert read is None or (read.draft.rows.empty and read.problems)
