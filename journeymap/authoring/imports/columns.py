"""A table as people have it, understood as an event table; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from journeymap.authoring.imports.header_words import Meaning, meaning_of
from journeymap.authoring.imports.imported import Imported, encodable, notice, too_many
from journeymap.authoring.imports.meanings import Part, guessed, named
from journeymap.claims.columns import COLUMNS
from journeymap.errors import Problem, TableError
from journeymap.journeys.draft import Draft
from journeymap.settings import Settings

# Rows in which a header is looked for: titles and remarks may stand above it.
HEADER_WITHIN = 10
# More columns than any table of people has.
MAX_COLUMNS = 200

_WHERE = {"place", "lat", Meaning.LAT_LON, Meaning.LON_LAT}
_WHEN = {"time_from", "time_to", Meaning.MOMENT, Meaning.DATE, Meaning.CLOCK}

Cells = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """
    A table of a file as it is written: rows by their number in the file, each a list of cells.

    `problems` are those found in reading it.
    """

    name: str
    rows: Mapping[int, Cells]
    problems: tuple[Problem, ...] = ()


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
        return bool(self.meanings & _WHERE) and bool(self.meanings & _WHEN)


def header_of(sheet: Sheet) -> Header | None:
    """Return the first usable header among the first rows, else the one that is known best."""
    first = [row for row, cells in sheet.rows.items() if _filled(cells)][:HEADER_WITHIN]
    headers = [Header(row, tuple(cell.strip() for cell in sheet.rows[row])) for row in first]
    for header in headers:
        if header.usable:
            return header
    best = max(headers, key=lambda header: len(header.meanings), default=None)
    return best if best and best.meanings else None


def understand(sheet: Sheet, limits: Settings) -> Imported:
    """
    Return the rows of a sheet in the columns of the event table, and those not understood.

    Cells stay as they are written. Raises TableError when there is nothing in it, nothing that
    can be understood, or more than the limits allow.
    """
    header = header_of(sheet)
    rows = {
        row: cells
        for row, cells in sheet.rows.items()
        if _filled(cells) and (header is None or row > header.row)
    }
    if not rows and header is None:
        raise TableError(
            f"{sheet.name} is empty.",
            "Name the columns in row 1, such as place and time, and give one row to each stop.",
        )
    if len(rows) > limits.rows:
        raise too_many(sheet.name, "rows", len(rows), limits.rows, "Send it in parts.")
    problems = [*sheet.problems, *_above(sheet, header)]
    names = list(header.names) if header else []
    frame, found = _frame(sheet.name, names, rows, limits)
    if header:
        parts = named(names, frame)
    else:
        parts, names = guessed(sheet.name, frame)
        frame = frame.iloc[1:] if names else frame
    problems += found + _lacking(sheet.name, parts)
    filled = {column: part.cells(frame) for column, part in parts.items()}
    empty = pd.Series("", frame.index, dtype="str")
    table = pd.DataFrame({column: filled.get(column, empty) for column in COLUMNS}, dtype="str")
    used = {at for part in parts.values() for at in part.columns}
    left = [at for at in range(frame.shape[1]) if at not in used and _filled(frame[at])]
    names += [""] * (frame.shape[1] - len(names))
    called = _distinct([encodable(names[at]) or f"column {at + 1}" for at in left])
    return Imported(Draft(rows=table), frame[left].set_axis(called, axis=1), tuple(problems))


def _filled(cells: Cells | pd.Series) -> bool:
    return any(cell.strip() for cell in cells)


def _above(sheet: Sheet, header: Header | None) -> list[Problem]:
    return [
        Problem(
            sheet.name,
            row,
            "",
            encodable(" ".join(cells).strip()[:200]),
            "row-above-header",
            {"header": header.row},
        )
        for row, cells in sheet.rows.items()
        if header is not None and row < header.row and _filled(cells)
    ]


def _lacking(table: str, parts: Mapping[str, Part]) -> list[Problem]:
    problems = []
    if not parts.keys() & {"place", "lat"}:
        problems.append(notice(table, "no-column-of-places"))
    if not parts.keys() & {"time_from", "time_to"}:
        problems.append(notice(table, "no-column-of-times"))
    return problems


def _frame(
    table: str, names: Sequence[str], rows: Mapping[int, Cells], limits: Settings
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return all cells as text, the columns numbered, none longer than the limit."""
    problems = []
    width, longest = len(names), limits.text_length
    widest = max([width, *(len(cells) for cells in rows.values())])
    if widest > MAX_COLUMNS:
        raise too_many(table, "columns", widest, MAX_COLUMNS, "Take out those not needed.")
    lines = []
    for row, cells in rows.items():
        line = [encodable(cell) for cell in cells] + [""] * (widest - len(cells))
        if width and _filled(line[width:]):
            problems.append(
                Problem(
                    table,
                    row,
                    "",
                    " | ".join(line[width:])[:200],
                    "row-too-long",
                    {"count": len(cells), "header": width},
                )
            )
        for at, cell in enumerate(line):
            if len(cell) > longest:
                problems.append(
                    Problem(
                        table,
                        row,
                        names[at] if at < width else f"column {at + 1}",
                        f"{cell[:60]}…",
                        "text-cut",
                        {"count": len(cell), "maximum": longest},
                    )
                )
                line[at] = cell[:longest]
        lines.append(line)
    index = pd.Index(list(rows), name="row", dtype="int64")
    return pd.DataFrame(lines, index, columns=range(widest), dtype="str"), problems


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names, those that are there already with a number behind."""
    taken: dict[str, None] = {}
    for name in names:
        count, each = 1, name
        while each in taken:
            count += 1
            each = f"{name} ({count})"
        taken[each] = None
    return list(taken)
