"""Times by the clock of the place, as files without offsets have them."""

from __future__ import annotations

import datetime as dt

from journeymap.authoring.imports.imported_points import written
from journeymap.claims.zones import zone_at
from journeymap.dates import day_number, is_mean_time_at, moment_at, tz_of


def at_place(text: str, lon: str, lat: str) -> str:
    """
    Return a moment in UTC, as the event table has it.

    `text` is ISO 8601, by the clock of the place when it has no offset; in UTC where no position
    is given. Empty when it is no moment.
    """
    try:
        moment = dt.datetime.fromisoformat(text.strip())
        if moment.tzinfo is not None:
            return written(moment.timestamp())
        return written(moment_at(*_shown(moment), *_place(lon, lat)))
    except (ValueError, OverflowError):
        return ""


def _place(lon: str, lat: str) -> tuple[str, float | None]:
    """Return the zone of a position, and its longitude."""
    try:
        zone = zone_at(float(lat), float(lon))
    except (ValueError, OverflowError):
        return "UTC", None
    return ("UTC", None) if zone is None else (zone, float(lon))


def with_offset(text: str, lon: str, lat: str) -> str:
    """
    Return a moment with the offset of the clocks at its place; as it is where it has one.

    Before standard time it stays without: the table reads it as local mean time.
    """
    try:
        moment = dt.datetime.fromisoformat(text.strip())
        zone, degrees = _place(lon, lat)
        if moment.tzinfo is None and not is_mean_time_at(*_shown(moment), zone, degrees):
            moment = moment.replace(tzinfo=tz_of(zone))
        return moment.isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""


def _shown(local: dt.datetime) -> tuple[int, int]:
    """Return the day's number and the seconds since its midnight."""
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return day_number(local.year, local.month, local.day), seconds
