"""
Moments and windows, and the cells that state them. A moment is epoch seconds, UTC.

A cell has ISO 8601 or the Extended Date/Time Format (EDTF, ISO 8601-2:2019), levels 0 to 2. Source:
Library of Congress, Extended Date/Time Format Specification, 2019.
"""

from __future__ import annotations

import math
import re
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from journeymap.dates import (
    DAY_SECONDS,
    Dating,
    day_number,
    exists,
    in_words,
    is_mean_time_at,
    moment_at,
    month_length,
    months_later,
)

__all__ = ["Dating", "Window", "in_words", "parse_moment", "parse_window", "parse_windows"]

BARE_DATE = re.compile(r"-?\d{4}-\d{2}-\d{2}\Z", re.ASCII)

# What nearly every cell looks like, and pandas reads as parse_window does.
PLAIN_MOMENT = (
    r"(?!0000)\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])"
)

# A day of publication without a zone has ended for certain once it has ended everywhere: at UTC-12.
LAST_ZONE_ON_EARTH = "Etc/GMT+12"
# No day begins earlier than at UTC+14.
FIRST_ZONE_ON_EARTH = "Etc/GMT-14"

# Years from 10,000 BCE to 9999 are read; what is further from 1970 than this is an error. Seconds.
FURTHEST_SECONDS = 3.8e11
_LAST_YEAR = 9999
_LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class Window:
    """A closed interval of epoch seconds; an infinite end is one that is not known."""

    start: float = -math.inf
    end: float = math.inf

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return math.isfinite(self.start) or math.isfinite(self.end)

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return math.isfinite(self.start) and math.isfinite(self.end)

    @property
    def length(self) -> float:
        """Seconds from its start to its end; infinite where one of them is not stated."""
        return self.end - self.start

    @property
    def middle(self) -> float | None:
        """Middle of the window, or its only known end; None when neither end is known."""
        if self.bounded:
            return (self.start + self.end) / 2
        ends = [end for end in (self.start, self.end) if math.isfinite(end)]
        return ends[0] if ends else None

    def meets(self, other: Window) -> bool:
        """
        Whether one event can be in both.

        Windows that only touch, such as an afternoon and the evening after it, do not meet, unless
        one of them is an exact moment.
        """
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@cache
def known_zones() -> frozenset[str]:
    """The IANA zone names that this machine can resolve."""
    return frozenset(zoneinfo.available_timezones())


# Months of a part of a year: the first, and how many. A winter that begins in a year is its own.
_NORTH = ((3, 3), (6, 3), (9, 3), (12, 3))  # spring, summer, autumn, winter
_SOUTH = (*_NORTH[2:], *_NORTH[:2])
_OF_YEAR = {
    **{25 + i: months for i, months in enumerate(_NORTH)},
    **{29 + i: months for i, months in enumerate(_SOUTH)},
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6) for i in range(2)},
}

_MARK = "[?~%]?"
_DATE = re.compile(
    rf"(?P<before_year>{_MARK})"
    r"(?P<year>-?[\dX]{4}(?:S\d)?|Y-?\d{1,6}(?:E\d)?(?:S\d)?)"
    rf"(?P<after_year>{_MARK})"
    rf"(?:-(?P<before_month>{_MARK})(?P<month>[\dX]{{2}})(?P<after_month>{_MARK})"
    rf"(?:-(?P<before_day>{_MARK})(?P<day>[\dX]{{2}})(?P<after_day>{_MARK}))?)?\Z",
    re.ASCII,
)
_MOMENT = re.compile(
    # With a sign and six digits is how JavaScript writes a year before 1 BCE, in addresses too.
    r"(?P<year>-?\d{4}|[+-]00\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[T ]"
    r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
    r"(?P<zone>Z|(?P<sign>[+-])(?P<zone_hours>\d{2})(?::?(?P<zone_minutes>\d{2}))?)?"
    rf"(?P<mark>{_MARK})\Z",
    re.ASCII,
)
_OPEN = {"", ".."}
_NO_YEAR = {"-0000", "-000000"}


def parse_window(cell: str, dating: Dating) -> Window | None:
    """
    Return the window that a cell states.

    A moment is its own end; a date lasts from the first moment of its first day to the first after
    its last day. Of an interval or a set, the earliest and the latest moment. None when the cell is
    none of these: an offset is never guessed, but before standard time a time without one is
    local mean time.
    """
    cell = cell.strip()
    if not cell or len(cell) > _LONGEST_CELL:
        return None
    try:
        window = _parsed(cell, dating)
    except (ValueError, OverflowError, zoneinfo.ZoneInfoNotFoundError):
        return None
    return window if window and window.known and window.start <= window.end else None


