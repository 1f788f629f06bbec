"""Suspected errors in a table as people write it, with corrections that are offered, never done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import (
    Cell,
    Correction,
    ErrorKind,
    SuspectedError,
    apply,
)
from journeymap.authoring.corrections.moments import moment_errors
from journeymap.authoring.corrections.neighbours import known_places, own_zones
from journeymap.authoring.corrections.order import (
    departures_before_arrivals,
    duplicates,
    reversed_windows,
    several_places_at_once,
)
from journeymap.authoring.corrections.positions import position_errors
from journeymap.authoring.corrections.row_positions import row_positions
from journeymap.authoring.corrections.speed import too_fast
from journeymap.dates import ABOUT, About

__all__ = ["Correction", "ErrorKind", "SuspectedError", "apply", "find_suspected_errors"]


def find_suspected_errors(
    rows: pd.DataFrame,
    *,
    positions: Mapping[str, tuple[float, float, str]],
    zone: str | None,
    max_speed_kmh: float | None,
    about: About = ABOUT,
) -> list[SuspectedError]:
    """
    Find what is likely wrong in an event table.

    Parameters
    ----------
    rows
        The cells as written, indexed by spreadsheet row.
    positions
        Latitude and longitude in degrees and IANA zone of the places already known, by the text
        of the cell.
    zone
        IANA zone of the journey, where its author has named one.
    max_speed_kmh
        Maximum speed of the traveller, km/h, where its author has named one.
    about
        How wide the journey's times are that are stated only roughly.

    Returns
    -------
    The suspected errors: those of single cells first, then those of rows compared.
    """
    cells = Cells(rows)
    places = known_places(cells, positions)
    errors = position_errors(cells, places)
    places = own_zones(cells.changed(_unquestioned(errors)), places)
    errors += moment_errors(cells, places.zones, zone, about)
    # Rows are compared as corrected where only one correction is possible; a cell that still
    # leaves a question is not compared.
    corrected = cells.changed(_unquestioned(errors))
    at = row_positions(corrected, places, zone)
    return [
        *errors,
        *reversed_windows(corrected, at),
        *departures_before_arrivals(corrected, at),
        *several_places_at_once(corrected, at),
        *too_fast(corrected, at, max_speed_kmh),
        *duplicates(corrected),
    ]


def _unquestioned(errors: Iterable[SuspectedError]) -> dict[Cell, str]:
    """Return the cells as they are after the corrections that are the only one of their error."""
    cells: dict[Cell, str] = {}
    for error in errors:
        if len(error.corrections) == 1:
            cells |= error.corrections[0].cells
    return cells
