"""
A suspected error and its corrections, as values.

The sentences that a person reads of them are in `journeymap.phrases.corrections`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from journeymap.authoring.corrections.details import CorrectionDetails, ErrorDetails
from journeymap.claims.columns import COLUMNS

Cell = tuple[int, str]  # spreadsheet row, column


class ErrorKind(StrEnum):
    """What looks wrong."""

    SWAPPED = "swapped"
    PAIR = "pair"
    DEGREES = "degrees"
    DECIMAL_COMMA = "decimal-comma"
    NULL_ISLAND = "null-island"
    MINUS = "minus"
    PAIR_OR_COMMA = "pair-or-comma"
    TIME_FORMAT = "time-format"
    DAY_NUMBERS = "day-numbers"
    SEVERAL_WINDOWS = "several-windows"
    DAY_OR_MONTH = "day-or-month"
    TWO_DIGIT_YEAR = "two-digit-year"
    ZONE_NAME = "zone-name"
    NO_ZONE = "no-zone"
    NO_ZONE_NO_PLACE = "no-zone-no-place"
    CLOCK_TWICE = "clock-twice"
    CLOCK_SKIPPED = "clock-skipped"
    WINDOW_REVERSED = "window-reversed"
    DEPARTURE_BEFORE_ARRIVAL = "departure-before-arrival"
    ONE_MOMENT = "one-moment"
    MORE_ONE_MOMENT = "more-one-moment"
    TOO_FAST = "too-fast"
    MORE_TOO_FAST = "more-too-fast"
    DUPLICATE = "duplicate"


class CorrectionKind(StrEnum):
    """What a correction does to the cells."""

    SWAP_POSITION = "swap-position"
    WRITE_PAIR = "write-pair"
    WRITE_DEGREES = "write-degrees"
    WRITE_POINT = "write-point"
    EMPTY_POSITION = "empty-position"
    CHANGE_SIGN = "change-sign"
    READ_AS_PAIR = "read-as-pair"
    READ_AS_NUMBER = "read-as-number"
    WRITE_ISO = "write-iso"
    READ_WINDOW = "read-window"
    READ_DAY_NUMBERS = "read-day-numbers"
    READ_DATE = "read-date"
    READ_ZONE_NAME = "read-zone-name"
    READ_IN_PLACE_ZONES = "read-in-place-zones"
    READ_IN_PLACE_OR_JOURNEY_ZONES = "read-in-place-or-journey-zones"
    READ_IN_JOURNEY_ZONE = "read-in-journey-zone"
    READ_IN_ZONE = "read-in-zone"
    READ_FIRST_TIME = "read-first-time"
    READ_SECOND_TIME = "read-second-time"
    SWAP_WINDOWS = "swap-windows"
    SWAP_VISIT = "swap-visit"
    KEEP_PLACE = "keep-place"
    REMOVE_ROWS = "remove-rows"
    SWAP_POSITION_IN_ROW = "swap-position-in-row"
    CHANGE_SIGN_IN_ROW = "change-sign-in-row"
    EXCHANGE_DAY_AND_MONTH = "exchange-day-and-month"
    CHANGE_BY_12_HOURS = "change-by-12-hours"


@dataclass(frozen=True)
class Correction:
    """What one click does: the new text of some cells."""

    kind: CorrectionKind
    cells: Mapping[Cell, str] = field(default_factory=dict)
    details: CorrectionDetails = None

    @property
    def rows(self) -> tuple[int, ...]:
        """The spreadsheet rows that it changes."""
        return tuple(sorted({row for row, _ in self.cells}))


@dataclass(frozen=True)
class SuspectedError:
    """
    What is likely wrong in a table, and what would correct it.

    `rows` are all the spreadsheet rows that it concerns, `column` the first column, `cells` how
    many cells. Several corrections are a question: the person chooses. None means that only the
    person can know.
    """

    kind: ErrorKind
    column: str
    rows: tuple[int, ...]
    cells: int = 0
    details: ErrorDetails = None
    corrections: tuple[Correction, ...] = ()


def suspected_error(
    kind: ErrorKind,
    cells: Iterable[Cell],
    corrections: Sequence[Correction] = (),
    details: ErrorDetails = None,
) -> SuspectedError:
    """Return the suspected error that concerns these cells."""
    named = list(cells)
    columns = {column for _, column in named}
    first = next(column for column in COLUMNS if column in columns)
    rows = tuple(sorted({row for row, _ in named}))
    return SuspectedError(kind, first, rows, len(named), details, tuple(corrections))


def apply(rows: pd.DataFrame, correction: Correction) -> pd.DataFrame:
    """Return the rows with the correction's cells; cells that are no longer there are skipped."""
    corrected = rows.copy()
    by_column: dict[str, dict[int, str]] = {}
    for (row, column), text in correction.cells.items():
        if row in corrected.index and column in corrected.columns:
            by_column.setdefault(column, {})[row] = text
    for column, texts in by_column.items():
        corrected.loc[list(texts), column] = list(texts.values())
    return corrected
