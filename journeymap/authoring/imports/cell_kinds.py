"""What the cells of a column look like: days, times of day, degrees, positions, or text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

# What begins as a date does: 2023-09-12, 12.9.2023, 9/12/23, 20230912, 12 September 2023,
# September 12, 2023, 2023年9月12日.
DATE = re.compile(
    r"\s*(\d{4}\s*[-/.年년]\s*\d{1,2}\s*[-/.月월]\s*\d{1,2}"
    r"|\d{1,2}[-/.]\s*\d{1,2}[-/.]\s*(\d{4}|\d{2})(?!\d)"
    r"|\d{8}(?!\d)"
    r"|([^\W\d]+[.,]?\s+)?\d{1,2}(st|nd|rd|th|\.)?[\s-]+(de\s+)?[^\W\d]{3,}[.,]?"
    r"([\s-]+(de\s+)?\d{4})?\b"
    r"|([^\W\d]+,\s+)?[^\W\d]{3,}\.?\s+\d{1,2}(st|nd|rd|th)?,?\s+\d{4})"
)
# What begins as a time of day does: 12:15, 8h30, 8 pm, 8 Uhr, 오전 8시.
CLOCK = re.compile(
    r"\s*([^\W\d]{1,3}\.?\s*)?\d{1,2}\s*([:.h時시时点]\s?\d{2}|[ap]\.?m|h\b|Uhr|[時시时点])",
    re.IGNORECASE,
)
# What may be a time where the name says so: it begins with a number, or “c. 1812”, “May 1812”.
TIME = re.compile(
    r"\s*(-?\d|(c|ca|circa|about|early|mid|late|before|after)\b|[^\W\d]{3,}\.?\s+(de\s+)?\d{4})",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"\s*[-+−]?\d{1,3}[.,]\d+\s*\Z")
_NUMBER = re.compile(r"\s*[-+−]?\d+([.,]\d+)?\s*\Z")
_MGRS = re.compile(
    r"\s*\d{1,2}\s*[C-HJ-NP-X]\s*[A-HJ-NP-Z]{2}\s*(\d{2}|\d{4}|\d{6}|\d{8}|\d{10}|\d+ \d+)\s*\Z"
)
_UTM = re.compile(
    r"\s*\d{1,2}\s*[C-HJ-NP-X]\s*[,; ]\s*\d{6}(\.\d+)?\s*m?E?\s*[,; ]"
    r"\s*\d{1,8}(\.\d+)?\s*m?N?\s*\Z",
    re.IGNORECASE,
)
_PLUS_CODE = re.compile(r"\s*[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,7}\s*\Z")
_UNITS = frozenset(
    [
        "deg",
        "degree",
        "degrees",
        "degrees_north",
        "degrees_east",
        "°",
        "kts",
        "kt",
        "kn",
        "knots",
        "knot",
        "km/h",
        "kmh",
        "m/s",
        "mph",
        "m",
        "ft",
        "feet",
        "metres",
        "meters",
        "mb",
        "hpa",
        "nmile",
        "nm",
        "utc",
        "gmt",
        "local",
        "hh:mm",
        "hhmm",
        "yyyy",
        "yyyy-mm-dd",
        "dd/mm/yyyy",
        "year",
        "month",
        "day",
        "hour",
        "minutes",
        "min",
        "n/s",
        "e/w",
        "decimal",
        "lat",
        "lon",
        "dd",
        "dms",
        "°c",
        "°f",
        "c",
        "f",
        "string",
        "float",
        "int",
        "text",
        "(deg)",
        "(kn)",
        "(m)",
        "(utc)",
        "[m]",
        "[deg]",
        "[kn]",
        "ddmm.mm",
    ]
)
# Of the cells of a column that its name, or nothing, says something of.
MOST, NEARLY_ALL = 0.5, 0.8


def share(cells: Iterable[str], *patterns: re.Pattern[str]) -> float:
    """Return the share of the cells that are not blank in which one of the patterns begins."""
    told = [cell for cell in cells if cell.strip()]
    matching = sum(any(pattern.match(cell) for pattern in patterns) for cell in told)
    return matching / len(told) if told else 0.0


def looks(cells: pd.Series) -> str:
    """Return what the cells look like: day, degrees, clock, mgrs, utm, plus, both, or text."""
    for kind, pattern in (
        ("mgrs", _MGRS),
        ("utm", _UTM),
        ("plus", _PLUS_CODE),
        ("day", DATE),
        ("degrees", _DEGREES),
        ("clock", CLOCK),
    ):
        if share(cells, pattern) > NEARLY_ALL:
            return kind
    told = [cell for cell in cells if cell.strip()]
    if told and all(both(cell)[1] and re.match(r"[^A-Za-z]*\d|POINT", cell) for cell in told):
        return "both"
    return "text"


def are_numbers(cells: pd.Series) -> bool:
    """Return whether nearly all cells that are not blank are plain numbers."""
    return share(cells, _NUMBER) > NEARLY_ALL


def is_unit_row(cells: Iterable[str]) -> bool:
    """Return whether a row below a header has units or forms of writing, rather than a stop."""
    told = [cell.strip().casefold() for cell in cells if cell.strip()]
    units = sum(cell in _UNITS for cell in told)
    return (
        bool(told)
        and units >= max(1, len(told) / 3)
        and not any(re.search(r"\d", cell) for cell in told)
    )


_POINT = re.compile(r"\s*POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)[^)]*\)\s*\Z", re.IGNORECASE)
# What parts two values: a semicolon or a bar; a comma and a blank; a comma; blanks.
_PARTINGS = tuple(re.compile(each) for each in (r"\s*[;|]\s*", r",\s+", r"\s*,\s*", r"\s+"))


def both(cell: str, *, lon_first: bool = False) -> tuple[str, str]:
    """
    Return latitude and longitude of a cell that has both, as written.

    A cell that has not is returned as a latitude, where it will be reported as a problem.
    """
    text = cell.strip()
    point = _POINT.match(text)
    if point:
        return point[2], point[1]
    text = text.strip("()[]")
    for parting in _PARTINGS:
        parts = parting.split(text.strip()) if len(text) < 100 else []
        if len(parts) == 2 and all(re.search(r"\d", part) for part in parts):
            return (parts[1], parts[0]) if lon_first else (parts[0], parts[1])
    return cell, ""
