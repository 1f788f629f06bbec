"""Likely slips in a table as people write it, and their one-click mends: offered, never done."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from journeymap.slips.mends import Cells, Mend, Slip, apply
from journeymap.slips.moments import moment_slips
from journeymap.slips.positions import position_slips

__all__ = ["Mend", "Slip", "apply", "find_slips"]


def find_slips(
    rows: pd.DataFrame,
    *,
    positions: Mapping[str, tuple[float, float, str]],
    zone: str | None,
    max_speed_kmh: float | None,
) -> list[Slip]:
    """
    Return the likely slips of an event table.

    `rows` are the cells as written, indexed by spreadsheet row. `positions` gives latitude,
    longitude and IANA zone of the places already known, by the text of the cell; `zone` is the
    journey's, if its author has told it.
    """
    cells = Cells(rows)
    zones = [positions[place][2] if place in positions else None for place in cells["place"]]
    return [*position_slips(cells, positions), *moment_slips(cells, zones, zone)]
