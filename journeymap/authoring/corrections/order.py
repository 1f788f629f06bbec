"""Suspected errors between rows: times in reverse, two places at once, one row twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import (
    Cell,
    Correction,
    CorrectionKind,
    ErrorKind,
    SuspectedError,
    suspected_error,
)
from journeymap.authoring.corrections.details import Repeat, SeveralPlaces, Visit
from journeymap.authoring.corrections.neighbours import apart_km
from journeymap.authoring.corrections.row_positions import RowPositions
from journeymap.authoring.corrections.written_times import TIMES, is_read
from journeymap.claims.columns import COLUMNS, Kind

# Two positions of one place can be this far apart: a station, and the middle of its town.
ONE_PLACE_KM = 1.0
# With more places at one moment than this, the person is not asked to choose among buttons.
MAX_CHOICES = 6
# More of one kind are summed up in one suspected error.
MAX_ERRORS = 50


def reversed_windows(cells: Cells, at: RowPositions) -> Iterator[SuspectedError]:
    """Find the windows that end before they begin."""
    rows = np.flatnonzero(at.end < at.start).tolist()
    if not rows:
        return
    changed: dict[Cell, str] = {}
    for i in rows:
        changed[cells.rows[i], "time_from"] = cells["time_to"][i]
        changed[cells.rows[i], "time_to"] = cells["time_from"][i]
    yield suspected_error(
        ErrorKind.WINDOW_REVERSED, changed, [Correction(CorrectionKind.SWAP_WINDOWS, changed)]
    )


def departures_before_arrivals(cells: Cells, at: RowPositions) -> Iterator[SuspectedError]:
    """
    Find visits that end before they begin.

    A visit is an arrival and, in the next row of the journey, a departure from the same place, as
    people write it. In another order these can be two visits.
    """
    rows = np.flatnonzero(at.usable)
    rows = rows[np.argsort(at.journey[rows], kind="stable")]
    a, b = rows[:-1], rows[1:]
    early = (
        (at.journey[a] == at.journey[b])
        & (at.end[b] < at.start[a])
        & (at.lat[a] == at.lat[b])
        & (at.lon[a] == at.lon[b])
    )
    kinds, times = cells["kind"], ("time_from", "time_to")
    pairs = [
        (int(i), int(j))
        for i, j in zip(a[early], b[early], strict=True)
        if (kinds[i], kinds[j]) == (Kind.ARRIVAL, Kind.DEPARTURE)
    ]
    if not pairs:
        return
    changed: dict[Cell, str] = {}
    for i, j in pairs:
        for one, other in ((i, j), (j, i)):
            for column in times:
                if cells[column][one] != cells[column][other]:
                    changed[cells.rows[one], column] = cells[column][other]
    i, j = pairs[0]
    visit = Visit(cells.place(i), cells.rows[i], cells.rows[j], len(pairs))
    yield suspected_error(
        ErrorKind.DEPARTURE_BEFORE_ARRIVAL,
        changed,
        [Correction(CorrectionKind.SWAP_VISIT, changed, visit)],
        visit,
    )


def several_places_at_once(cells: Cells, at: RowPositions) -> list[SuspectedError]:
    """Find the moments at which a journey is said to be at several places; the person chooses."""
    rows = np.flatnonzero(at.usable & (at.start == at.end))
    order = rows[np.lexsort((rows, at.start[rows], at.journey[rows]))]
    a, b = order[:-1], order[1:]
    same = (at.journey[a] == at.journey[b]) & (at.start[a] == at.start[b])
    # A moment begins where the row before is of another.
    ends = np.append(np.flatnonzero(~same) + 1, len(order))
    starts = np.append(0, ends[:-1])
    found: list[list[int]] = []
    for begin, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        group = order[begin:end]
        apart = apart_km(at.lat[group[0]], at.lon[group[0]], at.lat[group], at.lon[group])
        if np.any(apart > ONE_PLACE_KM):
            found.append(group.tolist())
    errors = [_choose_one(cells, at, group) for group in found[:MAX_ERRORS]]
    if rest := [cells.rows[i] for group in found[MAX_ERRORS:] for i in group]:
        more = ErrorKind.MORE_ONE_MOMENT
        errors.append(SuspectedError(more, "time_from", tuple(sorted(rest))))
    return errors


def _choose_one(cells: Cells, at: RowPositions, group: list[int]) -> SuspectedError:
    places = tuple(dict.fromkeys(cells.place(i) for i in group))
    corrections = [
        Correction(
            CorrectionKind.KEEP_PLACE,
            cells.emptied(i for i in group if cells.place(i) != place),
            place,
        )
        for place in (places if 1 < len(places) <= MAX_CHOICES else ())
    ]
    return SuspectedError(
        ErrorKind.ONE_MOMENT,
        "time_from",
        tuple(sorted(cells.rows[i] for i in group)),
        details=SeveralPlaces(float(at.start[group[0]]), at.zones[group[0]] or "UTC", places),
        corrections=tuple(corrections),
    )


def duplicates(cells: Cells) -> Iterator[SuspectedError]:
    """
    Find the rows that repeat an earlier row cell by cell.

    Those with a time that the table does not read are not named: it may be the time that was cut.
    """
    unread = {text for column in TIMES for text in set(cells[column]) if text and not is_read(text)}
    first: dict[tuple[str, ...], int] = {}
    repeats: list[tuple[int, int]] = []
    for i, record in enumerate(cells.records()):
        earlier = first.setdefault(record, i)
        if earlier != i and any(record) and unread.isdisjoint(cells[each][i] for each in TIMES):
            repeats.append((earlier, i))
    if not repeats:
        return
    changed = cells.emptied(i for _, i in repeats)
    earlier, row = (cells.rows[i] for i in repeats[0])
    yield SuspectedError(
        ErrorKind.DUPLICATE,
        next(column for column in COLUMNS if (row, column) in changed),
        tuple(sorted({cells.rows[i] for pair in repeats for i in pair})),
        details=Repeat(row, earlier, len(repeats)),
        corrections=(Correction(CorrectionKind.REMOVE_ROWS, changed),),
    )
