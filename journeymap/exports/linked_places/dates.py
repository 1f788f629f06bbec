"""
Windows as Linked Places has them: years, months or days, never more exact than the window.

Its schema allows no time of day. Days are those of the clock at the place.
"""

from __future__ import annotations

import datetime as dt
import math
import zoneinfo
from typing import Any

import numpy as np

from journeymap.times import Window

# Python's own dates reach from year 1 to 9999; a day is kept for the offset of a zone.
_FIRST, _LAST = -62135510400.0, 253402214400.0


def timespan(window: Window, zone: str) -> dict[str, Any] | None:
    """
    Return the timespan within which an event was; None when no end of its window is known.

    A start without an end is the interval that the start describes.
    """
    if not window.known:
        return None
    if not window.bounded:
        known, moment = (
            ("earliest", window.start) if math.isfinite(window.start) else ("latest", window.end)
        )
        return {"start": {known: _date(*_local(moment, zone))}}
    first, last = days(window, zone)
    if (whole := _whole(window, zone)) is not None:
        return {"start": {"in": whole}}
    return {"start": {"in": first} if first == last else {"earliest": first, "latest": last}}


def days(window: Window, zone: str) -> tuple[str, str]:
    """Return the first and the last day of a window, each empty where that end is not known."""
    first = _date(*_local(window.start, zone)) if math.isfinite(window.start) else ""
    if not math.isfinite(window.end):
        return first, ""
    # A window ends where the next day begins; a moment is of its own day.
    end = window.end - 1 if window.end > window.start else window.end
    return first, _date(*_local(end, zone))


def year_of(moment: float, zone: str) -> str:
    """Return the year, astronomical and with four digits: -0404 is 405 BCE."""
    return _year(_local(moment, zone)[0])


def _whole(window: Window, zone: str) -> str | None:
    """Return the year or the month that a window is from end to end."""
    year, month, day, seconds = _local(window.start, zone)
    if seconds or day != 1:
        return None
    after = _local(window.end, zone)
    if month == 1 and after == (year + 1, 1, 1, 0):
        return _year(year)
    if after == (year + month // 12, month % 12 + 1, 1, 0):
        return f"{_year(year)}-{month:02}"
    return None


def _local(moment: float, zone: str) -> tuple[int, int, int, int]:
    """Return year, month, day and seconds of the day by the clock of a zone."""
    if _FIRST <= moment <= _LAST:
        local = dt.datetime.fromtimestamp(math.floor(moment), zoneinfo.ZoneInfo(zone))
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        return local.year, local.month, local.day, seconds
    day, seconds = divmod(math.floor(moment), 86400)
    text = str(np.datetime64(day, "D"))
    sign = -1 if text.startswith("-") else 1
    year, month, number = map(int, text.lstrip("-").split("-"))
    return sign * year, month, number, seconds


def _date(year: int, month: int, day: int, _seconds: int) -> str:
    return f"{_year(year)}-{month:02}-{day:02}"


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"
