"""The one list of columns: what derives from it agrees with it, and a row is read by name."""

import json
import math
from dataclasses import fields

from jsonschema import Draft202012Validator

from journeymap.authoring.imports import read_upload
from journeymap.authoring.imports.header_words import folded
from journeymap.claims.columns import BY_NAME, COLUMNS, MOMENTS, POSITION, SPECS, Kind, Status
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.means import Means
from journeymap.claims.table import Claim, read_claims
from journeymap.dates import Calendar
from journeymap.exports.csv import table
from journeymap.exports.document import SCHEMA_PATH, to_document
from journeymap.exports.geojson import geojson
from journeymap.exports.gpx import gpx
from journeymap.exports.kml import kml
from journeymap.journeys.library import Library
from journeymap.settings import Settings
from journeymap.times import Window
from tests.support.paths import ROOT, TOOLS
from tests.support.samples import at, write_places, write_routes

# A row that has something else in every cell.
ROW = {
    "journey": "a-journey",
    "event": "an-event",
    "kind": "meeting",
    "place": "Somewhere",
    "lat": "43.5",
    "lon": "131.25",
    "time_from": "2023-09-12T12:10+10:00",
    "time_to": "2023-09-12T12:20+10:00",
    "reported_at": "2023-09-13",
    "source": "A paper",
    "via": "An agency > an official",
    "url": "https://example.org/a",
    "status": "official",
    "says": "It says.",
    "not_said": "It leaves open.",
    "denies": "an-event",
    "claim": "a-claim",
    "note": "A note.",
    "accuracy_km": "2.5",
    "calendar": "gregorian",
    "means": "ship",
}
CLAIM = {
    "id": "a-claim",
    "journey": "a-journey",
    "event": "an-event",
    "kind": Kind.MEETING,
    "place": "at 43.5, 131.25",
    "window": Window(at("2023-09-12T02:10Z"), at("2023-09-12T02:20Z")),
    "reported_at": at("2023-09-14T12:00Z"),
    "reported_day": "2023-09-13",
    "source": "A paper",
    "via": ("An agency", "an official"),
    "url": "https://example.org/a",
    "status": Status.OFFICIAL,
    "says": "It says.",
    "not_said": "It leaves open.",
    "denies": "an-event",
    "note": "A note.",
    "accuracy_km": 2.5,
    "calendar": Calendar.GREGORIAN,
    "means": Means.SHIP,
    "reported_since": None,
}


def claims_of(folder, *rows, columns=COLUMNS):
    write_routes(folder, *rows, columns=columns)
    read = read_claims(folder / "routes.csv", Gazetteer())
    assert read.problems == ()
    return read.claims


def test_each_field_of_a_claim_is_read_from_the_column_that_is_meant(tmp_path):
    assert tuple(ROW) == COLUMNS
    (claim,) = claims_of(tmp_path, ROW)
    assert {field.name: getattr(claim, field.name) for field in fields(Claim)} == CLAIM


def test_the_order_of_the_columns_in_a_file_does_not_matter(tmp_path):
    (claim,) = claims_of(tmp_path, ROW, columns=tuple(reversed(COLUMNS)))
    assert {field.name: getattr(claim, field.name) for field in fields(Claim)} == CLAIM


def test_an_empty_cell_is_its_default_or_no_value(tmp_path):
    (claim,) = claims_of(tmp_path, {"source": "A paper"})
    assert claim == Claim(
        id="row-2",
        journey="journey",
        event="journey: unplaced-stop",
        kind=Kind.STOP,
        place=None,
        window=Window(-math.inf, math.inf),
        reported_at=None,
        reported_day=None,
        source="A paper",
        via=(),
        url=None,
        status=Status.REPORTED,
        says="",
        not_said="",
        denies=None,
        note="",
    )


def test_what_is_taken_from_a_claim_by_the_name_of_a_column_is_a_field_of_it(tmp_path):
    (claim,) = claims_of(tmp_path, ROW)
    for column in SPECS:
        if column.value or column.searched or column.document or column.shown:
            assert column.text(claim) == ROW[column.name], column.name


def test_columns_have_names_labels_and_places_of_their_own():
    for each in (COLUMNS, [column.label for column in SPECS]):
        assert len(set(each)) == len(each)
    assert {"time_from", "time_to", "reported_at"} == MOMENTS
    assert {"lat", "lon"} == POSITION
    assert all(column.help.endswith(".") for column in SPECS)


def test_what_stands_for_an_empty_cell_is_one_of_the_choices():
    for column in SPECS:
        if column.choices and column.default:
            assert column.default in column.choices, column.name


def test_a_sentence_has_room_for_the_value():
    for column in SPECS:
        assert column.shown == "" or column.shown.count("{value}") == 1, column.name
        assert not column.described or column.shown, column.name


def test_no_word_is_an_alias_of_two_columns():
    words = {}
    for column in SPECS:
        for word in column.aliases.replace(";", ",").split(","):
            if word.strip():
                assert words.setdefault(folded(word), column.name) == column.name, word


def test_the_readme_has_the_columns_as_they_are(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    import document_tables

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert document_tables.with_tables(readme) == readme, "run tools/document_tables.py"
    assert all(f"| `{name}` | {BY_NAME[name].help} |" in readme for name in COLUMNS)


def test_an_accuracy_is_a_number_of_kilometres_and_any_other_is_not_used(tmp_path):
    good = {"0": 0.0, "0.5": 0.5, "20000": 20_000.0, "": None}
    bad = ("-1", "20001", "1e9", "nan", "near", "1_0", "0x10", "2,5")
    write_routes(tmp_path, *({"source": "A paper", "accuracy_km": cell} for cell in (*good, *bad)))
    read = read_claims(tmp_path / "routes.csv", Gazetteer())
    assert [claim.accuracy_km for claim in read.claims] == [*good.values(), *[None] * len(bad)]
    reported = [(problem.column, problem.value) for problem in read.problems]
    assert reported == [("accuracy_km", cell) for cell in bad]


def test_an_accuracy_is_in_the_document_and_the_files_of_the_claims_that_give_one(tmp_path):
    write_places(tmp_path)
    times = {"time_from": "2023-09-12T06:00+09:00", "time_to": "2023-09-12T06:30+09:00"}
    stop = times | {"journey": "trip", "place": "west", "event": "stop"}
    given = {"claim": "exact", "accuracy_km": "2.5"}
    write_routes(tmp_path, stop | given, stop | {"claim": "plain"})
    library = Library.read(tmp_path)
    assert library.problems == ()
    document = to_document(library.journey("trip"))
    Draft202012Validator(json.loads(SCHEMA_PATH.read_text("utf-8"))).validate(document)
    (event,) = document["events"]
    (feature,) = [
        each
        for each in json.loads(geojson(library, "trip"))["features"]
        if "claims" in each["properties"]
    ]
    for claims in (event["claims"], feature["properties"]["claims"]):
        accuracies = {claim["id"]: claim.get("accuracy_km", "no key") for claim in claims}
        assert accuracies == {"exact": 2.5, "plain": "no key"}
    for make in (gpx, kml):
        assert make(library, "trip").count(b"Places it to within 2.5 km") == 1
    for name, body in (("x.csv", table(library, "trip")), ("x.gpx", gpx(library, "trip"))):
        rows = read_upload(name, body, Settings()).draft.rows
        assert dict(zip(rows["claim"], rows["accuracy_km"], strict=True)) == {
            "exact": "2.5",
            "plain": "",
        }
