"""How long something took."""

from __future__ import annotations

import math

ONE_SECOND, SECONDS = "1 second", "{count} seconds"
ONE_MINUTE, MINUTES = "1 minute", "{count} minutes"
ONE_HOUR, HOURS = "1 hour", "{count} hours"
HOURS_AND_MINUTES = "{hours} h {minutes} min"
DAYS, YEARS = "{count} days", "{count} years"
_DAY_MINUTES = 1440
_YEAR_MINUTES = 365.25 * _DAY_MINUTES


def duration(seconds: float) -> str:
    """Say how long, as words/clock.js does: `15 minutes`, `1 h 41 min`, `2 days`, `3 years`."""
    if 0.5 <= seconds < 59.5:
        count = _rounded(seconds)
        return ONE_SECOND if count == 1 else SECONDS.format(count=count)
    minutes = _rounded(seconds / 60)
    if minutes < 60:
        return ONE_MINUTE if minutes == 1 else MINUTES.format(count=minutes)
    if minutes >= 2 * _YEAR_MINUTES:
        return YEARS.format(count=_rounded(minutes / _YEAR_MINUTES))
    if minutes >= 2 * _DAY_MINUTES:
        return DAYS.format(count=_rounded(minutes / _DAY_MINUTES))
    hours, rest = divmod(minutes, 60)
    if rest:
        return HOURS_AND_MINUTES.format(hours=hours, minutes=rest)
    return ONE_HOUR if hours == 1 else HOURS.format(count=hours)


def _rounded(value: float) -> int:
    """Round halves up, as JavaScript does; round() would take them to the even number."""
    return math.floor(value + 0.5)
