"""The cells of a table without the blanks around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from journeymap.authoring.corrections.correction import Cell
from journeymap.claims.columns import COLUMNS


class Cells:
    """The cells of a table without the blanks around them, by column, in the order of its rows."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows: list[int] = [int(row) for row in rows.index]
        self._columns = {column: _stripped(rows, column) for column in COLUMNS}

    def __getitem__(self, column: str) -> list[str]:
        """Return the cells of a column."""
        return self._columns[column]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def records(self) -> Iterable[tuple[str, ...]]:
        """Rows, one after another, without the columns that are empty throughout."""
        return zip(*filter(any, self._columns.values()), strict=True)

    def changed(self, cells: Mapping[Cell, str]) -> Cells:
        """Return the cells with these texts in them."""
        if not cells:
            return self
        other = Cells.__new__(Cells)
        other.rows = self.rows
        other._columns = {column: list(texts) for column, texts in self._columns.items()}  # noqa: SLF001 - of its own class
        index_of = {row: index for index, row in enumerate(self.rows)}
        for (row, column), text in cells.items():
            other[column][index_of[row]] = text
        return other

    def emptied(self, indices: Iterable[int]) -> dict[Cell, str]:
        """Return the cells that are to be empty so that these rows are."""
        return {
            (self.rows[i], column): "" for i in indices for column in COLUMNS if self[column][i]
        }

    def place(self, i: int) -> str:
        """Return what a row calls its place, or else its position as written."""
        return self["place"][i] or f"{self['lat'][i]}, {self['lon'][i]}"


def _stripped(rows: pd.DataFrame, column: str) -> list[str]:
    if column not in rows:
        return [""] * len(rows)
    cells = rows[column].to_numpy(dtype="object").tolist()
    if not any(cells):
        return [""] * len(rows)
    try:
        return list(map(str.strip, cells))
    except TypeError:  # an editor's cell that nothing was ever written into
        return [cell.strip() if isinstance(cell, str) else "" for cell in cells]
