"""LP-TSV: the columns that it asks for, a row for each claim, and the claims read back from it."""

import csv
import io
import re

import pandas as pd
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.claims.columns import COLUMNS
from journeymap.exports.csv import table
from journeymap.exports.linked_places.table import LP_COLUMNS, lp_tsv
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.library import Library
from journeymap.settings import Settings, data_directory
from tests.support.hostile import HOSTILE
from tests.support.samples import place

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")
DAY = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?\Z")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def rows_of(body):
    """The rows of a file, which are as the specification asks."""
    header, *lines = body.decode().removesuffix("\n").split("\n")
    names = header.split("\t")
    assert tuple(names[: len(LP_COLUMNS)]) == LP_COLUMNS
    rows = [dict(zip(names, line.split("\t"), strict=True)) for line in lines]
    for row in rows:
        assert row["id"]
        assert row["title"]
        assert row["title_source"]
        assert set(row["fclasses"].split(";")) <= set("AHLPRST")
        assert row["start"] or row["attestation_year"]
        for name in ("start", "end", "attestation_year"):
            assert not row[name] or DAY.match(row[name]), row[name]
        assert not row["title_uri"] or row["title_uri"].startswith("http")
        assert not any(cell.startswith('"') for cell in row.values())
    assert len({row["id"] for row in rows}) == len(rows)
    return rows


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_claim_has_a_row_that_the_specification_allows(library, name):
    journey = library.journey(name)
    rows = {row["id"]: row for row in rows_of(lp_tsv(library, name))}
    events = (*journey.events, *journey.landmarks)
    claims = [each.claim for event in events for each in event.claims]
    assert list(rows) == [claim.id for claim in claims]
    for claim in claims:
        row = rows[claim.id]
        assert row["description"] == claim.says
        assert row["title_source"].startswith(claim.source)
        if claim.place:
            there = journey.gazetteer[claim.place]
            assert row["title"] == there.name
            assert row["geowkt"] == f"POINT({round(there.lon, 5)} {round(there.lat, 5)})"
            assert float(row["approximation"]) == there.accuracy_m / 1000
            assert row["variants"].partition("@")[0] == there.name_local


def claims_in(library, name):
    text = table(library, name).decode("utf-8-sig")
    return {row["claim"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_is_read_back_as_the_same_claims(library, name):
    read = read_upload(f"{name}.tsv", lp_tsv(library, name), Settings())
    again = DraftLibrary(read.draft, name, library)
    assert claims_in(again, name) == claims_in(library, name)


@pytest.fixture(scope="module")
def old_journey(library):
    """A journey of 1812 past places of its author's own, east and west of their zone's city."""
    places = (
        place("kaunas", 54.9, 23.9, zone="Europe/Vilnius", name="Kaunas", accuracy_m=800.0),
        place("Our camp", 55.5, 26.5, zone="Europe/Vilnius", name="Camp", name_local="Лагерь"),
        place("dinaburg", 55.9, 26.5, zone="Europe/Riga", kind="fortress; town"),
    )
    rows = [
        ("kaunas", "1812-06-24", "1812-06-24"),
        ("Our camp", "1812-06-27", "1812-06-28"),
        ("dinaburg", "1812-07-13", "1950-05-01"),
    ]
    columns = ("place", "time_from", "time_to")
    cells = [
        [dict(zip(columns, row, strict=True)).get(each, "") for each in COLUMNS] for row in rows
    ]
    frame = pd.DataFrame(cells, pd.RangeIndex(2, 5, name="row"), list(COLUMNS), dtype="str")
    return DraftLibrary(Draft(frame, places), "old", library), rows, places


def test_days_before_standard_time_are_those_that_the_table_states(old_journey):
    journey, rows, _ = old_journey
    found = [(row["place"], row["start"], row["end"]) for row in rows_of(lp_tsv(journey, "old"))]
    assert found == rows


def test_places_of_ones_own_come_back_with_their_positions(library, old_journey):
    journey, _, places = old_journey
    read = read_upload("old.tsv", lp_tsv(journey, "old"), Settings())
    assert [place_of(each) for each in read.draft.places] == [place_of(each) for each in places]
    again = DraftLibrary(read.draft, "old", library)
    assert claims_in(again, "old") == claims_in(journey, "old")
    assert again.problems == ()


def place_of(each):
    return (each.key, each.name, each.name_local, each.lat, each.lon, each.zone, each.accuracy_m)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(hostile_library, text):
    rows = rows_of(lp_tsv(hostile_library(text), "journey"))
    assert len(rows) == 4
    for row in rows:
        assert not row["says"].startswith(("=", "+", "-", "@"))
