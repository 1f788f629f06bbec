"""Which columns of a table are which of the event table's: by their names, else by their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from journeymap.authoring.imports.header_words import Meaning, meaning_of
from journeymap.claims.columns import BY_NAME, COLUMNS, POSITION, SPECS
from journeymap.errors import TableError

# What begins as a date does: 2023-09-12, 12.9.2023, 9/12/23, 20230912, 12 September 2023,
# September 12, 2023, 2023年9月12日.
_DATE = re.compile(
    r"\s*(\d{4}\s*[-/.年년]\s*\d{1,2}\s*[-/.月월]\s*\d{1,2}"
    r"|\d{1,2}[-/.]\s*\d{1,2}[-/.]\s*(\d{4}|\d{2})(?!\d)"
    r"|\d{8}(?!\d)"
    r"|([^\W\d]+[.,]?\s+)?\d{1,2}(st|nd|rd|th|\.)?[\s-]+[^\W\d]{3,}[.,]?([\s-]+\d{4})?\b"
    r"|([^\W\d]+,\s+)?[^\W\d]{3,}\.?\s+\d{1,2}(st|nd|rd|th)?,?\s+\d{4})"
)
# What begins as a time of day does: 12:15, 8h30, 8 pm, 8 Uhr, 오전 8시.
_CLOCK = re.compile(
    r"\s*([^\W\d]{1,3}\.?\s*)?\d{1,2}\s*([:.h時시时点]\s?\d{2}|[ap]\.?m|h\b|Uhr|[時시时点])",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"\s*[-+−]?\d{1,3}[.,]\d+\s*\Z")
_POINT = re.compile(r"\s*POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)[^)]*\)\s*\Z", re.IGNORECASE)
# What parts two values: a semicolon or a bar; a comma and a blank; a comma; blanks.
_PARTINGS = tuple(re.compile(each) for each in (r"\s*[;|]\s*", r",\s+", r"\s*,\s*", r"\s+"))
# Of the cells of a column that its name, or nothing, says something of.
_MAX, _NEARLY_ALL = 0.5, 0.8

_ROW_1 = "Name the columns in row 1: place (or lat and lon) and time; each further row is one stop."


class How(Enum):
    """How the cells of a column of the event table are made from those of a file."""

    AS_WRITTEN = 0
    JOINED = 1
    LAT_OF_LAT_LON = 2
    LON_OF_LAT_LON = 3
    LAT_OF_LON_LAT = 4
    LON_OF_LON_LAT = 5


@dataclass(frozen=True)
class Part:
    """Columns of a file, by number, that one column of the event table is made from."""

    columns: tuple[int, ...]
    how: How = How.AS_WRITTEN

    def cells(self, frame: pd.DataFrame) -> pd.Series:
        """Return the cells made from those of the file."""
        first = frame[self.columns[0]]
        match self.how:
            case How.AS_WRITTEN:
                return first
            case How.JOINED:
                texts = zip(*(frame[at] for at in self.columns), strict=True)
                made = [" ".join(cell.strip() for cell in cells if cell.strip()) for cells in texts]
            case How.LAT_OF_LAT_LON | How.LON_OF_LAT_LON:
                made = [both(cell)[self.how is How.LON_OF_LAT_LON] for cell in first]
            case _:
                made = [
                    both(cell, lon_first=True)[self.how is How.LON_OF_LON_LAT] for cell in first
                ]
        return pd.Series(made, frame.index, dtype="str")


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


def named(names: Sequence[str], frame: pd.DataFrame) -> dict[str, Part]:
    """
    Return what the columns of the event table are made from, by the names of a file's columns.

    Of two that claim one, the exact name wins, else the first.
    """
    exact = _exact(names)
    meant: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        meaning = meaning_of(name) if at not in exact.values() else None
        if meaning is not None:
            meant.setdefault(meaning, []).append(at)
    by_word = _one_to_one(frame, meant) | _positions(meant) | _times(frame, meant)
    # Positions are taken in pairs: half of one and half of another is no position.
    if exact.keys() >= POSITION or not exact.keys() & POSITION:
        parts = by_word
    else:
        parts = {column: part for column, part in by_word.items() if column not in POSITION} | {
            column: Part((meant[column][0],)) for column in POSITION if column in meant
        }
    parts |= {column: Part((at,)) for column, at in exact.items()}
    return {column: parts[column] for column in COLUMNS if column in parts}


def _exact(names: Sequence[str]) -> dict[str, int]:
    """Return the columns that are called as the event table calls them."""
    exact: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in COLUMNS:
            exact.setdefault(name, at)
    # The reason of an editor stands beside a status; on its own a note is what somebody says.
    if "note" in exact and not exact.keys() & {"says", "status"}:
        del exact["note"]
    return exact


def _one_to_one(frame: pd.DataFrame, meant: Mapping[str, Sequence[int]]) -> dict[str, Part]:
    """Return the columns that are one of the file's, whatever else is in the file."""
    several = {*POSITION, "time_from", "time_to"}
    parts = {
        column.name: Part((meant[column.name][0],))
        for column in SPECS
        if column.name in meant and column.name not in several
    }
    for name, part in list(parts.items()):
        choices = BY_NAME[name].choices
        # “Type” may be said of anything.
        if choices and not frame[part.columns[0]].isin([*map(str, choices), ""]).all():
            del parts[name]
    return parts


