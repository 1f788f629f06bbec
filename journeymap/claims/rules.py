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
        "is known",
        lambda rows: rows[column].isin(listed),
        f"This is not one of the words for {column}.",
        f"Write one of: {', '.join(listed)}.",
    )


def latitude(column: str) -> Rule:
    """The cell is empty or a latitude in degrees."""
    return Rule(
        column,
        "degrees",
        lambda rows: is_number(rows[column], -90, 90),
        "Latitude is a number from −90 to 90.",
        "Write degrees with a decimal point, north positive; was it swapped with lon?",
    )


def longitude(column: str) -> Rule:
    """The cell is empty or a longitude in degrees."""
    return Rule(
        column,
        "degrees",
        lambda rows: is_number(rows[column], -180, 180),
        "Longitude is a number from −180 to 180.",
        "Write degrees with a decimal point, east positive.",
    )


def number(column: str, minimum: float, maximum: float, unit: str) -> Rule:
    """The cell is empty or a number between these limits; any other is not used."""
    return Rule(
        column,
        "is a number",
        lambda rows: is_number(rows[column], minimum, maximum),
        f"This is not a number of {unit} from {minimum:,g} to {maximum:,g}, so it is not used.",
        f"Write {unit} with a decimal point, such as 2.5, or leave it empty.",
        blanks=True,
    )


def moment(column: str, parsed: str, or_as: str = "") -> Rule:
    """The cell is empty or was read into the column `parsed`; or it is the same as in `or_as`."""

    def holds(rows: pd.DataFrame) -> pd.Series:
        read = rows[column].eq("") | rows[parsed].notna()
        return read | rows[column].eq(rows[or_as]) if or_as else read

    return Rule(
        column,
        "is a moment",
        holds,
        "This is neither a moment with its offset nor a date.",
        "Write 2023-09-12T12:15+10:00, or 2023-09-12 for the whole day.",
    )


def web_address(column: str) -> Rule:
    """The cell is empty or an address that a page may link to; any other is not linked."""
    return Rule(
        column,
        "is a web address",
        lambda rows: rows[column].eq("") | _each_cell(rows[column], _is_web_address),
        "This is not an http or https address, so it is not linked.",
        "Write the address of the page, beginning with https://.",
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
    "is one line",
    lambda rows: _each_cell(rows["journey"], lambda cell: len(cell.splitlines()) == 1),
    "A journey's id is one line.",
    "Write a short id, such as kim-2023.",
)
PLACE_IS_KNOWN = Rule(
    "place",
    "is known",
    lambda rows: rows["place"].eq("") | rows["lat"].ne("") | rows["place_key"].ne(""),
    "No place of this key or name is in places.csv.",
    "Add it there, or give lat and lon in this row.",
)
LAT_COMES_WITH_LON = Rule(
    "lat",
    "comes with lon",
    lambda rows: rows["lat"].eq("") == rows["lon"].eq(""),
    "Only one of lat and lon is given.",
    "Give both, or neither.",
)
WINDOW_GROWS = Rule(
    "time_to",
    "is not before time_from",
    lambda rows: ~(rows["window_end"] < rows["window_start"]),
    "The window ends before it begins.",
    "Swap time_from and time_to, or correct one of them.",
)
CLAIM_IS_UNIQUE = Rule(
    "claim",
    "is unique",
    lambda rows: rows["claim"].eq("") | ~rows["claim"].duplicated(),
    "Another row above has this claim id.",
    "Give each claim an id of its own, or none.",
)
DENIES_AN_EVENT = Rule(
    "denies",
    "is an event",
    lambda rows: (
        rows["denies"].eq("") | _each_cell(rows["denies"], set(rows["event"].tolist()).__contains__)
    ),
    "No row has this event, so nothing is denied.",
    "Write the event's id as its own rows have it.",
    blanks=True,
)
