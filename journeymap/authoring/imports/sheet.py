"""A table of a file as it is written, and the row in it that names its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from journeymap.authoring.imports.header_words import WHEN, WHERE, meaning_of
from journeymap.claims.columns import COLUMNS
from journeymap.errors import Problem

# Filled rows in which a header is looked for: titles and remarks may stand above it.
HEADER_WITHIN = 20
Cells = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """
    A table of a file as it is written: rows by their number in the file, each a list of cells.

    `problems` are those found in reading it. Of a table with more rows than a journey has claims,
    `rows` are the first; then `read` returns the cells of chosen columns, all rows below the row
    named, and `count` is how many rows there are.
    """

    name: str
    rows: Mapping[int, Cells]
    problems: tuple[Problem, ...] = ()
    count: int = 0
    read: Callable[[int, Sequence[int]], pd.DataFrame] | None = None


@dataclass(frozen=True)
class Header:
    """The row that names the columns; `known` counts those of them whose names are known."""

    row: int
    names: tuple[str, ...]

    @property
    def meanings(self) -> set[str]:
        """What the names that are known mean."""
        meanings = (name if name in COLUMNS else meaning_of(name) for name in self.names)
        return {meaning for meaning in meanings if meaning is not None}

    @property
    def usable(self) -> bool:
        """Whether it names what a journey needs: a place or a position, and a time."""
        return bool(self.meanings & WHERE) and bool(self.meanings & WHEN)


def header_of(sheet: Sheet) -> Header | None:
    """Return the first usable header among the first rows, else the one that is known best."""
    first = [row for row, cells in sheet.rows.items() if filled(cells)][:HEADER_WITHIN]
    headers = [Header(row, tuple(cell.strip() for cell in sheet.rows[row])) for row in first]
    for header in headers:
        if header.usable:
            return header
    best = max(headers, key=lambda header: len(header.meanings), default=None)
    return best if best and best.meanings else None


def filled(cells: Cells | pd.Series) -> bool:
    """Return whether any of the cells is not blank."""
    return any(cell.strip() for cell in cells)
