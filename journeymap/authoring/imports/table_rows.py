"""The rows of the event table from the columns of another: stays and legs become two rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from journeymap.authoring.imports.airports import airports_in, named
from journeymap.authoring.imports.column_positions import positions_in
from journeymap.authoring.imports.column_times import Pair, Times, both_times, times_in
from journeymap.authoring.imports.header_words import WHERE, Meaning
from journeymap.authoring.imports.imported import notice
from journeymap.authoring.imports.imported_points import degrees
from journeymap.authoring.imports.stays import Row, leg_rows, stay_rows, without_points
from journeymap.authoring.imports.table_formats import TableFormat
from journeymap.claims.columns import COLUMNS, Kind
from journeymap.errors import Problem

_FIRST_ROW = 2
_SAYS_BETWEEN = " – "
_LEG_ENDS = (
    (Meaning.FROM_PLACE, Meaning.FROM_LAT, Meaning.FROM_LON),
    (Meaning.TO_PLACE, Meaning.TO_LAT, Meaning.TO_LON),
)

# The start and the end of each row, as text.
Moments = tuple[list[str], list[str]]


@dataclass(frozen=True, eq=False)
class TableRows:
    """
    Rows of the event table.

    `rows` has COLUMNS as text. `came_from` has the row of the file that each is of, -1 for one
    whose other columns are with another row. `used` are the columns that they are made from.
    """

    rows: pd.DataFrame
    came_from: tuple[int, ...]
    used: frozenset[int]
    problems: tuple[Problem, ...] = ()


def joined(meanings: Sequence[str], frame: pd.DataFrame) -> tuple[list[str], pd.DataFrame]:
    """Return the meanings and the cells with columns joined to the one before, where so chosen."""
    if Meaning.JOINED not in meanings:
        return list(meanings), frame
    frame, kept = frame.copy(), list(meanings)
    last = -1
    for at, meaning in enumerate(meanings):
        if meaning != Meaning.JOINED:
            last = at if meaning else last
            continue
        if last >= 0:
            both = zip(frame[last].tolist(), frame[at].tolist(), strict=True)
            frame[last] = pd.Series(
                [" ".join(cell.strip() for cell in pair if cell.strip()) for pair in both],
                frame.index,
                dtype="str",
            )
    return kept, frame


def table_rows(
    table: str,
    names: Sequence[str],
    meanings: Sequence[str],
    frame: pd.DataFrame,
    form: TableFormat | None = None,
) -> TableRows:
    """Return the rows of the event table that a table's columns, as they are chosen, make."""
    meanings, frame = joined(meanings, frame)
    there = {*meanings}
    legs = there >= {Meaning.FROM_PLACE, Meaning.TO_PLACE} or there >= {
        Meaning.FROM_LAT,
        Meaning.FROM_LON,
        Meaning.TO_LAT,
        Meaning.TO_LON,
    }
    times = times_in(meanings, frame, legs=legs)
    moments = both_times(
        times,
        names,
        frame,
        utc=form is not None and form.utc,
        day_first=form is not None and form.day_first,
    )
    said, used = _said(meanings, frame)
    if "says" in said and not there & WHERE and "kind" not in said:
        # What happened at no place is a statement.
        said["kind"] = [str(Kind.STATEMENT)] * len(frame)
    used |= times.columns
    used |= {at for at, meaning in enumerate(meanings) if meaning == Meaning.JOINED}
    problems: list[Problem] = []
    if legs:
        ends = [_end(table, meanings, frame, columns, used, problems) for columns in _LEG_ENDS]
        rows, came_from = _legs(ends, moments, _records(said, len(frame)), frame.index.tolist())
    else:
        position = positions_in(table, meanings, frame)
        if position is not None:
            said["lat"], said["lon"] = position.lat, position.lon
            used |= position.columns
            problems += position.problems
        if times.pair is Pair.WINDOW or (times.end is None and not _one_sided(times)):
            alone = _one_each(said, moments, times, frame)
            return TableRows(alone, tuple(frame.index.tolist()), frozenset(used), tuple(problems))
        rows, came_from = _stays(said, moments, times, frame)
    if len(came_from) == len(frame) and came_from == frame.index.tolist():
        index = frame.index
    else:
        index = pd.RangeIndex(_FIRST_ROW, _FIRST_ROW + len(rows), name="row")
    records = [[row.get(column, "") for column in COLUMNS] for row in without_points(rows)]
    made = pd.DataFrame(records, index, columns=list(COLUMNS), dtype="str")
    return TableRows(made, tuple(came_from), frozenset(used), tuple(problems))


