"""Positions and moments in the many ways in which JSON files write them."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

from journeymap.authoring.imports.imported_points import written

# Epoch numbers above these are milliseconds, microseconds and nanoseconds: as the unit before
# them they would be of the year 5138.
_UNITS = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3))
_PER_DEGREE = 1e7
# What a 32-bit integer is too great by when a negative one was read as without a sign.
_WRAPPED = 2.0**32
_PAIR = re.compile(
    r"\s*(?:geo:)?\s*([-+−]?\d{1,3}(?:\.\d*)?)\s*°?\s*[,;]\s*([-+−]?\d{1,3}(?:\.\d*)?)",
    re.IGNORECASE,
)
# An offset from UTC that stands apart.
_APART = re.compile(r"\s+(?=[-+]\d\d:?\d\d\s*\Z)")
_DIGITS = re.compile(r"\s*[-+]?\d+(\.\d+)?\s*\Z")
_NOWHERE = (math.nan, math.nan)


def number(value: object) -> float:
    """Return a number, or a text that is one; NaN for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return math.nan
    try:
        return float(value)
    except (ValueError, OverflowError):
        return math.nan


def text(value: object) -> str:
    """Return a text, or a number as one; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def inner(value: object, *keys: str) -> Any:
    """Return what stands under keys of objects in objects; None where one is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of an array; none for anything else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def placed(lat: float, lon: float) -> tuple[float, float]:
    """Return a position; NaN for 0, 0 and what is not on the earth: these files mean none."""
    on_earth = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0)
    return (lat, lon) if on_earth else _NOWHERE


def lat_lon(value: object) -> tuple[float, float]:
    """Return latitude and longitude of a text such as `48.86°, 2.35°` or `geo:48.86,2.35`."""
    found = _PAIR.match(value[:100]) if isinstance(value, str) else None
    if not found:
        return _NOWHERE
    lat, lon = (float(each.replace("−", "-")) for each in found.groups())
    return placed(lat, lon)


def degrees_of(value: object, lat: str = "lat", lon: str = "lon") -> tuple[float, float]:
    """Return latitude and longitude of an object with both, in degrees."""
    if not isinstance(value, Mapping):
        return _NOWHERE
    return placed(number(value.get(lat)), number(value.get(lon)))


def e7_of(value: object) -> tuple[float, float]:
    """Return latitude and longitude of an object with both, in ten millionths of a degree."""
    if not isinstance(value, Mapping):
        return _NOWHERE
    lat = number(value.get("latitudeE7", value.get("latE7")))
    lon = number(value.get("longitudeE7", value.get("lngE7", value.get("lonE7"))))
    return placed(_e7(lat, 90), _e7(lon, 180))


def _e7(value: float, furthest: float) -> float:
    value = value - _WRAPPED if value > furthest * _PER_DEGREE else value
    return value / _PER_DEGREE


def moment(value: object) -> dt.datetime | None:
    """
    Return a moment with its offset; None for what is none.

    Texts are ISO 8601, in UTC where they have no offset; numbers, and texts of digits, are
    seconds, milliseconds, microseconds or nanoseconds since 1970.
    """
    try:
        if isinstance(value, str) and not _DIGITS.match(value):
            read = dt.datetime.fromisoformat(_APART.sub("", value[:100]).strip())
            return read if read.tzinfo else read.replace(tzinfo=dt.UTC)
        epoch = number(value)
        # A year, or a day written as a number, is no moment.
        if not abs(epoch) > 1e8:
            return None
        unit = next((per for above, per in _UNITS if abs(epoch) > above), 1.0)
        return dt.datetime.fromtimestamp(epoch / unit, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def seconds(value: object) -> float:
    """Return a moment, as `moment` reads it, in epoch seconds; NaN for what is none."""
    read = moment(value)
    return read.timestamp() if read else math.nan


def cell(value: object, minutes_east: object = None) -> str:
    """
    Return a moment as the event table has it, to the second; empty for what is none.

    Its offset is that which it was written with, or `minutes_east` of Greenwich.
    """
    read = moment(value)
    if read is None:
        return ""
    east = number(minutes_east)
    try:
        if abs(east) <= 14 * 60:
            read = read.astimezone(dt.timezone(dt.timedelta(minutes=east)))
        if not read.utcoffset():
            return written(read.timestamp())
        return (read + dt.timedelta(milliseconds=500)).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""
