"""Suspected errors in the three columns of times: their format, day and month, the time zone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import (
    Cell,
    Correction,
    CorrectionKind,
    ErrorKind,
    SuspectedError,
    suspected_error,
)
from journeymap.authoring.corrections.details import (
    Change,
    ClockTime,
    DateQuestion,
    DateReading,
    Quoted,
    ZoneNames,
    ZoneReading,
)
from journeymap.authoring.corrections.parse_moments import (
    DateOrder,
    ParsedMoment,
    iso,
    offsets_at,
    parse_written_moment,
)
from journeymap.dates import Calendar, Dating
from journeymap.times import BARE_DATE, PLAIN_MOMENT, parse_window

TIMES = ("time_from", "time_to", "reported_at")
_UTC = "Z"
_PLAIN = re.compile(PLAIN_MOMENT)
_MAX_ZONES_OFFERED = 3
_NUMERIC = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST)


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
        """Return it in the table's format."""
        return iso(self.local(order).date(), self.moment.clock, offset)

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


def moment_errors(
    cells: Cells, place_zones: Sequence[str | None], journey_zone: str | None
) -> list[SuspectedError]:
    """
    Find suspected errors in the times.

    The zone is asked for once in the whole table, and only when all days of such times are known.

    Parameters
    ----------
    cells
        The n rows.
    place_zones
        IANA zone of each row's place, of length n; None where it is not known.
    journey_zone
        IANA zone of the journey, where its author has named one.
    """
    times = _dots_as_day_first(list(_written_times(cells, place_zones)))
    doubtful = [time for time in times if len(time.orders) > 1]
    # Cells that prove the order are rewritten with the answer: rewritten earlier, they would no
    # longer prove it.
    proofs = [
        time for time in times if doubtful and len(time.orders) == 1 and time.orders[0] in _NUMERIC
    ]
    asked = {time.cell for time in (*doubtful, *proofs)}
    dated = [time for time in times if time.cell not in asked]
    errors = list(_which_day(doubtful, proofs))
    iso_changes: dict[Cell, Change] = {}
    without_zone: list[WrittenTime] = []
    for time in dated:
        zones = time.moment.zones
        if time.moment.clock is None:
            iso_changes[time.cell] = time.change("")
        elif not zones:
            without_zone.append(time)
        elif len(zones) == 1 and len(offsets := offsets_at(time.local(), zones[0])) == 1:
            iso_changes[time.cell] = time.change(offsets[0])
    if iso_changes:
        errors.append(_not_iso(iso_changes))
    if not any(time.zone_open for time in (*doubtful, *proofs)):
        errors += _which_named_zone([time for time in dated if len(time.moment.zones) > 1])
        with_zone = [
            time for time in dated if len(time.moment.zones) == 1 and time.cell not in iso_changes
        ]
        errors += _which_zone(without_zone, with_zone, journey_zone)
    return errors


def _written_times(cells: Cells, zones: Sequence[str | None]) -> Iterator[WrittenTime]:
    parse = cache(parse_written_moment)
    for column in TIMES:
        texts = set(cells[column]) - {""}
        odd = {text for text in texts if not _is_read(text)}
        if not odd:
            continue
        for row, text, zone in zip(cells.rows, cells[column], zones, strict=True):
            if text in odd and (moment := parse(text)):
                yield WrittenTime(row, column, text, moment, zone)


def _is_read(text: str) -> bool:
    """Whether the table reads a text, as far as that can be said without its place."""
    if BARE_DATE.match(text) or _PLAIN.fullmatch(text):
        return True
    return any(parse_window(text, Dating("UTC", calendar=calendar)) for calendar in Calendar)


def _dots_as_day_first(times: list[WrittenTime]) -> list[WrittenTime]:
    """Read numbers with dots between them day first, as is usual, unless one cannot be read so."""
    if any(time.moment.dotted and time.orders == (DateOrder.MONTH_FIRST,) for time in times):
        return times
    return [
        replace(
            time,
            moment=replace(
                time.moment,
                days={DateOrder.AS_WRITTEN: time.moment.days[DateOrder.DAY_FIRST]},
            ),
        )
        if time.moment.dotted
        and not time.moment.short_year
        and DateOrder.DAY_FIRST in time.orders[:-1]
        else time
        for time in times
    ]


def _not_iso(changes: Mapping[Cell, Change]) -> SuspectedError:
    corrected = {cell: change.after for cell, change in changes.items()}
    example = next(iter(changes.values()))
    return suspected_error(
        ErrorKind.TIME_FORMAT,
        changes,
        [Correction(CorrectionKind.WRITE_ISO, corrected, example)],
    )


def _which_day(
    doubtful: Sequence[WrittenTime], proofs: Sequence[WrittenTime]
) -> Iterator[SuspectedError]:
    """Ask which day is meant, once for all cells that leave the same choice."""
    groups: dict[tuple[bool, tuple[DateOrder, ...]], list[WrittenTime]] = {}
    for time in doubtful:
        groups.setdefault((time.moment.short_year, time.orders), []).append(time)
    proven = {time.orders[0]: time for time in reversed(proofs)}
    for (short_year, orders), group in sorted(groups.items()):
        first = group[0]
        readings = {
            order: DateReading(first.text, order, first.moment.days[order]) for order in orders
        }
        shown = [order for order in orders if order in proven]
        settled, proofs = proofs, ()
        yield suspected_error(
            ErrorKind.TWO_DIGIT_YEAR if short_year else ErrorKind.DAY_OR_MONTH,
            [time.cell for time in (*group, *settled)],
            [
                Correction(
                    CorrectionKind.READ_DATE,
                    {time.cell: time.dated(order) for time in group}
                    | {time.cell: time.dated(time.orders[0]) for time in settled},
                    readings[order],
                )
                # The order comes first that is the only one with a proof.
                for order in sorted(orders, key=lambda order: [order] != shown)
            ],
            DateQuestion(
                tuple(readings.values()),
                tuple((Quoted(proven[order].row, proven[order].text), order) for order in shown),
                zone_follows=any(time.zone_open for time in (*group, *settled)),
            ),
        )


