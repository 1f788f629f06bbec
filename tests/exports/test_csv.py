"""The event table of a journey: it loads back to the same claims, whatever is in its cells."""

import csv
import io

import pytest

from journeymap.claims.gazetteer import read_places
from journeymap.claims.table import read_claims
from journeymap.exports.csv import table
from journeymap.journeys.config import read_config
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE


def read_back(body, folder, tmp_path):
    path = tmp_path / "again.csv"
    path.write_bytes(body)
    gazetteer, _ = read_places(folder / "places.csv")
    zones = {name: config.zone for name, config in read_config(folder / "journeys.toml").items()}
    return read_claims(path, gazetteer, zones)


@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_it_loads_back_to_the_same_journey(tmp_path, name):
    folder = data_directory()
    library = Library.read(folder)
    again = read_back(table(library, name), folder, tmp_path)
    journey = library.journey(name)
    meant = {
        each.claim.id: each.claim
        for event in (*journey.events, *journey.landmarks)
        for each in event.claims
    }
    assert again.problems == ()
    assert {claim.id: claim for claim in again.claims} == meant


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_comes_back_unchanged_and_is_no_formula(
    hostile_data, hostile_library, tmp_path, text
):
    library = hostile_library(text)
    body = table(library, "journey")
    again = read_back(body, hostile_data(text), tmp_path)
    meant = {claim.id: claim for claim in library.table.claims if claim.journey == "journey"}
    assert {claim.id: claim for claim in again.claims} == meant
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)


def test_it_is_served_as_a_file_to_keep():
    site.cache_clear()
    answer = ask(f"{ROOT}journeys/kim-2023.csv")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="kim-2023.csv"'
    assert answer.body == table(site().library(), "kim-2023")
    assert ask(f"{ROOT}journeys/kim-2023.csv", if_none_match=answer.headers["etag"]).status == 304
    assert ask(f"{ROOT}journeys/nowhere.csv").status == 404
