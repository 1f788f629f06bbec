"""How long, roughly, as a newspaper says it; words/rough_time.js says the same."""

from __future__ import annotations

import math

from journeymap.dates import DAY_SECONDS, clock, day_number, read_day

# Up to ten a number is a word.
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

A_MINUTE, A_FEW_MINUTES, MINUTES = "a minute", "a few minutes", "{count} minutes"
AN_HOUR, HOURS = "an hour", "{count} hours"
A_DAY, DAYS, MONTHS, YEARS = "a day", "{count} days", "{count} months", "{count} years"
ABOUT = "about {time}"
LATER, EARLIER = "{time} later", "{time} earlier"
AT_LEAST_LATER, AT_MOST_LATER = "at least {time} later", "at most {time} later"
BETWEEN_LATER = "between {least} and {most} later"
THE_SAME_DAY, THE_NEXT_DAY, THE_DAY_BEFORE = "the same day", "the next day", "the day before"

_MINUTE, _HOUR, _DAY = 60, 3600, DAY_SECONDS
_MONTH = 30.4375 * _DAY


def number_in_words(count: int) -> str:
    """Return `two`, or `12` above ten."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


# From so many seconds on only days are counted.
_WHOLE_DAYS = 47.5 * _HOUR
# Below so many seconds a time is said in a unit, of whole steps.
_STEPS: tuple[tuple[float, str, float, int], ...] = (
    (1.5 * _MINUTE, A_MINUTE, _MINUTE, 1),
    (8 * _MINUTE, A_FEW_MINUTES, _MINUTE, 1),
    (52.5 * _MINUTE, MINUTES, _MINUTE, 5),
    (1.5 * _HOUR, AN_HOUR, _HOUR, 1),
    (22.5 * _HOUR, HOURS, _HOUR, 1),
    (27.5 * _HOUR, A_DAY, _DAY, 1),
    (_WHOLE_DAYS, HOURS, _HOUR, 5),
    (60 * _DAY, DAYS, _DAY, 1),
    (24 * _MONTH, MONTHS, _MONTH, 1),
    (math.inf, YEARS, 12 * _MONTH, 1),
)


def roughly(seconds: float) -> str:
    """Say a time of so many seconds, not negative: `about two hours`, `three days`."""
    time = _rounded(seconds)
    exact = time == A_FEW_MINUTES or seconds >= _WHOLE_DAYS
    return time if exact else ABOUT.format(time=time)


def _rounded(seconds: float) -> str:
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


def later_within(least: float | None, most: float | None) -> str:
    """
    Say by how many seconds something came later, where that is known within limits.

    `about two hours later`, `between two hours and ten hours later`; empty where it is not known.
    """
    if most is None:
        return "" if least is None else AT_LEAST_LATER.format(time=_rounded(least))
    if least is not None and _rounded(least) == _rounded(most):
        return later(most)
    if least is None or least < _MINUTE:
        return AT_MOST_LATER.format(time=_rounded(most))
    low, high = _rounded(least), _rounded(most)
    count, _, unit = low.partition(" ")
    # Of the same unit the first is a number alone.
    same = bool(unit) and high.endswith(f" {unit}")
    return BETWEEN_LATER.format(least=count if same else low, most=high)
