"""Where each row was, from the columns of a table that say so, as latitude and longitude."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from journeymap.authoring.imports.cell_kinds import both
from journeymap.authoring.imports.grids import of_mgrs, of_plus_code, of_utm
from journeymap.authoring.imports.header_words import Meaning
from journeymap.authoring.imports.imported import notice
from journeymap.authoring.imports.imported_points import degrees
from journeymap.errors import Problem

Cells = list[str]
_NUMBER = re.compile(r"\d+(\.\d+)?\Z")
_E7 = 1e7
# FIT: half a circle, 180°, is 2³¹.
_SEMICIRCLES = 2**31 / 180
_SCALED = (
    (Meaning.LAT_E7, Meaning.LON_E7, _E7),
    (Meaning.LAT_SEMICIRCLES, Meaning.LON_SEMICIRCLES, _SEMICIRCLES),
)


@dataclass(frozen=True)
class Positions:
    """Latitude and longitude of each row as text; `columns` are those they are made from."""

    lat: Cells
    lon: Cells
    columns: frozenset[int]
    problems: tuple[Problem, ...] = ()


def positions_in(
    table: str, meanings: Sequence[str], frame: pd.DataFrame, lat: str = "lat", lon: str = "lon"
) -> Positions | None:
    """
    Return the position of each row, as written where it is in degrees; None without such columns.

    Grid references, semicircles and ten-millionths of a degree are converted. What cannot be
    converted is left as it is written, in the latitude, where it is reported as a problem. `lat`
    and `lon` are the meanings of the columns in degrees.
    """
    where = {meaning: at for at, meaning in reversed([*enumerate(meanings)]) if meaning}

    def cells(meaning: str) -> Cells:
        return [cell.strip() for cell in frame[where[meaning]].tolist()]

    if lat in where or lon in where:
        read, used = _in_degrees(where, cells, lat, lon)
    elif Meaning.LAT_LON in where:
        read, used = [both(cell) for cell in cells(Meaning.LAT_LON)], {Meaning.LAT_LON}
    elif Meaning.LON_LAT in where:
        read = [both(cell, lon_first=True) for cell in cells(Meaning.LON_LAT)]
        used = {Meaning.LON_LAT}
    else:
        read, used = _scaled(where, cells)
        if not used:
            read, used = _in_a_grid(where, cells)
    if not used:
        return None
    columns = frozenset(where[meaning] for meaning in used if meaning in where)
    lats, lons = [list(each) for each in zip(*read, strict=True)] if read else ([], [])
    lons, shifted = _within_180(lons)
    problems = [notice(table, "longitudes-beyond-180", {"count": shifted})] if shifted else []
    return Positions(lats, lons, columns, tuple(problems))


def _in_degrees(
    where: dict[str, int], cells: Callable[[str], Cells], lat: str, lon: str
) -> tuple[list[tuple[str, str]], set[str]]:
    used = {lat, lon}
    count = len(cells(next(each for each in (lat, lon) if each in where)))
    found = []
    for axis, minutes, half in (
        (lat, Meaning.LAT_MINUTES, Meaning.NORTH_SOUTH),
        (lon, Meaning.LON_MINUTES, Meaning.EAST_WEST),
    ):
        texts = cells(axis) if axis in where else [""] * count
        if axis in {"lat", "lon"}:
            if minutes in where:
                texts = [
                    f"{text}°{minute}′" if text and minute else text
                    for text, minute in zip(texts, cells(minutes), strict=True)
                ]
                used |= {minutes}
            if half in where:
                texts = [_in_half(*each) for each in zip(texts, cells(half), strict=True)]
                used |= {half}
            elif texts and all(re.fullmatch(r"(-?\d{6,10})?", text) for text in texts):
                texts = [_of_whole(text, _E7) for text in texts]
        found.append(texts)
    return list(zip(*found, strict=True)), used


def _in_half(text: str, half: str) -> str:
    """Return degrees of a half of the earth: `33.5` and `S` are -33.5."""
    half = half.strip().upper()
    if not text or not half:
        return text
    letter = half[:1]
    if not _NUMBER.match(text):
        return text if text[-1:].upper() in "NSEW" else f"{text} {letter}"
    return f"-{text}" if letter in "SW" and float(text) else text


def _scaled(
    where: dict[str, int], cells: Callable[[str], Cells]
) -> tuple[list[tuple[str, str]], set[str]]:
    for lat, lon, per_degree in _SCALED:
        if lat in where and lon in where:
            both_axes = zip(cells(lat), cells(lon), strict=True)
            found = [(_of_whole(a, per_degree), _of_whole(b, per_degree)) for a, b in both_axes]
            return found, {lat, lon}
    return [], set()


def _of_whole(text: str, per_degree: float) -> str:
    """Return degrees of a whole number that counts so many to a degree."""
    try:
        return degrees(int(text) / per_degree)
    except (ValueError, OverflowError):
        return text


def _in_a_grid(
    where: dict[str, int], cells: Callable[[str], Cells]
) -> tuple[list[tuple[str, str]], set[str]]:
    convert: Callable[[str], tuple[float, float] | None]
    for meaning, convert in (
        (Meaning.MGRS, of_mgrs),
        (Meaning.PLUS_CODE, of_plus_code),
        (Meaning.UTM, of_utm),
    ):
        if meaning in where:
            return [_converted(cell, convert) for cell in cells(meaning)], {meaning}
    if Meaning.EASTING in where and Meaning.NORTHING in where and Meaning.UTM_ZONE in where:
        used = {Meaning.UTM_ZONE, Meaning.EASTING, Meaning.NORTHING}
        parts = (cells(each) for each in (Meaning.UTM_ZONE, Meaning.EASTING, Meaning.NORTHING))
        joined = [" ".join(row) if all(row) else "" for row in zip(*parts, strict=True)]
        return [_converted(cell, of_utm) for cell in joined], set(used)
    return [], set()


def _converted(cell: str, convert: Callable[[str], tuple[float, float] | None]) -> tuple[str, str]:
    position = convert(cell) if cell else None
    if position is None:
        return cell, ""
    return degrees(position[0]), degrees(position[1])


def _within_180(lons: Cells) -> tuple[Cells, int]:
    """Return longitudes from −180 to 180, and how many were counted eastwards to 360."""
    values = pd.to_numeric(pd.Series(lons, dtype="object"), errors="coerce").to_numpy("float64")
    beyond = (values > 180) & (values <= 360)
    # Negative numbers show that a table does not count to 360.
    if not beyond.any() or (values < 0).any():
        return lons, 0
    for at in np.flatnonzero(beyond):
        lons[at] = degrees(round(values[at] - 360, 7))
    return lons, int(beyond.sum())
