"""Suspected errors in the three columns of times: their format, day and month, the time zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.coarse_dates import coarse_dates, day_numbers
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
    DateQuestion,
    DateReading,
    Quoted,
)
from journeymap.authoring.corrections.parse_moments import (
    DateOrder,
    offsets_at,
)
from journeymap.authoring.corrections.written_times import (
    TIMES,
    WrittenTime,
    by_the_sun,
    not_read,
    without,
    written_times,
)
from journeymap.authoring.corrections.zones_of_times import which_named_zone, which_zone
from journeymap.dates import ABOUT, About

_NUMERIC = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST)


def moment_errors(
    cells: Cells,
    place_zones: Sequence[str | None],
    journey_zone: str | None,
    about: About = ABOUT,
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
    about
        How wide the journey's times are that are stated only roughly.
    """
    counted = list(day_numbers(cells, TIMES))
    odd = {column: not_read(cells, column) for column in TIMES}
    for error in counted:
        odd[error.column] = set()
    times = _dots_as_day_first(list(written_times(cells, place_zones, odd, about)))
    clear, questions = coarse_dates(cells, without(odd, times), about)
    doubtful = [time for time in times if len(time.orders) > 1]
    # Cells that prove the order are rewritten with the answer: rewritten earlier, they would no
    # longer prove it.
    proofs = [
        time for time in times if doubtful and len(time.orders) == 1 and time.orders[0] in _NUMERIC
    ]
    asked = {time.cell for time in (*doubtful, *proofs)}
    dated = [time for time in times if time.cell not in asked]
    errors = [*counted, *questions, *_which_day(doubtful, proofs)]
    iso_changes = clear
    without_zone: list[WrittenTime] = []
    for time in dated:
        zones = time.moment.zones
        place_zone = time.place_zone or ""
        by_sun = not zones and place_zone and by_the_sun(time.local(), place_zone)
        if time.moment.clock is None or by_sun:
            iso_changes[time.cell] = time.change("")
        elif not zones:
            without_zone.append(time)
        elif len(zones) == 1 and len(offsets := offsets_at(time.local(), zones[0])) == 1:
            iso_changes[time.cell] = time.change(offsets[0])
    if iso_changes:
        errors.append(_not_iso(iso_changes))
    if not any(time.zone_open for time in (*doubtful, *proofs)):
        errors += which_named_zone([time for time in dated if len(time.moment.zones) > 1])
        with_zone = [
            time for time in dated if len(time.moment.zones) == 1 and time.cell not in iso_changes
        ]
        errors += which_zone(without_zone, with_zone, journey_zone)
    return errors


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
