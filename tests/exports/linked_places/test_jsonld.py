"""Linked Places: valid by the rules of its format, and everything that is reported stands in it."""

import json
from pathlib import Path

import jsonschema
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.claims.columns import Kind, Status
from journeymap.exports.linked_places.dates import days
from journeymap.exports.linked_places.jsonld import REFERRED_TO, WAYPOINT, linked_places
from journeymap.exports.linked_places.records import identifier
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.library import Library
from journeymap.phrases.claims import NOT_REPORTED, TITLES
from journeymap.settings import Settings, data_directory
from tests.support.hostile import HOSTILE
from tests.support.samples import write_places, write_routes

SCHEMA = json.loads(Path(__file__).with_name("lpf.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft7Validator(SCHEMA)
JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def read(library, name):
    values = json.loads(linked_places(library, name))
    errors = [f"{list(each.path)}: {each.message[:200]}" for each in VALID.iter_errors(values)]
    assert errors == []
    return values


def by_id(values):
    return {each["@id"]: each for each in values["features"]}


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_is_valid_and_has_each_event_with_whoever_reported_it(library, name):
    journey = library.journey(name)
    values = read(library, name)
    *places, route = values["features"]
    assert route["properties"]["title"] == journey.title
    relations = [each for feature in places for each in feature["relations"]]
    assert {each["relationTo"] for each in relations} == {route["@id"]}
    placed = [event for event in journey.events if event.place]
    assert len(relations) == len(placed)
    cited = {citation.get("@id") for each in relations for citation in each["citations"]}
    urls = {each.claim.url for event in placed for each in event.claims}
    assert urls | {None} == cited | {None}
    for key in {event.place for event in placed}:
        there = journey.gazetteer[key]
        feature = by_id(values)[identifier(name, "place", key)]
        (point,) = feature["geometry"]["geometries"]
        assert point["coordinates"] == pytest.approx([there.lon, there.lat], abs=1e-5)
        names = [each["toponym"] for each in feature["names"]]
        assert names == list(dict.fromkeys(filter(None, (there.name, there.name_local))))
    said = {each["value"] for feature in (*places, route) for each in feature["descriptions"]}
    claims = [each.claim for event in journey.events for each in event.claims]
    assert {claim.says for claim in claims} - {""} <= said


def test_a_place_is_the_same_in_every_file_and_has_its_number_in_geonames(library):
    feature = by_id(read(library, "kim-2023"))[identifier("kim-2023", "place", "vladivostok")]
    assert feature["links"] == [
        {"type": "closeMatch", "identifier": "https://www.geonames.org/2013348"}
    ]
    assert feature["names"][1]["lang"] == "und-Cyrl"
    assert feature["properties"]["fclasses"] == ["P"]


def test_it_is_the_same_bytes_each_time(library):
    assert linked_places(library, "kim-2023") == linked_places(
        Library.read(data_directory()), "kim-2023"
    )


def test_how_sure_an_event_is_and_what_is_no_visit(tmp_path):
    write_places(tmp_path)
    day = "2023-09-{}"
    rows = (
        ("west", "12T08:00+09:00", "12T09:00+09:00", {}),
        ("middle", "12", "13", {"event": "e"}),
        ("middle", "20", "20", {"event": "e"}),
        ("east", "14", "14", {"status": "expected"}),
        ("east", "11", "11", {"kind": "statement"}),
    )
    write_routes(
        tmp_path,
        *(
            {"place": place, "time_from": day.format(start), "time_to": day.format(end)} | more
            for place, start, end, more in rows
        ),
    )
    *places, _ = read(Library.read(tmp_path), "journey")["features"]
    found = {each["properties"]["title"]: each for each in places}
    (west,) = found["West Town"]["relations"]
    assert (west["certainty"], west["relationType"]) == ("certain", WAYPOINT)
    assert west["when"]["timespans"] == [{"start": {"in": "2023-09-12"}}]
    (middle,) = found["Middle Halt"]["relations"]
    assert middle["certainty"] == "less-certain"
    assert middle["when"]["timespans"] == [
        {"start": {"earliest": "2023-09-12", "latest": "2023-09-13"}}
    ]
    statement, expected = found["East Town"]["relations"]
    assert statement["relationType"] == REFERRED_TO
    assert expected["certainty"] == "uncertain"
    # Nobody says that it was there: within the journey, if at all.
    assert found["East Town"]["when"]["certainty"] == "uncertain"


def read_again(values, base):
    """What another program's file with the same features is read as."""
    body = json.dumps({key: values[key] for key in values if key != "journeymap"}).encode()
    draft = read_upload("again.jsonld", body, Settings()).draft
    return DraftLibrary(draft, "again", base)


def visits(journey):
    """Where, what, on which days and how sure: of each event, and by whom it is claimed."""
    return sorted(
        (
            journey.gazetteer[event.place].name,
            event.kind,
            days(event.window, journey.zone_of(event)),
            event.status,
            sorted((each.claim.source, each.claim.via, each.claim.status) for each in event.claims),
        )
        for event in journey.events
        if event.place
    )


@pytest.mark.parametrize("name", JOURNEYS)
def test_without_what_is_our_own_the_same_places_days_and_statuses_are_read(library, name):
    again = read_again(read(library, name), library).journey("again")
    journey = library.journey(name)
    assert visits(again) == visits(journey)
    assert again.line.length == pytest.approx(journey.line.length, rel=0.02)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", [Status.REPORTED, *NOT_REPORTED])
def test_what_and_how_sure_is_read_from_the_label(kind, status):
    titled = NOT_REPORTED.get(status, "{event}").format(event=TITLES[kind][1].format(place="A"))
    place = {
        "@id": "https://example.org/a",
        "type": "Feature",
        "properties": {"title": "A"},
        "geometry": {"type": "Point", "coordinates": [7, 46]},
        "relations": [{"relationType": WAYPOINT, "label": titled}],
    }
    body = json.dumps({"type": "FeatureCollection", "features": [place]}).encode()
    (row,) = read_upload("a.json", body, Settings()).draft.rows.to_dict("records")
    assert (row["kind"], row["status"] or Status.REPORTED) == (kind, status)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(hostile_library, text):
    read(hostile_library(text), "journey")
