"""Delimited text: whatever the encoding and the character between cells."""

from __future__ import annotations

import csv
import io
import re
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    getincrementaldecoder,
)
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice

import pandas as pd
from charset_normalizer import from_bytes

from journeymap.authoring.imports.imported import notice
from journeymap.authoring.imports.sheet import HEADER_WITHIN, Header, Sheet, header_of
from journeymap.claims.csv_table import as_meant, records, unreadable
from journeymap.errors import Problem, TableError
from journeymap.settings import Settings

_DELIMITERS = (",", ";", "\t", "|")
_NAMED = re.compile(r"sep=(.)[\r\n]{1,2}", re.IGNORECASE)
# The longer mark first: UTF-32's begins as UTF-16's does.
_MARKS = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
# Encodings without a mark that spreadsheets still write, the more usual first.
_OTHERS = ("cp1252", "cp1250", "cp1251", "cp949", "cp932", "gb18030", "big5")
_SAMPLE = 200_000


class NoTextError(TableError):
    """A file is no text; what else it may be is for the caller to say."""


def read_delimited(name: str, body: bytes, limits: Settings) -> Sheet:
    """Return the table of a text file. Raises TableError when it is none, or too long."""
    text, problems = decoded(name, body)
    return parted(name, text, limits, problems)


def parted(name: str, text: str, limits: Settings, problems: tuple[Problem, ...] = ()) -> Sheet:
    """Return the table of a text, rows numbered as in the text. Raises TableError."""
    # A spreadsheet's own line, which counts as a row.
    named = _NAMED.match(text)
    delimiter = named[1] if named else _delimiter(text)
    start = named.end() if named else 0
    rows: dict[int, list[str]] = {}
    found = list(problems)
    numbered = records(text[start:] if start else text, delimiter)
    for row, cells in numbered:
        if isinstance(cells, csv.Error):
            if not rows:
                raise TableError(
                    f"Row {row} of {name} cannot be read: {cells}.",
                    "Close every quotation mark in it.",
                )
            found.append(unreadable(name, row + bool(start), cells))
        elif any(cell.strip() for cell in cells):
            rows[row + bool(start)] = _trimmed([as_meant(cell) for cell in cells])
        # Blank rows are no rows, but a file of nothing else is not read to its end.
        if len(rows) + len(found) > limits.rows + HEADER_WITHIN or row > 20 * limits.rows:
            # More rows than claims: it may be a recording, of which some columns are enough.
            body = text[start:] if start else text
            read = partial(_columns, body, delimiter, widest(rows), int(start > 0))
            count = text.count("\n") + 1
            first = dict(islice(rows.items(), limits.rows))
            return Sheet(name, first, tuple(found), count, read)
    return Sheet(name, rows, tuple(found))


def widest(rows: Mapping[int, Sequence[str]]) -> int:
    """Return the number of cells in the longest row."""
    return max(map(len, rows.values()), default=1)


def _columns(  # noqa: PLR0913, PLR0917 - the first four are bound
    text: str, delimiter: str, width: int, shift: int, below: int, columns: Sequence[int]
) -> pd.DataFrame:
    """Return the cells of some columns, of all rows below one; rows that are too long are not."""
    frame = pd.read_csv(
        io.BytesIO(text.encode("utf-8", "replace")),
        sep=delimiter,
        header=None,
        names=range(width),
        usecols=list(columns),
        skiprows=below - shift,
        dtype="str",
        na_filter=False,
        on_bad_lines="skip",
        low_memory=True,
    )
    return frame.fillna("")


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def decoded(name: str, body: bytes) -> tuple[str, tuple[Problem, ...]]:
    """
    Return the text of a file, and the problem to report when its encoding is a guess.

    Raises TableError when this is no text.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _as(name, body, encoding)
    # UTF-16 without its mark: every other byte of a Latin text is none.
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if body[first:2000:2].count(0) > 0.4 * len(body[:2000]) / 2:
            return _as(name, body, encoding)
    try:
        return body.decode(), ()
    except UnicodeDecodeError:
        encoding = "" if b"\0" in body else _guess(body[:_SAMPLE])
    if not encoding:
        raise NoTextError(f"{name} is no text, and no kind of file that is read here.")
    text = body.decode(encoding, "replace")
    words = re.findall(r"[^\W\d]+", text[:_SAMPLE])
    shown = next((word for word in words if not word.isascii()), "")
    return text, (
        notice(
            name,
            "encoding-guessed",
            {"encoding": encoding},
            value=shown[:40],
        ),
    )


def _guess(sample: bytes) -> str:
    """Return the encoding in which most of a header is known, else the likeliest; or none."""
    likeliest = [str(guess) for guess in from_bytes(sample, cp_isolation=list(_OTHERS))]
    merits: dict[str, tuple[int, int]] = {}
    for encoding in _OTHERS:
        try:
            text = getincrementaldecoder(encoding)("strict").decode(sample)
        except UnicodeDecodeError:
            continue
        header = _header(text, _delimiter(text))
        place = likeliest.index(text) if text in likeliest else len(_OTHERS)
        merits[encoding] = len(header.meanings) if header else 0, -place
    # Of two that read the same the more usual is listed first.
    return max(merits, key=merits.__getitem__, default="")


def _as(name: str, body: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as error:
        problem = notice(
            name,
            "bytes-replaced",
            {"encoding": encoding[:6].upper().rstrip("-"), "position": error.start},
        )
        return body.decode(encoding, "replace"), (problem,)


def _delimiter(text: str) -> str:
    """Return the character that gives the best header and the most rows of one length."""

    def merit(delimiter: str) -> tuple[int, int]:
        header = _header(text, delimiter)
        widths = Counter(len(cells) for cells in _first(text, delimiter).values())
        even = max((count for width, count in widths.items() if width > 1), default=0)
        return len(header.meanings) if header else 0, even

    return max(_DELIMITERS, key=merit)


def _header(text: str, delimiter: str) -> Header | None:
    return header_of(Sheet("", _first(text, delimiter)))


def _first(text: str, delimiter: str) -> dict[int, list[str]]:
    """Return the first rows that can be read."""
    first = islice(records(text[:_SAMPLE], delimiter), 2 * HEADER_WITHIN)
    return {row: cells for row, cells in first if not isinstance(cells, csv.Error)}
