"""What exported files call their parts, and what they say of events and claims."""

from __future__ import annotations

from journeymap.claims.columns import DESCRIBED
from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.journeys.journey import Journey
from journeymap.phrases.claims import attribution, notes, publication
from journeymap.phrases.estimates import positions_of
from journeymap.phrases.windows import window_in_words

# Folders and features of KML and GPX.
EVENTS = "Events and who reported them"
LINE = "The line"
LEG = "Leg {status}: {basis}"
POSITIONS = "{journey}: {positions}"
BOUNDS = "ESTIMATED bounds: {low:.0f} to {high:.0f} km"
TOUR = "Tour: {journey}"
ROUTE = "{journey}: places of the reports"
ROUTE_NOTE = "The places on the line that reports or editors name, in the order of travel."
SPEED = "Assumed maximum speed: {speed:g} km/h."

# The page to embed and the page in one file.
OPEN_APP = "Open the full app"
DATA = "The data:"
IN_ITSELF = (
    "This file holds the map, the timeline and every report in itself and asks for nothing. "
    "Positions between reports are estimates."
)
LIST_HEADING = "Events, and who reported them"
SOURCE_LINK = "Source"

EVENT_STATUS = "{status}; {window}"
# After the title of the event.
STATUS_BEHIND = ", {window}: {status}"
CLAIM = "{says} — {attribution}; public: {publication}"
CLAIM_SOURCE = "{attribution}; public: {publication}"


def positions_title(journey: Journey) -> str:
    """Return the title of a journey's positions, by whether they are estimated or recorded."""
    return POSITIONS.format(journey=journey.title, positions=positions_of(journey))


def assumed_speed(journey: Journey) -> str:
    """Say what maximum speed the bounds rest on."""
    return SPEED.format(speed=journey.config.max_speed_kmh)


def event_lines(event: Event, journey: Journey) -> list[str]:
    """Return a line for status and time of an event, and for each claim of it."""
    zone = journey.zone_of(event)
    window = window_in_words(event.window, zone, event.calendar)
    return [
        EVENT_STATUS.format(status=event.status, window=window),
        *(line for each in event.claims for line in _claim_lines(each.claim, zone)),
    ]


def _claim_lines(claim: Claim, zone: str) -> list[str]:
    said = CLAIM.format(
        says=claim.says, attribution=attribution(claim), publication=publication(claim, zone)
    )
    return [said, *notes(claim, DESCRIBED)]


def status_behind(event: Event, zone: str) -> str:
    """Say when an event was and of what status, as it follows its title."""
    return STATUS_BEHIND.format(
        window=window_in_words(event.window, zone, event.calendar), status=event.status
    )


def claim_source(claim: Claim, zone: str) -> str:
    """Say whose a claim is and when it was public."""
    return CLAIM_SOURCE.format(attribution=attribution(claim), publication=publication(claim, zone))
