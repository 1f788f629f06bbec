"""Where the traveller was expected, and until when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count

import numpy as np

from journeymap.claims.columns import Kind, Status
from journeymap.claims.fusion import Event, PlaceMatcher
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim


class Expectations:
    """
    PlaceMatcher expected, as claims come in and are borne out or denied.

    `events` are all that will ever be reported: their places are compared once.
    """

    def __init__(self, events: Sequence[Event], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        keys = dict.fromkeys(str(event.place) for event in events if self._arrives(event))
        self._keys = list(keys)
        self._places = PlaceMatcher(self._keys, gazetteer) if keys else None
        self._same: dict[str, list[str]] = {}
        self._reported: dict[str, float] = {}
        self._denied: dict[str, float] = {}
        # A heap, the latest expectation first. One that is over never returns, and is removed.
        self._expected: list[tuple[float, int, Claim]] = []
        self._count = count()

    def _arrives(self, event: Event) -> bool:
        return event.places_traveller and not self._gazetteer[str(event.place)].is_area

    def update(self, at: float, claims: Sequence[Claim], events: Sequence[Event]) -> None:
        """Add what became public at a moment: claims, and their events as then fused."""
        for claim in claims:
            if claim.denies is not None:
                self._denied[claim.denies] = at
            if self._expects(claim):
                heappush(self._expected, (-(claim.reported_from or 0.0), next(self._count), claim))
        for event in events:
            if self._arrives(event):
                end = min(event.window.end, at)
                key = str(event.place)
                self._reported[key] = max(self._reported.get(key, -math.inf), end)

    def _expects(self, claim: Claim) -> bool:
        """Whether a claim expects the traveller at a place that one can travel to."""
        return (
            claim.status is Status.EXPECTED
            and claim.kind not in {Kind.STATEMENT, Kind.DEPARTURE}
            and claim.place is not None
            and not self._gazetteer[claim.place].is_area
        )

    def last(self, at: float) -> str | None:
        """
        Return the place expected last, of what still stands at a moment.

        An expectation is over once a later report denied it, it was reported to have come true,
        or its time has passed.
        """
        while self._expected and self._is_over(self._expected[0][2], at):
            heappop(self._expected)
        return self._expected[0][2].place if self._expected else None

    def _is_over(self, expected: Claim, at: float) -> bool:
        # Of two reports of one day it is not known which came first: the denial counts.
        denied = self._denied.get(expected.event, -math.inf) >= (expected.reported_from or 0.0)
        return (
            denied
            or expected.window.end <= at
            or any(
                key in self._reported and self._reported[key] >= expected.window.start
                for key in self._same_places(str(expected.place))
            )
        )

    def _same_places(self, place: str) -> list[str]:
        """Return the places reported that can be this one."""
        if place not in self._same:
            here = self._places.can_be(place) if self._places else np.zeros(0, dtype=bool)
            self._same[place] = [self._keys[i] for i in np.flatnonzero(here)]
        return self._same[place]