def parse_moment(cell: str, zone: str, *, end_of_day: bool = False) -> float | None:
    """Return the start of the window of a cell, or its end; None where that is not stated."""
    window = parse_window(cell, Dating(zone))
    if window is None:
        return None
    moment = window.end if end_of_day else window.start
    return moment if math.isfinite(moment) else None


def is_interval(cell: str) -> bool:
    """Whether a cell that states a window states both its ends, or that one is open."""
    return "/" in cell or cell[:1] in "[{"


def _parsed(cell: str, dating: Dating) -> Window | None:
    if "/" in cell:
        first, _, last = cell.partition("/")
        return _hull([_end(first, dating)], [_end(last, dating)])
    if cell[0] in "[{" and cell[-1] == "}]"["{[".index(cell[0])]:
        parts = [part.strip().partition("..") for part in cell[1:-1].split(",")]
        # Without a `..` a member is both its first and its last.
        firsts = [_end(first, dating) for first, _, _ in parts]
        lasts = [_end(last if dots else first, dating) for first, dots, last in parts]
        return _hull(firsts, lasts)
    return _single(cell, dating)


def _end(text: str, dating: Dating) -> Window | None:
    return Window() if text.strip() in _OPEN else _single(text.strip(), dating)


def _hull(firsts: Sequence[Window | None], lasts: Sequence[Window | None]) -> Window | None:
    if None in firsts or None in lasts:
        return None
    return Window(min(each.start for each in firsts if each), max(e.end for e in lasts if e))


def _single(text: str, dating: Dating) -> Window | None:
    if moment := _MOMENT.match(text):
        return _moment(moment, dating)
    if date := _DATE.match(text):
        return _Date(date, dating).window()
    return None


def _moment(parts: re.Match[str], dating: Dating) -> Window | None:
    year, month, day, hour, minute = (
        int(parts[name]) for name in ("year", "month", "day", "hour", "minute")
    )
    second = int(parts["second"] or 0)
    end_of_day = hour == 24 and minute == second == 0
    there_is = exists(year, month, day, dating.calendar) and minute < 60 and second <= 60
    if not there_is or (hour > 23 and not end_of_day) or parts["year"] in _NO_YEAR:
        return None
    number = day_number(year, month, day, dating.calendar)
    seconds: float = hour * 3600 + minute * 60 + second
    if parts["part"]:
        seconds += float(f"0.{parts['part']}")
    if parts["zone"] is None:
        if not is_mean_time_at(number, seconds, dating.zone, dating.lon):
            return None
        moment = moment_at(number, seconds, dating.zone, dating.lon)
    else:
        hours, minutes = int(parts["zone_hours"] or 0), int(parts["zone_minutes"] or 0)
        if hours > 23 or minutes > 59:
            return None
        offset = (hours * 3600 + minutes * 60) * (-1 if parts["sign"] == "-" else 1)
        moment = float(number * DAY_SECONDS + seconds - offset)
    margin = dating.about.minutes * 60 * _times(parts["mark"])
    return Window(moment - margin, moment + margin)


def _times(marks: str) -> int:
    """Return how often a margin counts: `%` is both approximate and uncertain."""
    return 2 if "%" in marks or ("~" in marks and "?" in marks) else 1 if marks else 0