def _one_sided(times: Times) -> bool:
    return times.end is None and times.arrives


def _one_each(
    said: dict[str, list[str]],
    moments: Moments,
    times: Times,
    frame: pd.DataFrame,
) -> pd.DataFrame:
    """Return a row for each of the file's."""
    starts, ends = moments
    if times.start is not None:
        said["time_from"] = starts
    if times.end is not None:
        # A latest time alone is the time, where there is no other.
        said["time_from" if times.start is None else "time_to"] = ends
    rows = pd.DataFrame(said, frame.index, dtype="str")
    return rows.reindex(columns=list(COLUMNS), fill_value="")


def _said(meanings: Sequence[str], frame: pd.DataFrame) -> tuple[dict[str, list[str]], set[int]]:
    """Return the columns that are as the file has them; of several sentences one is made."""
    said: dict[str, list[str]] = {}
    used: set[int] = set()
    for at, meaning in enumerate(meanings):
        if meaning not in COLUMNS or meaning in {"lat", "lon", "time_from", "time_to"}:
            continue
        cells = frame[at].tolist()
        if meaning in said:
            if meaning != "says":
                continue
            cells = [
                _SAYS_BETWEEN.join(cell for cell in pair if cell.strip())
                for pair in zip(said[meaning], cells, strict=True)
            ]
        said[meaning] = cells
        used.add(at)
    return said, used


def _records(said: dict[str, list[str]], count: int) -> list[Row]:
    rows = zip(*said.values(), strict=True) if said else iter([()] * count)
    return [dict(zip(said, row, strict=True)) for row in rows]


def _stays(
    said: dict[str, list[str]], moments: Moments, times: Times, frame: pd.DataFrame
) -> tuple[list[Row], list[int]]:
    rows: list[Row] = []
    came_from: list[int] = []
    for number, cells, start, end in zip(
        frame.index.tolist(), _records(said, len(frame)), *moments, strict=True
    ):
        if (start and end) or (start and times.arrives) or (end and times.departs):
            made = stay_rows(cells, start, end)
        else:
            moment = start or end
            made = [{**cells, "time_from": moment, "time_to": moment}]
        rows += made
        came_from += [number, *[-1] * (len(made) - 1)]
    return rows, came_from


def _end(  # noqa: PLR0913, PLR0917 - one end of what the caller has
    table: str,
    meanings: Sequence[str],
    frame: pd.DataFrame,
    columns: tuple[str, str, str],
    used: set[int],
    problems: list[Problem],
) -> list[Row]:
    """Return the cells of one end of each leg; notes the columns that it took, and problems."""
    place, lat, lon = columns
    cells: dict[str, list[str]] = {}
    if place in meanings:
        at = meanings.index(place)
        cells = _airports(table, frame[at].tolist(), problems)
        used.add(at)
    position = positions_in(table, meanings, frame, lat, lon) if lat in meanings else None
    if position is not None:
        cells["lat"], cells["lon"] = position.lat, position.lon
        used |= position.columns
        problems += position.problems
    return _records(cells, len(frame))


def _airports(table: str, cells: list[str], problems: list[Problem]) -> dict[str, list[str]]:
    """Return the places of one end of each leg, with positions where they are airports."""
    cells = [cell.strip() for cell in cells]
    found = airports_in(cells)
    if found is None:
        return {"place": cells}
    names = [named(cell).name for cell in cells]
    both = list(zip(names, found, cells, strict=True))
    by_code = [cell for name, airport, cell in both if airport and not name]
    if by_code:
        counts = {"count": len(by_code)}
        problems.append(notice(table, "airports-by-code", counts, ", ".join(by_code[:3])))
    return {
        # The file's own words for a place are preferred to the airport's name.
        "place": [name or (airport.name if airport else cell) for name, airport, cell in both],
        "lat": [degrees(airport.lat) if airport else "" for airport in found],
        "lon": [degrees(airport.lon) if airport else "" for airport in found],
    }


def _legs(
    ends: Sequence[list[Row]], moments: Moments, said: list[Row], numbers: list[int]
) -> tuple[list[Row], list[int]]:
    rows: list[Row] = []
    came_from: list[int] = []
    for number, start, stop, departure, arrival, cells in zip(
        numbers, *ends, *moments, said, strict=True
    ):
        made = leg_rows(start, stop, departure, arrival, cells)
        rows += made
        came_from += [number, *[-1] * (len(made) - 1)][: len(made)]
    return rows, came_from
