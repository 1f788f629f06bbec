"""Where and when each row says that the traveller was, for comparing rows with each other."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.neighbours import KnownPlaces
from journeymap.authoring.corrections.positions import numbers
from journeymap.claims.columns import Kind, Status
from journeymap.times import FIRST_ZONE_ON_EARTH, FURTHEST_SECONDS, LAST_ZONE_ON_EARTH, parse_moment

# Rows of these do not say that the traveller was at the place.
_ELSEWHERE = {Status.EXPECTED, Status.CONTRADICTED}


@dataclass(frozen=True)
class RowPositions:
    """
    One value a row, in the order of the table.

    Attributes
    ----------
    lat, lon
        Degrees, NaN where unknown.
    own
        Whether the row itself gives them, rather than its place.
    start, end
        Epoch seconds of the window, NaN where it is not stated.
    usable
        Whether the row places the traveller: not a statement, nor expected, contradicted or
        denied, and with a position.
    journey
        A code for the journey.
    zones
        IANA zone of the row's place, else the journey's.
    """

    lat: np.ndarray
    lon: np.ndarray
    own: np.ndarray
    start: np.ndarray
    end: np.ndarray
    usable: np.ndarray
    journey: np.ndarray
    zones: tuple[str | None, ...]


def row_positions(cells: Cells, known: KnownPlaces, journey_zone: str | None) -> RowPositions:
    """
    Read the position and the window of each row.

    A table without any time_to states points in time, or whole days.
    """
    own_lat, own_lon = numbers(cells["lat"]), numbers(cells["lon"])
    own_lat[~((np.abs(own_lat) <= 90) & (np.abs(own_lon) <= 180))] = np.nan
    lat, lon = known.filled(own_lat, own_lon)
    zones = tuple(zone or journey_zone for zone in known.zones)
    until = cells["time_to"] if any(cells["time_to"]) else cells["time_from"]
    places_traveller = (
        kind != Kind.STATEMENT and status not in _ELSEWHERE and not denied
        for kind, status, denied in zip(
            cells["kind"], cells["status"], cells["denies"], strict=True
        )
    )
    return RowPositions(
        lat,
        lon,
        np.isfinite(own_lat) & np.isfinite(own_lon),
        moments(cells["time_from"], zones),
        moments(until, zones, end_of_day=True),
        np.fromiter(places_traveller, dtype=bool, count=len(cells))
        & np.isfinite(lat)
        & np.isfinite(lon),
        pd.factorize(np.array(cells["journey"], dtype="object"))[0],
        zones,
    )


def moments(
    texts: Sequence[str], zones: Sequence[str | None], *, end_of_day: bool = False
) -> np.ndarray:
    """
    Read moments as the table does.

    Parameters
    ----------
    texts
        The n cells.
    zones
        IANA zone of each, None where it is not known: then a day lasts from its beginning in the
        first zone on earth to its end in the last.
    end_of_day
        Whether a day means its end rather than its beginning.

    Returns
    -------
    Epoch seconds of shape (n,), NaN where the table reads no moment.
    """
    try:  # as most tables are: a moment in every row
        seconds = np.array([_of_moment(text) for text in texts], dtype="float64")
    except (ValueError, OverflowError):
        seconds = np.array(_of_each(texts, zones, end_of_day=end_of_day), dtype="float64")
    seconds[np.abs(seconds) > FURTHEST_SECONDS] = np.nan
    return seconds


def _of_each(texts: Sequence[str], zones: Sequence[str | None], *, end_of_day: bool) -> list[float]:
    anywhere = LAST_ZONE_ON_EARTH if end_of_day else FIRST_ZONE_ON_EARTH
    found: dict[tuple[str, str], float] = {}
    seconds = []
    for text, zone in zip(texts, zones, strict=True):
        key = (text, zone or anywhere)
        if key not in found:
            moment = parse_moment(*key, end_of_day=end_of_day)
            found[key] = math.nan if moment is None else moment
        seconds.append(found[key])
    return seconds


def _of_moment(text: str) -> float:
    """Return epoch seconds; raises ValueError for other than a date, a time and an offset."""
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.timestamp()
