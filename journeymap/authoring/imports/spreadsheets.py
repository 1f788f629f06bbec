"""XLSX: the first sheet that has a header, its typed cells as a person would write them."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from journeymap.authoring.imports.archives import unpacked
from journeymap.authoring.imports.columns import MAX_COLUMNS
from journeymap.authoring.imports.imported import notice, too_many
from journeymap.authoring.imports.sheet import HEADER_WITHIN, Sheet, header_of
from journeymap.errors import Problem, TableError
from journeymap.settings import Settings

_LOG = logging.getLogger(__name__)
# What the template calls its explanations: nobody misses them.
HELP_SHEET = "Help"
_AGAIN = "Save it anew as XLSX, or as CSV UTF-8."
# Tags in one file of the archive: each becomes an object. A sheet within the limits has half.
_MAX_TAGS = 3_000_000
_BLANK_ROWS_PER_ROW = 20
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Whatever a file that is not what it says makes openpyxl stumble over.
_DAMAGES = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    SyntaxError,
    OSError,
    RuntimeError,
    AssertionError,
    EOFError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    InvalidFileException,
)


def read_spreadsheet(name: str, body: bytes, archive: zipfile.ZipFile, limits: Settings) -> Sheet:
    """Return the table of a workbook. Raises TableError when there is none, or too much."""
    formulas = _examined(name, archive, limits)
    try:
        with warnings.catch_warnings():
            # Of what openpyxl does not read, which here is everything but the cells.
            warnings.simplefilter("ignore")
            return _chosen(name, body, limits, formulas=formulas)
    except _DAMAGES as error:
        # Wider than openpyxl documents, so it may be a bug of ours: the log has the cause.
        _LOG.warning("A workbook cannot be read.", exc_info=error)
        raise TableError(
            f"{name} is a damaged spreadsheet: {type(error).__name__}.", _AGAIN
        ) from None


def _examined(name: str, archive: zipfile.ZipFile, limits: Settings) -> bool:
    """
    Return whether there are formulas, once every file in a workbook has been looked through.

    Raises TableError for a document type, too much of it, or too many tags.
    """
    formulas, left = False, limits.archive_mb * 1_000_000
    for member in archive.infolist():
        body = unpacked(name, archive, member, limits, max(left, 1))
        left -= len(body)
        # In UTF-16 a blank byte stands between the characters.
        bare = body.replace(b"\0", b"") if b"\0" in body[:100] else body
        if _FORBIDDEN.search(bare):
            raise TableError(
                f"{name} has a document type (DOCTYPE) in it, with which a file can do harm.",
                _AGAIN,
            )
        tags = bare.count(b"<")
        if tags > _MAX_TAGS and member.filename.lower().endswith((".xml", ".rels")):
            raise too_many(name, "tags in a sheet", tags, _MAX_TAGS, "Send fewer rows, or CSV.")
        formulas |= b"<f>" in bare or b"<f " in bare
    return formulas


def _chosen(name: str, body: bytes, limits: Settings, *, formulas: bool) -> Sheet:
    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    heads = {
        title: Sheet(name, dict(_rows(sheet, HEADER_WITHIN))) for title, sheet in sheets.items()
    }
    headers = {title: header_of(head) for title, head in heads.items()}
    usable = [title for title, header in headers.items() if header and header.usable]
    filled = [title for title, head in heads.items() if head.rows]
    if not filled:
        raise TableError(f"{name} is empty.", "Give a place and a time in each row.")
    chosen = [*usable, *(title for title in filled if headers[title]), *filled][0]
    rows: dict[int, list[str]] = {}
    for row, cells in _rows(sheets[chosen], _BLANK_ROWS_PER_ROW * limits.rows):
        rows[row] = cells
        if len(rows) > limits.rows + HEADER_WITHIN:
            hint = "Send it in parts; a recording may have more rows as CSV."
            raise too_many(name, "rows or more", len(rows), limits.rows, hint)
    others = [title for title in filled if title not in (chosen, HELP_SHEET)]
    problems = [*_left_out(name, chosen, others)]
    if formulas:
        problems += _unworked(name, body, chosen, rows)
    return Sheet(name, rows, tuple(problems))


def _rows(sheet: Any, max_row: int) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that are not blank, each by its number, without the blanks at its end."""
    # What a sheet says of its size need not be so.
    sheet.reset_dimensions()
    # For all rows that a sheet leaves out there is one tuple, which is looked through once.
    blank = None
    for row, cells in enumerate(sheet.iter_rows(max_row=max_row, max_col=MAX_COLUMNS + 1), start=1):
        if cells is blank:
            continue
        written = [_written(cell) for cell in cells]
        while written and not written[-1].strip():
            written.pop()
        if written:
            yield row, written
        else:
            blank = cells


def _written(cell: Any) -> str:
    """Return a typed cell as text: moments in ISO 8601 without an offset, which none has."""
    value = cell.value
    match value:
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}"
        case dt.datetime() | dt.time() | dt.timedelta():
            return _moment(value, cell.number_format)
    return "" if value is None else str(value)


def _moment(value: dt.datetime | dt.time | dt.timedelta, shown: str) -> str:
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
        return clock + (f":{seconds:02d}" if seconds else "")
    if isinstance(value, dt.datetime):
        # A spreadsheet's moments are fractions of a day, off by less than this.
        value = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
        if value.time() == dt.time() and "h" not in shown.lower():
            return value.date().isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _left_out(name: str, chosen: str, others: list[str]) -> Iterator[Problem]:
    if others:
        yield notice(
            name,
            "sheets-not-read",
            {"sheet": chosen[:60], "count": len(others)},
            value=", ".join(others)[:200],
        )


def _unworked(name: str, body: bytes, chosen: str, rows: dict[int, list[str]]) -> Iterator[Problem]:
    """Return the formulas of which the file does not have the result: those cells are blank."""
    book = load_workbook(io.BytesIO(body), read_only=True, keep_links=False)
    written = dict(_rows(book[chosen], max(rows, default=1)))
    for row, cells in written.items():
        read = rows.get(row, [])
        for at, cell in enumerate(cells):
            if cell.startswith("=") and not "".join(read[at : at + 1]):
                yield Problem(
                    name,
                    row,
                    f"column {at + 1}",
                    cell[:200],
                    "formula-without-result",
                )
