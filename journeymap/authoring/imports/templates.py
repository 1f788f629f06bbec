"""Tables to begin with: an example, and what each column that a person fills in is for."""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from journeymap.authoring.imports.spreadsheets import HELP_SHEET
from journeymap.claims.column_spec import Column
from journeymap.claims.columns import TO_FILL_IN
from journeymap.claims.csv_table import to_csv

_COLUMNS = tuple(column for column in TO_FILL_IN if column.template)

_DAY = "2023-09-12"
_OFFSET = "+10:00"
_ROWS = (
    {
        "place": "Khasan",
        "lat": "42.4294",
        "lon": "130.6389",
        "kind": "departure",
        "time_from": f"{_DAY}T06:00{_OFFSET}",
        "time_to": f"{_DAY}T06:30{_OFFSET}",
        "status": "reported",
        "source": "Example News",
        "url": "https://example.org/khasan",
        "says": "The train left between six and half past.",
    },
    {
        "place": "Razdolnoye",
        "lat": "43.5447",
        "lon": "131.9053",
        "kind": "pass",
        "time_from": f"{_DAY}T12:15{_OFFSET}",
        "time_to": f"{_DAY}T12:15{_OFFSET}",
        "status": "official",
        "source": "Example Railways",
        "says": "It passed at a quarter past.",
    },
    {
        "place": "Vladivostok",
        "lat": "43.1115",
        "lon": "131.8822",
        "kind": "arrival",
        "time_from": _DAY,
        "time_to": _DAY,
        "status": "expected",
        "source": "Example News",
        "says": "It is expected in the course of the day.",
    },
)
# A workbook says when it was made; the same bytes are made every time.
_MADE = dt.datetime(2023, 9, 12)  # noqa: DTZ001 - a workbook's moments have no zone
_TALL_ROWS = 1_000


def template_csv() -> bytes:
    """Return the example as CSV in UTF-8, with the mark by which spreadsheets know it."""
    return to_csv(_frame()).encode("utf-8-sig")


def template_xlsx() -> bytes:
    """
    Return the example as a workbook: the rows, with lists to choose from, and a sheet of help.

    Every cell is text, so that a spreadsheet does not turn moments into its own.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Journey"
    frame = _frame()
    for row in [list(frame.columns), *frame.to_numpy().tolist()]:
        sheet.append(row)
    for number, column in enumerate(_COLUMNS, start=1):
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8EDF0")
        head.comment = Comment(column.help, "Journey Map", height=90, width=260)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        for line in range(2, _TALL_ROWS + 1):
            sheet.cell(line, number).number_format = "@"
        if column.choices:
            _choices(sheet, column, letter)
    sheet.freeze_panes = "A2"
    _help(book.create_sheet(HELP_SHEET))
    book.properties.created = book.properties.modified = _MADE
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _frame() -> pd.DataFrame:
    names = [column.name for column in _COLUMNS]
    return pd.DataFrame([[row.get(name, "") for name in names] for row in _ROWS], columns=names)


def _choices(sheet: Worksheet, column: Column, letter: str) -> None:
    words = column.choices
    listed = DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        allow_blank=True,
        showErrorMessage=True,
        error=f"Choose one of: {', '.join(words)}.",
        errorTitle=column.name,
    )
    listed.add(f"{letter}2:{letter}{_TALL_ROWS}")
    sheet.add_data_validation(listed)


def _help(sheet: Worksheet) -> None:
    sheet.append(["A place (or lat and lon) and a time in each row are enough. The columns:"])
    for column in _COLUMNS:
        sheet.append([column.name, column.help])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 90
