"""Branches beside the line: to the place expected, and past places that nobody had reported yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.errors import NoRailwayError
from journeymap.geodesy import roughly_km
from journeymap.lines.line import SAME_KM, LegStatus, Line, Part, great_circle_parts, join
from journeymap.lines.railway import RailwayNetwork

# A traveller this near to the place expected has arrived: no branch is drawn.
_THERE_KM = 1.0
# Two courses of the same track are this near to each other.
_SAME_TRACK_KM = 0.1

# The key of a point without a name. It begins with a space so that no table can have a place of
# this key: their cells are stripped.
_HERE = " here"


class Branches:
    """
    Branches that leave a line, each made when first asked for.

    With a railway network they follow it; without one, or where it does not go there, they are
    great circles. Their chainage is that of the line where they leave it, and goes on from there.
    """

    def __init__(self, line: Line, gazetteer: Gazetteer, network: RailwayNetwork | None) -> None:
        self._line = line
        self._gazetteer = gazetteer
        self._network = network
        self._made: list[tuple[str, Line]] = []
        self._arcs: dict[tuple[float, float], Part] = {}

    @property
    def lines(self) -> Sequence[Line]:
        """The branches made so far, in the order of their indices."""
        return [branch for _, branch in self._made]

    def index(self, km: float, place: str) -> int | None:
        """
        Return the index of the branch from a chainage to a place; None when it is there already.

        Where it would run along a branch made before, it is that branch.
        """
        goal = self._gazetteer[place]
        here = self._line.point_at(km)
        if roughly_km(*here, goal.lon, goal.lat) <= _THERE_KM + goal.accuracy_m / 1000:
            return None
        for i, (made_for, branch) in enumerate(self._made):
            if made_for != place or not branch.km[0] <= km < branch.km[-1]:
                continue
            if roughly_km(*here, *branch.point_at(km)) < _SAME_TRACK_KM:
                return i
        branch = join(self._parts(self._start(km), goal))
        return self._add(branch, place, branch.km + km, here[0])

    def through(self, chainages: Sequence[float]) -> int:
        """Return the index of the branch that joins points of the line directly, one or more."""
        if len(chainages) < 2:
            # A line has two ends: a single point is joined to itself.
            chainages = [*chainages, *chainages]
        branch = join([self._arc(*ends) for ends in pairwise(chainages)])
        # Its kilometres are those of the line at each of the points.
        km = np.interp(branch.km, [0.0, *(branch.km[leg.last] for leg in branch.legs)], chainages)
        return self._add(branch, "", km, self._line.point_at(chainages[0])[0])

    def _arc(self, here: float, there: float) -> Part:
        """Return the great circle between two points of the line, made once."""
        if (here, there) not in self._arcs:
            ends = [self._start(here), self._start(there)]
            (self._arcs[here, there],) = great_circle_parts(ends)
        return self._arcs[here, there]

    def _add(self, branch: Line, place: str, km: np.ndarray, longitude: float) -> int:
        """Add a branch with the chainages `km`, its longitudes running on from the line's."""
        turns = np.round((longitude - branch.coordinates[0, 0]) / 360)
        chainages = np.interp([at for _, at in branch.stops], branch.km, km).tolist()
        stops = tuple(
            (key, at)
            for (key, _), at in zip(branch.stops, chainages, strict=True)
            if key in self._gazetteer
        )
        coordinates = branch.coordinates + np.array([360 * turns, 0])
        self._made.append((place, replace(branch, coordinates=coordinates, km=km, stops=stops)))
        return len(self._made) - 1

    def _start(self, km: float) -> Place:
        """Return the named place at a chainage, or else a nameless one."""
        for key, at in self._line.stops:
            if abs(at - km) < SAME_KM:
                return self._gazetteer[key]
        lon, lat = self._line.point_at(km)
        return Place(
            key=_HERE,
            name="",
            name_local="",
            lat=lat,
            lon=(lon + 180) % 360 - 180,
            zone="UTC",
            kind="",
            accuracy_m=0.0,
            source="",
            licence="",
            detail="",
        )

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
