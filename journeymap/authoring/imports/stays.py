"""
Stays and legs as rows of the event table.

A stay has two times that both are known, its arrival and its departure, so it is two claims. One
moment that lies somewhere between two times is no stay: it is one row with a window.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.claims.columns import Kind

Row = dict[str, str]

# The columns that both rows have. Others, as a sentence or a link, are in the first row alone.
_OF_BOTH = frozenset(
    {"journey", "place", "lat", "lon", "accuracy_km", "source", "via", "status", "reported_at"}
)


def stay_rows(cells: Mapping[str, str], arrival: str = "", departure: str = "") -> list[Row]:
    """
    Return the rows of a stay at one place.

    Parameters
    ----------
    cells
        The other cells by column: place, lat, lon, says, url. Those of the position and the source
        are in both rows, the others in the first alone.
    arrival, departure
        When it began and ended, as cells have moments; empty where it is not known.

    Returns
    -------
    A row of kind arrival and one of kind departure; one row where only one of the times is known,
    or both are the same. Each row is a point in time, so its time_to is its time_from:
    `without_points` takes that out where no row of the table has a window.
    """
    arrival, departure = arrival.strip(), departure.strip()
    if arrival == departure:
        return [_row(cells, cells.get("kind", ""), arrival)]
    if not departure:
        return [_row(cells, Kind.ARRIVAL, arrival)]
    if not arrival:
        return [_row(cells, Kind.DEPARTURE, departure)]
    shared = {column: cell for column, cell in cells.items() if column in _OF_BOTH}
    return [
        _row(cells, Kind.ARRIVAL, arrival),
        _row(shared, Kind.DEPARTURE, departure),
    ]


def leg_rows(
    start: Mapping[str, str],
    end: Mapping[str, str],
    departure: str = "",
    arrival: str = "",
    said: Mapping[str, str] | None = None,
) -> list[Row]:
    """
    Return the rows of a leg from one place to another.

    Parameters
    ----------
    start, end
        The cells of the two positions, by column: place, or lat and lon, and what else is of one
        of the two. An end without any is left out.
    departure, arrival
        When it began and ended, as cells have moments; empty where it is not known.
    said
        The cells about the whole leg: the source is in both rows, the others in the first alone.
    """
    said = said or {}
    shared = {column: cell for column, cell in said.items() if column in _OF_BOTH}
    rows: list[Row] = []
    if any(start.values()):
        rows.append(_row({**said, **start}, Kind.DEPARTURE, departure.strip()))
    if any(end.values()):
        rows.append(_row({**(shared if rows else said), **end}, Kind.ARRIVAL, arrival.strip()))
    return rows


def without_points(rows: Iterable[Row]) -> list[Row]:
    """
    Return rows of one table without their time_to where none of them has a window.

    An empty time_to means open-ended as soon as one row has one. Where each is that row's
    time_from, all are points in time, which is what a table without the column says.
    """
    rows = list(rows)
    if any(row.get("time_to", "") not in ("", row.get("time_from", "")) for row in rows):
        return rows
    return [{name: cell for name, cell in row.items() if name != "time_to"} for row in rows]


def _row(cells: Mapping[str, str], kind: str, moment: str) -> Row:
    row = {**cells, "kind": str(kind), "time_from": moment, "time_to": moment}
    return {column: cell for column, cell in row.items() if cell}
