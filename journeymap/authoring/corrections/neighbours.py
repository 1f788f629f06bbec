"""Positions that lie far from where they are expected, and near it with one slip undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from journeymap.authoring.corrections.mends import Cells
from journeymap.authoring.corrections.parse_degrees import Axis
from journeymap.geodesy import EARTH_KM

# By the text of a place: latitude, longitude, IANA zone.
Positions = Mapping[str, tuple[float, float, str]]

# A slip is likely when a row is further than this from where it is expected, and is brought five
# times nearer by undoing the slip. A journey to a mirror image of its start is named too, wrongly.
FAR_KM = 500.0
TIMES_NEARER = 5.0


@dataclass(frozen=True)
class MisplacedRow:
    """A row, by its index, and the slip that explains where it lies; `axis` of a wrong sign."""

    index: int
    kind: str
    axis: Axis | None
    reason: str


# What may have happened to latitude and longitude.
SLIPS: tuple[tuple[str, Axis | None], ...] = (
    ("swapped", None),
    ("minus", "lon"),
    ("minus", "lat"),
)


def undone(axis: Axis | None, lat: np.ndarray, lon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return positions with one of SLIPS undone; NaN where that gives none."""
    if axis == "lon":
        return lat, -lon
    if axis == "lat":
        return -lat, lon
    return np.where(np.abs(lon) <= 90, lon, np.nan), lat


@dataclass(frozen=True)
class Known:
    """Of each row's place, where it is known: lat and lon in degrees, NaN elsewhere; IANA zone."""

    lat: np.ndarray
    lon: np.ndarray
    zones: tuple[str | None, ...]

    def filled(self, lat: np.ndarray, lon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where each row is, by its own lat and lon or else by its place."""
        own = np.isfinite(lat) & np.isfinite(lon)
        return np.where(own, lat, self.lat), np.where(own, lon, self.lon)


def known_places(cells: Cells, positions: Positions) -> Known:
    """Look the places of the rows up."""
    nowhere = (np.nan, np.nan, None)
    found = [positions.get(place, nowhere) for place in cells["place"]]
    lat, lon, zones = zip(*found, strict=True) if found else ((), (), ())
    return Known(np.array(lat, dtype="float64"), np.array(lon, dtype="float64"), zones)


def astray(cells: Cells, lat: np.ndarray, lon: np.ndarray, known: Known) -> Iterator[MisplacedRow]:
    """
    Find rows whose own lat and lon lie far from their place, or from the rows around them.

    lat, lon: (n,) degrees, NaN where a row has none.
    """
    own = np.isfinite(lat) & np.isfinite(lon)
    lat, lon = lat.copy(), lon.copy()
    off = apart_km(lat, lon, known.lat, known.lon)
    for i in np.flatnonzero(off > FAR_KM):
        for kind, axis in SLIPS:
            new_lat, new_lon = undone(axis, lat[[i]], lon[[i]])
            left = apart_km(new_lat, new_lon, known.lat[[i]], known.lon[[i]])[0]
            if left * TIMES_NEARER < off[i]:
                yield MisplacedRow(
                    int(i),
                    kind,
                    axis,
                    f"row {cells.rows[i]} lies {off[i]:,.0f} km from {cells['place'][i][:40]}, "
                    f"and {left:,.0f} km with that undone",
                )
                lat[i], lon[i] = new_lat[0], new_lon[0]
                break
    yield from _among_rows(cells, own, *known.filled(lat, lon))


def _among_rows(
    cells: Cells, own: np.ndarray, lat: np.ndarray, lon: np.ndarray
) -> Iterator[MisplacedRow]:
    """Compare each place of a journey with the two about it: before and after, or both beside."""
    rows = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
    if len(rows) < 3:
        return
    journeys = pd.factorize(np.array(cells["journey"], dtype="object"))[0][rows]
    rows = rows[np.argsort(journeys, kind="stable")]
    journeys = np.sort(journeys)
    # Rows in a row at one position are one place.
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (np.diff(lat[rows]) != 0) | (np.diff(lon[rows]) != 0) | (np.diff(journeys) != 0)
    starts = np.flatnonzero(new)
    place_lat, place_lon, journey = lat[rows[starts]], lon[rows[starts]], journeys[starts]
    n = len(starts)
    here = np.arange(n)
    if n < 3:
        return
    first = np.append(True, np.diff(journey) != 0)
    last = np.append(np.diff(journey) != 0, True)
    before = np.clip(np.where(first, here + 2, here - 1), 0, n - 1)
    after = np.clip(np.where(last, here - 2, here + 1), 0, n - 1)
    alike = (journey[before] == journey) & (journey[after] == journey) & (before != after)
    far = np.minimum(*_apart_from(place_lat, place_lon, place_lat, place_lon, before, after))
    owned = own[rows[starts]]
    open_ = alike & owned & (far > FAR_KM)
    ends = np.append(starts[1:], len(rows))
    for kind, axis in SLIPS if open_.any() else ():
        new_lat, new_lon = undone(axis, place_lat, place_lon)
        near = np.maximum(*_apart_from(new_lat, new_lon, place_lat, place_lon, before, after))
        for k in np.flatnonzero(open_ & (near * TIMES_NEARER < far)):
            open_[k] = False
            for i in rows[starts[k] : ends[k]]:
                yield MisplacedRow(
                    int(i),
                    kind,
                    axis,
                    f"row {cells.rows[i]} lies {far[k]:,.0f} km from the places before and after "
                    f"it, and {near[k]:,.0f} km with that undone",
                )


def _apart_from(
    lat: np.ndarray,
    lon: np.ndarray,
    other_lat: np.ndarray,
    other_lon: np.ndarray,
    *others: np.ndarray,
) -> list[np.ndarray]:
    return [apart_km(lat, lon, other_lat[other], other_lon[other]) for other in others]


def apart_km(lat1: np.ndarray, lon1: np.ndarray, lat2: np.ndarray, lon2: np.ndarray) -> np.ndarray:
    """Great-circle kilometres on the mean sphere, within 0.6 % of the geodesic: to choose by."""
    lat1, lat2, across = (np.radians(degrees) for degrees in (lat1, lat2, lon2 - lon1))
    root = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(across / 2) ** 2
    apart: np.ndarray = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(root, 0, 1)))
    return apart
