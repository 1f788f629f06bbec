"""
Calendars and clocks for any year, also those before 1 and after 9999, which datetime has not.

A day is its number, counted from 1970-01-01. A year is astronomical: 0 is 1 BCE, -404 is 405 BCE.
Both calendars go on without end in both directions (they are proleptic).

Sources: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", for `day_number` and `day_of`;
their Julian form has a leap year every four years. Zones repeat after 400 Gregorian years, which
are 146,097 days and whole weeks: what `zoneinfo` cannot hold is asked for in a year that it can.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zoneinfo
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

DAY_SECONDS = 86400
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CYCLE_DAYS = 146_097
# Days that datetime holds in every zone: those of the years 2 to 9998.
_FIRST_DAY, _LAST_DAY = (
    dt.date(year, 1, 1).toordinal() - dt.date(1970, 1, 1).toordinal() for year in (2, 9999)
)
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - what a clock shows, without its zone
_UTC_EPOCH = _EPOCH.replace(tzinfo=dt.UTC)
_FIXED = re.compile(r"([+-])(\d{2}):(\d{2})")
_MEAN_TIME = "LMT"  # as the tz database calls the time before standard time
# Before this year ships kept the time of the sun: the zones of the sea are of the Anglo-French
# Conference on Time-keeping at Sea, 1917, and were taken over by 1920.
_ZONES_AT_SEA = 1920


class Calendar(StrEnum):
    """How dates are written."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"


class Day(NamedTuple):
    """A day of a calendar; the year is astronomical."""

    year: int
    month: int
    day: int


class Clock(NamedTuple):
    """
    What calendar (Gregorian) and clock show somewhere.

    `number` is the day's, `offset` seconds east of UTC. `mean_time` says that the clock is that
    of the sun, before there was a standard time.
    """

    number: int
    day: Day
    hour: int
    minute: int
    second: int
    offset: int
    mean_time: bool

    @property
    def midnight(self) -> bool:
        """Whether it is the first second of its day."""
        return self.hour == self.minute == self.second == 0


class About(BaseModel):
    """
    How wide a time is that is stated only roughly.

    `century` to `days` are by how much a date of that exactness can be wrong either way when it is
    approximate (`~`, "c.") or uncertain (`?`), twice as much when both (`%`): years, but months
    for `months` and days for `days`. `minutes` is the same for "around" a time of day, and for
    noon. Times of day are hours from midnight; parts are the share of a month, year, decade or
    century.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    century: int = Field(default=25, ge=0, le=1000)
    decade: int = Field(default=5, ge=0, le=1000)
    years: int = Field(default=5, ge=0, le=1000)
    months: int = Field(default=1, ge=0, le=120)
    days: int = Field(default=3, ge=0, le=366)
    minutes: int = Field(default=30, ge=0, le=1440)
    morning: tuple[float, float] = (6, 12)
    afternoon: tuple[float, float] = (12, 18)
    evening: tuple[float, float] = (18, 22)
    night: tuple[float, float] = (22, 30)
    early: tuple[float, float] = (0, 1 / 3)
    mid: tuple[float, float] = (1 / 3, 2 / 3)
    late: tuple[float, float] = (2 / 3, 1)


ABOUT = About()


class Dating(NamedTuple):
    """
    How the dates of a place are meant.

    `lat` and `lon` are degrees: south of the equator a season is another, and before standard time
    the clock was that of the longitude.
    """

    zone: str
    lat: float | None = None
    lon: float | None = None
    calendar: Calendar = Calendar.GREGORIAN
    about: About = ABOUT


def day_number(year: int, month: int, day: int = 1, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return days since 1970-01-01 (Gregorian) of a date, which has to exist in its calendar."""
    year -= month <= 2
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    if calendar is Calendar.JULIAN:
        era, rest = divmod(year, 4)
        return era * 1461 + rest * 365 + of_year - 719_470
    era, rest = divmod(year, 400)
    return era * _CYCLE_DAYS + rest * 365 + rest // 4 - rest // 100 + of_year - 719_468


