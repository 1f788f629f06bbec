"""Distances and great circles on the earth. Positions are WGS 84 degrees, lengths kilometres."""

from __future__ import annotations

import math

import numpy as np
from geopy.distance import geodesic

# The WGS 84 ellipsoid (NIMA TR8350.2): semi-major axis in kilometres, and flattening.
_A, _F = 6378.137, 1 / 298.257223563
_B = _A * (1 - _F)
# Mean radius (IUGG), and a degree of a great circle of it.
EARTH_KM = 6371.0088
_KM_PER_DEGREE = 111.195
# The longest step that a chord and its bow give exactly enough.
_SHORT_KM = 10.0


def distance_km(
    lon1: np.ndarray, lat1: np.ndarray, lon2: np.ndarray, lat2: np.ndarray
) -> np.ndarray:
    """
    Return lengths of the geodesics between points.

    Vincenty's inverse formula (Survey Review XXIII, 176, 1975), within a millimetre of
    `geopy.distance.geodesic`, which takes over where the formula does not converge: between
    points nearly opposite.

    Parameters
    ----------
    lon1, lat1, lon2, lat2
        WGS 84 degrees, of shapes that broadcast.

    Returns
    -------
    Kilometres, of the common shape.
    """
    lon1, lat1, lon2, lat2 = np.broadcast_arrays(*map(np.asarray, (lon1, lat1, lon2, lat2)))
    reduced1, reduced2 = (np.arctan((1 - _F) * np.tan(np.radians(lat))) for lat in (lat1, lat2))
    sin1, cos1, sin2, cos2 = (
        np.sin(reduced1),
        np.cos(reduced1),
        np.sin(reduced2),
        np.cos(reduced2),
    )
    apart = np.radians((lon2 - lon1 + 180.0) % 360.0 - 180.0)
    longitude = apart.astype("float64")
    with np.errstate(divide="ignore", invalid="ignore"):
        for _ in range(30):
            sin_l, cos_l = np.sin(longitude), np.cos(longitude)
            sin_s = np.hypot(cos2 * sin_l, cos1 * sin2 - sin1 * cos2 * cos_l)
            cos_s = sin1 * sin2 + cos1 * cos2 * cos_l
            arc = np.arctan2(sin_s, cos_s)
            sin_a = np.where(sin_s > 0, cos1 * cos2 * sin_l / sin_s, 0.0)
            cos2_a = 1 - sin_a**2
            cos_m = np.where(cos2_a > 0, cos_s - 2 * sin1 * sin2 / cos2_a, 0.0)
            c = _F / 16 * cos2_a * (4 + _F * (4 - 3 * cos2_a))
            series = arc + c * sin_s * (cos_m + c * cos_s * (2 * cos_m**2 - 1))
            previous, longitude = longitude, apart + (1 - c) * _F * sin_a * series
            if np.all(np.abs(longitude - previous) < 1e-12):
                break
        u2 = cos2_a * (_A**2 - _B**2) / _B**2
        a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
        b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
        cubic = cos_m * (4 * sin_s**2 - 3) * (4 * cos_m**2 - 3)
        bend = b * sin_s * (cos_m + b / 4 * (cos_s * (2 * cos_m**2 - 1) - b / 6 * cubic))
        length = np.where(sin_s > 0, _B * a * (arc - bend), 0.0)
    lost = ~(np.abs(longitude - previous) < 1e-12) | ~np.isfinite(length)
    for index in np.argwhere(lost):
        i = tuple(index)
        length[i] = geodesic((lat1[i], lon1[i]), (lat2[i], lon2[i])).km
    return length


def steps_km(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """
    Return the length of the geodesic from each of n points to the next.

    Steps of less than 10 km, which is what a device records, are the chord through the ellipsoid
    and its bow, c³/24R²: within a hundredth of a millimetre of `distance_km`, and many times
    quicker. Any other is by `distance_km`.

    Parameters
    ----------
    lon, lat
        WGS 84 degrees, (n,).

    Returns
    -------
    Kilometres, (n-1,).
    """
    phi, lam = np.radians(lat), np.radians(lon)
    squared = _F * (2 - _F)
    normal = _A / np.sqrt(1 - squared * np.sin(phi) ** 2)
    away = normal * np.cos(phi)
    chord = np.sqrt(
        np.diff(away * np.cos(lam)) ** 2
        + np.diff(away * np.sin(lam)) ** 2
        + np.diff(normal * (1 - squared) * np.sin(phi)) ** 2
    )
    length = np.asarray(chord + chord**3 / (24 * EARTH_KM**2))
    far = np.flatnonzero(chord > _SHORT_KM)
    length[far] = distance_km(lon[far], lat[far], lon[far + 1], lat[far + 1])
    return length


def unit_vectors(lon: np.ndarray | float, lat: np.ndarray | float) -> np.ndarray:
    """
    Return directions from the middle of the earth.

    Parameters
    ----------
    lon, lat
        Degrees, both of one shape (...).

    Returns
    -------
    Vectors of length 1, (..., 3).
    """
    lon, lat = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def between_km(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """
    Return distances on a sphere, within 0.6 % of those on the ellipsoid: to choose or to sort by.

    Parameters
    ----------
    here, there
        Unit vectors, (..., 3), of shapes that broadcast.

    Returns
    -------
    Kilometres, (...).
    """
    chord = np.linalg.norm(here - there, axis=-1)
    return np.asarray(2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1)))


