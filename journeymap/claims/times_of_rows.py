"""The times of the rows of an event table: their windows, and when they were public."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np
import pandas as pd

from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.claims.zones import zone_at
from journeymap.dates import Calendar, Dating, clock, day_text
from journeymap.errors import Problem
from journeymap.times import (
    BARE_DATE,
    FIRST_ZONE_ON_EARTH,
    LAST_ZONE_ON_EARTH,
    is_interval,
    parse_window,
    parse_windows,
)

# A time of day without an offset: it is read only where the clock was that of the sun.
_LOCAL_TIME = re.compile(r"[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?[?~%]?(/|\Z)")


def journeys_calendar(rows: pd.DataFrame, dating: Mapping[str, Dating]) -> pd.DataFrame:
    """Return the rows with the calendar of their journey where they name none."""
    julian = [name for name, each in dating.items() if each.calendar is Calendar.JULIAN]
    meant = rows["calendar"].eq("") & rows["journey"].isin(julian)
    return rows.assign(calendar=rows["calendar"].mask(meant, str(Calendar.JULIAN)))


def with_times(
    table: str,
    rows: pd.DataFrame,
    gazetteer: Gazetteer,
    zones: Mapping[str, str],
    dating: Mapping[str, Dating],
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """
    Return the rows with `window_start`, `window_end` and `public_at`, in epoch seconds.

    Where time_to is empty, an interval in time_from states both ends. What is to be said of the
    times is beside it, once.
    """
    rules = _Rules(rows, gazetteer, zones, dating)
    gregorian = rows["calendar"].ne(Calendar.JULIAN).to_numpy(dtype=bool)
    start, end_of_start = parse_windows(rows["time_from"], rules.of, gregorian=gregorian)
    if rows["time_to"].equals(rows["time_from"]):
        end = end_of_start
    else:
        _, end = parse_windows(rows["time_to"], rules.of, gregorian=gregorian)
        both = rows["time_to"].eq("") & rows["time_from"].map(is_interval)
        end = np.where(both.to_numpy(dtype=bool), end_of_start, end)
    _, public = parse_windows(rows["reported_at"], rules.anywhere, gregorian=gregorian)
    # What is public by no time is not known to be public.
    public[np.isinf(public)] = math.nan
    timed = rows.assign(window_start=start, window_end=end, public_at=public)
    return timed, tuple(_mean_times(table, timed))


class _Rules:
    """How the dates of each row are meant."""

    def __init__(
        self,
        rows: pd.DataFrame,
        gazetteer: Gazetteer,
        zones: Mapping[str, str],
        dating: Mapping[str, Dating],
    ) -> None:
        self._places: dict[str, Place] = {place.key: place for place in gazetteer}
        self._zones, self._dating = zones, dating
        names = ("place_key", "journey", "calendar", "lat", "lon")
        self._keys, self._journeys, self._calendars, self._lats, self._lons = (
            rows[name].tolist() for name in names
        )

    def of(self, i: int) -> Dating:
        """Return how the dates of a row are meant, by its position."""
        journey = self._journeys[i]
        given = self._given(i)
        place = self._places.get(self._keys[i])
        if place is not None:
            lat, lon, zone = place.lat, place.lon, place.zone
        else:
            lat, lon = _degrees(self._lats[i]), _degrees(self._lons[i])
            zone = zone_at(lat, lon) or ""
        if not zone:
            return given._replace(zone=self._zones.get(journey, "UTC"))
        return given._replace(zone=zone, lat=lat, lon=lon)

    def anywhere(self, i: int) -> Dating:
        """Return how its day of publication is meant: it has ended when it has everywhere."""
        return self._given(i)._replace(zone=LAST_ZONE_ON_EARTH)

    def _given(self, i: int) -> Dating:
        given = self._dating.get(self._journeys[i], Dating("UTC"))
        julian = self._calendars[i] == Calendar.JULIAN
        calendar = Calendar.JULIAN if julian else Calendar.GREGORIAN
        return given._replace(calendar=calendar, lat=None, lon=None)


def _degrees(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan


def _mean_times(table: str, rows: pd.DataFrame) -> Iterator[Problem]:
    read = rows["window_start"].notna() & rows["time_from"].str.contains(":", regex=False)
    local = [
        (int(row), cell)
        for row, cell in zip(rows.index[read], rows.loc[read, "time_from"], strict=True)
        if _LOCAL_TIME.search(cell)
    ]
    if local:
        row, cell = local[0]
        yield Problem(table, row, "time_from", cell, "local-mean-time", {"count": len(local)})


def published(rows: pd.DataFrame) -> Iterator[tuple[str | None, float | None]]:
    """
    Return when the claim of each row was public, where that is stated as a window.

    Its last day, as ISO 8601 has it, and in epoch seconds the first moment at which it can have
    been; None and None for a moment, and for rows that say nothing.
    """
    public = rows["public_at"].tolist()
    day_of = cache(_published)
    for cell, calendar, at in zip(
        rows["reported_at"].tolist(), rows["calendar"].tolist(), public, strict=True
    ):
        yield (None, None) if math.isnan(at) else day_of(cell, calendar, at)


def _published(cell: str, calendar: str, at: float) -> tuple[str | None, float | None]:
    julian = calendar == Calendar.JULIAN
    if BARE_DATE.match(cell) and not julian:
        return cell, None
    given = Calendar.JULIAN if julian else Calendar.GREGORIAN
    window = parse_window(cell, Dating(FIRST_ZONE_ON_EARTH, calendar=given))
    if window is None or window.start == at:
        return None, None
    since = window.start if math.isfinite(window.start) else None
    if not clock(at, LAST_ZONE_ON_EARTH).midnight:
        return None, since
    return day_text(clock(at - 1, LAST_ZONE_ON_EARTH).day), since
