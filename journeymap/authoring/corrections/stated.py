"""Where and when each row says that the traveller was: what the slips of travel compare."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from journeymap.authoring.corrections.mends import Cells
from journeymap.authoring.corrections.neighbours import Known
from journeymap.authoring.corrections.positions import numbers
from journeymap.claims.table import Kind, Status
from journeymap.times import FIRST_ZONE_ON_EARTH, LAST_ZONE_ON_EARTH, parse_moment

# The table holds no moments beyond 1677 and 2262: see `journeymap.times.parse_moments`.
FURTHEST_SECONDS = 9.2e9
_NOT_THERE = {Status.EXPECTED, Status.CONTRADICTED}


@dataclass(frozen=True)
class RowPositions:
    """
    One value a row, in the order of the table.

    lat, lon: degrees; `own` marks those that the row itself gives. start, end: epoch seconds of
    the window, NaN where it is not told. zones: of the row's place, else the journey's. `there`
    marks rows that tell of a position of the traveller, rather than of what was said, expected,
    contradicted or denied. `journey` is a code for the journey.
    """

    lat: np.ndarray
    lon: np.ndarray
    own: np.ndarray
    start: np.ndarray
    end: np.ndarray
    there: np.ndarray
    journey: np.ndarray
    zones: tuple[str | None, ...]


def stated(cells: Cells, known: Known, journey_zone: str | None) -> RowPositions:
    """Read where and when. A table without any time_to states points in time, or whole days."""
    own_lat, own_lon = numbers(cells["lat"]), numbers(cells["lon"])
    own_lat[~((np.abs(own_lat) <= 90) & (np.abs(own_lon) <= 180))] = np.nan
    lat, lon = known.filled(own_lat, own_lon)
    zones = tuple(zone or journey_zone for zone in known.zones)
    until = cells["time_to"] if any(cells["time_to"]) else cells["time_from"]
    told = (
        kind != Kind.STATEMENT and status not in _NOT_THERE and not denied
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
        np.fromiter(told, dtype=bool, count=len(cells)) & np.isfinite(lat) & np.isfinite(lon),
        pd.factorize(np.array(cells["journey"], dtype="object"))[0],
        zones,
    )


def moments(
    texts: Sequence[str], zones: Sequence[str | None], *, end_of_day: bool = False
) -> np.ndarray:
    """Return epoch seconds, NaN where the table would read none; a day of no zone is any zone's."""
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
    """Return epoch seconds; raises ValueError for what is no date and time with its offset."""
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.timestamp()
