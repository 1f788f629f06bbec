"""The words of exported files."""

from journeymap.phrases import exported
from journeymap.web.site import site


def test_an_event_has_a_line_for_itself_and_one_for_each_claim():
    journey = site().library().journey("kim-2023")
    event = next(each for each in journey.events if each.id == "razdolnaya-bridge")
    first, *claims = exported.event_lines(event, journey)
    assert first == "reported; 12 Sep 2023, 12:15 (UTC+10)"
    assert exported.status_behind(event, journey) == (", 12 Sep 2023, 12:15 (UTC+10): reported")
    said = [line for line in claims if "; published: " in line]
    assert len(said) == len(event.claims)
    source = exported.claim_source(event.claims[0].claim, journey.zone_of(event))
    assert said[0] == f"{event.claims[0].claim.says} — {source}"


def test_positions_are_named_by_how_they_came_about():
    journey = site().library().journey("kim-2023")
    assert exported.positions_title(journey) == f"{journey.title}: ESTIMATED positions"
    assert exported.positions_note(journey)[-1] == "Speed limit assumed: 80 km/h."