def day_of(number: int, calendar: Calendar = Calendar.GREGORIAN) -> Day:
    """Return the date of a day: the inverse of `day_number`."""
    if calendar is Calendar.JULIAN:
        era, rest = divmod(number + 719_470, 1461)
        of_era = (rest - rest // 1460) // 365
        of_year = rest - 365 * of_era
        year = of_era + era * 4
    else:
        era, rest = divmod(number + 719_468, _CYCLE_DAYS)
        of_era = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
        of_year = rest - (365 * of_era + of_era // 4 - of_era // 100)
        year = of_era + era * 400
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return Day(year + (month <= 2), month, day)


def month_length(year: int, month: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return how many days a month has."""
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    return day_number(*after, 1, calendar) - day_number(year, month, 1, calendar)


def exists(year: int, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> bool:
    """Whether a calendar has this date."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month, calendar)


def months_later(number: int, months: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return the day so many months later; the last of its month where that is shorter."""
    year, month, day = day_of(number, calendar)
    years, month = divmod(month - 1 + months, 12)
    last = month_length(year + years, month + 1, calendar)
    return day_number(year + years, month + 1, min(day, last), calendar)


@cache
def tz_of(zone: str) -> dt.tzinfo:
    """
    Return the clock of a zone: an IANA name, `Z`, or a fixed offset such as `+00:19`.

    Raises zoneinfo.ZoneInfoNotFoundError or ValueError for anything else.
    """
    if zone in {"Z", "UTC"}:
        return dt.UTC
    if fixed := _FIXED.fullmatch(zone):
        minutes = int(fixed[2]) * 60 + int(fixed[3])
        return dt.timezone(dt.timedelta(minutes=-minutes if fixed[1] == "-" else minutes))
    return zoneinfo.ZoneInfo(zone)


def is_fixed(zone: str) -> bool:
    """Whether a zone is an offset: events before standard time have that of their longitude."""
    return bool(_FIXED.fullmatch(zone))


def mean_time(lon: float) -> str:
    """Return the zone of local mean time at a longitude in degrees, to the minute: `+00:19`."""
    return _offset_text(_mean_offset(lon))


def _mean_offset(lon: float) -> int:
    """Return seconds: the sun takes four minutes for a degree."""
    return round(((lon + 180) % 360 - 180) * 4) * 60


def _offset_text(offset: float) -> str:
    hours, minutes = divmod(round(abs(offset) / 60), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"


def _within(number: int) -> int:
    """Return the days to add so that datetime can hold a day: none, or whole cycles."""
    if _FIRST_DAY <= number < _LAST_DAY:
        return 0
    if number < _FIRST_DAY:
        return -((number - _FIRST_DAY) // _CYCLE_DAYS) * _CYCLE_DAYS
    return -((number - _LAST_DAY) // _CYCLE_DAYS + 1) * _CYCLE_DAYS


def _offset(local: dt.datetime, lon: float | None) -> tuple[int, bool]:
    """Return seconds east of UTC, and whether they are of mean time: that of `lon` if known."""
    offset = local.utcoffset() or dt.timedelta()
    if not _is_mean(local, lon):
        return round(offset.total_seconds()), False
    return round(offset.total_seconds() / 60) * 60 if lon is None else _mean_offset(lon), True


def _is_mean(local: dt.datetime, lon: float | None) -> bool:
    if local.tzname() == _MEAN_TIME:
        return True
    at_sea = getattr(local.tzinfo, "key", "").startswith("Etc/GMT") and lon is not None
    return at_sea and local.year < _ZONES_AT_SEA


def moment_at(number: int, seconds: float, zone: str, lon: float | None = None) -> float:
    """
    Return epoch seconds of what a clock shows: `seconds` since midnight of a day.

    Of a time that the clock shows twice, the first. Before standard time the clock is that of the
    sun at `lon`, in degrees, or else at the city that the zone is named for.
    """
    local = _EPOCH + dt.timedelta(days=number + _within(number), seconds=seconds)
    offset, _ = _offset(local.replace(tzinfo=tz_of(zone)), lon)
    return float(number * DAY_SECONDS + seconds - offset)


def is_mean_time_at(number: int, seconds: float, zone: str, lon: float | None = None) -> bool:
    """Whether a clock that shows this is one of before standard time."""
    local = _EPOCH + dt.timedelta(days=number + _within(number), seconds=seconds)
    return _is_mean(local.replace(tzinfo=tz_of(zone)), lon)


@lru_cache(maxsize=4096)
def clock(moment: float, zone: str, lon: float | None = None) -> Clock:
    """Return what calendar and clock of a zone show at a moment; mean time is that at `lon`."""
    whole = math.floor(moment)
    shift = _within(whole // DAY_SECONDS)
    utc = _UTC_EPOCH + dt.timedelta(days=whole // DAY_SECONDS + shift, seconds=whole % DAY_SECONDS)
    offset, mean = _offset(utc.astimezone(tz_of(zone)), lon)
    number, seconds = divmod(whole + offset, DAY_SECONDS)
    minutes, second = divmod(seconds, 60)
    return Clock(number, day_of(number), minutes // 60, minutes % 60, second, offset, mean)


def clock_zone(zone: str, lon: float | None, moment: float) -> str:
    """Return the zone of a place at a moment: its own, before standard time that of mean time."""
    if not math.isfinite(moment):
        return zone
    shown = clock(moment, zone, lon)
    return _offset_text(shown.offset) if shown.mean_time else zone


def year_text(year: int) -> str:
    """Return a year as ISO 8601 has it, with four digits or more: `0812`, `-0404`, `+12000`."""
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}"


def day_text(day: Day) -> str:
    """Return a day as ISO 8601 has it: `-0404-03-01`."""
    return f"{year_text(day.year)}-{day.month:02d}-{day.day:02d}"


def iso(moment: float, *, seconds: bool = True) -> str:
    """Return epoch seconds as ISO 8601 in UTC, to the second or minute: `-0404-03-01T00:00:00Z`."""
    shown = clock(round(float(moment)), "UTC")
    rest = f":{shown.second:02d}" if seconds else ""
    return f"{day_text(shown.day)}T{shown.hour:02d}:{shown.minute:02d}{rest}Z"


def read_day(text: str) -> Day:
    """Return the day that `day_text` wrote. Raises ValueError for anything else."""
    found = re.fullmatch(r"([+-]?\d{4,6})-(\d{2})-(\d{2})", text, re.ASCII)
    if not found or not exists(*(day := Day(*map(int, found.groups())))):
        raise ValueError(f"{text!r} is no day")
    return day


def year_in_words(year: int) -> str:
    """Return a year for a reader: `1812`, `405 BCE`; there is no year 0."""
    return str(year) if year > 0 else f"{1 - year} BCE"


def day_in_words(day: Day, *, short: bool = False) -> str:
    """Return a day for a reader: `9 December 2023`, or with a short month `9 Dec 2023`."""
    month = MONTHS[day.month - 1]
    return f"{day.day} {month[:3] if short else month} {year_in_words(day.year)}"


def offset_in_words(offset: float, *, mean: bool = False) -> str:
    """Return `UTC+10`, `UTC−3:30` or `UTC`, of seconds east of UTC; mean time is said to be it."""
    minutes = round(offset / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    words = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "UTC"
    return f"local mean time, {words}" if mean else words


def in_words(moment: float, zone: str) -> str:
    """Return a moment for a sentence: `12 Sep 2023, 06:00 (UTC+10)`."""
    shown = clock(moment, zone)
    mean = shown.mean_time or is_fixed(zone)
    return (
        f"{day_in_words(shown.day, short=True)}, {shown.hour:02d}:{shown.minute:02d} "
        f"({offset_in_words(shown.offset, mean=mean)})"
    )
