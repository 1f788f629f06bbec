"""Where the traveller was at a moment, by the same rules as frontend/words/caption.js."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from journeymap.claims.columns import Kind
from journeymap.dates import Calendar
from journeymap.journeys.journey import Journey, PlacedEvent
from journeymap.phrases.durations import duration
from journeymap.phrases.places import AT_KM, NARROW_KM, place_in_words, stops_around
from journeymap.phrases.windows import Unit, moment_in_words, whole_units

# A range of less is none: kilometres are stated to the metre.
SAME_KM = 0.01
# A place is stated for a moment only where the window is no wider; a timeline that moves by whole
# minutes is at an event within the same minute. Seconds.
NARROW_SECONDS = 1800
MINUTE = 60

WITH_DISTANCE = "{moment}: {where}, {km:,.0f} km."
WITHOUT_DISTANCE = "{moment}: {where}."
WITH_RANGE = "{caption} Possible range {low:,.0f} to {high:,.0f} km."

AT = "at {place}"
NEAR = "near {place}"
NO_TIMES = "No time of this journey is known: the line is shown without a timeline."


@dataclass(frozen=True)
class Where:
    """Where a traveller was, in words."""

    not_on_the_line: str
    before_leaving: str
    not_yet_placed: str
    last_placed: str
    estimated: str
    estimated_at: str
    estimated_between: str


# By whether the journey has sources.
WHERE = {
    True: Where(
        not_on_the_line="no report places it on the line",
        before_leaving="before it was reported to leave {place}",
        not_yet_placed="not yet placed; first reported at {place}",
        last_placed="last placed at {place}, {duration} before",
        estimated="estimated",
        estimated_at="by estimate at {place}",
        estimated_between="by estimate between {before} and {after}",
    ),
    False: Where(
        not_on_the_line="not on the line",
        before_leaving="before leaving {place}",
        not_yet_placed="before the first stop, {place}",
        last_placed="{duration} after the last stop, {place}",
        estimated="on the way",
        estimated_at="at {place}",
        estimated_between="between {before} and {after}",
    ),
}

# By whether a position within a recording is as recorded.
RECORDED = {True: "as recorded", False: "by estimate, not recorded"}
RECORDED_AT = {True: "at {place}, as recorded", False: "at {place}, by estimate, not recorded"}
RECORDED_BETWEEN = {
    True: "between {before} and {after}, as recorded",
    False: "between {before} and {after}, by estimate, not recorded",
}
BEFORE_RECORDING = "before the recording begins"
AFTER_RECORDING = "after the recording ends"

_FINEST_FIRST = (Unit.DAY, Unit.MONTH, Unit.YEAR)


def caption_at(journey: Journey, at: float) -> str:
    """Say the moment, where the traveller was, and the range that is possible."""
    if journey.timeless:
        return NO_TIMES
    best, low, high = journey.position_at(at)
    zones = journey.line.zones(journey.gazetteer)
    zone = next((zone for km, zone in reversed(zones) if km <= best), journey.config.zone)
    sentence = WITH_DISTANCE if _is_placed(journey, at) else WITHOUT_DISTANCE
    moment = _moment(journey, at, zone)
    caption = sentence.format(moment=moment, where=where_at(journey, at), km=best)
    if high - low > NARROW_KM:
        return WITH_RANGE.format(caption=caption, low=low, high=high)
    return caption


def _moment(journey: Journey, at: float, zone: str) -> str:
    """Say a moment no more exactly than any event of the journey is stated."""
    timed = [event for event in journey.events if journey.moment(event) is not None]
    units = [whole_units(event.window, journey.zone_of(event)) for event in timed]
    unit = None
    if journey.happened.recorded is None and units and None not in units:
        unit = next(each for each in _FINEST_FIRST if any(u and u.unit is each for u in units))
    julian = any(event.calendar for event in timed)
    return moment_in_words(at, zone, unit, Calendar.JULIAN if julian else None)


def where_at(journey: Journey, at: float) -> str:
    """Say where the traveller was: `at the Razdolnaya bridge`."""
    best, low, high = journey.position_at(at)
    recorded = journey.happened.recorded
    if recorded is not None and recorded[0] <= at <= recorded[1]:
        return _recorded(journey, best, certain=high - low <= SAME_KM)
    if journey.fixes:
        return _by_reports(journey, at, best, exact=high - low <= NARROW_KM)
    if recorded is None:
        return WHERE[journey.sourced].not_on_the_line
    return BEFORE_RECORDING if at < recorded[0] else AFTER_RECORDING


def _by_reports(journey: Journey, at: float, best: float, *, exact: bool) -> str:
    fixes, words = journey.fixes, WHERE[journey.sourced]
    if at < _begins(fixes[0]):
        leaves = fixes[0].event.kind is Kind.DEPARTURE
        sentence = words.before_leaving if leaves else words.not_yet_placed
        return sentence.format(place=place_in_words(journey, str(fixes[0].event.place)))
    # Several events can be at one place; any that is narrow enough holds it there.
    narrow = [fix for fix in fixes if fix.event.window.length <= NARROW_SECONDS]
    for fix in narrow:
        window = fix.event.window
        if abs(fix.km - best) <= AT_KM and window.start - MINUTE <= at <= window.end + MINUTE:
            sentence = AT if exact else NEAR
            return sentence.format(place=place_in_words(journey, str(fix.event.place)))
    last = (narrow or fixes)[-1]
    since = last.event.window.end if np.isfinite(last.event.window.end) else last.moment
    if at > since + MINUTE and best - last.km <= AT_KM:
        place = place_in_words(journey, str(last.event.place))
        return words.last_placed.format(place=place, duration=duration(at - since))
    around = stops_around(journey, best, best)
    if around is None:
        return words.estimated
    (behind, behind_km), (ahead, _) = around
    if abs(behind_km - best) <= AT_KM:
        return words.estimated_at.format(place=place_in_words(journey, behind))
    return words.estimated_between.format(
        before=place_in_words(journey, behind), after=place_in_words(journey, ahead)
    )


def _recorded(journey: Journey, best: float, *, certain: bool) -> str:
    around = stops_around(journey, best, best)
    if around is None:
        return RECORDED[certain]
    for key, km in around:
        if abs(km - best) <= AT_KM:
            return RECORDED_AT[certain].format(place=place_in_words(journey, key))
    (behind, _), (ahead, _) = around
    if around[0] == around[1]:
        return RECORDED[certain]
    before, after = place_in_words(journey, behind), place_in_words(journey, ahead)
    return RECORDED_BETWEEN[certain].format(before=before, after=after)


def _is_placed(journey: Journey, at: float) -> bool:
    """Whether anything says where it was by then: a report, or bounds that leave no choice."""
    _, low, high = _bounds(journey, at)
    return high - low < 1 or (bool(journey.fixes) and at >= _begins(journey.fixes[0]))


def _bounds(journey: Journey, at: float) -> tuple[float, float, float]:
    best, low, high = journey.happened.track.at(np.array([at]))
    return float(best[0]), float(low[0]), float(high[0])


def _begins(fix: PlacedEvent) -> float:
    start = fix.event.window.start
    return start if np.isfinite(start) else fix.moment
