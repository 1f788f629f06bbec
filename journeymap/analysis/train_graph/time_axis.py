"""
The time axis of a train graph: a calendar of one zone, or hours from a moment of each journey.

Positions on it are plain hours from its left end, and its ticks are worked out here, in the zone
that is named, so that a reader's own clock has no part in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from journeymap.dates import Day, clock, day_number, day_of, moment_at, months_later, year_in_words

# What the hours of an axis count from.
Clock = Literal["calendar", "departure", "place"]
# How long a named period of a calendar is; its ticks are hours, days or months.
Unit = Literal["day", "month", "year"]

HOUR = 3600.0

# A break in the calendar takes this share of the axis.
_BREAK_SHARE = 0.05
# Longer than this the calendar has months, and longer than that years.
_DAYS_SHOWN = 20
_MONTHS_SHOWN_DAYS = 730
_HOUR_STEPS = (1, 3, 6, 12)
_COUNTED_STEPS = (1, 2, 3, 6, 12, 24, 48, 120, 240, 480, 1200, 2400, 12000)
_MAX_TICKS = 400


@dataclass(frozen=True)
class Tick:
    """
    A line across the graph at `x` hours.

    `number` is the hour of the day, the day of the month or the month, by the unit of the axis, or
    the hours counted. `apart` is how many hours its nearest neighbours of its own kind are away,
    for thinning.
    """

    x: float
    number: int
    apart: float


@dataclass(frozen=True)
class Period:
    """A day, month or year from `x` to `x2` hours; `first` is its first day."""

    x: float
    x2: float
    first: Day


@dataclass(frozen=True)
class Stretch:
    """A piece of the calendar from `x` to `x2` hours without a break, and its years: `2023`."""

    x: float
    x2: float
    years: str


@dataclass(frozen=True)
class Break:
    """Hours `x` to `x2` in which the calendar leaves out `days` days."""

    x: float
    x2: float
    days: int


@dataclass(frozen=True)
class TimeAxis:
    """
    Where moments are on the axis, in hours from its left end, `length` hours long.

    `origins` are (from, to, x): moments in epoch seconds of each journey or stretch of the
    calendar, and the hour at which the first of them is. `zone` and the `unit` of its periods
    belong to a calendar; `place` is the one from which the clock "place" counts.
    """

    clock: Clock
    origins: tuple[tuple[float, float, float], ...]
    length: float
    ticks: tuple[Tick, ...]
    zone: str = ""
    unit: Unit | None = None
    place: str | None = None
    periods: tuple[Period, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    breaks: tuple[Break, ...] = ()

    def x(self, moments: np.ndarray, journey: int) -> np.ndarray:
        """Return hours on the axis for moments of any shape, epoch seconds, of one journey."""
        if self.clock != "calendar":
            start, _, x = self.origins[journey]
            return x + (moments - start) / HOUR
        starts, ends, places = (np.array(each) for each in zip(*self.origins, strict=True))
        part = np.clip(np.searchsorted(starts, moments, side="right") - 1, 0, None)
        # A moment that the break leaves out is at its near side.
        ends[-1] = np.inf
        inside: np.ndarray = np.minimum(moments, ends[part])
        return np.asarray(places[part] + (inside - starts[part]) / HOUR)


def calendar(spans: Sequence[tuple[float, float]], zone: str) -> TimeAxis:
    """
    Make a calendar in a zone over spans of epoch seconds.

    Where spans are further apart than they are long, what lies between is left out and marked.
    """
    stretches: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        last = stretches[-1] if stretches else (start, start)
        if stretches and start - last[1] <= sum(to - from_ for from_, to in spans):
            stretches[-1] = (last[0], max(last[1], end))
        else:
            stretches.append((start, end))
    shown = sum(end - start for start, end in stretches) / HOUR
    gap = _BREAK_SHARE * shown
    origins: list[tuple[float, float, float]] = []
    breaks: list[Break] = []
    x = 0.0
    for i, (start, end) in enumerate(stretches):
        if i:
            left_out = round((start - stretches[i - 1][1]) / 86400)
            breaks.append(Break(x, x + gap, left_out))
            x += gap
        origins.append((start, end, x))
        x += (end - start) / HOUR
    unit = _unit(shown / 24)
    ticks = [
        Tick(at + (moment - start) / HOUR, number, apart)
        for start, end, at in origins
        for moment, number, apart in _calendar_ticks(start, end, zone, unit)
    ]
    periods = [
        Period(at + (begin - start) / HOUR, at + (until - start) / HOUR, first)
        for start, end, at in origins
        for begin, until, first in _periods(start, end, zone, unit)
    ]
    years = [
        "–".join(dict.fromkeys(year_in_words(clock(moment, zone).day.year) for moment in stretch))
        for stretch in stretches
    ]
    return TimeAxis(
        "calendar",
        tuple(origins),
        length=x,
        ticks=tuple(ticks),
        zone=zone,
        unit=unit,
        periods=tuple(periods),
        breaks=tuple(breaks),
        stretches=tuple(
            Stretch(at, at + (end - start) / HOUR, shown_years)
            for (start, end, at), shown_years in zip(origins, years, strict=True)
        ),
    )


def counted(
    spans: Sequence[tuple[float, float]], zeros: Sequence[float], *, place: str | None = None
) -> TimeAxis:
    """
    Make an axis of hours from a moment of each journey; all in epoch seconds.

    The moments are when each was at `place`; without one, when each departed.
    """
    pairs = list(zip(spans, zeros, strict=True))
    first = min(start - zero for (start, _), zero in pairs) / HOUR
    last = max(end - zero for (_, end), zero in pairs) / HOUR
    origins = tuple((start, end, (start - zero) / HOUR - first) for (start, end), zero in pairs)
    step = next(
        (step for step in _COUNTED_STEPS if (last - first) / step <= _MAX_TICKS),
        _COUNTED_STEPS[-1],
    )
    hours = np.arange(np.ceil(first / step) * step, last + 1e-9, step)
    ticks = tuple(
        Tick(
            float(hour - first),
            int(hour),
            float(max((s for s in _COUNTED_STEPS if hour % s == 0), default=step)),
        )
        for hour in hours
    )
    clock: Clock = "departure" if place is None else "place"
    return TimeAxis(clock, origins, length=last - first, ticks=ticks, place=place)


def _days_of(start: float, end: float, zone: str, step: Unit) -> Iterator[tuple[Day, float, float]]:
    """Yield the first day of each day, month or year of a span, and the moments that bound it."""
    day = clock(start, zone).day
    if step != "day":
        day = Day(day.year, 1 if step == "year" else day.month, 1)
    here = moment_at(day_number(*day), 0, zone)
    while here < end:
        following = _next(day, step)
        there = moment_at(day_number(*following), 0, zone)
        yield day, here, there
        day, here = following, there


def _next(day: Day, step: Unit) -> Day:
    number = day_number(*day)
    if step == "day":
        return day_of(number + 1)
    return day_of(months_later(number, 12 if step == "year" else 1))


def _unit(days: float) -> Unit:
    return "day" if days <= _DAYS_SHOWN else "month" if days <= _MONTHS_SHOWN_DAYS else "year"


def _periods(start: float, end: float, zone: str, unit: Unit) -> Iterator[tuple[float, float, Day]]:
    """Yield (from, to, first day); the moments are clipped to the span."""
    for day, here, there in _days_of(start, end, zone, unit):
        yield max(here, start), min(there, end), day


def _calendar_ticks(
    start: float, end: float, zone: str, unit: Unit
) -> Iterator[tuple[float, int, float]]:
    """Yield (moment, number, hours apart) between the ends of the periods."""
    if unit == "day":
        for _, here, there in _days_of(start, end, zone, "day"):
            for moment in np.arange(here, there, HOUR).tolist():
                local = clock(moment, zone)
                hour = local.hour
                if start <= moment <= end and hour and not local.minute:
                    apart = max(each for each in _HOUR_STEPS if hour % each == 0)
                    yield moment, hour, float(apart)
        return
    inner: Unit = "day" if unit == "month" else "month"
    for day, here, _ in _days_of(start, end, zone, inner):
        first = day.day if inner == "day" else day.month
        if first > 1 and start <= here <= end:
            yield here, first, _apart(inner, first)


def _apart(inner: Unit, number: int) -> float:
    """Hours to the neighbours of a day's or month's rank: round ones are the last to be thinned."""
    if inner == "day":
        return 24.0 * (10 if number in {11, 21} else 5 if number in {6, 16, 26} else 1)
    return 720.0 * (6 if number == 7 else 3 if number in {4, 10} else 1)
