"""Where and when each row says that the traveller was: what the slips of travel compare."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from journeymap.claims import Kind, Status
from journeymap.slips.mends import Cells
from journeymap.slips.neighbours import Positions, resolved
from journeymap.slips.positions import numbers
from journeymap.times import (
    BARE_DATE,
    FIRST_ZONE_ON_EARTH,
    LAST_ZONE_ON_EARTH,
    MOMENT,
    parse_moment,
)

_NOT_THERE = {Status.EXPECTED, Status.CONTRADICTED}


@dataclass(frozen=True)
class Stated:
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


def stated(cells: Cells, positions: Positions, zones: Sequence[str | None]) -> Stated:
    """Read where and when. A table without any time_to states points in time, or whole days."""
    own_lat, own_lon = numbers(cells["lat"]), numbers(cells["lon"])
    own_lat[~((np.abs(own_lat) <= 90) & (np.abs(own_lon) <= 180))] = np.nan
    lat, lon = resolved(cells, own_lat, own_lon, positions)
    until = cells["time_to"] if any(cells["time_to"]) else cells["time_from"]
    told = (
        kind != Kind.STATEMENT and status not in _NOT_THERE and not denied
        for kind, status, denied in zip(
            cells["kind"], cells["status"], cells["denies"], strict=True
        )
    )
    return Stated(
        lat, lon, np.isfinite(own_lat) & np.isfinite(own_lon),
        moments(cells["time_from"], zones), moments(until, zones, end_of_day=True),
        np.fromiter(told, dtype=bool, count=len(cells)) & np.isfinite(lat) & np.isfinite(lon),
        pd.factorize(np.array(cells["journey"], dtype="object"))[0], tuple(zones),
    )  # fmt: skip


def moments(
    texts: Sequence[str], zones: Sequence[str | None], *, end_of_day: bool = False
) -> np.ndarray:
    """Return epoch seconds, NaN where the table would read none; a day of no zone is any zone's."""
    anywhere = LAST_ZONE_ON_EARTH if end_of_day else FIRST_ZONE_ON_EARTH
    days: dict[tuple[str, str], float | None] = {}
    seconds = np.full(len(texts), np.nan)
    for i, text in enumerate(texts):
        if not text:
            continue
        if MOMENT.match(text):
            seconds[i] = _of_moment(text)
        elif BARE_DATE.match(text):
            day = (text, zones[i] or anywhere)
            if day not in days:
                days[day] = parse_moment(*day, end_of_day=end_of_day)
            seconds[i] = math.nan if days[day] is None else days[day]
    return seconds


def _of_moment(text: str) -> float:
    try:
        return dt.datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError):
        return math.nan
