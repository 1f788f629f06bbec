"""Positions and times of a table as numbers, column by column: as recordings need them."""

from __future__ import annotations

import datetime as dt
import math
import re
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from journeymap.authoring.corrections.parse_degrees import parse_degrees
from journeymap.authoring.corrections.parse_moments import parse_written_moment
from journeymap.authoring.imports.column_positions import positions_in
from journeymap.authoring.imports.column_times import times_in
from journeymap.authoring.imports.header_words import Meaning, says_utc
from journeymap.authoring.imports.table_formats import TableFormat
from journeymap.claims.zones import zone_at

_HAS_ZONE = r"(?:[Zz]|[+-]\d{2}:?\d{2}| ?(?:UTC|GMT))\s*\Z"
# A zone is asked for once for all points of such a square of degrees.
_ZONE_SQUARE = 0.05
_PER_SECOND = {10: 1.0, 13: 1e3, 16: 1e6, 19: 1e9}
# Forms of dates and times of day that are read at once, beside ISO 8601.
_FORMS = {
    True: ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"),
    False: ("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M"),
}
_SLASHED = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{4}")


@dataclass(frozen=True, eq=False)
class TablePoints:
    """
    A value for each row: lon and lat in WGS 84 degrees, t in epoch seconds; NaN where not known.

    `zones` are those in which times without an offset were read, by how many they are; `asked`
    whether the order of day and month was a guess.
    """

    lon: np.ndarray
    lat: np.ndarray
    t: np.ndarray
    zones: dict[str, int]
    day_or_month: bool = False


def points_of(
    names: Sequence[str],
    meanings: Sequence[str],
    frame: pd.DataFrame,
    form: TableFormat | None,
    *,
    utc: bool = False,
) -> TablePoints:
    """
    Return the points of a table. Times without an offset are read in the zone of their position.

    With `utc`, where the format or a name says so, they are of UTC.
    """
    lat, lon = _degrees(meanings, frame)
    times = times_in(meanings, frame)
    when = times.start or times.end
    if when is None:
        return TablePoints(lon, lat, np.full(len(frame), math.nan), {})
    if not when.day and when.clock is not None:
        cells = frame[when.clock].str.strip()
    else:
        cells = pd.Series(when.cells(frame), frame.index, dtype="str")
    utc = utc or times.utc or (form is not None and form.utc)
    utc = utc or any(says_utc(names[at]) for at in when.columns if at < len(names))
    day_first = True if form is not None and form.day_first else None
    t, zones, guessed = _moments(cells, lat, lon, utc=utc, day_first=day_first)
    return TablePoints(lon, lat, t, zones, guessed)


