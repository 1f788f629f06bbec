"""Windows of time in words, with no more exactness than they have."""

from __future__ import annotations

import math
from enum import Enum
from typing import NamedTuple

from journeymap.dates import (
    DAY_SECONDS,
    MONTHS,
    Calendar,
    Clock,
    Day,
    clock,
    day_in_words,
    day_number,
    day_of,
    in_words,
    is_fixed,
    offset_in_words,
    year_in_words,
)
from journeymap.times import Window

NOT_STATED = "a time not stated"
AFTER, BEFORE, FROM = "after {moment}", "before {moment}", "from {moment} on"
CENTURY, CENTURY_BCE, DECADE = "{number} century", "{number} century BCE", "{year}s"
RANGE, SHORT_RANGE = "{first} – {last}", "{first}–{last}"
JULIAN = "{gregorian} ({julian} Julian)"
WITH_OFFSET = "{window} ({offset})"
# How far the sun of a place can be off that of its zone's city, seconds.
_MEAN_TIME_OFF = 3600


class Unit(Enum):
    """The largest part of a calendar of which a window is a whole number."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Whole(NamedTuple):
    """A window that is whole units of a calendar: from the first day to that after its last."""

    unit: Unit
    first: Day
    after: Day

    @property
    def numbers(self) -> tuple[int, int]:
        """The numbers of the first and the last day, of Gregorian ones."""
        return day_number(*self.first), day_number(*self.after) - 1


def whole_units(window: Window, zone: str, calendar: Calendar = Calendar.GREGORIAN) -> Whole | None:
    """Return the largest units of a calendar that a bounded window is whole ones of, if any."""
    if not window.bounded or window.start >= window.end:
        return None
    numbers = [_beginning(clock(moment, zone)) for moment in (window.start, window.end)]
    if numbers[0] is None or numbers[1] is None:
        return None
    first, after = (day_of(number, calendar) for number in numbers if number is not None)
    if first.day == after.day == 1:
        unit = Unit.YEAR if first.month == after.month == 1 else Unit.MONTH
        return Whole(unit, first, after)
    return Whole(Unit.DAY, first, after)


def _beginning(shown: Clock) -> int | None:
    """
    Return the day that begins, if any.

    A window can begin before standard time and end after it: then its first day began by the sun
    of the place, which is not that of the city that the zone is named for.
    """
    if shown.midnight:
        return shown.number
    seconds = shown.hour * 3600 + shown.minute * 60 + shown.second
    number, off = divmod(shown.number * DAY_SECONDS + seconds + _MEAN_TIME_OFF, DAY_SECONDS)
    return number if shown.mean_time and off <= 2 * _MEAN_TIME_OFF else None


def window_in_words(window: Window, zone: str, calendar: Calendar | None = None) -> str:
    """
    Say a window by the clock of `zone`.

    `12 Sep 2023, 12:10–12:20 (UTC+10)`, `12 Sep 2023 (UTC+10)` for a whole day, `June 1812`,
    `1812`, `1810s` and `16th century` for what is coarser, `after …` or `before …` where one end is
    open, `at a time not stated` where both are. A Julian date stands beside the Gregorian one:
    `24 Jun 1812 (12 Jun Julian)`.
    """
    if not window.bounded:
        return _open_window(window, zone, calendar)
    julian = calendar is Calendar.JULIAN
    stated = whole_units(window, zone, Calendar.JULIAN) if julian else None
    whole = whole_units(window, zone)
    by_julian = stated is not None and stated.unit is not Unit.DAY and stated != whole
    if whole is not None and stated is not None and by_julian:
        return JULIAN.format(gregorian=_whole(whole), julian=_whole(stated))
    if whole is not None and whole.unit is not Unit.DAY:
        return _whole(whole)
    if window.start == window.end:
        return _moment(window.start, zone, calendar)
    return _between(window, zone, calendar, days=whole is not None)


def moment_in_words(
    moment: float, zone: str, unit: Unit | None, calendar: Calendar | None = None
) -> str:
    """Say a moment no more exactly than a journey is stated; `unit` None: to the minute."""
    if unit is None:
        return _moment(moment, zone, calendar)
    shown = clock(moment, zone)
    if unit is Unit.DAY:
        return _day(shown.number, calendar)
    year, month, _ = shown.day
    return year_in_words(year) if unit is Unit.YEAR else _month(year, month)


def _between(window: Window, zone: str, calendar: Calendar | None, *, days: bool) -> str:
    start, end = clock(window.start, zone), clock(window.end, zone)
    if start.offset != end.offset:
        return RANGE.format(
            first=_moment(window.start, zone, calendar), last=_moment(window.end, zone, calendar)
        )
    words = _days_and_hours(start, end, calendar)
    mean = start.mean_time or is_fixed(zone)
    if mean and days:
        return words  # everybody's clock was the sun's then
    return WITH_OFFSET.format(window=words, offset=offset_in_words(start.offset, mean=mean))


def _open_window(window: Window, zone: str, calendar: Calendar | None) -> str:
    if not window.known:
        return NOT_STATED
    begins = math.isfinite(window.start)
    moment = window.start if begins else window.end
    shown = clock(moment, zone)
    if calendar is not Calendar.JULIAN and shown.midnight and shown.day.day == 1:
        year, month, _ = shown.day
        words = year_in_words(year) if month == 1 else _month(year, month)
        return (FROM if begins else BEFORE).format(moment=words)
    return (AFTER if begins else BEFORE).format(moment=_moment(moment, zone, calendar))


def _moment(moment: float, zone: str, calendar: Calendar | None) -> str:
    words = in_words(moment, zone)
    if calendar is not Calendar.JULIAN:
        return words
    day, rest = words.split(", ", 1)
    shown = clock(moment, zone)
    return f"{_with_julian(day, shown.number)}, {rest}"


def _whole(whole: Whole) -> str:
    """Say whole units, the last one included."""
    if whole.unit is Unit.YEAR:
        return _years(whole.first.year, whole.after.year)
    if whole.unit is Unit.MONTH:
        return _months(whole.first, whole.after)
    first, last = (day_in_words(day_of(number), short=True) for number in whole.numbers)
    return first if first == last else RANGE.format(first=first, last=last)


def _years(first: int, after: int) -> str:
    if after - first == 1:
        return year_in_words(first)
    if after - first == 100 and first % 100 == 1:
        # The first century has the years 1 to 100; the first before it 100 to 1 BCE.
        words, hundreds = (CENTURY, first // 100) if first > 0 else (CENTURY_BCE, -first // 100)
        return words.format(number=_ordinal(hundreds + 1))
    if after - first == 10 and first % 10 == 0 and first % 100 and first > 0:
        return DECADE.format(year=first)
    if first > 0 or after <= 1:  # of one era, which is said once
        begin = first if first > 0 else 1 - first
        return SHORT_RANGE.format(first=begin, last=year_in_words(after - 1))
    return RANGE.format(first=year_in_words(first), last=f"{after - 1} CE")


def _months(first: Day, after: Day) -> str:
    year, month = (after.year, after.month - 1) if after.month > 1 else (after.year - 1, 12)
    if (year, month) == (first.year, first.month):
        return _month(year, month)
    if year == first.year:
        return SHORT_RANGE.format(first=MONTHS[first.month - 1], last=_month(year, month))
    return RANGE.format(first=_month(first.year, first.month), last=_month(year, month))


def _month(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year_in_words(year)}"


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _days_and_hours(start: Clock, end: Clock, calendar: Calendar | None) -> str:
    last = end.number - 1 if end.midnight else end.number
    first_day, last_day = _day(start.number, calendar), _day(last, calendar)
    days = first_day if last == start.number else f"{first_day} – {last_day}"
    if start.midnight and end.midnight:
        return days
    if last != start.number:
        return f"{first_day}, {_time(start)} – {_day(end.number, calendar)}, {_time(end)}"
    return f"{days}, {_time(start)}–{'24:00' if end.midnight else _time(end)}"


def _time(shown: Clock) -> str:
    return f"{shown.hour:02d}:{shown.minute:02d}"


def _day(number: int, calendar: Calendar | None) -> str:
    words = day_in_words(day_of(number), short=True)
    return _with_julian(words, number) if calendar is Calendar.JULIAN else words


def _with_julian(words: str, number: int) -> str:
    """Put the Julian date beside a Gregorian one, where they differ; the same year is said once."""
    gregorian, julian = day_of(number), day_of(number, Calendar.JULIAN)
    if gregorian == julian:
        return words
    day = day_in_words(julian, short=True)
    if gregorian.year == julian.year:
        day = day.removesuffix(f" {year_in_words(julian.year)}")
    return JULIAN.format(gregorian=words, julian=day)