class _Date:
    """A date of EDTF, its digits possibly unspecified (X)."""

    def __init__(self, parts: re.Match[str], dating: Dating) -> None:
        self._parts, self._dating = parts.groupdict(), dating

    def window(self) -> Window | None:
        """Return the window of its days, wider by its margin; None when there is no such date."""
        days = self._days()
        if days is None:
            return None
        first, after = days
        for months, number in self._margins():
            first = months_later(first, -months, self._dating.calendar) - number
            after = months_later(after, months, self._dating.calendar) + number
        zone, lon = self._dating.zone, self._dating.lon
        return Window(moment_at(first, 0, zone, lon), moment_at(after, 0, zone, lon))

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it can be in."""
        text = self._parts["year"]
        digits, _, significant = text.partition("S")
        if digits.startswith("Y"):
            power = int(digits.partition("E")[2] or 0)
            least = greatest = int(digits[1:].partition("E")[0]) * 10**power
        else:
            if digits == "-0000":
                raise ValueError("there is no year -0")
            ends = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
            least, greatest = ends
        if significant:
            unit = 10 ** max(0, len(str(abs(least))) - int(significant))
            least = least // unit * unit
            greatest = least + unit - 1
        if max(abs(least), abs(greatest)) > _LAST_YEAR:
            raise ValueError("the year is too far")
        return least, greatest

    def _days(self) -> tuple[int, int] | None:
        """Return the first day, and the day after the last."""
        calendar = self._dating.calendar
        least, greatest = self.years
        month, day = self._parts["month"], self._parts["day"]
        if month is None or (month == "XX" and day in {None, "XX"}):
            return day_number(least, 1, 1, calendar), day_number(greatest + 1, 1, 1, calendar)
        if month.isdigit() and int(month) > 12:
            return None if day else self._part_of_year(int(month), least, greatest)
        earliest = next(self._each(least, greatest, 1), None)
        latest = next(self._each(greatest, least, -1), None)
        if earliest is None or latest is None:
            return None
        return day_number(*earliest, calendar), day_number(*latest, calendar) + 1

    def _each(self, first: int, last: int, step: int) -> Iterator[tuple[int, int, int]]:
        """Yield the dates that it can be, in order of time, or against it."""
        months = [month for month in range(1, 13) if _fits(month, self._parts["month"])][::step]
        calendar = self._dating.calendar
        # Of twelve years in a row one at least has a leap day.
        for year in range(first, last + step, step)[:12]:
            for month in months:
                for day in range(1, month_length(year, month, calendar) + 1)[::step]:
                    if _fits(day, self._parts["day"] or "XX"):
                        yield year, month, day

    def _part_of_year(self, code: int, first: int, last: int) -> tuple[int, int] | None:
        south = (self._dating.lat or 0) < 0
        named = _SOUTH if south else _NORTH
        month, count = named[code - 21] if 21 <= code <= 24 else _OF_YEAR.get(code, (0, 0))
        if not month:
            return None
        calendar = self._dating.calendar
        begins = day_number(last, month, 1, calendar)
        return day_number(first, month, 1, calendar), months_later(begins, count, calendar)

    def _margins(self) -> Iterator[tuple[int, int]]:
        """Yield (months, days) by which it can be wrong either way."""
        about, parts = self._dating.about, self._parts
        unknown = (parts["year"] or "").count("X")
        years = about.years if not unknown else about.decade if unknown == 1 else about.century
        margins = {"year": (12 * years, 0), "month": (about.months, 0), "day": (0, about.days)}
        for name in ("year", "month", "day"):
            marks = (parts[f"before_{name}"] or "") + (parts[f"after_{name}"] or "")
            months, days = margins[name]
            if times := _times(marks):
                yield months * times, days * times


def _fits(number: int, digits: str) -> bool:
    """Whether a number can be these two digits."""
    return all(digit in {"X", shown} for digit, shown in zip(digits, f"{number:02d}", strict=True))


def parse_windows(
    cells: pd.Series, dating: Callable[[int], Dating], *, gregorian: np.ndarray | bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """
    Read each cell as `parse_window` does, most of them all at once.

    Parameters
    ----------
    cells
        Texts, of length n.
    dating
        How the date of a cell is meant, by its position from 0.
    gregorian
        Whether that is by the Gregorian calendar: of each, of length n, or of all.

    Returns
    -------
    Start and end of each in epoch seconds, float64 of shape (n,): infinite where the cell says that
    there is none, NaN where it is empty or states no time.
    """
    plain = cells.str.fullmatch(PLAIN_MOMENT).to_numpy(dtype=bool) & gregorian
    start = np.full(len(cells), math.nan)
    moments = pd.to_datetime(cells[plain], format="ISO8601", utc=True, errors="coerce")
    whole = moments.astype("datetime64[s, UTC]").astype("int64")
    start[plain] = whole.where(moments.notna())
    end = start.copy()
    odd = np.flatnonzero(np.isnan(start) & cells.ne("").to_numpy(dtype=bool)).tolist()
    read = cache(parse_window)
    for i, cell in zip(odd, cells.iloc[odd].tolist(), strict=True):
        if (window := read(cell, dating(i))) is not None:
            start[i], end[i] = window.start, window.end
    return start, end
