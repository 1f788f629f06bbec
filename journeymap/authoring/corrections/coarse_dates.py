"""Suspected errors in dates that are coarser than a day, and in columns of a spreadsheet's days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import (
    Cell,
    Correction,
    CorrectionKind,
    ErrorKind,
    SuspectedError,
    suspected_error,
)
from journeymap.authoring.corrections.details import Change, Quoted
from journeymap.authoring.corrections.parse_moments import iso
from journeymap.authoring.corrections.parse_phrases import parse_phrase
from journeymap.dates import About

# Days since 1899-12-30, as Excel has them, of the years 1954 to 2119, with a share of a day.
_DAY_NUMBER = re.compile(r"[2-7]\d{4}(?:\.\d{1,15})?\Z", re.ASCII)
_EXCEL_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - what a clock shows, without its zone


def coarse_dates(
    cells: Cells, odd: Mapping[str, set[str]], about: About
) -> tuple[dict[Cell, Change], list[SuspectedError]]:
    """
    Read the texts of each column that the table does not read, and that are no moments.

    Returns
    -------
    The cells that can mean one window only; and a question for those that can mean several, asked
    once for all that leave the same choice.
    """
    parse = cache(parse_phrase)
    clear: dict[Cell, Change] = {}
    open_: dict[tuple[str, ...], list[tuple[Cell, str, tuple[str, ...]]]] = {}
    for column, texts in odd.items():
        if not texts:
            continue
        for row, text in zip(cells.rows, cells[column], strict=True):
            if text not in texts or not (meanings := parse(text, about)):
                continue
            if len(meanings) == 1:
                clear[row, column] = Change(text, meanings[0])
            else:
                choice = tuple(re.sub(r"\d+", "", each) for each in meanings)
                open_.setdefault(choice, []).append(((row, column), text, meanings))
    return clear, [_which(group) for group in open_.values()]


def _which(group: Sequence[tuple[Cell, str, tuple[str, ...]]]) -> SuspectedError:
    (row, _), text, meanings = group[0]
    return suspected_error(
        ErrorKind.SEVERAL_WINDOWS,
        [cell for cell, _, _ in group],
        [
            Correction(
                CorrectionKind.READ_WINDOW,
                {cell: each[i] for cell, _, each in group},
                Change(text, meaning),
            )
            for i, meaning in enumerate(meanings)
        ],
        Quoted(row, text),
    )


def day_numbers(cells: Cells, columns: Sequence[str]) -> Iterator[SuspectedError]:
    """Find the columns of which every cell is a day's number, as spreadsheets count them."""
    for column in columns:
        texts = {text for text in cells[column] if text}
        if not texts or not all(map(_DAY_NUMBER.match, texts)):
            continue
        changed = {
            (row, column): _of_day_number(text)
            for row, text in zip(cells.rows, cells[column], strict=True)
            if text
        }
        first = next(text for text in cells[column] if text)
        yield suspected_error(
            ErrorKind.DAY_NUMBERS,
            changed,
            [
                Correction(
                    CorrectionKind.READ_DAY_NUMBERS,
                    changed,
                    Change(first, _of_day_number(first)),
                )
            ],
        )


def _of_day_number(text: str) -> str:
    """Return the day, with its time where there is one: to the second, without a zone."""
    moment = _EXCEL_EPOCH + dt.timedelta(seconds=round(float(text) * 86400))
    return iso(moment.date(), moment.time() if "." in text else None)
