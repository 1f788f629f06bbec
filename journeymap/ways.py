"""The way that lay ahead: from where the traveller was last reported to the place expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from journeymap.errors import NoRailwayError
from journeymap.geodesy import distance_km
from journeymap.lines import SAME_KM, LegStatus, Line, Part, great_circle_parts, join
from journeymap.places import Gazetteer, Place
from journeymap.railway import RailwayNetwork

# A traveller this near to the place expected is there: no way is drawn.
_THERE_KM = 1.0
# Two courses of the same track are this near to each other.
_SAME_TRACK_KM = 0.1

# No table can hold a place of this key: cells are stripped.
_HERE = " here"


class Ways:
    """
    Ways ahead from points of a line, each made when first asked for.

    With a railway network they follow it; without one, or where it does not go there, they are
    great circles. Their chainage goes on counting where they leave the line, and a way that runs
    along one made before is that one.
    """

    def __init__(self, line: Line, gazetteer: Gazetteer, network: RailwayNetwork | None) -> None:
        self._line = line
        self._gazetteer = gazetteer
        self._network = network
        self._made: list[tuple[str, Line]] = []

    @property
    def lines(self) -> Sequence[Line]:
        """The ways made so far, in the order of their indices."""
        return [way for _, way in self._made]

    def index(self, km: float, place: str) -> int | None:
        """Return the index of the way from a chainage to a place; None when it is there already."""
        goal = self._gazetteer[place]
        here = self._line.point_at(km)
        if _apart_km(here, (goal.lon, goal.lat)) <= _THERE_KM + goal.accuracy_m / 1000:
            return None
        for i, (made_for, way) in enumerate(self._made):
            along = way.km[0] <= km < way.km[-1]
            if made_for == place and along and _apart_km(here, way.point_at(km)) < _SAME_TRACK_KM:
                return i
        way = join(self._parts(self._start(km), goal))
        turns = np.round((here[0] - way.coordinates[0, 0]) / 360)
        made = replace(
            way,
            coordinates=way.coordinates + np.array([360 * turns, 0]),
            km=way.km + km,
            marks=tuple((key, at + km) for key, at in way.marks if key in self._gazetteer),
        )
        self._made.append((place, made))
        return len(self._made) - 1

    def _start(self, km: float) -> Place:
        """Return the named place at a chainage, or else a nameless one."""
        for key, at in self._line.marks:
            if abs(at - km) < SAME_KM:
                return self._gazetteer[key]
        lon, lat = self._line.point_at(km)
        return Place(
            key=_HERE, name="", name_local="", lat=lat, lon=(lon + 180) % 360 - 180, zone="UTC",
            kind="", accuracy_m=0.0, source="", licence="", detail="",
        )  # fmt: skip

    def _parts(self, start: Place, goal: Place) -> list[Part]:
        if self._network is not None:
            try:
                network = self._network.with_halt(start).with_halt(goal)
                return [
                    Part(course, LegStatus.EXPECTED)
                    for course in network.route(start.key, goal.key)
                ]
            except NoRailwayError:
                pass
        return great_circle_parts([start, goal], LegStatus.EXPECTED)


def _apart_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    ends = (np.array([degrees]) for degrees in (*one, *other))
    return float(distance_km(*ends)[0])
