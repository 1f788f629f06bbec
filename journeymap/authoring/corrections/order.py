"""Slips of rows among each other: ends before beginnings, one moment twice, one row twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from journeymap.authoring.corrections.mends import (
    Cell,
    Cells,
    Correction,
    SuspectedError,
    all_of,
    capital,
    rows_in_words,
    shown,
    slip,
)
from journeymap.authoring.corrections.neighbours import apart_km
from journeymap.authoring.corrections.stated import RowPositions
from journeymap.claims.table import COLUMNS, Kind
from journeymap.times import in_words

# Two positions of one place can be this far apart: a station, and the middle of its town.
ONE_PLACE_KM = 1.0
# More at one moment than this are no slip of the pen, and no question for a row of buttons.
_MAX_CHOICES = 6
MAX_SLIPS = 50


def reversed_windows(cells: Cells, at: RowPositions) -> Iterator[SuspectedError]:
    """Name the windows that end before they begin."""
    rows = np.flatnonzero(at.end < at.start).tolist()
    if not rows:
        return
    changed: dict[Cell, str] = {}
    for i in rows:
        changed[cells.rows[i], "time_from"] = cells["time_to"][i]
        changed[cells.rows[i], "time_to"] = cells["time_from"][i]
    named = rows_in_words(cells.rows[i] for i in rows)
    yield slip(
        "window-reversed",
        changed,
        f"time_to is before time_from in {named}.",
        [Correction(f"Swap time_from and time_to in {named}", changed)],
    )


def departures_before_arrivals(cells: Cells, at: RowPositions) -> Iterator[SuspectedError]:
    """
    Name visits that end before they begin.

    A visit is an arrival and, in the next row of the journey, a departure from the same place:
    so it is written by people. In another order it can be two visits.
    """
    rows = np.flatnonzero(at.there)
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
    more = f", and {len(pairs) - 1} more such" if len(pairs) > 1 else ""
    yield slip(
        "departure-before-arrival",
        changed,
        f"Row {cells.rows[j]} leaves {_place(cells, i)} before row {cells.rows[i]} arrives "
        f"there{more}.",
        [
            Correction(
                f"Swap the times of rows {cells.rows[i]} and {cells.rows[j]}"
                f"{all_of(len(pairs), 'pair')}",
                changed,
            )
        ],
    )


def one_moment_twice(cells: Cells, at: RowPositions) -> list[SuspectedError]:
    """Name the moments at which a journey is said to be at several places; the person chooses."""
    rows = np.flatnonzero(at.there & (at.start == at.end))
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
    slips = [_choose_one(cells, at, group) for group in found[:MAX_SLIPS]]
    if rest := [cells.rows[i] for group in found[MAX_SLIPS:] for i in group]:
        why = f"{capital(rows_in_words(rest))} also are at several places at one moment."
        slips.append(SuspectedError("one-moment", "time_from", tuple(sorted(rest)), why))
    return slips


def _choose_one(cells: Cells, at: RowPositions, group: list[int]) -> SuspectedError:
    numbers = sorted(cells.rows[i] for i in group)
    names = list(dict.fromkeys(_place(cells, i) for i in group))
    moment = in_words(float(at.start[group[0]]), at.zones[group[0]] or "UTC")
    mends = []
    for name in names if 1 < len(names) <= _MAX_CHOICES else ():
        left_out = [i for i in group if _place(cells, i) != name]
        mends.append(
            Correction(
                f"Keep {name}; leave out {rows_in_words(cells.rows[i] for i in left_out)}",
                emptied(cells, left_out),
            )
        )
    why = f"{capital(rows_in_words(numbers))} are at different places at one moment, {moment}: "
    why += f"{', '.join(names[:_MAX_CHOICES])}."
    return SuspectedError("one-moment", "time_from", tuple(numbers), why, tuple(mends))


def _place(cells: Cells, i: int) -> str:
    return shown(cells["place"][i]) or f"{cells['lat'][i]}, {cells['lon'][i]}"


def duplicates(cells: Cells) -> Iterator[SuspectedError]:
    """Name the rows that repeat an earlier row cell by cell."""
    first: dict[tuple[str, ...], int] = {}
    repeats: list[tuple[int, int]] = []
    for i, record in enumerate(cells.records()):
        earlier = first.setdefault(record, i)
        if earlier != i and any(record):
            repeats.append((earlier, i))
    if not repeats:
        return
    changed = emptied(cells, [i for _, i in repeats])
    earlier, again = (cells.rows[i] for i in repeats[0])
    more = f", and {len(repeats) - 1} more rows repeat another" if len(repeats) > 1 else ""
    yield SuspectedError(
        "duplicate",
        next(column for column in COLUMNS if (again, column) in changed),
        tuple(sorted({cells.rows[i] for pair in repeats for i in pair})),
        f"Row {again} is the same as row {earlier}{more}.",
        (Correction(f"Remove {rows_in_words(cells.rows[i] for _, i in repeats)}", changed),),
    )


def emptied(cells: Cells, rows: list[int]) -> dict[Cell, str]:
    """Return what empties these rows, by their indices."""
    return {(cells.rows[i], column): "" for i in rows for column in COLUMNS if cells[column][i]}
