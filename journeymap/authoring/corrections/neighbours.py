"""Positions far from where they are expected, and near it once a typical error is corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import ErrorKind
from journeymap.authoring.corrections.details import Far
from journeymap.authoring.corrections.parse_degrees import Axis
from journeymap.claims.zones import zone_at
from journeymap.geodesy import between_km, unit_vectors

# By the text of a place: latitude, longitude, IANA zone.
Positions = Mapping[str, tuple[float, float, str]]

# An error is likely when a row is further than this from where it is expected, and is five times
# nearer once corrected. A journey to a mirror image of its start is suspected too, wrongly.
FAR_KM = 500.0
TIMES_NEARER = 5.0


@dataclass(frozen=True)
class MisplacedRow:
    """A row, by its index, and the error that explains where it lies; `axis` of a wrong minus."""

    index: int
    kind: ErrorKind
    axis: Axis | None
    far: Far


# Typical errors in a position, likeliest first.
POSITION_ERRORS: tuple[tuple[ErrorKind, Axis | None], ...] = (
    (ErrorKind.SWAPPED, None),
    (ErrorKind.MINUS, "lon"),
    (ErrorKind.MINUS, "lat"),
)


def corrected_position(
    axis: Axis | None, lat: np.ndarray, lon: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """
    Return positions with one of POSITION_ERRORS corrected.

    Parameters
    ----------
    axis
        The axis whose sign is changed; None swaps the two.
    lat, lon
        Degrees.

    Returns
    -------
    Latitude and longitude, degrees; latitude is NaN where the correction gives no position.
    """
    if axis == "lon":
        return lat, -lon
    if axis == "lat":
        return -lat, lon
    return np.where(np.abs(lon) <= 90, lon, np.nan), lat


@dataclass(frozen=True)
class KnownPlaces:
    """Of each row's place, where it is known: lat and lon in degrees, NaN elsewhere; IANA zone."""

    lat: np.ndarray
    lon: np.ndarray
    zones: tuple[str | None, ...]

    def filled(self, lat: np.ndarray, lon: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where each row is, by its own lat and lon or else by its place."""
        own = np.isfinite(lat) & np.isfinite(lon)
        return np.where(own, lat, self.lat), np.where(own, lon, self.lon)


def known_places(cells: Cells, positions: Positions) -> KnownPlaces:
    """Look up the places of the rows by their names."""
    nowhere = (np.nan, np.nan, None)
    found = [positions.get(place, nowhere) for place in cells["place"]]
    lat, lon, zones = zip(*found, strict=True) if found else ((), (), ())
    return KnownPlaces(np.array(lat, dtype="float64"), np.array(lon, dtype="float64"), zones)


def own_zones(cells: Cells, known: KnownPlaces) -> KnownPlaces:
    """Return the places, the zones those of the positions that the rows give themselves."""
    lat, lon = (
        pd.to_numeric(pd.Series(cells[axis], dtype="object"), errors="coerce").tolist()
        for axis in ("lat", "lon")
    )
    zones = tuple(
        zone_at(*position) or zone for *position, zone in zip(lat, lon, known.zones, strict=True)
    )
    return replace(known, zones=zones)


def misplaced_rows(
    cells: Cells, lat: np.ndarray, lon: np.ndarray, known: KnownPlaces
) -> Iterator[MisplacedRow]:
    """
    Find rows whose own lat and lon lie far from their place, or from the rows around them.

    Parameters
    ----------
    cells
        The n rows.
    lat, lon
        Degrees, of shape (n,); NaN where a row has none.
    known
        The positions of their places.
    """
    own = np.isfinite(lat) & np.isfinite(lon)
    lat, lon = lat.copy(), lon.copy()
    off = apart_km(lat, lon, known.lat, known.lon)
    for i in np.flatnonzero(off > FAR_KM):
        for kind, axis in POSITION_ERRORS:
            new_lat, new_lon = corrected_position(axis, lat[[i]], lon[[i]])
            left = apart_km(new_lat, new_lon, known.lat[[i]], known.lon[[i]])[0]
            if left * TIMES_NEARER < off[i]:
                far = Far(cells.rows[i], cells["place"][i], float(off[i]), float(left))
                yield MisplacedRow(int(i), kind, axis, far)
                lat[i], lon[i] = new_lat[0], new_lon[0]
                break
    yield from _among_rows(cells, own, *known.filled(lat, lon))


def _among_rows(
    cells: Cells, own: np.ndarray, lat: np.ndarray, lon: np.ndarray
) -> Iterator[MisplacedRow]:
    """Compare each place of a journey with those before and after it, or with the nearest two."""
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
    for kind, axis in POSITION_ERRORS if open_.any() else ():
        new_lat, new_lon = corrected_position(axis, place_lat, place_lon)
        near = np.maximum(*_apart_from(new_lat, new_lon, place_lat, place_lon, before, after))
        for k in np.flatnonzero(open_ & (near * TIMES_NEARER < far)):
            open_[k] = False
            for i in rows[starts[k] : ends[k]]:
                distances = Far(cells.rows[i], None, float(far[k]), float(near[k]))
                yield MisplacedRow(int(i), kind, axis, distances)


def _apart_from(
    lat: np.ndarray,
    lon: np.ndarray,
    other_lat: np.ndarray,
    other_lon: np.ndarray,
    *others: np.ndarray,
) -> list[np.ndarray]:
    return [apart_km(lat, lon, other_lat[other], other_lon[other]) for other in others]


def apart_km(lat1: np.ndarray, lon1: np.ndarray, lat2: np.ndarray, lon2: np.ndarray) -> np.ndarray:
    """
    Return great-circle distances on the mean sphere, to choose rows by.

    Parameters
    ----------
    lat1, lon1, lat2, lon2
        Degrees, of shapes that broadcast.

    Returns
    -------
    Kilometres, within 0.6 % of the geodesic; NaN where a position is NaN.
    """
    return between_km(unit_vectors(lon1, lat1), unit_vectors(lon2, lat2))
