"""Airports by their IATA and ICAO codes, as flight diaries name them: CDG, LFPG, CDG/LFPG."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import airportsdata

# Of the cells of a column of codes so many have one that is an airport's.
_MOST = 0.5
_CODE = r"(?:[A-Z]{3}|[A-Z]{4})"
_BARE = re.compile(rf"({_CODE})(?:\s*/\s*({_CODE}))?\Z")
# Behind a name: (CDG/LFPG).
_BEHIND = re.compile(rf"(.*\S)\s*\(\s*({_CODE})(?:\s*/\s*([A-Z0-9]{{3,4}}))?\s*\)\Z", re.DOTALL)
_LONGEST = 200


class Airport(NamedTuple):
    """An airport: its name in Latin letters, and its position in degrees (WGS 84)."""

    name: str
    lat: float
    lon: float


class Named(NamedTuple):
    """What a cell names: a place in its own words, none where it is a code alone; and its codes."""

    name: str
    codes: tuple[str, ...]


def airport(code: str) -> Airport | None:
    """Return the airport with an IATA code (three letters) or an ICAO code (four)."""
    return _airports().get(code)


@cache
def _airports() -> Mapping[str, Airport]:
    found: dict[str, Airport] = {}
    for icao, row in airportsdata.load("ICAO").items():
        entry = Airport(row["name"], row["lat"], row["lon"])
        # Codes with digits are of landing strips, which no flight diary has.
        found |= {code: entry for code in (icao, row["iata"]) if code.isalpha()}
    return found


def named(cell: str) -> Named:
    """Return the name and the codes in a cell; a cell without codes is a name."""
    text = cell.strip()
    if len(text) > _LONGEST:
        return Named(text, ())
    if bare := _BARE.match(text):
        return Named("", tuple(code for code in bare.groups() if code))
    if behind := _BEHIND.match(text):
        return Named(behind[1], tuple(code for code in behind.groups()[1:] if code))
    return Named(text, ())


def airports_in(cells: Sequence[str]) -> list[Airport | None] | None:
    """
    Return the airport of each cell of a column; None where its cells are no codes.

    Letters are codes where most cells of the column are, and are those of airports.
    """
    each = [named(cell) for cell in cells]
    filled = sum(bool(cell.strip()) for cell in cells)
    coded = sum(bool(one.codes) for one in each)
    if not filled or coded <= _MOST * filled:
        return None
    found = [next(filter(None, map(airport, one.codes)), None) for one in each]
    return found if sum(map(bool, found)) > _MOST * coded else None
