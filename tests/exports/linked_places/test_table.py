"""LP-TSV: the columns that it asks for, a row for each claim, and the claims read back from it."""

import csv
import io
import re

import pytest

from journeymap.authoring.imports import read_upload
from journeymap.exports.csv import table
from journeymap.exports.linked_places.table import LP_COLUMNS, lp_tsv
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.library import Library
from journeymap.settings import Settings, data_directory
from tests.support.hostile import HOSTILE, write_hostile_data

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


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(tmp_path, text):
    write_hostile_data(tmp_path, text)
    rows = rows_of(lp_tsv(Library.read(tmp_path), "journey"))
    assert len(rows) == 4
    for row in rows:
        assert not row["says"].startswith(("=", "+", "-", "@"))
