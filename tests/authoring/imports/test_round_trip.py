"""A journey that is written, read and written again is the same file, byte for byte."""

from dataclasses import replace

import numpy as np
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.claims.columns import COLUMNS
from journeymap.exports import FORMATS
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft, DraftLibrary, no_rows
from journeymap.journeys.draft_codec import encode
from journeymap.journeys.library import Library
from journeymap.lines.recording import Recording
from journeymap.phrases.problems import why
from journeymap.settings import Settings, data_directory
from tests.support.hostile import HOSTILE
from tests.support.samples import place

# Those that hold the whole journey.
FILES = ("csv", "geojson", "gpx", "kml", "jsonld")
LIMITS = Settings()


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def again(library, name, form):
    """The file of a journey, and that of what was read of it."""
    once = FORMATS[form].make(library, name)
    read = read_upload(f"{name}.{form}", once, LIMITS)
    return once, FORMATS[form].make(DraftLibrary(read.draft, name, library), name), read


def drafted(*rows, **more):
    frame = no_rows()
    for number, row in enumerate(rows, start=2):
        frame.loc[number] = {column: row.get(column, "") for column in COLUMNS}
    return Draft(rows=frame, **more)


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_a_built_in_journey(library, name, form):
    once, twice, _ = again(library, name, form)
    assert once == twice


STOPS = (
    {
        "place": "Own Halt",
        "time_from": "2023-09-12T12:15+10:00",
        "says": "It stood there.",
        "kind": "departure",
    },
    {
        "lat": "43.5",
        "lon": "132.5",
        "time_from": "2023-09-13",
        "source": "A paper",
        "claim": "mine",
    },
    {"place": "nowhere that is known", "time_from": "soon", "note": "kept though it is wrong"},
)
OWN = place("Own Halt", lat=43.1, lon=131.9, name="Own Halt", zone="Asia/Vladivostok")
CONFIG = JourneyConfig(
    title="A <b>trip</b>", summary="One\ntwo", zone="Asia/Vladivostok", max_speed_kmh=120
)


@pytest.mark.parametrize("form", FILES)
def test_a_draft_with_places_of_its_own(library, form):
    draft = drafted(*STOPS, places=(OWN,), config=CONFIG)
    once, twice, read = again(DraftLibrary(draft, "trip", library), "trip", form)
    if form != "csv":
        assert once == twice
        assert encode(read.draft) == encode(draft)
        return
    # A table has no room for places: they are known again once they are looked up again.
    known = replace(read.draft, places=(OWN,), config=CONFIG)
    assert FORMATS[form].make(DraftLibrary(known, "trip", library), "trip") == once


@pytest.mark.parametrize("form", FILES)
def test_a_draft_with_a_recording(library, form):
    turn = np.linspace(0, 6, 500)
    recording = Recording(
        np.round(131 + np.sin(turn) / 10, 7),
        np.round(43 + np.cos(turn) / 10, 7),
        1694476800 + 60.0 * np.arange(500),
        np.array([0, 200]),
    )
    rows = [
        {"lat": "43.1", "lon": "131", "time_from": "2023-09-12T00:00:00Z"},
        {"lat": "43.0960170", "lon": "130.9720585", "time_from": "2023-09-12T08:19:00Z"},
    ]
    draft = drafted(*rows, config=JourneyConfig(way="recorded"), recording=recording)
    once, twice, read = again(DraftLibrary(draft, "ride", library), "ride", form)
    if form != "csv":
        assert np.array_equal(read.draft.recording.t, recording.t)
    assert once == twice


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts(library, text, form):
    own = replace(
        OWN, key=text, name=text, name_local=text, source=text, licence=text, detail=text, kind=text
    )
    columns = ("event", "source", "via", "says", "not_said", "note")
    rows = [
        dict.fromkeys(columns, text) | {"place": text, "time_from": f"2023-09-12T12:{at}+10:00"}
        for at in (10, 20)
    ]
    titles = dict.fromkeys(("title", "subtitle", "summary", "traveller", "max_speed_note"), text)
    draft = drafted(*rows, places=(own,), config=JourneyConfig(**titles))
    once, twice, read = again(DraftLibrary(draft, "trip", library), "trip", form)
    for column in columns:
        assert list(read.draft.rows[column]) == [text, text]
    if form != "csv":
        assert read.draft.config == draft.config
        assert read.draft.places == draft.places
        assert once == twice


@pytest.mark.parametrize("form", ["geojson", "gpx", "kml", "jsonld"])
def test_a_kept_journey_that_is_damaged_is_reported_and_the_rest_of_the_file_read(library, form):
    once = FORMATS[form].make(library, "kim-2023")
    damaged = once.replace(b"journeymap-draft/1", b"journeymap-draft/9")
    assert damaged != once
    read = read_upload("x", damaged, LIMITS)
    assert any("What else is in the file" in why(problem) for problem in read.problems)
    assert len(read.draft.rows)


@pytest.mark.parametrize("form", ["geojson", "gpx", "kml", "jsonld"])
def test_it_is_said_which_of_the_two_was_read(library, form):
    _, _, read = again(library, "kim-2023", form)
    (problem,) = read.problems
    assert "saved in it was read" in why(problem)


def test_more_rows_than_the_limit_are_no_kept_journey(library):
    once = FORMATS["geojson"].make(library, "kim-2023")
    read = read_upload("x", once, Settings(rows=100, text_length=100))
    assert any("maximum is 100" in why(problem) for problem in read.problems)


def claims_of(library, name):
    journey = library.journey(name)
    return {
        each.claim.id: (
            each.claim.window,
            each.claim.place is None,
            each.claim.status,
            each.claim.says,
            each.claim.source,
            each.claim.via,
            each.claim.url,
            each.claim.reported_at,
            each.claim.calendar,
        )
        for event in journey.events
        for each in event.claims
    }


# A document does not say how a time was written, but it says the same time.
COARSE = ("1812-06-12", "1812-06/1812-07", "1700/1701", "../1812-08", "1812-06-12T06:00Z", "1812~")


@pytest.mark.parametrize("calendar", ["", "julian"])
def test_a_document_comes_back_as_its_claims(library, calendar):
    rows = [
        {"place": "Own Halt", "lat": "54.9", "lon": "23.9", "time_from": time, "claim": time}
        for time in COARSE
    ]
    draft = drafted(*({**row, "calendar": calendar, "event": row["claim"]} for row in rows))
    _, _, read = again(DraftLibrary(draft, "march", library), "march", "json")
    assert claims_of(DraftLibrary(read.draft, "march", library), "march") == claims_of(
        DraftLibrary(draft, "march", library), "march"
    )


def test_a_built_in_document_comes_back_as_its_claims(library):
    _, _, read = again(library, "kim-2023", "json")
    back = claims_of(DraftLibrary(read.draft, "kim-2023", library), "kim-2023")
    before = claims_of(library, "kim-2023")
    assert [name for name, claim in before.items() if back.get(name) != claim] == []