def _which_named_zone(times: Sequence[WrittenTime]) -> Iterator[SuspectedError]:
    """Ask which zone an abbreviation means that several zones share."""
    for name in dict.fromkeys(time.moment.zone for time in times):
        group = [time for time in times if time.moment.zone == name]
        offsets = group[0].moment.zones
        yield suspected_error(
            ErrorKind.ZONE_NAME,
            [time.cell for time in group],
            [
                Correction(
                    CorrectionKind.READ_ZONE_NAME,
                    {time.cell: time.iso(offset) for time in group},
                    ZoneReading(offset, group[0].change(offset), len(group), name),
                )
                for offset in offsets
            ],
            ZoneNames(name, offsets),
        )


def _which_zone(
    without_zone: Sequence[WrittenTime],
    with_zone: Sequence[WrittenTime],
    journey_zone: str | None,
) -> Iterator[SuspectedError]:
    """Ask once for the zone of all times without one. The clock changed at those `with_zone`."""
    offsets = cache(offsets_at)
    changes: dict[Cell, Change] = {}
    zone_known: list[WrittenTime] = []
    zone_unknown: list[WrittenTime] = []
    clock_changed = [(time, time.moment.zones[0]) for time in with_zone]
    for time in without_zone:
        zone = time.place_zone or journey_zone
        if zone is None:
            zone_unknown.append(time)
        elif len(found := offsets(time.local(), zone)) == 1:
            changes[time.cell] = time.change(found[0])
            zone_known.append(time)
        else:
            clock_changed.append((time, zone))
    if zone_known:
        yield _zone_known(zone_known, changes, journey_zone)
    if zone_unknown:
        place_zones = dict.fromkeys(time.place_zone for time in without_zone if time.place_zone)
        zones = (*list(place_zones)[:_MAX_ZONES_OFFERED], _UTC)
        corrections = [
            correction
            for zone in zones
            if (correction := _all_in(zone_unknown, zone, CorrectionKind.READ_IN_ZONE)).cells
        ]
        corrections.sort(key=lambda correction: len(correction.cells), reverse=True)
        yield suspected_error(
            ErrorKind.NO_ZONE_NO_PLACE, [time.cell for time in zone_unknown], corrections
        )
    yield from _clock_changes(clock_changed)


def _zone_known(
    times: Sequence[WrittenTime], changes: Mapping[Cell, Change], journey_zone: str | None
) -> SuspectedError:
    """Ask for the zone of times whose place, or journey, has one."""
    if all(time.place_zone for time in times):
        kind = CorrectionKind.READ_IN_PLACE_ZONES
    elif any(time.place_zone for time in times):
        kind = CorrectionKind.READ_IN_PLACE_OR_JOURNEY_ZONES
    else:
        kind = CorrectionKind.READ_IN_JOURNEY_ZONE
    reading = ZoneReading(journey_zone or "", changes[times[0].cell], len(times))
    corrected = {cell: change.after for cell, change in changes.items()}
    corrections = [Correction(kind, corrected, reading)]
    if journey_zone and any(time.place_zone for time in times):
        in_journey = _all_in(times, journey_zone, CorrectionKind.READ_IN_JOURNEY_ZONE)
        corrections += [in_journey] if in_journey.cells else []
    corrections.append(_all_in(times, _UTC, CorrectionKind.READ_IN_ZONE))
    return suspected_error(ErrorKind.NO_ZONE, [time.cell for time in times], corrections)


def _all_in(times: Sequence[WrittenTime], zone: str, kind: CorrectionKind) -> Correction:
    """Return the correction to one zone, without the times that its clock skipped or repeated."""
    offsets = cache(offsets_at)
    changes = {
        time.cell: time.change(found[0])
        for time in times
        if len(found := offsets(time.local(), zone)) == 1
    }
    corrected = {cell: change.after for cell, change in changes.items()}
    example = next(iter(changes.values()), Change("", ""))
    return Correction(kind, corrected, ZoneReading(zone, example, len(times)))


def _clock_changes(times: Sequence[tuple[WrittenTime, str]]) -> Iterator[SuspectedError]:
    """Find the times that the clock showed twice, or not at all."""
    twice = [
        (time, zone, offsets) for time, zone in times if (offsets := offsets_at(time.local(), zone))
    ]
    never = [(time, zone) for time, zone in times if not offsets_at(time.local(), zone)]
    if twice:
        first, zone, offsets_of_first = twice[0]
        choices = (CorrectionKind.READ_FIRST_TIME, CorrectionKind.READ_SECOND_TIME)
        yield suspected_error(
            ErrorKind.CLOCK_TWICE,
            [time.cell for time, _, _ in twice],
            [
                Correction(
                    kind,
                    {time.cell: time.iso(offsets[i]) for time, _, offsets in twice},
                    first.change(offsets_of_first[i]),
                )
                for i, kind in enumerate(choices)
            ],
            ClockTime(first.text, zone),
        )
    if never:
        first, zone = never[0]
        yield suspected_error(
            ErrorKind.CLOCK_SKIPPED,
            [time.cell for time, _ in never],
            details=ClockTime(first.text, zone),
        )
