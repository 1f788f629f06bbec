"""Two journeys on one graph: which stations and which moments of theirs coincide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from journeymap.analysis.train_graph.distance_axis import DistanceAxis, distance_axis
from journeymap.claims.columns import Kind
from journeymap.claims.fusion import Event
from journeymap.journeys.journey import Journey


@dataclass(frozen=True)
class PlacedJourney:
    """
    A journey on the graph: its distances, and what is added to them to get its `km`.

    `facing` is −1 where it passes the shared stations in the other direction, else 1.
    """

    journey: Journey
    axis: DistanceAxis
    offset: float = 0.0
    facing: int = 1

    def km(self, chainage: float) -> float:
        """Return the position on the distance axis of a chainage."""
        return float(self.on_axis(float(self.axis.fold.at(np.array(chainage)))))

    def on_axis(self, distance: Any) -> Any:
        """Return the position on the axis of distances from the journey's own start."""
        return self.facing * distance + self.offset


def align(
    journeys: Sequence[Journey], *, coincide: bool
) -> tuple[tuple[PlacedJourney, ...], str | None]:
    """Put journeys on one distance axis; return also the first station at which they meet."""
    axes = [distance_axis(journey.line) for journey in journeys]
    placed = [PlacedJourney(journeys[0], axes[0])]
    shared = None
    for journey, axis in zip(journeys[1:], axes[1:], strict=True):
        own = {station.place: station.km for station in axis.stations}
        both = [(s.place, s.km, own[s.place]) for s in axes[0].stations if s.place in own]
        if not both or not coincide:
            placed.append(PlacedJourney(journey, axis))
            continue
        shared, here, there = both[0]
        _, far_here, far_there = both[-1]
        facing = -1 if (far_here - here) * (far_there - there) < 0 else 1
        placed.append(PlacedJourney(journey, axis, here - facing * there, facing))
    return tuple(placed), shared


def first_departure(journey: Journey) -> Event | None:
    """Return the departure that is first by the estimate; None when none has a place in it."""
    moments = journey.happened.moments
    left = [e for e in journey.events if e.kind is Kind.DEPARTURE and e.id in moments]
    return min(left, key=lambda event: moments[event.id], default=None)


def departure(journey: Journey) -> float:
    """Epoch seconds of the first departure as estimated; else of what is stated first."""
    left = first_departure(journey)
    if left is not None:
        return journey.happened.moments[left.id]
    stated = journey.happened.stated_span
    return journey.span[0] if stated is None else stated[0]


def common_place(journeys: Sequence[Journey]) -> tuple[str, tuple[float, ...]] | None:
    """
    Return a place at which reports put all journeys, and when each was first there, estimated.

    Of several the one with the narrowest windows; None without one.
    """
    firsts: list[dict[str, tuple[float, float]]] = []
    for journey in journeys:
        first: dict[str, tuple[float, float]] = {}
        for event in journey.events:
            at = journey.happened.moments.get(event.id)
            if at is None or event.place is None or event.id not in journey.km:
                continue
            width = event.window.end - event.window.start
            first[event.place] = min(first.get(event.place, (math.inf, 0.0)), (at, width))
        firsts.append(first)
    both = [place for place in firsts[0] if all(place in each for each in firsts[1:])]
    if not both:
        return None
    best = min(both, key=lambda place: max(each[place][1] for each in firsts))
    return best, tuple(each[best][0] for each in firsts)
