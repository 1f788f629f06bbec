"""How long, roughly, as a newspaper says it; words/rough_time.js says the same."""

from __future__ import annotations

import math

from journeymap.dates import DAY_SECONDS, clock, day_number, read_day

# Up to ten a number is a word.
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

ABOUT_A_MINUTE, A_FEW_MINUTES = "about a minute", "a few minutes"
ABOUT_MINUTES = "about {count} minutes"
ABOUT_AN_HOUR, ABOUT_HOURS = "about an hour", "about {count} hours"
ABOUT_A_DAY, DAYS, MONTHS, YEARS = "about a day", "{count} days", "{count} months", "{count} years"
LATER, EARLIER = "{time} later", "{time} earlier"
THE_SAME_DAY, THE_NEXT_DAY, THE_DAY_BEFORE = "the same day", "the next day", "the day before"

_MINUTE, _HOUR, _DAY = 60, 3600, DAY_SECONDS
_MONTH = 30.4375 * _DAY


def number_in_words(count: int) -> str:
    """Return `two`, or `12` above ten."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


# Below so many seconds a time is said in a unit, of whole steps.
_STEPS: tuple[tuple[float, str, float, int], ...] = (
    (1.5 * _MINUTE, ABOUT_A_MINUTE, _MINUTE, 1),
    (8 * _MINUTE, A_FEW_MINUTES, _MINUTE, 1),
    (52.5 * _MINUTE, ABOUT_MINUTES, _MINUTE, 5),
    (1.5 * _HOUR, ABOUT_AN_HOUR, _HOUR, 1),
    (22.5 * _HOUR, ABOUT_HOURS, _HOUR, 1),
    (27.5 * _HOUR, ABOUT_A_DAY, _DAY, 1),
    (47.5 * _HOUR, ABOUT_HOURS, _HOUR, 5),
    (60 * _DAY, DAYS, _DAY, 1),
    (24 * _MONTH, MONTHS, _MONTH, 1),
    (math.inf, YEARS, 12 * _MONTH, 1),
)


def roughly(seconds: float) -> str:
    """Say a time of so many seconds, not negative: `about two hours`, `three days`."""
    _, words, unit, step = next(each for each in _STEPS if seconds < each[0])
    # Halves up, as JavaScript rounds.
    return words.format(count=number_in_words(math.floor(seconds / unit / step + 0.5) * step))


def later(seconds: float) -> str:
    """Say by how much something is later, or earlier if negative: `about two hours later`."""
    return (EARLIER if seconds < 0 else LATER).format(time=roughly(abs(seconds)))


def days_later(day: str, moment: float, zone: str) -> str:
    """Say how many days an ISO day comes after a moment: `the next day`, `three days later`."""
    count = day_number(*read_day(day)) - clock(moment, zone).number
    near = {0: THE_SAME_DAY, 1: THE_NEXT_DAY, -1: THE_DAY_BEFORE}
    return near[count] if count in near else later(count * DAY_SECONDS)
