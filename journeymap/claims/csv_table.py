"""CSV tables: read with every problem reported and every good row returned; written back safely."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from journeymap.errors import Problem, TableError

# What a spreadsheet would run or lose at the start of a cell, also behind quotes and blanks.
_RUNS = re.compile("[\\s\"']*[=+\\-@＝＋－＠]|'*[\\t\\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z")
_LINE = re.compile(r"(?!\Z)[^\r\n]*+(?:\r\n?|\n|\Z)")
# Characters: more than any row has. A longer record has a quotation mark that was never closed.
_LONGEST_RECORD = 2_000_000


@dataclass(frozen=True)
class Rule:
    """
    One rule for the rows of a table.

    `holds` maps the frame to a boolean series on its index. A row that breaks the rule is left
    out, or with `blanks` kept with the cell emptied. `code` and `details` are its problems'.
    """

    column: str
    code: str
    holds: Callable[[pd.DataFrame], pd.Series]
    details: Mapping[str, object] = field(default_factory=dict)
    blanks: bool = False


@dataclass(frozen=True)
class Table:
    """
    Cells as written, all strings, indexed by spreadsheet row; and what was wrong.

    `header` names the columns that the file has, `rows` has every column that was asked for.
    """

    name: str
    header: tuple[str, ...]
    rows: pd.DataFrame
    problems: tuple[Problem, ...]


def read_table(path: Path, columns: Sequence[str], required: Sequence[str] = ()) -> Table:
    """
    Read a CSV file.

    Parameters
    ----------
    path
        A file of UTF-8 text, with or without a byte order mark.
    columns
        Columns that the frame gets, in this order; those that the file lacks are empty.
    required
        Columns that the file must have.

    Returns
    -------
    The cells as strings by spreadsheet row, without the rows that could not be read.

    Raises
    ------
    TableError
        There is no file, no text, or no header with the required columns.
    """
    text = _text(path)
    rows = records(text)
    _, header = next(rows, (1, []))
    if isinstance(header, csv.Error):
        raise TableError(
            f"The header of {path.name}, its row 1, cannot be read: {header}.",
            "Close every quotation mark in it.",
        )
    if not any(cell.strip() for cell in header):
        raise TableError(
            f"{path.name} is empty.", f"Give it a header row, such as: {','.join(columns)}"
        )
    names = [cell.strip() for cell in header]
    missing = [column for column in required if column not in names]
    if missing:
        raise TableError(
            f"{path.name} has no column {', '.join(missing)}.",
            f"Row 1 names the columns; it may hold: {', '.join(columns)}.",
        )
    problems = list(_header_problems(path.name, names, columns))
    good: dict[int, list[str]] = {}
    for row, cells in rows:
        if isinstance(cells, csv.Error):
            problems.append(unreadable(path.name, row, cells))
        elif len(cells) > len(names):
            problems.append(
                Problem(
                    path.name,
                    row,
                    "",
                    ",".join(cells),
                    "row-too-long",
                    {"count": len(cells), "header": len(names)},
                )
            )
        elif any(map(str.strip, meant := [as_meant(cell) for cell in cells])):
            good[row] = meant + [""] * (len(names) - len(cells))
    frame = pd.DataFrame.from_dict(good, orient="index", columns=names, dtype="str")
    frame = frame.loc[:, ~frame.columns.duplicated()].reindex(columns=list(columns), fill_value="")
    frame.index.name = "row"
    return Table(path.name, tuple(names), frame, tuple(problems))


def to_csv(rows: pd.DataFrame) -> str:
    """
    Write a frame of strings as CSV (RFC 4180), so that reading gives the same cells again.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it, which reading
    removes; numbers stay as they are.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([_safe(cell) for cell in cells] for cells in rows.itertuples(index=False))
    return text.getvalue()


def runs_in_spreadsheet(cell: str) -> bool:
    """Whether a spreadsheet would take a cell as a formula, or lose the start of it."""
    return bool(_RUNS.match(cell)) and not _NUMBER.match(cell)


