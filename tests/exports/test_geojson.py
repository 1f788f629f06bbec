"""GeoJSON: valid by a reader of others, nothing estimated without its name, text unchanged."""

import json
from itertools import pairwise

import geojson
import pytest

from journeymap.exports.geojson import collection
from journeymap.exports.geojson import geojson as written
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE
from tests.support.samples import write_places, write_routes

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def features(found, kind):
    return [each for each in found["features"] if each["properties"]["feature"] == kind]


def positions(geometry):
    if geometry["type"] == "Point":
        return [geometry["coordinates"]]
    lines = (
        geometry["coordinates"]
        if geometry["type"] == "MultiLineString"
        else [geometry["coordinates"]]
    )
    return [position for line in lines for position in line]


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_is_valid(library, name):
    found = geojson.loads(written(library, name))
    assert found.is_valid, found.errors()
    for feature in found["features"]:
        if feature["geometry"] is not None:
            assert feature["geometry"].is_valid, feature["geometry"].errors()
            assert all(
                -180 <= lon <= 180 and -90 <= lat <= 90
                for lon, lat in positions(feature["geometry"])
            )


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_claim_and_leg_is_in_it(library, name):
    journey = library.journey(name)
    found = json.loads(written(library, name))
    events = [*features(found, "event"), *features(found, "landmark")]
    claims = {claim["id"]: claim for event in events for claim in event["properties"]["claims"]}
    for event in (*journey.events, *journey.landmarks):
        for each in event.claims:
            assert claims[each.claim.id]["says"] == each.claim.says
            assert claims[each.claim.id]["source"] == each.claim.source
    assert len(features(found, "leg")) == len(journey.line.legs)
    assert found["attribution"]


@pytest.mark.parametrize("name", JOURNEYS)
def test_what_is_estimated_says_so_and_how(library, name):
    found = json.loads(written(library, name))
    estimates, bounds = features(found, "estimate"), features(found, "bounds")
    assert len(estimates) == len(library.journey(name).happened.track.t)
    assert bounds
    for feature in (*estimates, *bounds):
        assert feature["properties"]["estimated"] is True
        assert feature["properties"]["method"]
    assert "80 km/h" in bounds[0]["properties"]["method"]
    assert not any(
        "estimated" in each["properties"]
        for each in (*features(found, "event"), *features(found, "leg"))
    )


def test_a_line_over_the_date_line_is_cut_there(data):
    write_places(
        data,
        {"key": "west", "name": "W", "lat": 50, "lon": 170, "zone": "UTC"},
        {"key": "east", "name": "E", "lat": 54, "lon": -170, "zone": "UTC"},
    )
    write_routes(
        data,
        {"journey": "trip", "event": "out", "place": "west", "time_from": "2023-09-12T06:00Z"},
        {"journey": "trip", "event": "in", "place": "east", "time_from": "2023-09-13T06:00Z"},
    )
    found = collection(Library.read(data).journey("trip"))
    legs = [each["geometry"] for each in features(found, "leg")]
    assert [leg["type"] for leg in legs] == ["MultiLineString"]
    (west, east) = legs[0]["coordinates"]
    assert west[-1][0] == 180
    assert east[0] == [-180, west[-1][1]]
    assert all(abs(b[0] - a[0]) < 180 for part in (west, east) for a, b in pairwise(part))
    assert features(found, "event")[1]["geometry"]["coordinates"] == [-170, 54]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_given_back_unchanged(hostile_library, text):
    library = hostile_library(text)
    found = json.loads(written(library, "journey"))
    claims = [
        claim for event in features(found, "event") for claim in event["properties"]["claims"]
    ]
    meant = {claim.id: claim.says for claim in library.table.claims if claim.journey == "journey"}
    assert {claim["id"]: claim["says"] for claim in claims} == meant
    assert found["journey"]["title"] == text


def test_it_is_served_under_its_media_type():
    site.cache_clear()
    answer = ask(f"{ROOT}journeys/kim-2023.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["content-disposition"] == 'attachment; filename="kim-2023.geojson"'
    assert answer.body == written(site().library(), "kim-2023")
