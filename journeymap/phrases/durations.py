"""How long something took."""

from __future__ import annotations

import math

ONE_MINUTE, MINUTES = "1 minute", "{count} minutes"
ONE_HOUR, HOURS = "1 hour", "{count} hours"
HOURS_AND_MINUTES = "{hours} h {minutes} min"
DAYS = "{count} days"


def duration(seconds: float) -> str:
    """Say how long, as words/clock.js does: `15 minutes`, `1 h 41 min`, `2 days`."""
    # Halves up, as in JavaScript; round() would take them to the even number.
    minutes = math.floor(seconds / 60 + 0.5)
    if minutes < 60:
        return ONE_MINUTE if minutes == 1 else MINUTES.format(count=minutes)
    if minutes >= 48 * 60:
        return DAYS.format(count=math.floor(minutes / 1440 + 0.5))
    hours, rest = divmod(minutes, 60)
    if rest:
        return HOURS_AND_MINUTES.format(hours=hours, minutes=rest)
    return ONE_HOUR if hours == 1 else HOURS.format(count=hours)
