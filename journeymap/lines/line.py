"""The line a traveller moves on, and kilometres along it, its chainage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import numpy as np

from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.claims.means import Means
from journeymap.geodesy import chainages_km, great_circles, offsets_km, reversals
from journeymap.lines.railway import NEAR_TRACK_KM, Course

# Chainages nearer than this to each other are one.
SAME_KM = 0.01


class LegStatus(StrEnum):
    """Whether the traveller was reported on a leg, must have run on it, or was to run on it."""

    REPORTED = "reported"
    INFERRED = "inferred"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Leg:
    """
    Vertices `first` to `last` of a line, both included, that are of one kind.

    `basis` is railway, great-circle, recorded or gap. `scale` is published kilometres per drawn
    kilometre. `means` is how the traveller went, where a claim says so.
    """

    first: int
    last: int
    basis: str
    status: LegStatus
    note: str
    scale: float
    means: Means | None = None


@dataclass(frozen=True)
class Line:
    """
    A line travelled, `coordinates` (n, 2) lon, lat and `km` (n,) from 0; n is at least 2.

    Longitudes run on past 180 where the line crosses the date line. Where a journey doubles back,
    kilometres go on. `stops` are the named places that the line passes through, in order, each
    with its chainage; one passed twice is there twice.
    """

    coordinates: np.ndarray
    km: np.ndarray
    legs: tuple[Leg, ...]
    stops: tuple[tuple[str, float], ...]

    @property
    def length(self) -> float:
        """Kilometres from end to end, as drawn."""
        return float(self.km[-1])

    def point_at(self, km: float) -> tuple[float, float]:
        """Return longitude and latitude at a chainage; its nearer end where the line has none."""
        lon, lat = (np.interp(km, self.km, self.coordinates[:, axis]) for axis in (0, 1))
        return float(lon), float(lat)

    @cached_property
    def _stops_by_place(self) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}
        for key, km in self.stops:
            found.setdefault(key, []).append(km)
        return found

    def locate(self, place: Place) -> list[float]:
        """
        Chainages at which the line passes a place, ascending; empty when it does not.

        A place that the line was drawn through is where it was drawn; any other is where the
        line comes nearest, on each pass within NEAR_TRACK_KM and the place's accuracy. An area
        is never on the line.
        """
        if place.key in self._stops_by_place:
            return self._stops_by_place[place.key]
        if place.is_area:
            return []
        away, share = offsets_km(self.coordinates, place.lon, place.lat)
        near = np.flatnonzero(away <= NEAR_TRACK_KM + place.accuracy_m / 1000)
        # A pass ends where the line leaves the place, and where it turns round.
        apart = (np.diff(near) > 1) | np.isin(near[1:], reversals(self.coordinates))
        passes = np.split(near, np.flatnonzero(apart) + 1) if near.size else []
        nearest = [int(segments[away[segments].argmin()]) for segments in passes]
        found = [float(self.km[i] + share[i] * (self.km[i + 1] - self.km[i])) for i in nearest]
        # Where it turned round at the place itself, both passes are one.
        return [km for i, km in enumerate(found) if i == 0 or km - found[i - 1] > SAME_KM]

    def stretches(self, area: Place) -> list[tuple[float, float]]:
        """
        Return from and to which chainage, kilometres, the line runs within an area, for each pass.

        An area is the circle of its accuracy around its position.
        """
        away, _ = offsets_km(self.coordinates, area.lon, area.lat)
        near = np.flatnonzero(away <= area.accuracy_m / 1000)
        passes = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1) if near.size else []
        return [(float(self.km[run[0]]), float(self.km[run[-1] + 1])) for run in passes]

    def zones(self, gazetteer: Gazetteer) -> list[tuple[float, str]]:
        """Chainage and IANA zone wherever the clock changes; the first stop begins at 0."""
        steps: list[tuple[float, str]] = []
        for key, km in self.stops:
            zone = gazetteer[key].zone
            if not steps or steps[-1][1] != zone:
                steps.append((km if steps else 0.0, zone))
        return steps


@dataclass(frozen=True, slots=True)
class Part:
    """A course to be joined into a line, with what is known of it."""

    course: Course
    status: LegStatus
    note: str = ""
    means: Means | None = None


def join(parts: Iterable[Part]) -> Line:
    """
    Join parts into one line.

    Parameters
    ----------
    parts
        One or more, each beginning where the one before ended.

    Returns
    -------
    The line, kilometres from 0 and a leg for each part; its longitudes run on past 180.
    """
    parts = list(parts)
    courses = [part.course for part in parts]
    sizes = np.array([len(course.along) for course in courses])
    coordinates = np.concatenate([course.coordinates for course in courses])
    along = np.concatenate([course.along for course in courses])
    ends = np.cumsum(sizes) - 1
    begins = np.concatenate([[0.0], np.cumsum(along[ends])[:-1]])
    # The shared vertex is the earlier part's; courses meet exactly or nearly so.
    shared = ends[:-1] + 1
    coordinates = np.delete(coordinates, shared, axis=0)
    coordinates[:, 0] = np.unwrap(coordinates[:, 0], period=360)
    km = np.delete(along + np.repeat(begins, sizes), shared)
    last = [0, *np.cumsum(sizes - 1).tolist()]
    legs = tuple(
        Leg(
            a,
            b,
            part.course.basis,
            part.status,
            part.note or part.course.note,
            part.course.scale,
            part.means,
        )
        for part, (a, b) in zip(parts, pairwise(last), strict=True)
    )
    keys = [courses[0].start, *(course.end for course in courses)]
    stops = tuple(zip(keys, km[last].tolist(), strict=True))
    return Line(coordinates, km, legs, stops)


def great_circle_parts(
    places: Sequence[Place], status: LegStatus = LegStatus.REPORTED, note: str = ""
) -> list[Part]:
    """Return a great circle from each of n places to the next, n-1; none for fewer than two."""
    if len(places) < 2:
        return []
    positions = np.array([(place.lon, place.lat) for place in places], dtype="float64")
    vertices, first = great_circles(positions[:-1], positions[1:])
    along = chainages_km(vertices, first)
    bounds = pairwise([*first.tolist(), len(vertices)])
    return [
        Part(Course(here.key, there.key, vertices[a:b], along[a:b], "great-circle"), status, note)
        for (here, there), (a, b) in zip(pairwise(places), bounds, strict=True)
    ]
