"""The line that a journey follows: its route, the railway, or straight from place to place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import Event
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.means import Means
from journeymap.errors import ConfigError, NoRailwayError
from journeymap.journeys.config import JourneyConfig, RouteConfig
from journeymap.journeys.order import order_of
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
        return join(_direct(name, config, events, gazetteer, railway))
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


class _Station(NamedTuple):
    """A place where the traveller was, at a moment, and how it came there."""

    at: float
    key: str
    means: Means | None


def _direct(
    name: str,
    config: JourneyConfig,
    events: Sequence[Event],
    gazetteer: Gazetteer,
    railway: RailwayNetwork | None,
) -> list[Part]:
    """
    Return the parts between the reported places, in the order of time, and on to those expected.

    Great circles, or the railway where the journey is along it, both ends are on it, and no claim
    says that the traveller went otherwise.
    """
    reported = _stations([event for event in events if event.reported])
    expected = _stations([event for event in events if event.status is Status.EXPECTED])
    last = max((station.at for station in reported), default=-math.inf)
    ahead = [station for station in expected if station.at > last]
    if not reported and not ahead:
        raise ConfigError(
            f"{name} has no row with both a place and a time.",
            "Give at least one row a place, or lat and lon, and a time.",
        )
    by_rail = railway if config.line_kind == "railway" else None
    onward = [*reported[-1:], *ahead]
    parts = [
        part
        for stations, status in ((reported, LegStatus.REPORTED), (onward, LegStatus.EXPECTED))
        for part in _joined(stations, config.means, status, gazetteer, by_rail)
    ]
    # One place alone: a line needs two ends, so it is both.
    return parts or great_circle_parts([gazetteer[onward[0].key]] * 2)


def _joined(
    stations: Sequence[_Station],
    means: Means | None,
    status: LegStatus,
    gazetteer: Gazetteer,
    network: RailwayNetwork | None,
) -> list[Part]:
    """Return the parts from each station to the next; `means` are those of the whole journey."""
    places = [gazetteer[station.key] for station in stations]
    parts = [
        replace(part, means=station.means)
        for part, station in zip(great_circle_parts(places, status), stations[1:], strict=True)
    ]
    if network is None:
        return parts
    for place in dict.fromkeys(places):
        with suppress(NoRailwayError):
            network = network.with_halt(place)
    return [
        each
        for part, station in zip(parts, stations[1:], strict=True)
        for each in _by_rail(part, station.means or means, network)
    ]


def _by_rail(straight: Part, means: Means | None, network: RailwayNetwork) -> list[Part]:
    """Return the route along the railway, or the great circle where a place is not on it."""
    if means not in {None, Means.TRAIN}:
        return [straight]
    try:
        courses = list(network.route(straight.course.start, straight.course.end))
    except NoRailwayError:
        return [straight]
    return [replace(straight, course=course) for course in courses]


def _stations(events: Sequence[Event]) -> list[_Station]:
    """Middles of windows and the traveller's places, in the order of time, each once in a row."""
    placed = [
        (event.window, _Station(event.window.middle or 0.0, event.place, event.means))
        for event in events
        if event.place is not None and event.kind is not Kind.STATEMENT and event.window.known
    ]
    timed = [placed[i][1] for i in order_of([window for window, _ in placed])]
    return [each for i, each in enumerate(timed) if i == 0 or each.key != timed[i - 1].key]
