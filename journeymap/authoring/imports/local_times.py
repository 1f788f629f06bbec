"""Times by the clock of the place, as files without offsets have them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from journeymap.authoring.imports.imported_points import written
from journeymap.claims.zones import zone_at


def at_place(text: str, lon: str, lat: str) -> str:
    """
    Return a moment in UTC, as the event table has it.

    `text` is ISO 8601, by the clock of the place when it has no offset; in UTC where no position
    is given. Empty when it is no moment.
    """
    try:
        moment = dt.datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=_zone(lon, lat))
        return written(moment.timestamp())
    except (ValueError, OverflowError):
        return ""


def _zone(lon: str, lat: str) -> dt.tzinfo:
    try:
        zone = zone_at(float(lat), float(lon))
    except (ValueError, OverflowError):
        return dt.UTC
    return dt.UTC if zone is None else ZoneInfo(zone)


def with_offset(text: str, lon: str, lat: str) -> str:
    """Return a moment with the offset of the clocks at its place; as it is where it has one."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=_zone(lon, lat))
        return moment.isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""
