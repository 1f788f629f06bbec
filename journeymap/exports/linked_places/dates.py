"""
Windows as Linked Places has them: years, months or days, never more exact than the window.

Its schema allows no time of day. Days are those of the clock at the place: before standard time
that of the sun at its longitude, `lon` in degrees, as dates of the event table are read.
"""

from __future__ import annotations

import math
from typing import Any

from journeymap.dates import Day, clock, day_text, year_text
from journeymap.times import Window


def timespan(window: Window, zone: str, lon: float | None = None) -> dict[str, Any] | None:
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
        return {"start": {known: _date(*_local(moment, zone, lon))}}
    first, last = days(window, zone, lon)
    if (whole := _whole(window, zone, lon)) is not None:
        return {"start": {"in": whole}}
    return {"start": {"in": first} if first == last else {"earliest": first, "latest": last}}


def days(window: Window, zone: str, lon: float | None = None) -> tuple[str, str]:
    """Return the first and the last day of a window, each empty where that end is not known."""
    first = _date(*_local(window.start, zone, lon)) if math.isfinite(window.start) else ""
    if not math.isfinite(window.end):
        return first, ""
    # A window ends where the next day begins; a moment is of its own day.
    end = window.end - 1 if window.end > window.start else window.end
    return first, _date(*_local(end, zone, lon))


def year_of(moment: float, zone: str) -> str:
    """Return the year, astronomical and with four digits: -0404 is 405 BCE."""
    return year_text(_local(moment, zone)[0])


def _whole(window: Window, zone: str, lon: float | None) -> str | None:
    """Return the year or the month that a window is from end to end."""
    year, month, day, seconds = _local(window.start, zone, lon)
    if seconds or day != 1:
        return None
    after = _local(window.end, zone, lon)
    if month == 1 and after == (year + 1, 1, 1, 0):
        return year_text(year)
    if after == (year + month // 12, month % 12 + 1, 1, 0):
        return f"{year_text(year)}-{month:02}"
    return None


def _local(moment: float, zone: str, lon: float | None = None) -> tuple[int, int, int, int]:
    """Return year, month, day and seconds of the day by the clock of a zone."""
    shown = clock(moment, zone, lon)
    return (*shown.day, shown.hour * 3600 + shown.minute * 60 + shown.second)


def _date(year: int, month: int, day: int, _seconds: int) -> str:
    return day_text(Day(year, month, day))
