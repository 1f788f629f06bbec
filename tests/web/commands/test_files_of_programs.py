"""`check` and `convert` of files that programs write: what is counted, and the ends of the journey."""

import base64
import csv
import gzip
import io
import json
import re

import pytest

from bench.mutations import seeds
from journeymap.authoring.imports import read_upload
from journeymap.settings import Settings
from tests.support.commands import run

# Rows, recorded points, first and last day, and where and when the first and the last row are.
FILES = {
    "timeline.json": (
        *(4, 3, "2024-06-15", "2024-06-15"),
        ("48.85", "2.35", "2024-06-15T09:00:00+02:00"),
        ("48.8", "2.3", "2024-06-15T11:00:00Z"),
    ),
    "phone.rec": (
        *(2, 2, "2024-06-15", "2024-06-15"),
        ("8", "2.3", "2024-06-15T09:00:00Z"),
        ("48.9", "2.3", "2024-06-15T09:01:00Z"),
    ),
    "polarsteps.json": (
        *(2, 0, "2024-06-15", "2024-06-15"),
        ("48.8", "2.3", "2024-06-15T09:00:00Z"),
        ("48.8", "2.3", "2024-06-15T10:00:00Z"),
    ),
    "trace.json": (
        *(2, 3, "2024-06-15", "2024-06-15"),
        ("48.8", "2.3", "2024-06-15T09:00:00Z"),
        ("49", "2.4", "2024-06-15T09:02:00Z"),
    ),
    "moving.mfjson": (
        *(2, 2, "2024-06-15", "2024-06-15"),
        ("48.8", "2.3", "2024-06-15T09:00:00Z"),
        ("48.9", "2.4", "2024-06-15T10:00:00Z"),
    ),
    "places.jsonld": (
        *(2, 0, "1832-08-01", "1834-01-01"),
        ("48.8", "2.3", "1832-08-01"),
        ("48.8", "2.3", "1833"),
    ),
    "rows.ndjson": (
        *(2, 0, "2024-06-15", "2024-06-15"),
        ("48.8", "2.3", "2024-06-15T09:00:00Z"),
        ("48.9", "2.3", "2024-06-15T10:00:00Z"),
    ),
    "trips.geojson": (
        *(2, 2, "2023-11-14", "2023-11-14"),
        ("47", "8", "2023-11-14T22:13:20Z"),
        ("47.1", "8.1", "2023-11-14T22:23:20Z"),
    ),
    "trip.kmz": (
        *(20, 2, "2023-09-01", "2023-09-20"),
        ("43", "131.0", "2023-09-01"),
        ("43", "132.9", "2023-09-20"),
    ),
    "ride.gpx": (1, 200, "2023-09-12", "2023-09-12", ("43", "131", ""), ("43", "131", "")),
    "ride.fit": (
        *(2, 5, "2021-05-01", "2021-05-01"),
        ("46.68", "7.85", "2021-05-01T10:00:00Z"),
        ("46.75", "7.63", "2021-05-01T10:40:20Z"),
    ),
    "ride.tcx.gz": (
        *(2, 5, "2021-05-01", "2021-05-01"),
        ("46.68", "7.85", "2021-05-01T10:00:00Z"),
        ("46.75", "7.63", "2021-05-01T10:30:00Z"),
    ),
    "ride.nmea": (
        *(2, 4, "2021-05-01", "2021-05-01"),
        ("46.68", "7.85", "2021-05-01T10:00:00Z"),
        ("46.75", "7.63", "2021-05-01T10:30:00Z"),
    ),
    "trip.ics": (
        *(4, 0, "2021-05-01", "2021-05-05"),
        ("46.68", "7.85", "2021-05-01T12:00:00+02:00"),
        ("46.7548", "7.6296", "2021-05-05"),
    ),
    "photos.zip": (
        *(3, 0, "2021-05-01", "2021-05-03"),
        ("46.5", "7.5", "2021-05-01T12:00:00+02:00"),
        ("46.52", "7.5", "2021-05-03T12:00:00+02:00"),
    ),
}

CONVERTED = ("html", "geojson", "csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("files")
    for name, body in seeds().items():
        (made / name).write_bytes(body)
    return made


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_a_program_is_checked_and_converted(folder, name):
    rows, points, first_day, last_day, first, last = FILES[name]
    (checked,) = json.loads(run(folder, "check", name, "--json").out)["files"]
    found = (checked[key] for key in ("rows", "points", "first_day", "last_day"))
    assert tuple(found) == (rows, points, first_day, last_day)

    made = {to: run(folder, "convert", name, "--to", to, "--out", "-") for to in CONVERTED}
    assert [ran.err for ran in made.values() if ran.status] == []
    table = [*csv.DictReader(io.StringIO(made["csv"].raw.decode("utf-8-sig")))]
    ends = [(row["lat"], row["lon"], row["time_from"]) for row in (table[0], table[-1])]
    assert (len(table), ends) == (rows, [first, last])
    again = read_upload("again.geojson", made["geojson"].raw, Settings()).draft
    assert (len(again.rows), len(again.recording or ())) == (rows, points)
    document = document_in(made["html"].raw)
    assert document["format"] == "journeymap/1"
    # A position without a name is called after a town, never by its degrees.
    names = [each["name"] for each in document["places"].values()]
    assert names
    assert not [each for each in names if re.match(r"[-\d.]+, ", each)]


def document_in(page):
    packed = re.search(rb'<script id="jm-document"[^>]*>([^<]*)</script>', page)[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


AIS = "MMSI,BaseDateTime,LAT,LON,SOG,VesselName\n" + "".join(
    f"{ship},2024-01-15T08:{minute:02d}:00,{29 + minute / 60:.4f},{lon},10.1,{name}\n"
    for minute in range(0, 60, 2)
    for ship, lon, name in ((211000001, -90.1, "EXAMPLE"), (211000002, -88.5, "OTHER"))
)
TRIPS = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": name},
                "geometry": {
                    "type": "LineString",
                    "coordinates": [
                        [lon, 47 + i / 10, 0, 1_700_000_000 + 600 * i] for i in range(3)
                    ],
                },
            }
            for name, lon in (("north", 8), ("south/1", 9))
        ],
    }
)
SEVERAL = {
    "ships.csv": (AIS, {"EXAMPLE (211000001)": 30, "OTHER (211000002)": 30}),
    "trips.json": (TRIPS, {"north": 3, "south/1": 3}),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_each_traveller_of_a_file_can_be_chosen_or_all(tmp_path, name):
    text, travellers = SEVERAL[name]
    (tmp_path / name).write_text(text)
    checked = json.loads(run(tmp_path, "check", name, "--json").out)["files"]
    counts = [(each["file"], each["points"]) for each in checked]
    assert counts == [(f"{name}, {who}", points) for who, points in travellers.items()]

    refused = run(tmp_path, "convert", name, "--to", "geojson")
    assert refused.status == 2
    assert all(who in refused.err for who in travellers)
    for who, points in travellers.items():
        ran = run(tmp_path, "convert", name, "--to", "geojson", "--traveller", who, "--out", "-")
        assert len(read_upload("a.geojson", ran.raw, Settings()).draft.recording) == points
    ran = run(tmp_path, "convert", name, "--to", "geojson", "--all", "--out", "made")
    assert ran.status == 0, ran.err
    made = [
        read_upload("a", each.read_bytes(), Settings()) for each in (tmp_path / "made").iterdir()
    ]
    assert sorted(len(each.draft.recording) for each in made) == sorted(travellers.values())
