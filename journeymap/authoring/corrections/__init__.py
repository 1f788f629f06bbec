"""Likely slips in a table as people write it, and their one-click mends: offered, never done."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from journeymap.authoring.corrections.mends import Cell, Cells, Correction, SuspectedError, apply
from journeymap.authoring.corrections.moments import moment_slips
from journeymap.authoring.corrections.neighbours import known_places
from journeymap.authoring.corrections.order import (
    departures_before_arrivals,
    duplicates,
    one_moment_twice,
    reversed_windows,
)
from journeymap.authoring.corrections.positions import position_slips
from journeymap.authoring.corrections.speed import too_fast
from journeymap.authoring.corrections.stated import stated

__all__ = ["Correction", "SuspectedError", "apply", "find_suspected_errors"]


def find_suspected_errors(
    rows: pd.DataFrame,
    *,
    positions: Mapping[str, tuple[float, float, str]],
    zone: str | None,
    max_speed_kmh: float | None,
) -> list[SuspectedError]:
    """
    Return the likely slips of an event table.

    `rows` are the cells as written, indexed by spreadsheet row. `positions` gives latitude,
    longitude and IANA zone of the places already known, by the text of the cell; `zone` is the
    journey's, if its author has told it.
    """
    cells = Cells(rows)
    places = known_places(cells, positions)
    slips = [*position_slips(cells, places), *moment_slips(cells, places.zones, zone)]
    # Rows are compared as the mends have them that leave no question; a cell that does is none yet.
    sure: dict[Cell, str] = {}
    for slip in slips:
        if len(slip.mends) == 1:
            sure |= slip.mends[0].cells
    read = cells.changed(sure)
    at = stated(read, places, zone)
    return [
        *slips,
        *reversed_windows(read, at),
        *departures_before_arrivals(read, at),
        *one_moment_twice(read, at),
        *too_fast(read, at, max_speed_kmh),
        *duplicates(read),
    ]
