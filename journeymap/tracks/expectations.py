"""What was expected of the traveller, and until when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count

import numpy as np

from journeymap.claims.fusion import Event, Places
from journeymap.claims.gazetteer import Gazetteer
from journeymap.claims.table import Claim, Kind, Status


class Expectations:
    """
    Places expected, as claims come in and are borne out or denied.

    `events` are all that will ever be told of: their places are compared once.
    """

    def __init__(self, events: Sequence[Event], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        keys = dict.fromkeys(str(event.place) for event in events if self._arrives(event))
        self._keys = list(keys)
        self._places = Places(self._keys, gazetteer) if keys else None
        self._same: dict[str, list[str]] = {}
        self._told: dict[str, float] = {}
        self._denied: dict[str, float] = {}
        # A heap, the last expectation first. What is over is over for good, and taken off.
        self._hopes: list[tuple[float, int, Claim]] = []
        self._count = count()

    def _arrives(self, event: Event) -> bool:
        return event.places_traveller and not self._gazetteer[str(event.place)].is_area

    def hear(self, at: float, claims: Sequence[Claim], events: Sequence[Event]) -> None:
        """Take in what became public at a moment: claims, and the events as then fused."""
        for claim in claims:
            if claim.denies is not None:
                self._denied[claim.denies] = at
            if self._is_hope(claim):
                heappush(self._hopes, (-(claim.reported_from or 0.0), next(self._count), claim))
        for event in events:
            if self._arrives(event):
                end = min(event.window.end, at)
                key = str(event.place)
                self._told[key] = max(self._told.get(key, -math.inf), end)

    def _is_hope(self, claim: Claim) -> bool:
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

        An expectation is over once a later report denied it, it was told to have come true, or
        its time has passed.
        """
        while self._hopes and self._is_over(self._hopes[0][2], at):
            heappop(self._hopes)
        return self._hopes[0][2].place if self._hopes else None

    def _is_over(self, hope: Claim, at: float) -> bool:
        # Of a day's news none is surely later than a denial of that day.
        denied = self._denied.get(hope.event, -math.inf) >= (hope.reported_from or 0.0)
        return (
            denied
            or hope.window.end <= at
            or any(
                key in self._told and self._told[key] >= hope.window.start
                for key in self._one_with(str(hope.place))
            )
        )

    def _one_with(self, place: str) -> list[str]:
        """Return the places told of that can be this one."""
        if place not in self._same:
            here = self._places.can_be(place) if self._places else np.zeros(0, dtype=bool)
            self._same[place] = [self._keys[i] for i in np.flatnonzero(here)]
        return self._same[place]
