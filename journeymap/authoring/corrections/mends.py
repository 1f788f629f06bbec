"""A slip, its mends, and the cells that both speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from journeymap.claims.table import COLUMNS

Cell = tuple[int, str]  # spreadsheet row, column

_LONGEST = 40


@dataclass(frozen=True)
class Correction:
    """What one click does: the new text of some cells. `label` says so, with an example."""

    label: str
    cells: Mapping[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SuspectedError:
    """
    A likely slip of the pen, and what would mend it.

    `rows` are all the spreadsheet rows that it concerns, `column` the first column. Several mends
    are a question: the person chooses. None means that only the person can know.
    """

    kind: str
    column: str
    rows: tuple[int, ...]
    why: str
    mends: tuple[Correction, ...] = ()


def slip(
    kind: str, cells: Iterable[Cell], why: str, mends: Sequence[Correction] = ()
) -> SuspectedError:
    """Return the slip that names these cells."""
    named = list(cells)
    columns = {column for _, column in named}
    first = next(column for column in COLUMNS if column in columns)
    return SuspectedError(kind, first, tuple(sorted({row for row, _ in named})), why, tuple(mends))


def apply(rows: pd.DataFrame, mend: Correction) -> pd.DataFrame:
    """Return the rows with the mend's cells in them; cells that are no longer there are skipped."""
    mended = rows.copy()
    by_column: dict[str, dict[int, str]] = {}
    for (row, column), text in mend.cells.items():
        if row in mended.index and column in mended.columns:
            by_column.setdefault(column, {})[row] = text
    for column, texts in by_column.items():
        mended.loc[list(texts), column] = list(texts.values())
    return mended


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
        place = {row: index for index, row in enumerate(self.rows)}
        for (row, column), text in cells.items():
            other[column][place[row]] = text
        return other


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


def shown(text: str) -> str:
    """Return the text as a label quotes it: one line, and not too long a one."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def all_of(count: int, noun: str = "cell") -> str:
    """` (all 6 cells)`, or nothing for a single one."""
    return f" (all {count} {noun}s)" if count > 1 else ""


def rows_in_words(rows: Iterable[int], most: int = 4) -> str:
    """`row 5`, `rows 5 and 6`, `rows 5, 6, 7, 8 and 9 more`."""
    listed = sorted(set(rows))
    if len(listed) == 1:
        return f"row {listed[0]}"
    if len(listed) > most + 1:
        return f"rows {', '.join(map(str, listed[:most]))} and {len(listed) - most} more"
    return f"rows {', '.join(map(str, listed[:-1]))} and {listed[-1]}"


def capital(sentence: str) -> str:
    """Return the sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
