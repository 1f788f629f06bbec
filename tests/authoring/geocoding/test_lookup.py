"""A name is looked up in the journeys' own places, then the cities, then the service."""

import pytest

from journeymap.authoring.geocoding.candidates import Candidate
from journeymap.authoring.geocoding.lookup import MAX_FAILURES, Lookup
from journeymap.claims.cities import Cities, cities_in
from journeymap.claims.gazetteer import Gazetteer, Place, read_places
from journeymap.errors import JourneyMapError
from tests.support.hostile import HOSTILE
from tests.support.paths import DATA

GAZETTEER = read_places(DATA / "places.csv")[0]
CITIES = cities_in(DATA / "gazetteer")
SERVED = Candidate(
    Place(
        key="",
        name="Kraskino",
        name_local="Краскино",
        lat=42.7,
        lon=130.8,
        zone="Asia/Vladivostok",
        kind="town",
        detail="",
        source="OpenStreetMap",
        licence="ODbL 1.0",
        accuracy_m=1000,
    ),
    unsure="Found by a search.",
)


class Service:
    """Knows every name, and fails for those that contain the trouble word."""

    def __init__(self, trouble="down"):
        self.asked, self.trouble = [], trouble

    def candidates(self, text):
        self.asked.append(text)
        if self.trouble in text:
            raise JourneyMapError(f"No answer for {text}.", "Click it.")
        return [SERVED]


@pytest.mark.parametrize("text", ["Khasan", "khasan", "Хасан", "khasan_station"])
def test_a_place_of_the_journeys_is_the_only_candidate_and_sure(text):
    service = Service()
    (found,) = Lookup(GAZETTEER, CITIES, service).look_up(text).candidates
    assert not found.unsure
    assert found.to_place("khasan_station") == GAZETTEER["khasan_station"]
    assert service.asked == []


def test_the_only_city_of_a_name_still_says_why_it_is_not_sure():
    (found,) = Lookup(Gazetteer(), CITIES).look_up("Владивосток").candidates
    assert "no villages" in found.unsure
    place = found.to_place("p1")
    assert (place.key, place.name, place.name_local, place.kind) == (
        "p1",
        "Vladivostok",
        "Владивосток",
        "city",
    )
    assert place.licence.startswith("CC BY 4.0")
    assert "2013348" in place.source
    assert place.detail == "Primorye, Russia; 604,901 people"
    assert not place.is_area


def test_ten_of_many_namesakes_are_candidates_and_all_are_counted():
    found = Lookup(Gazetteer(), CITIES).look_up("San José").candidates
    count = len(CITIES.find("San José"))
    assert len(found) == 10 < count
    assert {each.unsure for each in found} == {f"One of {count} towns of this name."}


def test_the_service_is_asked_only_for_names_that_nothing_else_has():
    service = Service()
    lookup = Lookup(GAZETTEER, CITIES, service)
    assert lookup.look_up("Tripoli").candidates
    assert service.asked == []
    assert lookup.look_up("no such town").candidates == [SERVED]
    assert service.asked == ["no such town"]


def test_without_cities_and_service_only_the_journeys_places_are_found():
    lookup = Lookup(GAZETTEER)
    assert lookup.look_up("Khasan").candidates
    assert lookup.look_up("Tripoli").candidates == []


def test_an_error_of_the_service_is_returned():
    found = Lookup(Gazetteer(), CITIES, Service()).look_up("down")
    assert (found.candidates, str(found.error)) == ([], "No answer for down.")


def test_names_are_yielded_once_in_order_and_an_error_stops_none():
    parts = []
    lookup = Lookup(GAZETTEER, CITIES, Service())
    found = list(
        lookup.look_up_all(
            ["Khasan", "down 1", "Tripoli", "Khasan", "x y z"], progress=parts.append
        )
    )
    assert [each.text for each in found] == ["Khasan", "down 1", "Tripoli", "x y z"]
    assert [len(each.candidates) for each in found] == [1, 0, len(CITIES.find("Tripoli")), 1]
    assert [str(each.error or "") for each in found] == ["", "No answer for down 1.", "", ""]
    assert parts == [0.25, 0.5, 0.75, 1.0]


def test_what_is_found_before_the_stop_is_returned():
    service = Service()
    lookup = Lookup(GAZETTEER, CITIES, service)
    found = list(
        lookup.look_up_all(["a b c", "d e f", "g h i"], stop=lambda: len(service.asked) == 2)
    )
    assert [each.candidates for each in found] == [[SERVED], [SERVED]]
    assert service.asked == ["a b c", "d e f"]


def test_a_service_that_keeps_failing_is_not_asked_again():
    service = Service()
    names = [f"down {i}" for i in range(6)]
    found = list(Lookup(GAZETTEER, CITIES, service).look_up_all([*names, "Khasan", "Tripoli"]))
    assert service.asked == names[:MAX_FAILURES]
    assert all(each.error for each in found[:6])
    assert all(each.candidates and not each.error for each in found[6:])


def test_a_service_that_fails_now_and_then_is_asked_again():
    service = Service()
    names = ["down 1", "down 2", "up 1", "down 3", "down 4", "up 2"]
    found = list(Lookup(Gazetteer(), CITIES, service).look_up_all(names))
    assert service.asked == names
    assert [bool(each.error) for each in found] == [True, True, False, True, True, False]


def test_hostile_text_finds_nothing():
    lookup = Lookup(GAZETTEER, CITIES)
    for name, text in {"empty": "", **HOSTILE}.items():
        assert lookup.look_up(text).candidates == [], name


def test_a_missing_gazetteer_of_cities_is_an_error(tmp_path):
    with pytest.raises(JourneyMapError, match="gazetteer of cities"):
        Lookup(Gazetteer(), Cities(tmp_path)).look_up("Tripoli")