def _safe(cell: str) -> str:
    return f"'{cell}" if runs_in_spreadsheet(cell) else cell


def as_meant(cell: str) -> str:
    """Return a cell as it was before `to_csv` made it safe for spreadsheets."""
    # Whatever is safe to write stays as it is: what would run behind an apostrophe got another.
    return cell[1:] if cell.startswith("'") and runs_in_spreadsheet(cell[1:]) else cell


def check(table: Table, rules: Sequence[Rule]) -> Table:
    """
    Return the table without the rows that break a rule, and one more problem for each such cell.

    Rows that break only rules that blank stay, with those cells empty.
    """
    if table.rows.empty:
        return table
    rows = table.rows.copy()
    problems: list[Problem] = []
    bad: set[int] = set()
    for rule in rules:
        for row in table.rows.index[~rule.holds(table.rows)].tolist():
            value = str(table.rows.loc[row, rule.column])
            problems.append(Problem(table.name, row, rule.column, value, rule.code, rule.details))
            if rule.blanks:
                rows.loc[row, rule.column] = ""
            else:
                bad.add(row)
    problems.sort(key=lambda problem: problem.row or 0)
    return replace(table, rows=rows.drop(index=list(bad)), problems=(*table.problems, *problems))


def is_number(cells: pd.Series, minimum: float, maximum: float) -> pd.Series:
    """
    Check that cells are numbers.

    Parameters
    ----------
    cells
        Strings.
    minimum, maximum
        Limits, both included.

    Returns
    -------
    A boolean for each cell: it is empty, or a number within the limits.
    """
    values = pd.to_numeric(cells, errors="coerce")
    return cells.eq("") | values.between(minimum, maximum)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise TableError(
            f"{path.name} is missing.", f"Put a file of that name into {path.parent.name}/."
        ) from None
    except OSError as error:
        raise TableError(
            f"{path.name} cannot be read: {error.strerror}.",
            "Put a file of that name there that the server may read.",
        ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TableError(
            f"{path.name} is not UTF-8 text: line {line} has a byte that is not.",
            "Save it as CSV UTF-8.",
        ) from None


def records(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str] | csv.Error]]:
    """
    Return records with their spreadsheet row; after a broken one, go on at the next line.

    The text is read record by record: stopping early costs nothing.
    """
    start, row = 0, 1
    while start < len(text):
        lines = _Lines(text, start)
        try:
            for cells in csv.reader(lines, delimiter=delimiter, strict=True):
                yield row, cells
                row += 1
                lines.next_record()
        except csv.Error as error:
            yield row, error
            row += 1
            start = lines.second
        else:
            return


def unreadable(table: str, row: int, error: csv.Error) -> Problem:
    """Return the problem of a record that `records` gave as an error."""
    return Problem(
        table,
        row,
        "",
        "",
        "row-unreadable",
        {"reason": str(error)},
    )


class _Lines:
    """
    The lines of a text from a position on, with their line ends.

    `second` is where the second line of the current record begins. Raises csv.Error when that
    record is longer than any row of a table.
    """

    def __init__(self, text: str, start: int) -> None:
        self._lines = _LINE.finditer(text, start)
        self._begun = self.second = self._given = start

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if self.second == self._begun:
                self.second = line.end()
            if line.end() - self._begun > _LONGEST_RECORD:
                raise csv.Error(f"it has more than {_LONGEST_RECORD:,} characters")
            self._given = line.end()
            yield line[0]

    def next_record(self) -> None:
        """Note that the line last given was the end of a record."""
        self._begun = self.second = self._given


def _header_problems(table: str, names: Sequence[str], columns: Sequence[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if name and name not in columns:
            listed = {"columns": ", ".join(columns)}
            yield Problem(table, 1, name, name, "column-unknown", listed)
        if names.count(name) > 1:
            yield Problem(table, 1, name, name, "column-twice")
