"""The times of a table that it does not read, with what they can mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import Cell
from journeymap.authoring.corrections.details import Change
from journeymap.authoring.corrections.parse_moments import (
    DateOrder,
    ParsedMoment,
    iso,
    offsets_at,
    parse_written_moment,
)
from journeymap.dates import About, Calendar, Dating, day_number, is_mean_time_at
from journeymap.times import BARE_DATE, PLAIN_MOMENT, parse_window

TIMES = ("time_from", "time_to", "reported_at")
_PLAIN = re.compile(PLAIN_MOMENT)


@dataclass(frozen=True)
class WrittenTime:
    """A cell that is no strict time but can be parsed; `place_zone` is of its row's place."""

    row: int
    column: str
    text: str
    moment: ParsedMoment
    place_zone: str | None

    @property
    def cell(self) -> Cell:
        """Where it is."""
        return self.row, self.column

    @property
    def orders(self) -> tuple[DateOrder, ...]:
        """The orders in which its date can be read."""
        return tuple(self.moment.days)

    @property
    def zone_open(self) -> bool:
        """Whether its zone is still to be asked for."""
        return self.moment.clock is not None and len(self.moment.zones) != 1

    def local(self, order: DateOrder | None = None) -> dt.datetime:
        """Return what the clock showed, without its zone; by the first order, or the one named."""
        day = self.moment.days[order or self.orders[0]]
        return dt.datetime.combine(day, self.moment.clock or dt.time())

    def iso(self, offset: str, order: DateOrder | None = None) -> str:
        """Return it in the table's format; as an interval where it is stated only roughly."""
        local, (before, after) = self.local(order), self.moment.spread
        if not (before or after):
            return iso(local.date(), self.moment.clock, offset)
        ends = (local - dt.timedelta(minutes=before), local + dt.timedelta(minutes=after))
        return "/".join(iso(end.date(), end.time(), offset) for end in ends)

    def change(self, offset: str) -> Change:
        """Return its text as written and in the table's format."""
        return Change(self.text, self.iso(offset))

    def dated(self, order: DateOrder) -> str:
        """Return it with its day in one order; a zone that is still open stays as written."""
        if self.moment.clock is None:
            return self.iso("", order)
        if len(self.moment.zones) == 1:
            offsets = offsets_at(self.local(order), self.moment.zones[0])
            if len(offsets) == 1:
                return self.iso(offsets[0], order)
        return self.iso(f" {self.moment.zone}" if self.moment.zone else "", order)


def not_read(cells: Cells, column: str) -> set[str]:
    """Return the texts of a column that the table does not read."""
    return {text for text in set(cells[column]) - {""} if not is_read(text)}


def without(odd: Mapping[str, set[str]], times: Sequence[WrittenTime]) -> Mapping[str, set[str]]:
    """Return the texts of each column without those of these times."""
    read = {(time.column, time.text) for time in times}
    return {
        column: {text for text in texts if (column, text) not in read}
        for column, texts in odd.items()
    }


def written_times(
    cells: Cells, zones: Sequence[str | None], odd: Mapping[str, set[str]], about: About
) -> Iterator[WrittenTime]:
    """
    Yield the times among the texts of each column that the table does not read.

    Parameters
    ----------
    cells
        The n rows.
    zones
        IANA zone of each row's place, of length n; None where it is not known.
    odd
        Those texts, by column.
    about
        How wide times are that are stated only roughly.
    """
    parse = cache(parse_written_moment)
    for column, texts in odd.items():
        if not texts:
            continue
        for row, text, zone in zip(cells.rows, cells[column], zones, strict=True):
            if text not in texts or (zone and _is_mean_time(text, zone)):
                continue
            if moment := parse(text, about):
                yield WrittenTime(row, column, text, moment, zone)


def is_read(text: str) -> bool:
    """Whether the table reads a text, as far as that can be said without its place."""
    if BARE_DATE.match(text) or _PLAIN.fullmatch(text):
        return True
    return any(parse_window(text, Dating("UTC", calendar=calendar)) for calendar in Calendar)


def by_the_sun(local: dt.datetime, zone: str) -> bool:
    """Whether the clocks of a zone that show this are of before standard time."""
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return is_mean_time_at(day_number(local.year, local.month, local.day), seconds, zone, 0.0)


@cache
def _is_mean_time(text: str, zone: str) -> bool:
    """Whether the table reads a time without an offset, as of before standard time."""
    return parse_window(text, Dating(zone, lon=0.0)) is not None