def roughly_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """
    Return the distance of two points on a sphere, as `between_km` does, by the haversine formula.

    It is asked of millions of pairs one by one, for which NumPy would take ten times as long.

    Parameters
    ----------
    lon1, lat1, lon2, lat2
        Degrees.

    Returns
    -------
    Kilometres.
    """
    half_lat, half_lon = math.radians(lat2 - lat1) / 2, math.radians(lon2 - lon1) / 2
    chord = math.sin(half_lat) ** 2 + (
        math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def great_circles(
    starts: np.ndarray, ends: np.ndarray, spacing_km: float = 50.0
) -> tuple[np.ndarray, np.ndarray]:
    """
    Return the great circle from each start to the end beside it.

    Parameters
    ----------
    starts, ends
        Degrees, (n, 2) lon, lat.
    spacing_km
        How far two vertices of one circle are apart at most, kilometres.

    Returns
    -------
    vertices
        Those of one circle after the other, both ends included, (m, 2) lon, lat.
    first
        Index of the first vertex of each circle, (n,).
    """
    here, there = unit_vectors(*starts.T), unit_vectors(*ends.T)
    arc = np.arccos(np.clip((here * there).sum(axis=1), -1, 1))
    # Between the same point, or opposite ones, any circle joins them: none is drawn.
    drawn = (arc >= 1e-9) & (np.pi - arc >= 1e-9)
    steps = np.where(drawn, np.ceil(np.degrees(arc) * _KM_PER_DEGREE / spacing_km), 1).astype(int)
    last = np.cumsum(steps + 1) - 1
    first = last - steps
    vertices = np.empty((len(first) and int(last[-1]) + 1, 2))
    vertices[first], vertices[last] = starts, ends
    leg = np.repeat(np.arange(len(steps)), steps + 1)
    inner = np.ones(len(vertices), dtype=bool)
    inner[first] = inner[last] = False
    between, of = np.flatnonzero(inner), leg[inner]
    share, whole = (between - first[of]) / steps[of], arc[of]
    points = (
        np.sin((1 - share) * whole)[:, None] * here[of] + np.sin(share * whole)[:, None] * there[of]
    ) / np.sin(whole)[:, None]
    vertices[between, 0] = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    vertices[between, 1] = np.degrees(np.arcsin(points[:, 2]))
    return vertices, first


def chainages_km(vertices: np.ndarray, first: np.ndarray) -> np.ndarray:
    """
    Return kilometres along each of several courses, from 0 at its own first vertex.

    Parameters
    ----------
    vertices
        Those of one course after the other, (m, 2) lon, lat.
    first
        Index of the first vertex of each course, (n,).

    Returns
    -------
    Kilometres, (m,).
    """
    lon, lat = vertices[:, 0], vertices[:, 1]
    along = np.zeros(len(vertices))
    along[1:] = distance_km(lon[:-1], lat[:-1], lon[1:], lat[1:])
    along[first] = 0.0
    last = np.append(first[1:], len(vertices)) - 1
    for i in np.flatnonzero(last - first > 1):
        course = along[first[i] : last[i] + 1]
        np.cumsum(course, out=course)
    return along


def offsets_km(coordinates: np.ndarray, lon: float, lat: float) -> tuple[np.ndarray, np.ndarray]:
    """
    Return how far a point is from each segment of a course, and where on it that is.

    It is computed in the plane tangent at the point: exact enough within some tens of kilometres
    of it, and only near segments are of interest.

    Parameters
    ----------
    coordinates
        Vertices of the course, (n, 2) lon, lat.
    lon, lat
        The point, degrees.

    Returns
    -------
    km
        Distance to each segment, (n-1,).
    share
        Where along the segment it is nearest, (n-1,), from 0 to 1.
    """
    scale = np.array([np.cos(np.radians(lat)), 1.0]) * _KM_PER_DEGREE
    start = _turned(coordinates[:-1] - [lon, lat]) * scale
    step = _turned(np.diff(coordinates, axis=0)) * scale
    squared = (step**2).sum(axis=1)
    along = -(start * step).sum(axis=1)
    share = np.clip(np.divide(along, squared, out=np.zeros_like(squared), where=squared > 0), 0, 1)
    return np.hypot(*(start + share[:, None] * step).T), share


def _turned(differences: np.ndarray) -> np.ndarray:
    """Return differences of lon, lat with those of longitude within ±180 degrees."""
    return np.column_stack([(differences[:, 0] + 180) % 360 - 180, differences[:, 1]])


def reversals(coordinates: np.ndarray) -> np.ndarray:
    """
    Return the vertices at which a course turns by more than a right angle.

    Parameters
    ----------
    coordinates
        Vertices of the course, (n, 2) lon, lat, degrees.

    Returns
    -------
    Their indices, (m,), ascending; neither end is one of them.
    """
    step = _turned(np.diff(coordinates, axis=0))
    step[:, 0] *= np.cos(np.radians(coordinates[:-1, 1]))
    return np.flatnonzero((step[:-1] * step[1:]).sum(axis=1) < 0) + 1
