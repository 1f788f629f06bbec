"""The document keeps its schema, its bytes and every word of the tables."""

import itertools
import json
import math
import re

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from journeymap.claims.columns import SPECS, Kind, Status
from journeymap.exports.document import FORMAT, SCHEMA_PATH, content_hash, encode, to_document
from journeymap.journeys.library import Library
from journeymap.lines.line import LegStatus
from tests.support.hostile import HOSTILE
from tests.support.samples import write_places, write_railway, write_routes

SCHEMA = json.loads(SCHEMA_PATH.read_text("utf-8"))
# Keys that a claim has only where its row has something there.
OPTIONAL = {column.name for column in SPECS if column.optional}
VALIDATOR = Draft202012Validator(SCHEMA)

TRIP = (
    {
        "journey": "trip",
        "event": "out",
        "kind": "departure",
        "place": "west",
        "claim": "c-out",
        "time_from": "2023-09-12T06:00+09:00",
        "time_to": "2023-09-12T06:30+09:00",
        "reported_at": "2023-09-12",
        "source": "Gazette",
        "via": "An agency > an official",
        "url": "https://example.org/a?b=c",
        "status": "official",
        "says": "It left.",
        "not_said": "For where.",
        "note": "As reported.",
    },
    {
        "journey": "trip",
        "event": "by",
        "kind": "pass",
        "place": "middle",
        "claim": "c-by",
        "time_to": "2023-09-12T10:00+10:00",
        "source": "Post",
    },
    {
        "journey": "trip",
        "event": "in",
        "kind": "arrival",
        "place": "east",
        "claim": "c-in",
        "time_from": "2023-09-12T10:00+10:00",
        "time_to": "2023-09-12T11:00+10:00",
        "reported_at": "2023-09-12T13:00+10:00",
        "source": "Post",
    },
    {
        "journey": "trip",
        "event": "in",
        "kind": "arrival",
        "place": "east",
        "claim": "c-late",
        "time_from": "2023-09-12T15:00+10:00",
        "time_to": "2023-09-12T16:00+10:00",
        "reported_at": "2023-09-14",
        "source": "Echo",
    },
    {
        "journey": "trip",
        "event": "word",
        "kind": "statement",
        "claim": "c-word",
        "source": "Herald",
        "says": "More will be said.",
    },
    {
        "journey": "old",
        "event": "then",
        "kind": "meeting",
        "place": "middle",
        "claim": "c-then",
        "time_from": "2019-04-25",
        "source": "Almanac",
    },
)
CONFIG = """\
[trip]
title = "A trip"
landmarks = "old"
[[trip.route]]
via = ["west", "middle", "east"]
status = "inferred"
[[trip.unknown]]
place = "middle"
text = "Whether it stopped."
[[trip.unknown]]
text = "Why."
[old]
title = "Meetings before"
collection = true
"""
TRACK = ("west", "east", [(131, 43), (131.5, 43), (132, 43)])


@pytest.fixture
def library(data):
    write_places(data)
    write_routes(data, *TRIP)
    write_railway(data, TRACK)
    (data / "journeys.toml").write_text(CONFIG, "utf-8")
    return Library.read(data)


@pytest.fixture
def document(library):
    return to_document(library.journey("trip"))


