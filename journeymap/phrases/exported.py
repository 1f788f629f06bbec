"""What exported files call their parts, and what they say of events and claims."""

from __future__ import annotations

from journeymap.claims.columns import DESCRIBED, Status
from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.journeys.journey import Journey
from journeymap.phrases.claims import attribution, notes, publication
from journeymap.phrases.estimates import method_of, positions_of
from journeymap.phrases.windows import window_in_words

# Folders and features of KML and GPX. By whether the journey has sources.
EVENTS = {True: "Events and who reported them", False: "Stops"}
LINE = "The line"
LEG = {True: "Leg {status}: {basis}", False: "Leg: {basis}"}
POSITIONS = "{journey}: {positions}"
BOUNDS = "ESTIMATED bounds: {low:.0f} to {high:.0f} km"
TOUR = "Tour: {journey}"
ROUTE = {True: "{journey}: places of the reports", False: "{journey}: stops"}
ROUTE_NOTE = {
    True: "The places on the line that reports or editors name, in the order of travel.",
    False: "The stops on the line, in the order of travel.",
}
SPEED = "Speed limit assumed: {speed:g} km/h."

# The page to embed and the page in one file.
SKIP_MAP = "Skip the map: go to the timeline"
OPEN_APP = "Open in the full app"
DATA = "The data:"
# By whether the journey has sources.
IN_ITSELF = {
    True: "This file holds the map, the timeline and every report in itself and needs no network. "
    "Positions between reports are estimates.",
    False: "This file holds the map, the timeline and every stop in itself and needs no network. "
    "Positions between stops are estimates.",
}
LIST_HEADING = {True: "Events, and who reported them", False: "Stops"}
SOURCE_LINK = {True: "Source", False: "Link"}

EVENT_STATUS = "{status}; {window}"
# After the title of the event.
STATUS_BEHIND, WINDOW_BEHIND = ", {window}: {status}", ", {window}"
# Of a journey without sources: only what is no plain stop has a word.
PLAIN_STATUS = {Status.EXPECTED: "planned", Status.CONTRADICTED: "left out"}
CLAIM = "{says} — {attribution}; published: {publication}"
CLAIM_SOURCE = "{attribution}; published: {publication}"


def positions_title(journey: Journey) -> str:
    """Return the title of a journey's positions, by whether they are estimated or recorded."""
    return POSITIONS.format(journey=journey.title, positions=positions_of(journey))


def positions_note(journey: Journey) -> list[str]:
    """Say how the positions came about and, where there are bounds, what speed they rest on."""
    speed = SPEED.format(speed=journey.config.max_speed_kmh)
    return [method_of(journey), *([speed] if journey.has_bounds else [])]


def event_lines(event: Event, journey: Journey) -> list[str]:
    """Return a line for status and time of an event, and for each claim of it."""
    zone = journey.zone_of(event)
    window = window_in_words(event.window, zone, event.calendar)
    status = status_of(event, journey)
    return [
        EVENT_STATUS.format(status=status, window=window) if status else window,
        *(line for each in event.claims for line in _claim_lines(each.claim, journey, zone)),
    ]


def status_of(event: Event, journey: Journey) -> str:
    """Return the status of an event in words; empty for a plain stop."""
    return str(event.status) if journey.sourced else PLAIN_STATUS.get(event.status, "")


def _claim_lines(claim: Claim, journey: Journey, zone: str) -> list[str]:
    if not journey.sourced:
        return [*([claim.says] if claim.says else []), *notes(claim, DESCRIBED)]
    said = CLAIM.format(
        says=claim.says, attribution=attribution(claim), publication=publication(claim, zone)
    )
    return [said, *notes(claim, DESCRIBED)]


def status_behind(event: Event, journey: Journey) -> str:
    """Say when an event was and of what status, as it follows its title."""
    window = window_in_words(event.window, journey.zone_of(event), event.calendar)
    status = status_of(event, journey)
    sentence = STATUS_BEHIND if status else WINDOW_BEHIND
    return sentence.format(window=window, status=status)


def claim_source(claim: Claim, zone: str) -> str:
    """Say whose a claim is and when it was public."""
    return CLAIM_SOURCE.format(attribution=attribution(claim), publication=publication(claim, zone))
