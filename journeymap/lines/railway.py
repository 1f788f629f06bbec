"""The railway network: legs between named places, and routes along them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

from journeymap.claims.gazetteer import Place
from journeymap.errors import NoRailwayError, TableError
from journeymap.geodesy import offsets_km

# A halt this near to a track is on it: generalised courses are up to 2 km off the true one.
NEAR_TRACK_KM = 3.0


@dataclass(frozen=True, slots=True)
class Course:
    """
    A piece of a line between two places: `coordinates` is (n, 2) lon, lat, from `start` to `end`.

    `along` is (n,) kilometres from the start; the vertices are generalised, so a track may be a
    little longer than the course over them. `scale` is published kilometres per one of these.
    """

    start: str
    end: str
    coordinates: np.ndarray
    along: np.ndarray
    basis: str
    scale: float = 1.0
    note: str = ""

    def reversed(self) -> Course:
        """Return the same piece, run the other way."""
        return replace(
            self,
            start=self.end,
            end=self.start,
            coordinates=self.coordinates[::-1],
            along=self.km - self.along[::-1],
        )

    @property
    def km(self) -> float:
        """Length in kilometres."""
        return float(self.along[-1])

    def split(self, key: str, segment: int, share: float) -> tuple[Course, Course]:
        """Part the course at a share of one of its segments, which becomes the place `key`."""
        i, j = segment, segment + 1
        halt = self.coordinates[i] + share * (self.coordinates[j] - self.coordinates[i])
        km = self.along[i] + share * (self.along[j] - self.along[i])
        return (
            replace(
                self,
                end=key,
                coordinates=np.vstack([self.coordinates[:j], halt]),
                along=np.append(self.along[:j], km),
            ),
            replace(
                self,
                start=key,
                coordinates=np.vstack([halt, self.coordinates[j:]]),
                along=np.insert(self.along[j:], 0, km) - km,
            ),
        )


class RailwayNetwork:
    """Legs joined at place keys; halts between the ends of a leg are found when asked for."""

    def __init__(self, courses: Sequence[Course]) -> None:
        self._graph = nx.Graph()
        for course in courses:
            self._add(course)

    @classmethod
    def read(cls, directory: Path) -> RailwayNetwork:
        """
        Read legs.csv and course.csv of a folder, as tools/make_railway.py describes them.

        Raises TableError when they cannot be read: they are data of the project, not of a user,
        so they are not corrected row by row.
        """
        try:
            return cls(_courses(directory))
        except (OSError, ValueError, KeyError) as error:
            raise TableError(
                f"The railway's tables, legs.csv and course.csv, cannot be read: {error}.",
                "Put back those of the repository, or take the folder railway/ away.",
            ) from None

    def with_halt(self, place: Place) -> RailwayNetwork:
        """
        Return a network that has this place as a node, splitting the nearest leg at it.

        Raises
        ------
        NoRailwayError
            When no track passes within NEAR_TRACK_KM and the accuracy of the place.
        """
        if place.key in self._graph:
            return self
        courses = [data["course"] for _, _, data in self._graph.edges(data=True)]
        tracks = [course for course in courses if course.basis == "railway"]
        nearest: tuple[float, Course, int, float] | None = None
        for track in tracks:
            away, share = offsets_km(track.coordinates, place.lon, place.lat)
            segment = int(away.argmin())
            if nearest is None or away[segment] < nearest[0]:
                nearest = (float(away[segment]), track, segment, float(share[segment]))
        limit = NEAR_TRACK_KM + place.accuracy_m / 1000
        if nearest is None or nearest[0] > limit:
            raise NoRailwayError(
                f"No railway of this network passes within {limit:g} km of {place.name}.",
                "Draw this part of the route as a great circle, or add the leg to data/railway/.",
            )
        _, course, at, along = nearest
        pieces = course.split(place.key, at, along)
        return RailwayNetwork([*(other for other in courses if other is not course), *pieces])

    def route(self, start: str, end: str) -> Iterator[Course]:
        """
        Yield the pieces of the shortest route between two nodes, in order.

        Parameters
        ----------
        start, end
            Keys of the nodes.

        Raises
        ------
        NoRailwayError
            When a key is no node or no track joins them.
        """
        try:
            nodes = nx.shortest_path(self._graph, start, end, weight="km")
        except (nx.NodeNotFound, nx.NetworkXNoPath):
            raise NoRailwayError(
                f"The railway network has no route from {start} to {end}.",
                "Name ends of its legs, or places beside its track, in the route's via.",
            ) from None
        for here, there in pairwise(nodes):
            course: Course = self._graph.edges[here, there]["course"]
            yield course if course.start == here else course.reversed()

    def _add(self, course: Course) -> None:
        known = self._graph.get_edge_data(course.start, course.end)
        if known is None or course.km < known["km"]:
            self._graph.add_edge(course.start, course.end, km=course.km, course=course)


def _courses(directory: Path) -> list[Course]:
    legs = pd.read_csv(directory / "legs.csv", dtype=str, keep_default_na=False)
    points = pd.read_csv(directory / "course.csv")
    by_leg = dict(iter(points.groupby("leg", sort=False)))
    return [
        Course(
            start=leg["from"],
            end=leg["to"],
            coordinates=by_leg[leg["leg"]][["lon", "lat"]].to_numpy(dtype="float64"),
            along=by_leg[leg["leg"]]["km"].to_numpy(dtype="float64"),
            basis=leg["basis"],
            scale=float(leg["scale"] or 1),
            note=leg["note"],
        )
        for leg in legs.to_dict("records")
    ]