def texts(value):
    """Every string in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


# The schema.


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_a_document_is_valid(document):
    VALIDATOR.validate(json.loads(encode(document)))
    assert document["format"] == FORMAT == SCHEMA["properties"]["format"]["const"]


def test_a_document_of_two_columns_is_valid(data):
    write_places(data)
    write_routes(
        data,
        {"place": "west", "time_from": "2023-09-12"},
        {"place": "east", "time_from": "2023-09-13"},
        columns=("place", "time_from"),
    )
    VALIDATOR.validate(to_document(Library.read(data).journey("journey")))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("span"),
        lambda document: document.update(extra=1),
        lambda document: document["line"]["coordinates"].__setitem__(0, [131.0, 99.0]),
        lambda document: document["events"][0].update(kind="dance"),
        lambda document: document["events"][0]["claims"][0].update(url="javascript:alert(1)"),
        lambda document: document["events"][0]["claims"][0].pop("not_said"),
    ],
)
def test_a_spoilt_document_is_not_valid(document, spoil):
    spoil(document)
    assert not VALIDATOR.is_valid(document)


def test_every_object_of_the_schema_is_closed_and_wants_all_its_keys():
    def objects(schema):
        if isinstance(schema, dict):
            if "properties" in schema:
                yield schema
            for each in schema.values():
                yield from objects(each)

    for each in objects(SCHEMA):
        assert each["additionalProperties"] is False
        claim = each is SCHEMA["$defs"]["claim"]
        # A leg has its means where they are known.
        optional = OPTIONAL if claim else {"means"} & each["properties"].keys()
        assert sorted(each["required"]) == sorted(each["properties"].keys() - optional)


def test_the_claims_of_the_schema_have_the_columns_that_are_in_the_document():
    keys = {column.name for column in SPECS if column.document}
    made_of_several = {"id", "place", "window", "reported_at", "reported_day"}
    judged = {"agrees", "disagreement"}
    assert set(SCHEMA["$defs"]["claim"]["properties"]) == keys | made_of_several | judged


def test_the_document_says_by_which_sentence_a_card_shows_a_column(document):
    claim = document["events"][0]["claims"][0]
    fields = {field["key"]: field for field in document["claim_fields"]}
    assert fields.keys() == {column.name for column in SPECS if column.shown}
    assert fields.keys() - OPTIONAL <= claim.keys()
    assert [key for key, field in fields.items() if field["editors_only"]] == ["note"]


# The front end's own words for it.


def test_kinds_and_statuses_are_the_same_words_in_the_schema():
    leg = SCHEMA["$defs"]["line"]["properties"]["legs"]["items"]["properties"]
    for enum, schema in (
        (Kind, SCHEMA["$defs"]["kind"]),
        (Status, SCHEMA["$defs"]["status"]),
        (LegStatus, leg["status"]),
    ):
        assert set(schema["enum"]) == set(enum)


def test_a_document_of_a_line_over_the_date_line_is_valid(data):
    write_places(
        data,
        {"key": "west", "name": "W", "lat": 60, "lon": 175, "zone": "Asia/Anadyr"},
        {"key": "east", "name": "E", "lat": 60, "lon": -175, "zone": "America/Nome"},
    )
    write_routes(
        data,
        {"place": "west", "time_from": "2023-09-12T00:00Z"},
        {"place": "east", "time_from": "2023-09-12T12:00Z"},
        columns=("place", "time_from"),
    )
    document = to_document(Library.read(data).journey("journey"))
    lon = np.array(document["line"]["coordinates"])[:, 0]
    assert np.abs(np.diff(lon)).max() < 2
    VALIDATOR.validate(document)


# Bytes and hashes.


def test_the_same_tables_give_the_same_bytes(data, library):
    once = encode(to_document(library.journey("trip")))
    assert encode(to_document(Library.read(data).journey("trip"))) == once


def test_another_word_gives_another_hash(data, library):
    once = content_hash(encode(to_document(library.journey("trip"))))
    write_routes(data, TRIP[0] | {"says": "It left!"}, *TRIP[1:])
    again = content_hash(encode(to_document(Library.read(data).journey("trip"))))
    assert re.fullmatch(r"[0-9a-f]{16}", once)
    assert again != once


def test_bytes_are_utf8_json_without_escapes():
    assert encode({"name": "Восток\u202ex"}) == '{"name":"Восток\u202ex"}'.encode()


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_json_has_no_number_for_is_refused(value):
    with pytest.raises(ValueError):
        encode({"t": value})


# What is in it.


def test_a_claim_comes_through_whole(document):
    out = next(event for event in document["events"] if event["id"] == "out")
    (claim,) = out["claims"]
    start = 1694466000.0  # 2023-09-12T06:00+09:00
    assert claim == {
        "id": "c-out",
        "source": "Gazette",
        "via": ["An agency", "an official"],
        "url": "https://example.org/a?b=c",
        "status": "official",
        "says": "It left.",
        "not_said": "For where.",
        "denies": None,
        "note": "As reported.",
        "place": "west",
        "window": [start, start + 1800],
        "agrees": True,
        "disagreement": "",
        "reported_at": 1694520000.0 + 86400,  # the day ends last at UTC-12
        "reported_day": "2023-09-12",
    }


def test_the_published_day_of_a_timed_report_is_left_open(document):
    arrival = next(event for event in document["events"] if event["id"] == "in")
    assert [claim["reported_day"] for claim in arrival["claims"]] == [None, "2023-09-14"]
    assert arrival["claims"][0]["reported_at"] == 1694487600.0


def test_a_claim_that_disagrees_is_kept_with_the_reason(document):
    arrival = next(event for event in document["events"] if event["id"] == "in")
    assert [claim["agrees"] for claim in arrival["claims"]] == [True, False]
    assert arrival["claims"][1]["disagreement"]
    assert arrival["window"] == arrival["claims"][0]["window"]


def test_an_end_that_nobody_stated_is_null(document):
    by = next(event for event in document["events"] if event["id"] == "by")
    assert by["window"] == [None, 1694476800.0]
    word = next(event for event in document["events"] if event["id"] == "word")
    assert (word["window"], word["moment"], word["place"], word["km"]) == (
        [None, None],
        None,
        None,
        None,
    )


def test_tracks_lie_on_shared_growing_breakpoints(document):
    track = {name: np.array(values) for name, values in document["tracks"]["happened"].items()}
    assert len({len(values) for values in track.values()}) == 1
    assert (np.diff(track["t"]) > 0).all()
    assert (track["low"] <= track["best"]).all()
    assert (track["best"] <= track["high"]).all()
    assert track["high"].max() <= document["line"]["km"][-1]
    assert (track["t"][0], track["t"][-1]) == (document["span"]["from"], document["span"]["to"])


def test_legs_cover_the_line_end_to_end(document):
    legs, km = document["line"]["legs"], document["line"]["km"]
    assert legs[0]["from"] == 0
    assert legs[-1]["to"] == len(km) - 1 == len(document["line"]["coordinates"]) - 1
    assert all(a["to"] == b["from"] for a, b in itertools.pairwise(legs))


def test_stops_and_clocks_lie_on_vertices(document):
    line = document["line"]
    assert [stop["place"] for stop in line["stops"]] == ["west", "middle", "east"]
    assert [stop["km"] for stop in line["stops"]] == sorted(set(line["km"]))
    assert line["zones"] == [
        {"km": 0, "zone": "Asia/Pyongyang"},
        {"km": line["km"][1], "zone": "Asia/Vladivostok"},
    ]
    assert [(leg["basis"], leg["status"], leg["scale"]) for leg in line["legs"]] == [
        ("railway", "inferred", 1.25)
    ] * 2


def test_best_is_at_each_fix_at_its_moment_even_after_rounding(document):
    track = document["tracks"]["happened"]
    for event in document["events"]:
        if event["km"] is not None:
            best = np.interp(event["moment"], track["t"], track["best"])
            assert best == pytest.approx(event["km"], abs=0.002)


def test_each_place_spoken_of_is_given_once_and_no_other(document):
    spoken = {
        each["place"]
        for each in (
            *document["events"],
            *document["landmarks"],
            *document["unknowns"],
            *document["line"]["stops"],
            *(stop for branch in document["tracks"]["known"]["ways"] for stop in branch["stops"]),
            *(claim for event in document["events"] for claim in event["claims"]),
        )
    } - {None}
    assert set(document["places"]) == spoken


def test_landmarks_and_what_nobody_reported_are_beside_the_journey(document):
    assert [event["id"] for event in document["landmarks"]] == ["then"]
    assert "then" not in [event["id"] for event in document["events"]]
    assert document["journey"]["landmarks_title"] == "Meetings before"
    assert document["unknowns"] == [
        {"place": "middle", "text": "Whether it stopped."},
        {"place": None, "text": "Why."},
    ]


def test_whoever_has_to_be_named_is_named(document):
    railway = any(leg["basis"] == "railway" for leg in document["line"]["legs"])
    assert any("OpenStreetMap" in line for line in document["attribution"]) is railway


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_comes_through_as_written(hostile_library, text):
    library = hostile_library(text)
    cell = text.strip()
    # A journey's id is one line; the text is in every other cell all the same.
    name = cell if len(cell.splitlines()) == 1 else "journey"
    document = json.loads(encode(to_document(library.journey(name))))
    VALIDATOR.validate(document)
    claims = [claim for event in document["events"] for claim in event["claims"]]
    assert len(claims) == 4
    for claim in claims:
        for column in ("source", "says", "not_said", "note"):
            assert claim[column] == cell
        assert claim["via"] == [part.strip() for part in cell.split(" > ")]
        assert claim["url"] is None
    assert document["journey"]["title"] == document["unknowns"][0]["text"] == text
    assert cell in {place["name"] for place in document["places"].values()}
    assert all(isinstance(each, str) for each in texts(document))
