"""The line that a journey follows: its route, the railway, or straight from place to place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import Event
from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.errors import ConfigError, NoRailwayError
from journeymap.journeys.config import JourneyConfig, RouteConfig
from journeymap.lines.line import LegStatus, Line, Part, great_circle_parts, join
from journeymap.lines.railway import RailwayNetwork


def line_of(
    name: str,
    config: JourneyConfig,
    events: Sequence[Event],
    gazetteer: Gazetteer,
    railway: RailwayNetwork | None,
) -> Line:
    """
    Return the line of a journey: its route, or else what joins the reported places.

    Raises ConfigError when a route names a place that is not in the gazetteer or there is nothing
    to draw a line through, NoRailwayError when the railway does not go there.
    """
    if not config.route:
        return join(
            _direct(name, events, gazetteer, railway if config.line_kind == "railway" else None)
        )
    for key in (key for route in config.route for key in route.via):
        if key not in gazetteer:
            raise ConfigError(
                f"The route of {name} goes through {key}, which is not in places.csv.",
                "Add the place there, or correct the key in journeys.toml.",
            )
    for before, after in pairwise(config.route):
        if before.via[-1] != after.via[0]:
            raise ConfigError(
                f"A part of the route of {name} ends at {before.via[-1]}, "
                f"and the next begins at {after.via[0]}.",
                "Begin each part in journeys.toml where the one before it ends.",
            )
    parts = [part for route in config.route for part in _parts(route, gazetteer, railway)]
    if not parts:
        raise ConfigError(
            f"The route of {name} leads nowhere.", "Name two different places in its via."
        )
    line = join(parts)
    # A junction that only the railway's own table names is passed unnamed.
    return replace(line, stops=tuple(stop for stop in line.stops if stop[0] in gazetteer))


def _parts(route: RouteConfig, gazetteer: Gazetteer, railway: RailwayNetwork | None) -> list[Part]:
    places = [gazetteer[key] for key in route.via]
    if route.basis == "great-circle":
        return great_circle_parts(places, route.status, route.note)
    network = railway or RailwayNetwork([])
    for place in places:
        network = network.with_halt(place)
    return [
        Part(course, route.status, route.note)
        for here, there in pairwise(route.via)
        for course in network.route(here, there)
    ]


def _direct(
    name: str, events: Sequence[Event], gazetteer: Gazetteer, railway: RailwayNetwork | None
) -> list[Part]:
    """
    Return the parts between the reported places, in the order of time, and on to those expected.

    Great circles, or the railway where one is given and both ends are on it.
    """
    reported = _stations([event for event in events if event.reported])
    expected = _stations([event for event in events if event.status is Status.EXPECTED])
    last = max((at for at, _ in reported), default=-math.inf)
    ahead = [(at, place) for at, place in expected if at > last]
    if not reported and not ahead:
        raise ConfigError(
            f"{name} has no row with both a place and a time.",
            "Give at least one row a place, or lat and lon, and a time.",
        )
    past = [gazetteer[key] for _, key in reported]
    onward = [*past[-1:], *(gazetteer[key] for _, key in ahead)]
    if railway is not None:
        parts = _by_rail(past, LegStatus.REPORTED, railway)
        parts += _by_rail(onward, LegStatus.EXPECTED, railway)
    else:
        parts = great_circle_parts(past)
        parts += great_circle_parts(onward, LegStatus.EXPECTED)
    # One place alone: a line needs two ends, so it is both.
    return parts or great_circle_parts(onward * 2)


def _by_rail(places: Sequence[Place], status: LegStatus, network: RailwayNetwork) -> list[Part]:
    """Return the route along the railway, and great circles where a place is not on it."""
    for place in dict.fromkeys(places):
        with suppress(NoRailwayError):
            network = network.with_halt(place)
    parts: list[Part] = []
    for here, there in pairwise(places):
        try:
            parts += [Part(course, status) for course in network.route(here.key, there.key)]
        except NoRailwayError:
            parts += great_circle_parts([here, there], status)
    return parts


def _stations(events: Sequence[Event]) -> list[tuple[float, str]]:
    """Middles of windows and the traveller's places, in the order of time, each once in a row."""
    timed = sorted(
        (middle, event.place)
        for event in events
        if event.place is not None
        and event.kind is not Kind.STATEMENT
        and (middle := event.window.middle) is not None
    )
    return [(at, key) for i, (at, key) in enumerate(timed) if i == 0 or key != timed[i - 1][1]]
