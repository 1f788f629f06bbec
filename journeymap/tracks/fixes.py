"""What events say about where on the line the traveller was: at a point, or within a part."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeymap.claims.columns import Kind
from journeymap.claims.fusion import Event
from journeymap.claims.gazetteer import Gazetteer
from journeymap.lines.line import Line
from journeymap.times import Window
from journeymap.tracks.line_occurrences import choose_occurrences
from journeymap.tracks.prism import Fix

# A day on which the clock is put forward, in seconds.
_SHORTEST_DAY = 23 * 3600
_ORDER_AT_A_PLACE = {Kind.ARRIVAL: 0, Kind.DEPARTURE: 2}


def chainages(events: Sequence[Event], line: Line, gazetteer: Gazetteer) -> dict[str, float]:
    """Return by event the chainages of those that are reported, on the line and dated."""
    found: list[tuple[Event, list[float]]] = []
    for event in events:
        if not (event.window.known and event.places_traveller):
            continue
        place = gazetteer[str(event.place)]
        candidates = [] if place.is_area else line.locate(place)
        if candidates:
            found.append((event, candidates))
    chosen = choose_occurrences(
        [candidates for _, candidates in found], [event.window for event, _ in found]
    )
    return {event.id: km for (event, _), km in zip(found, chosen, strict=True)}


def exact_fixes(events: Sequence[Event], km: Mapping[str, float]) -> list[Fix]:
    """
    Return the fixes of the events that have a chainage.

    A departure on a day, after an arrival at the same place on an earlier one, ends a stay: the
    traveller stood there until that day.
    """
    fixes = [_fix(event, km[event.id]) for event in events if event.id in km]
    arrived: dict[float, float] = {}
    for fix in fixes:
        if fix.kind is Kind.ARRIVAL:
            arrived[fix.km] = min(fix.window.end, arrived.get(fix.km, math.inf))
    return [
        replace(fix, leaves_late=True)
        if fix.kind is Kind.DEPARTURE
        and _SHORTEST_DAY <= fix.window.length < math.inf
        and arrived.get(fix.km, math.inf) <= fix.window.start
        else fix
        for fix in fixes
    ]


def area_bounds(
    events: Sequence[Event], line: Line, km: Mapping[str, float], gazetteer: Gazetteer
) -> list[Fix]:
    """
    Return what reports from an area say about the line: a part of it was reached, and not left.

    Who was somewhere between chainages f and g within a window had reached f by its end and had
    not passed g before its start. Where the line runs through the area more than once, f and g
    span all occurrences that the fixes before and after allow.
    """
    areas = {place.key for place in gazetteer if place.is_area}
    placed = [event for event in events if event.id in km]
    bounds: list[Fix] = []
    for event in events:
        if not (event.place in areas and event.places_traveller and event.window.known):
            continue
        area, window = gazetteer[str(event.place)], event.window
        nearest = max((km[e.id] for e in placed if e.window.end <= window.start), default=0.0)
        furthest = min(
            (km[e.id] for e in placed if e.window.start >= window.end), default=line.length
        )
        open_to = [(f, g) for f, g in line.stretches(area) if f <= furthest and nearest <= g]
        if not open_to:
            continue
        reached = Window(end=window.end)
        not_left = Window(start=window.start)
        for at, within in ((min(open_to)[0], reached), (max(g for _, g in open_to), not_left)):
            if within.known and 0 < at < line.length:
                fix = _fix(event, at)
                bounds.append(replace(fix, window=within, order=1, bounds_only=True))
    return bounds


def _fix(event: Event, km: float) -> Fix:
    weight, published = event.support
    return Fix(
        event=event.id,
        km=km,
        window=event.window,
        order=_ORDER_AT_A_PLACE.get(event.kind, 1),
        weight=weight,
        published=published,
        kind=event.kind,
        place=event.place,
    )
