"""An event that names no place is dated by the clock of its journey, wherever it is shown."""

import datetime as dt

import pytest

from journeymap.analysis.claim_search import claim_list
from journeymap.analysis.contradictions import ConflictKind, find_all
from journeymap.analysis.forecasts import failed_forecasts
from journeymap.analysis.meetings import meetings_of
from journeymap.exports.document import to_document
from journeymap.exports.meetings import to_values
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.library import Library
from journeymap.phrases.claim_list import claims_in_words
from journeymap.phrases.contradictions import contradiction_in_words
from tests.support.samples import write_places, write_routes

# At half past eleven in the evening of 1 May UTC it is 2 May in Vladivostok.
LATE = "2020-05-01T23:30Z"
CONFIG = """\
[trip]
zone = "Asia/Vladivostok"
[talks]
zone = "Asia/Vladivostok"
collection = true
"""
CALLED = {"journey": "trip", "event": "call", "kind": "meeting", "source": "A", "claim": "a"}
ROWS = (
    {"journey": "trip", "place": "west", "time_from": "2020-04-01", "time_to": "2020-04-01"},
    {"journey": "trip", "place": "east", "time_from": "2020-06-01", "time_to": "2020-06-01"},
    CALLED | {"time_from": LATE, "time_to": LATE},
    CALLED | {"time_from": LATE, "time_to": LATE, "claim": "b", "source": "B"},
    CALLED
    | {
        "time_from": "2020-05-03T23:30Z",
        "time_to": "2020-05-03T23:30Z",
        "claim": "c",
        "source": "C",
    },
    CALLED
    | {
        "time_from": "2020-05-05T23:30Z",
        "time_to": "2020-05-05T23:30Z",
        "claim": "d",
        "source": "D",
        "status": "expected",
        "reported_at": "2020-04-20",
    },
    {"journey": "talks", "event": "met", "kind": "meeting", "time_from": LATE, "time_to": LATE},
)


@pytest.fixture
def library(data):
    (data / "journeys.toml").write_text(CONFIG)
    write_places(data)
    write_routes(data, *ROWS)
    return Library.read(data)


def test_a_journey_dates_it_in_its_own_zone_and_an_event_at_a_place_in_the_places(library):
    journey = library.journey("trip")
    zones = {event.place: journey.zone_of(event) for event in journey.events}
    assert zones == {
        "west": "Asia/Pyongyang",
        "east": "Asia/Vladivostok",
        None: "Asia/Vladivostok",
    }
    assert {event["zone"] for event in to_document(journey)["events"]} == set(zones.values())


def test_a_contradiction_does(library):
    (found,) = [each for each in find_all(library) if each.kind is ConflictKind.TIME]
    claims = {claim.id: claim for claim in library.table.claims}
    words = contradiction_in_words(found, claims, library.table.gazetteer)
    assert "2 May 2020, 09:30 (UTC+10)" in words


def test_a_failed_forecast_does(library):
    (failed,) = failed_forecasts(library.journey("trip"))
    assert failed.zone == "Asia/Vladivostok"


def test_the_list_of_claims_does(library):
    listed = claim_list(library)
    assert listed.zone(listed.claims["a"]) == "Asia/Vladivostok"
    assert claims_in_words(listed).loc["a", "when"] == "2 May 2020, 09:30 (UTC+10)"
    assert listed.frame.loc["a", "first_day"] == dt.date(2020, 5, 2).toordinal()


def test_the_list_of_a_drafts_claims_does(library):
    draft = DraftLibrary(Draft.of(library, "trip"), "mine", library)
    listed = claim_list(draft)
    assert listed.zone(listed.claims["a"]) == "Asia/Vladivostok"


def test_a_meeting_does(library):
    (meeting,) = to_values(meetings_of(library, "talks"))["meetings"]
    assert meeting["zone"] == "Asia/Vladivostok"
