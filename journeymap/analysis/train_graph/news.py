"""How far the news was behind the traveller, by the first reports of where it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.claims.columns import Kind
from journeymap.claims.fusion import Event
from journeymap.journeys.journey import Journey

# What tells where the traveller was; a meeting or a statement does not.
_KINDS = {Kind.DEPARTURE, Kind.ARRIVAL, Kind.STOP, Kind.PASS, Kind.BORDER_CROSSING}


@dataclass(frozen=True)
class Behind:
    """An event on the line, and by how many seconds at least and at most its news came later."""

    event: Event
    least: float
    most: float | None


def furthest_behind(journey: Journey) -> Behind | None:
    """Return the event whose news surely came latest; None where none surely came later."""
    found = max(_delays(journey), key=lambda each: each.least, default=None)
    return None if found is None or found.least < 60 else found


def least_behind(journey: Journey) -> Behind | None:
    """Return the event whose news surely came soonest; None where no delay has a maximum."""
    bounded = ((each, each.most) for each in _delays(journey) if each.most is not None)
    found = min(bounded, key=lambda pair: pair[1], default=None)
    return None if found is None else found[0]


def _delays(journey: Journey) -> Iterator[Behind]:
    for event in journey.events:
        least, most = event.delay
        if event.reported and event.kind in _KINDS and event.id in journey.km and least is not None:
            yield Behind(event, least, most)
