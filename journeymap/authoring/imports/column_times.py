"""When each row was, from the columns of a table that say so: days and clocks are joined."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import pandas as pd

from journeymap.authoring.imports.cell_kinds import CLOCK, DATE, MOST, share
from journeymap.authoring.imports.header_words import Meaning, says_utc

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LOCAL = re.compile(
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})[T ]+"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\Z"
)
_LOCAL_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})[T ]+"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\Z"
)
_FRACTION = re.compile(r"(\d{2}:\d{2}:\d{2})[.,]\d+")
_DIGITS = re.compile(r"\d{1,6}\Z")
_SAMPLE = 500


class Pair(Enum):
    """What two times of one row are."""

    WINDOW = auto()  # doubt about one moment
    STAY = auto()  # the beginning and the end of a time at one place


@dataclass(frozen=True)
class When:
    """
    The columns of one time, by number.

    `day` is one of dates, or year, month and day, each None where there is no such column; `clock`
    has times of day, or the whole time where `day` is empty. `defaults` stand for those parts of
    `day` that a row leaves blank, once one of them is not.
    """

    day: tuple[int | None, ...] = ()
    clock: int | None = None
    defaults: tuple[int | None, ...] = ()

    @property
    def columns(self) -> set[int]:
        """All columns that it is made from."""
        return {at for at in (*self.day, self.clock) if at is not None}

    def cells(self, frame: pd.DataFrame) -> list[str]:
        """Return the time of each row as text; empty where the row has none."""
        clocks = [""] * len(frame) if self.clock is None else _stripped(frame, self.clock)
        if not self.day:
            return clocks
        if len(self.day) == 1:
            days = [""] * len(frame) if self.day[0] is None else _stripped(frame, self.day[0])
        else:
            parts = [
                _filled(frame, *columns) for columns in zip(self.day, self._spare, strict=True)
            ]
            own = [[""] * len(frame) if at is None else _stripped(frame, at) for at in self.day]
            days = [
                _day(*row) if any(given) or not any(self._spare) else ""
                for row, given in zip(zip(*parts, strict=True), zip(*own, strict=True), strict=True)
            ]
        return [
            f"{day} {_clock(clock)}" if day and clock else day or clock
            for day, clock in zip(days, clocks, strict=True)
        ]

    @property
    def _spare(self) -> tuple[int | None, ...]:
        return self.defaults or (None,) * len(self.day)


@dataclass(frozen=True)
class Times:
    """
    The columns of a table's times; `end` is None where each row is one moment.

    `arrives` and `departs` say that the start is an arrival, or the end a departure, also where
    the other is not there. `utc` is a person's choice, that they are of UTC.
    """

    start: When | None = None
    end: When | None = None
    pair: Pair = Pair.WINDOW
    arrives: bool = False
    departs: bool = False
    utc: bool = False

    @property
    def columns(self) -> set[int]:
        """All columns that the times are made from."""
        return {at for when in (self.start, self.end) if when for at in when.columns}


def times_in(meanings: Sequence[str], frame: pd.DataFrame, *, legs: bool = False) -> Times:
    """
    Return which columns say when each row was.

    With `legs` a row goes from one place to another: it begins with the departure.
    """
    where, utc = _where(meanings)
    day: tuple[int | None, ...] = ()
    if Meaning.DATE in where:
        day = (where[Meaning.DATE],)
    elif Meaning.YEAR in where:
        day = (where[Meaning.YEAR], where.get(Meaning.MONTH), where.get(Meaning.DAY))

    def with_day(at: int, of: tuple[int | None, ...]) -> When:
        bare = bool(of) and share(frame[at].head(_SAMPLE), DATE) <= MOST
        return When(of, at) if bare else When((), at)

    end_day, defaults = _end_day(where, day)
    first = Meaning.DEPARTURE if legs else Meaning.ARRIVAL
    last = Meaning.ARRIVAL if legs else Meaning.DEPARTURE
    if where.keys() & {"time_from", "time_to"}:
        starts, ends = ["time_from"], ["time_to"]
        pair = Pair.WINDOW
    else:
        starts, ends = [first, Meaning.STAY_FROM], [last, Meaning.STAY_UNTIL]
        pair = Pair.STAY
    start = next((with_day(where[each], day) for each in starts if each in where), None)
    if start is None:
        start = _moment(where, day, with_day)
    end = next((with_day(where[each], end_day) for each in ends if each in where), None)
    if end is None and end_day != day:
        end = When(end_day, where.get(Meaning.END_CLOCK), defaults)
    elif end is None and Meaning.END_CLOCK in where:
        end = with_day(where[Meaning.END_CLOCK], day)
    if end is not None and start == When(day) and end.day == day and end.clock is not None:
        # The day is a part of the end: a table of departures alone.
        start = None
    return Times(
        start, end, pair, arrives=first in where or legs, departs=last in where or legs, utc=utc
    )


def _where(meanings: Sequence[str]) -> tuple[dict[str, int], bool]:
    """Return the first column of each meaning, and whether the times are chosen to be of UTC."""
    where = {meaning: at for at, meaning in reversed([*enumerate(meanings)]) if meaning}
    utc = bool(where.keys() & {Meaning.MOMENT_UTC, Meaning.CLOCK_UTC})
    for chosen, plain in (
        (Meaning.MOMENT_UTC, Meaning.MOMENT),
        (Meaning.CLOCK_UTC, Meaning.CLOCK),
    ):
        if chosen in where:
            where[plain] = where.pop(chosen)
    return where, utc


def _end_day(
    where: dict[str, int], day: tuple[int | None, ...]
) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """Return the columns of the day on which it ended, and those that stand for blank parts."""
    parts = (Meaning.END_YEAR, Meaning.END_MONTH, Meaning.END_DAY)
    if Meaning.END_DATE in where:
        return (where[Meaning.END_DATE],), ()
    if where.keys() & {*parts}:
        return tuple(where.get(each) for each in parts), day if len(day) == 3 else ()
    return day, ()


def _moment(
    where: dict[str, int],
    day: tuple[int | None, ...],
    with_day: Callable[[int, tuple[int | None, ...]], When],
) -> When | None:
    if Meaning.MOMENT in where:
        return with_day(where[Meaning.MOMENT], day)
    clock = where.get(Meaning.CLOCK, where.get(Meaning.HOUR))
    if clock is not None:
        return with_day(clock, day)
    return When(day) if day else None


def both_times(
    times: Times, names: Sequence[str], frame: pd.DataFrame, *, utc: bool, day_first: bool
) -> tuple[list[str], list[str]]:
    """
    Return the start and the end of each row as text, empty where it has none.

    With `utc`, or where a name says so, times without an offset are written as of UTC. Of two
    times of day of one day an end before the start is one of the next day.
    """
    found = []
    for when in (times.start, times.end):
        cells = [""] * len(frame) if when is None else when.cells(frame)
        if when is not None and (
            utc or times.utc or any(says_utc(names[at]) for at in when.columns if at < len(names))
        ):
            cells = [_as_utc(cell, day_first=day_first) for cell in cells]
        # The event table has no fractions of a second.
        found.append([_FRACTION.sub(r"\1", cell) for cell in cells])
    starts, ends = found
    if times.start and times.end and times.start.day and times.start.day == times.end.day:
        ends = [_not_before(*each) for each in zip(starts, ends, strict=True)]
    return starts, ends


def _stripped(frame: pd.DataFrame, at: int) -> list[str]:
    return [cell.strip() for cell in frame[at].tolist()]


def _filled(frame: pd.DataFrame, at: int | None, spare: int | None) -> list[str]:
    cells = [""] * len(frame) if at is None else _stripped(frame, at)
    if spare is None:
        return cells
    return [a or b for a, b in zip(cells, _stripped(frame, spare), strict=True)]


def _day(year: str, month: str, day: str) -> str:
    """Return a date of its parts: `1831-12-27`, `1831-12`, `1831`; in words where it has some."""
    year, month, day = (re.sub(r"\.0\Z", "", part) for part in (year, month, day))
    if not re.fullmatch(r"-?\d{1,4}", year):
        return " ".join(part for part in (day, month, year) if part)
    number = int(year)
    # People write −404 for the year 405 before the year 1; the table counts a year 0.
    whole = f"{number:04d}" if number > 0 else f"{'-' if number < -1 else ''}{-(number + 1):04d}"
    if not month:
        return whole
    if not month.isdecimal():
        return " ".join(part for part in (day, month, year) if part)
    if not day:
        return f"{whole}-{int(month):02d}"
    return (
        f"{whole}-{int(month):02d}-{int(day):02d}" if day.isdecimal() else f"{day} {month} {year}"
    )


def _clock(cell: str) -> str:
    """Return a time of day, with a colon where machines and ships leave it out: 0830, 8."""
    cell = re.sub(r"\A(\d{1,4})\.0\Z", r"\1", cell)
    if not _DIGITS.match(cell):
        return cell
    if len(cell) <= 2:
        return f"{int(cell):02d}:00"
    digits = cell.zfill(4 if len(cell) <= 4 else 6)
    return ":".join(digits[i : i + 2] for i in range(0, len(digits), 2))


def _as_utc(cell: str, *, day_first: bool) -> str:
    cell = cell.strip()
    local = _LOCAL.match(cell) or (_LOCAL_DAY_FIRST.match(cell) if day_first else None)
    if local is None:
        return cell
    parts = {name: int(part or 0) for name, part in local.groupdict().items()}
    try:
        moment = dt.datetime(**parts)  # type: ignore[arg-type]  # noqa: DTZ001 - UTC is written
    except ValueError:
        return cell
    return f"{moment.isoformat(timespec='seconds' if moment.second else 'minutes')}Z"


def _not_before(start: str, end: str) -> str:
    """Return an end that is not before its start, of times of day of one ISO day."""
    first, _, begun = start.partition(" ")
    day, _, ended = end.partition(" ")
    if not (ended and begun and day == first and _ISO_DAY.match(day)):
        return end
    if not (CLOCK.match(begun) and CLOCK.match(ended)) or len(begun) != len(ended):
        return end
    if ended >= begun:
        return end
    try:
        following = dt.date.fromisoformat(day) + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return end
    return f"{following.isoformat()} {ended}"
