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
    "Computed: where the traveller can have been at all, by the reports and a speed limit "
    "of {speed:g} km/h, which is assumed."
)

ESTIMATED_POSITIONS, RECORDED_POSITIONS = "ESTIMATED positions", "RECORDED positions"

IN_A_PICTURE = "The position is estimated from reported times; no source states it."
RECORDED_IN_A_PICTURE = "The line is as recorded; in its gaps the position is estimated."
DASHED = "Dashed: the route is guessed or expected, not reported."
# The same of a journey without sources.
BETWEEN_STOPS = "Estimated: goes evenly from each stop to the next."
IN_A_PLAIN_PICTURE = "Between the stops the position is estimated."
PLAINLY_DASHED = "Dashed: the route is a guess, or still ahead."


def method_of(journey: Journey) -> str:
    """Say how the positions of a journey came about."""
    if journey.happened.recorded is not None:
        return RECORDED
    return BEST if journey.sourced else BETWEEN_STOPS


def positions_of(journey: Journey) -> str:
    """Return what its positions are called: estimated ones are not to be taken for others."""
    return ESTIMATED_POSITIONS if journey.happened.recorded is None else RECORDED_POSITIONS


def notes_of(journey: Journey) -> list[str]:
    """Return what a picture says of its position and of its line, a sentence each."""
    estimated = IN_A_PICTURE if journey.sourced else IN_A_PLAIN_PICTURE
    method = estimated if journey.happened.recorded is None else RECORDED_IN_A_PICTURE
    reported = all(leg.status is LegStatus.REPORTED for leg in journey.line.legs)
    return [method] if reported else [method, DASHED if journey.sourced else PLAINLY_DASHED]