def _positions(meant: Mapping[str, Sequence[int]]) -> dict[str, Part]:
    if meant.keys() >= POSITION:
        return {column: Part((meant[column][0],)) for column in POSITION}
    for meaning, lat, lon in (
        (Meaning.LAT_LON, How.LAT_OF_LAT_LON, How.LON_OF_LAT_LON),
        (Meaning.LON_LAT, How.LAT_OF_LON_LAT, How.LON_OF_LON_LAT),
    ):
        for at in meant.get(meaning, []):
            return {"lat": Part((at,), lat), "lon": Part((at,), lon)}
    return {}


def _times(frame: pd.DataFrame, meant: Mapping[str, Sequence[int]]) -> dict[str, Part]:
    """Return the columns of the window: a day and a time of day that stand apart are joined."""

    def timed(meaning: str) -> list[int]:
        # “From” and “to” may as well be places.
        return [
            at
            for at in meant.get(meaning, [])
            if _share(frame[at], _DATE, _CLOCK, re.compile(r"\s*\d")) > _MAX
            or not frame[at].str.strip().any()
        ]

    days = timed(Meaning.DATE)

    def with_day(at: int) -> Part:
        has_day = not days or _share(frame[at], _DATE) > _MAX
        return Part((at,)) if has_day or at in days else Part((days[0], at), How.JOINED)

    clocks = timed(Meaning.CLOCK)
    starts = [*timed("time_from"), *timed(Meaning.MOMENT), *clocks, *days]
    ends = timed("time_to")
    times = {}
    if starts or ends:
        times["time_from"] = with_day([*starts, *ends][0])
    if starts and ends:
        times["time_to"] = with_day(ends[0])
    return times


def guessed(table: str, frame: pd.DataFrame) -> tuple[dict[str, Part], list[str]]:
    """
    Return what the columns are by their cells alone, and row 1 when it seems to be a header.

    Raises TableError where a cell may mean one thing as well as another.
    """
    body = frame.iloc[1:] if len(frame) > 1 else frame
    columns = range(frame.shape[1])
    kinds = {at: _looks(body[at]) for at in columns if body[at].str.strip().any()}

    def like(kind: str) -> list[int]:
        return [at for at, looks in kinds.items() if looks == kind]

    parts: dict[str, Part] = {}
    match like("day"), like("clock"):
        case [day], [clock]:
            parts["time_from"] = Part((day, clock), How.JOINED)
        case [day], _:
            parts["time_from"] = Part((day,))
    parts |= _degrees(body, like("degrees"), like("both"))
    match like("text"):
        case [only]:
            parts["place"] = Part((only,))
    if "time_from" not in parts or not parts.keys() & {"place", "lat"}:
        shown = " | ".join(cell for cell in frame.iloc[0] if cell.strip())[:120]
        raise TableError(
            f"Row 1 of {table} names no column that is known, and it cannot be said for certain "
            f"what the columns are: {shown}",
            _ROW_1,
        )
    data = {at for at, looks in kinds.items() if looks != "text"}
    header = len(frame) > 1 and all(_looks(frame[at].iloc[:1]) == "text" for at in data)
    return parts, list(frame.iloc[0]) if header else []


def _looks(cells: pd.Series) -> str:
    if _share(cells, _DATE) > _NEARLY_ALL:
        return "day"
    if _share(cells, _DEGREES) > _NEARLY_ALL:
        return "degrees"
    if _share(cells, _CLOCK) > _NEARLY_ALL:
        return "clock"
    filled = [cell for cell in cells if cell.strip()]
    if filled and all(both(cell)[1] and re.match(r"[^A-Za-z]*\d", cell) for cell in filled):
        return "both"
    return "text"


def _degrees(frame: pd.DataFrame, numbers: Sequence[int], pairs: Sequence[int]) -> dict[str, Part]:
    """Return latitude and longitude where only one of two columns can be the latitude."""
    match numbers, pairs:
        case [], [one]:
            return _positions({Meaning.LAT_LON: [one]})
        case [one, two], []:
            first, second = (_beyond_90(frame[at]) for at in (one, two))
            if first != second:
                lat, lon = (two, one) if first else (one, two)
                return {"lat": Part((lat,)), "lon": Part((lon,))}
    return {}


def _beyond_90(cells: pd.Series) -> bool:
    texts = cells.str.strip().str.replace(",", ".").str.replace("−", "-")
    return bool((pd.to_numeric(texts, errors="coerce").abs() > 90).any())


def _share(cells: Iterable[str], *patterns: re.Pattern[str]) -> float:
    """Return the share of the cells that are not blank in which one of the patterns begins."""
    filled = [cell for cell in cells if cell.strip()]
    matching = sum(any(pattern.match(cell) for pattern in patterns) for cell in filled)
    return matching / len(filled) if filled else 0.0
