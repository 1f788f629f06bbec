"""How the positions of a journey came about, as files and pictures say it."""

from __future__ import annotations

from journeymap.journeys.journey import Journey
from journeymap.lines.line import LegStatus

BEST = (
    "Estimated: joins the middles of the time windows of the reports, within the bounds; "
    "no source states these positions."
)
RECORDED = (
    "As a device recorded it, drawn from some of its points. Where nothing was recorded it is "
    "estimated: evenly from the point before to the point after."
)
BOUNDS = (
    "Computed: where the traveller can have been at all, by the reports and an assumed maximum "
    "speed of {speed:g} km/h."
)

ESTIMATED_POSITIONS, RECORDED_POSITIONS = "ESTIMATED positions", "RECORDED positions"

IN_A_PICTURE = "The position is estimated from reported times; no source states it."
RECORDED_IN_A_PICTURE = "The line is as recorded; in its gaps the position is estimated."
DASHED = "Dashed: the route is inferred or expected, not reported."


def method_of(journey: Journey) -> str:
    """Say how the positions of a journey came about."""
    return BEST if journey.happened.recorded is None else RECORDED


def positions_of(journey: Journey) -> str:
    """Return what its positions are called: estimated ones are not to be taken for others."""
    return ESTIMATED_POSITIONS if journey.happened.recorded is None else RECORDED_POSITIONS


def notes_of(journey: Journey) -> list[str]:
    """Return what a picture says of its position and of its line, a sentence each."""
    method = IN_A_PICTURE if journey.happened.recorded is None else RECORDED_IN_A_PICTURE
    reported = all(leg.status is LegStatus.REPORTED for leg in journey.line.legs)
    return [method] if reported else [method, DASHED]
