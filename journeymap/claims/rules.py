"""The rules that the event table keeps to; those of one cell are made for the column they check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import pandas as pd

from journeymap.claims.csv_table import Rule, is_number


def one_of(column: str, words: Iterable[str]) -> Rule:
    """The cell is one of these words."""
    listed = [str(word) for word in words]
    return Rule(
        column,
        "not-a-choice",
        lambda rows: rows[column].isin(listed),
        {"words": ", ".join(filter(None, listed))},
    )


def latitude(column: str) -> Rule:
    """The cell is empty or a latitude in degrees."""
    return Rule(
        column,
        "not-a-latitude",
        lambda rows: is_number(rows[column], -90, 90),
    )


def longitude(column: str) -> Rule:
    """The cell is empty or a longitude in degrees."""
    return Rule(
        column,
        "not-a-longitude",
        lambda rows: is_number(rows[column], -180, 180),
    )


def number(column: str, minimum: float, maximum: float, unit: str) -> Rule:
    """The cell is empty or a number between these limits; any other is not used."""
    return Rule(
        column,
        "number-not-used",
        lambda rows: is_number(rows[column], minimum, maximum),
        {"unit": unit, "minimum": minimum, "maximum": maximum},
        blanks=True,
    )


def moment(column: str, parsed: str, or_as: str = "") -> Rule:
    """The cell is empty or was read into the column `parsed`; or it is the same as in `or_as`."""

    def holds(rows: pd.DataFrame) -> pd.Series:
        read = rows[column].eq("") | rows[parsed].notna()
        return read | rows[column].eq(rows[or_as]) if or_as else read

    return Rule(
        column,
        "not-a-moment",
        holds,
    )


def web_address(column: str) -> Rule:
    """The cell is empty or an address that a page may link to; any other is not linked."""
    return Rule(
        column,
        "not-a-web-address",
        lambda rows: rows[column].eq("") | _each_cell(rows[column], _is_web_address),
        blanks=True,
    )


def _each_cell(cells: pd.Series, holds: Callable[[str], bool]) -> pd.Series:
    """Whether it holds of each cell; asked once of those that are alike."""
    return cells.isin([cell for cell in cells.unique().tolist() if holds(cell)])


def _is_web_address(cell: str) -> bool:
    try:
        parts = urlsplit(cell)
    except ValueError:
        return False
    blank = any(character.isspace() or not character.isprintable() for character in cell)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not blank


ONE_LINE = Rule(
    "journey",
    "journey-of-several-lines",
    lambda rows: _each_cell(rows["journey"], lambda cell: len(cell.splitlines()) == 1),
)
PLACE_IS_KNOWN = Rule(
    "place",
    "place-unknown",
    lambda rows: rows["place"].eq("") | rows["lat"].ne("") | rows["place_key"].ne(""),
)
LAT_COMES_WITH_LON = Rule(
    "lat",
    "lat-or-lon-alone",
    lambda rows: rows["lat"].eq("") == rows["lon"].eq(""),
)
WINDOW_GROWS = Rule(
    "time_to",
    "window-reversed",
    lambda rows: ~(rows["window_end"] < rows["window_start"]),
)
CLAIM_IS_UNIQUE = Rule(
    "claim",
    "claim-twice",
    lambda rows: rows["claim"].eq("") | ~rows["claim"].duplicated(),
)
DENIES_AN_EVENT = Rule(
    "denies",
    "denies-no-event",
    lambda rows: (
        rows["denies"].eq("") | _each_cell(rows["denies"], set(rows["event"].tolist()).__contains__)
    ),
    blanks=True,
)
