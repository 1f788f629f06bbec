"""Moving Features JSON: one traveller, named as estimated, text unchanged, served as a file."""

import json
from itertools import pairwise

import pytest

from journeymap.exports.moving_features import moving_features
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_moment_is_given_once_and_has_a_position_and_its_bounds(library, name):
    made = json.loads(moving_features(library, name))
    geometry, (beside,) = made["temporalGeometry"], made["temporalProperties"]
    times = geometry["datetimes"]
    assert all(before < after for before, after in pairwise(times))
    assert len(geometry["coordinates"]) == len(times)
    assert beside["datetimes"] == times
    for bound in ("km", "low_km", "high_km"):
        assert len(beside[bound]["values"]) == len(times)
        assert beside[bound]["form"] == "KMT"


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_says_that_it_is_estimated_how_and_whose_it_is(library, name):
    properties = json.loads(moving_features(library, name))["properties"]
    assert properties["estimated"] is True
    assert "no source states these positions" in properties["method"]
    assert "80 km/h" in properties["method_of_bounds"]
    assert "Railways in Russia © OpenStreetMap contributors (ODbL)." in properties["attribution"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_given_back_unchanged(hostile_library, text):
    assert (
        json.loads(moving_features(hostile_library(text), "journey"))["properties"]["journey"]
        == text
    )


def test_it_is_served_as_a_file_to_keep():
    site.cache_clear()
    answer = ask(f"{ROOT}journeys/kim-2023.mfjson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["content-disposition"] == 'attachment; filename="kim-2023.mfjson"'
    assert answer.body == moving_features(site().library(), "kim-2023")
