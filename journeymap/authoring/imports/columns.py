"""A table as people have it, understood as an event table; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from journeymap.authoring.imports.cell_kinds import is_unit_row
from journeymap.authoring.imports.column_choices import chosen, described
from journeymap.authoring.imports.column_guesses import guessed
from journeymap.authoring.imports.header_words import WHEN, WHERE, Meaning, folded
from journeymap.authoring.imports.imported import Imported, encodable, notice, too_many
from journeymap.authoring.imports.sheet import Cells, Header, Sheet, filled, header_of
from journeymap.authoring.imports.table_formats import format_of
from journeymap.authoring.imports.table_places import places_in
from journeymap.authoring.imports.table_recordings import (
    Table,
    is_recording,
    needed,
    positioned,
    recorded,
    titled,
    travellers_in,
    without_who,
)
from journeymap.authoring.imports.table_rows import table_rows
from journeymap.errors import Problem, TableError
from journeymap.journeys.draft import Draft
from journeymap.settings import Settings

# More columns than any table of people has.
MAX_COLUMNS = 200
# Rows below a header that may still belong to it: units, or the second line of its names.
_MAX_HEADER_LINES = 2


def understand(
    sheet: Sheet,
    limits: Settings,
    choices: Sequence[str] | None = None,
    *,
    claims: bool = False,
) -> Imported:
    """
    Return what a sheet gives: rows in the columns of the event table, a recording, or travellers.

    Cells stay as they are written.

    Parameters
    ----------
    sheet
        The table.
    limits
        What is allowed.
    choices
        A meaning for each column, as `Imported.choices` had them or as a person changed them. None:
        they are made from the names and the cells.
    claims
        Whether each row is a claim, whatever there is of positions.

    Raises
    ------
    TableError
        There is nothing in it, nothing that can be understood, or more than the limits allow.
    """
    found = header_of(sheet)
    header, below = _whole_header(sheet, found)
    last = max([header.row, *below]) if header else 0
    rows = {
        row: cells
        for row, cells in sheet.rows.items()
        if filled(cells) and (header is None or row > last)
    }
    if not rows and header is None:
        raise TableError(
            f"{sheet.name} is empty.",
            "Name the columns in row 1, such as place and time, and give one row to each stop.",
        )
    if sheet.read is None and len(rows) > limits.rows:
        raise too_many(sheet.name, "rows", len(rows), limits.rows, "Send it in parts.")
    problems = [*sheet.problems, *_above(sheet, header), *_below(sheet, below)]
    names = list(header.names) if header else []
    frame, of_cells = _frame(sheet.name, names, rows, limits)
    form = format_of(names)
    if header:
        names += [""] * (frame.shape[1] - len(names))
        meanings = chosen(names, frame, form)
    else:
        meanings, names = guessed(sheet.name, frame)
        frame = frame.iloc[1:] if names else frame
        names += [""] * (frame.shape[1] - len(names))
    if choices is not None:
        meanings = [*choices, *meanings[len(choices) :]][: frame.shape[1]]
    shown = described(names, meanings, frame)
    table = Table(sheet.name, names, meanings, frame, form)
    problems += of_cells
    if sheet.read is not None:
        read = _long(sheet, table, last, limits)
    elif claims:
        read = _claims(table)
    else:
        read = _of_travellers(table, limits) or _journey(table, limits)
    return replace(read, problems=(*problems, *read.problems), sheet=sheet, choices=shown)


def _journey(table: Table, limits: Settings, title: str = "") -> Imported:
    """Return the journey of one traveller: as a recording where it is one, else as claims."""
    if is_recording(table) and (read := recorded(table, limits, title)) is not None:
        return read
    own, table = _title_of(table)
    return titled(_claims(table), title or own)


def _title_of(table: Table) -> tuple[str, Table]:
    """Return the title in a first row without a time, in forms that have one; and the rest."""
    form = table.form
    at = next(
        (
            at
            for at, name in enumerate(table.names)
            if form is not None and form.title and folded(name) == form.title
        ),
        None,
    )
    if at is None or len(table.frame) < 2:
        return "", table
    dated = any(
        table.frame[each].iloc[0].strip()
        for each, meaning in enumerate(table.meanings)
        if meaning in WHEN | {Meaning.YEAR}
    )
    if dated:
        return "", table
    return table.frame[at].iloc[0].strip(), replace(table, frame=table.frame.iloc[1:])


def _of_travellers(table: Table, limits: Settings) -> Imported | None:
    """Return the travellers of a table; None when all of it is of one."""

    def of_rows(rows: pd.DataFrame, title: str) -> Imported:
        own = replace(table, frame=rows, meanings=without_who(table.meanings))
        return _journey(own, limits, title)

    if not positioned(table.meanings):
        return None
    travellers = travellers_in(table, of_rows)
    return Imported(Draft(), travellers=travellers) if travellers else None


def _long(sheet: Sheet, table: Table, last: int, limits: Settings) -> Imported:
    """Return what a table is that has more rows than a journey has claims: a recording."""
    if sheet.read is None or not is_recording(table):
        hint = "Send it in parts."
        raise too_many(sheet.name, "lines", sheet.count, limits.rows, hint)
    if sheet.count > limits.track_points:
        hint = "Send a part, or fewer points."
        raise too_many(sheet.name, "rows", sheet.count, limits.track_points, hint)
    columns = needed(table.meanings)
    meanings = [meaning if at in columns else "" for at, meaning in enumerate(table.meanings)]
    whole = replace(table, frame=sheet.read(last, columns), meanings=meanings)
    read = _of_travellers(whole, limits) or recorded(whole, limits)
    if read is None:
        raise TableError(
            f"{sheet.name} has no two positions.", "Check the columns of latitude and longitude."
        )
    return read


def _claims(table: Table) -> Imported:
    """Return a claim for each row, two for each stay and leg; and the columns left over."""
    made = table_rows(table.name, table.names, table.meanings, table.frame, table.form)
    frame = table.frame
    columns = range(len(table.meanings))
    left = [at for at in columns if at in frame and at not in made.used and filled(frame[at])]
    called = _distinct([encodable(table.names[at]) or f"column {at + 1}" for at in left])
    others = frame[left].reindex(list(made.came_from)).fillna("").astype("str")
    others = others.set_axis(made.rows.index).set_axis(called, axis=1)
    problems = (*_lacking(table.name, made.rows, table.meanings), *made.problems)
    return Imported(Draft(rows=made.rows, places=places_in(table)), others, problems)


def _whole_header(sheet: Sheet, header: Header | None) -> tuple[Header | None, list[int]]:
    """Return the header with its further lines, and the rows that these are."""
    if header is None:
        return None, []
    names, below = list(header.names), []
    following = [row for row in sheet.rows if row > header.row and filled(sheet.rows[row])]
    for row in following[:_MAX_HEADER_LINES]:
        cells = [cell.strip() for cell in sheet.rows[row]]
        if not is_unit_row(cells):
            break
        below.append(row)
        width = max(len(names), len(cells))
        names += [""] * (width - len(names))
        cells += [""] * (width - len(cells))
        # A name over several columns stands over the first of them.
        if any(cell and not name for name, cell in zip(names, cells, strict=True)):
            over = ""
            for at, (name, cell) in enumerate(zip(list(names), cells, strict=True)):
                over = name or over
                names[at] = f"{over} {cell}".strip() if cell and _is_part(cell) else name
    return Header(header.row, tuple(names)), below


def _is_part(cell: str) -> bool:
    """Return whether a cell below a name says which part of it a column has."""
    parts = {"deg", "degrees", "min", "minutes", "n/s", "e/w", "hour", "day", "month", "year"}
    return cell.casefold() in parts


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
        if header is not None and row < header.row and filled(cells)
    ]


def _below(sheet: Sheet, rows: Sequence[int]) -> list[Problem]:
    return [
        Problem(
            sheet.name,
            row,
            "",
            encodable(" ".join(cell for cell in sheet.rows[row] if cell.strip())[:200]),
            "row-of-units",
        )
        for row in rows
    ]


def _lacking(table: str, rows: pd.DataFrame, meanings: Sequence[str]) -> list[Problem]:
    problems = []
    there = {*meanings}
    if not there & WHERE and not (rows[["place", "lat"]] != "").to_numpy().any():
        problems.append(notice(table, "no-column-of-places"))
    if not there & WHEN:
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
        if width and filled(line[width:]):
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