def _degrees(meanings: Sequence[str], frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    plain = {"lat", "lon"} <= {*meanings} and not {*meanings} & {
        Meaning.LAT_MINUTES,
        Meaning.NORTH_SOUTH,
        Meaning.EAST_WEST,
    }
    if plain:
        lat, lon = (_numbers(frame[meanings.index(axis)]) for axis in ("lat", "lon"))
        if np.nanmax(np.abs(lat), initial=0.0) > 1e5:
            lat, lon = lat / 1e7, lon / 1e7
        if np.nanmin(lon, initial=0.0) >= 0:
            lon = np.where(lon > 180, lon - 360, lon)
        return lat, lon
    found = positions_in("", meanings, frame)
    if found is None:
        nowhere = np.full(len(frame), math.nan)
        return nowhere, nowhere
    lat, lon = (_numbers(pd.Series(each, dtype="str")) for each in (found.lat, found.lon))
    return lat, lon


def _numbers(cells: pd.Series) -> np.ndarray:
    values = pd.to_numeric(cells, errors="coerce").to_numpy("float64", na_value=math.nan, copy=True)
    odd = np.flatnonzero(~np.isfinite(values))
    if len(odd):
        read: dict[str, float] = {"": math.nan}
        texts = cells.iloc[odd].tolist()
        for text in {*texts} - {""}:
            written = parse_degrees(text)
            read[text] = written.value if written else math.nan
        values[odd] = [read[text] for text in texts]
    return values


def _moments(
    cells: pd.Series,
    lat: np.ndarray,
    lon: np.ndarray,
    *,
    utc: bool,
    day_first: bool | None,
) -> tuple[np.ndarray, dict[str, int], bool]:
    t = np.full(len(cells), math.nan)
    filled = cells[cells != ""]
    if filled.empty:
        return t, {}, False
    if filled.str.fullmatch(r"\d{10}(?:\.\d+)?|\d{13}|\d{16}|\d{19}").all():
        width = len(filled.iloc[0].partition(".")[0])
        return (
            pd.to_numeric(cells, errors="coerce").to_numpy("float64") / _PER_SECOND[width],
            {},
            False,
        )
    zoned = cells.str.contains(_HAS_ZONE, regex=True).to_numpy(bool)
    if zoned.any():
        texts = cells[zoned].str.replace(r"\s*(?:UTC|GMT)\s*\Z", "Z", regex=True)
        t[zoned] = _epoch(pd.to_datetime(texts, format="ISO8601", utc=True, errors="coerce"))
    guessed = False
    local = np.flatnonzero(~zoned & (cells != "").to_numpy(bool))
    zones: dict[str, int] = {}
    if len(local):
        clock, guessed = _local(cells.iloc[local], day_first=day_first)
        if utc:
            t[local] = clock
        else:
            t[local], zones = _in_zones(clock, lat[local], lon[local])
    return t, zones, guessed


def _local(cells: pd.Series, *, day_first: bool | None) -> tuple[np.ndarray, bool]:
    """Return what the clocks showed, as if of UTC, and whether day and month were guessed."""
    read = _epoch(pd.to_datetime(cells, format="ISO8601", utc=True, errors="coerce"))
    guessed = False
    if np.isfinite(read).mean() > 0.5:
        return read, guessed
    slashed = cells.str.replace(
        r"\s*[.\-](?=\d{1,2}[.\-]\d{4})|(?<=\d)[.\-](?=\d{4})", "/", regex=True
    )
    if _SLASHED.match(cells.iloc[0]):
        numbers = slashed.str.extract(r"(\d{1,2})/(\d{1,2})/").astype("float")
        if day_first is None:
            day_first = bool((numbers[0] > 12).any()) or not bool((numbers[1] > 12).any())
            guessed = not ((numbers[0] > 12).any() or (numbers[1] > 12).any())
        for form in _FORMS[day_first]:
            read = _epoch(pd.to_datetime(slashed, format=form, utc=True, errors="coerce"))
            if np.isfinite(read).mean() > 0.5:
                return read, guessed
    moments: dict[str, float] = {}
    for text in cells.unique().tolist():
        written = parse_written_moment(text)
        moments[text] = math.nan
        if written is not None:
            day = next(iter(written.days.values()))
            clock = written.clock or dt.time()
            moments[text] = dt.datetime.combine(day, clock, dt.UTC).timestamp()
    return np.array([moments[text] for text in cells.tolist()]), guessed


def _epoch(moments: pd.Series) -> np.ndarray:
    whole = moments.astype("datetime64[ms, UTC]").astype("int64").to_numpy("float64")
    values: np.ndarray = whole / 1e3
    values[moments.isna().to_numpy()] = math.nan
    return values


def _in_zones(
    clock: np.ndarray, lat: np.ndarray, lon: np.ndarray
) -> tuple[np.ndarray, dict[str, int]]:
    """Return epoch seconds of clocks that were read in the zones of their positions."""
    squares = np.stack([np.round(lat / _ZONE_SQUARE), np.round(lon / _ZONE_SQUARE)])
    known = np.isfinite(squares).all(axis=0) & np.isfinite(clock)
    t = clock.copy()
    if not known.any():
        return t, {}
    unique, which = np.unique(squares[:, known], axis=1, return_inverse=True)
    centres = (unique * _ZONE_SQUARE).T.tolist()
    names = [zone_at(*_on_earth(*centre)) or "UTC" for centre in centres]
    zone_of = np.array(names, dtype=object)[which.ravel()]
    rows = np.flatnonzero(known)
    zones: dict[str, int] = {}
    for name in dict.fromkeys(names):
        of_zone = rows[zone_of == name]
        t[of_zone] = _to_utc(clock[of_zone], name)
        zones[name] = len(of_zone)
    return t, zones


def _on_earth(lat: float, lon: float) -> tuple[float, float]:
    return min(max(lat, -90.0), 90.0), min(max(lon, -180.0), 180.0)


def _to_utc(clock: np.ndarray, zone: str) -> np.ndarray:
    # A clock put back shows an hour twice: the first is taken. One put forward skips an hour.
    naive = pd.DatetimeIndex(pd.to_datetime(np.round(clock * 1e3), unit="ms"))
    local = naive.tz_localize(
        zoneinfo.ZoneInfo(zone), ambiguous=np.ones(len(naive), bool), nonexistent="shift_forward"
    )
    return local.astype("datetime64[ms, UTC]").astype("int64").to_numpy("float64") / 1e3
