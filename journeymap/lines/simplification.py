"""
Fewer vertices for a recorded track, so few that on a map of the whole of it nobody sees it.

The error of a point is measured in pixels of the web Mercator map and at the same moment: how far
the recorded position is from that on the simplified line then, which runs evenly from vertex to
vertex (N. Meratnia and R. A. de By, Spatiotemporal compression techniques for moving point
objects, EDBT 2004). The simplified line is at least as near to the recorded one. Without times,
kilometres take their place. Vertices are added where the error is largest (top-down, D. H.
Douglas and T. K. Peucker, The Canadian Cartographer 10, 1973), so that one can stop at any number.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

# Errors are measured where the whole track just fits a square map of this many CSS pixels.
MAP_PX = 1280
# A map can be no larger than this, the whole earth at zoom 19; a track of one place has no size.
_MAX_WORLD_PX = 256.0 * 2**19
# Where web Mercator ends: there the map is a square.
_MERCATOR_LAT = math.degrees(math.atan(math.sinh(math.pi)))
# While more vertices are allowed they are added until the error is this small, in pixels: zoomed
# in four times, where a pixel has become 16, it is then still no more than one pixel.
_FINEST_PX = 1 / 16
# A split at the worst point may leave nearly all points on one side, which would take quadratic
# time. After looking at each point this many times, runs are split near their middle instead.
_LOOKS = 48


@dataclass(frozen=True)
class Simplified:
    """
    The vertices chosen, as ascending indices `vertices` (m,), and the largest error, in pixels.

    `pixel_m` is the metres of a pixel at the equator, at the zoom at which the whole track fits.
    """

    vertices: np.ndarray
    off_px: float
    pixel_m: float


@dataclass(frozen=True)
class Flat:
    """Points (n,) on the map, x + iy in pixels with y to the north, and their latitudes."""

    z: np.ndarray
    phi: np.ndarray
    world_px: float


def flatten(lon: np.ndarray, lat: np.ndarray) -> Flat:
    """Put points, degrees, longitudes running on past 180, on the map that they fit in whole."""
    phi = np.radians(np.clip(lat, -_MERCATOR_LAT, _MERCATOR_LAT))
    z = np.radians(lon) + 1j * np.arctanh(np.sin(phi))
    extent = max(np.ptp(z.real), np.ptp(z.imag))
    world = min(MAP_PX * 2 * math.pi / extent, _MAX_WORLD_PX) if extent > 0 else _MAX_WORLD_PX
    return Flat(z * (world / (2 * math.pi)), phi, world)


def simplify(  # noqa: PLR0913, PLR0917 - what to choose from, and what must be chosen
    lon: np.ndarray,
    lat: np.ndarray,
    s: np.ndarray,
    cuts: np.ndarray,
    maximum: int,
    held: Sequence[int] = (),
) -> Simplified:
    """
    Choose at most `maximum` of n points as vertices. O(n log n).

    Both ends are vertices, and so are both ends of each gap. It stops when the largest error is a
    sixteenth of a pixel.

    Parameters
    ----------
    lon, lat
        Degrees, (n,); longitudes run on past 180.
    s
        Seconds or kilometres at each point, (n,), never descending.
    cuts
        Ascending indices of the last point before each gap.
    maximum
        Number of vertices, 2 len(cuts) + 2 or more.
    held
        Indices of points that are vertices in any case.

    Returns
    -------
    The vertices, with the largest error.
    """
    flat = flatten(lon, lat)
    ends = [0, *(i for cut in cuts.tolist() for i in (cut, cut + 1)), len(lon) - 1]
    runs = [
        run
        for first, last in zip(ends[::2], ends[1::2], strict=True)
        for run in pairwise([first, *(at for at in held if first < at < last), last])
    ]
    chosen = {*ends, *held}
    splitter = _Splitter(flat, s)
    heap = [splitter.worst(first, last) for first, last in runs]
    heapq.heapify(heap)
    while len(chosen) < maximum and heap and -heap[0][0] > _FINEST_PX:
        _, first, last, split = heapq.heappop(heap)
        chosen.add(split)
        for part in ((first, split), (split, last)):
            heapq.heappush(heap, splitter.worst(*part))
    off = max((-error for error, *_ in heap), default=0.0)
    equator_m = 2 * math.pi * 6_378_137
    return Simplified(np.array(sorted(chosen)), max(off, 0.0), equator_m / flat.world_px)


class _Splitter:
    """Finds the point of a run at which the simplified traveller would be furthest off."""

    def __init__(self, flat: Flat, s: np.ndarray) -> None:
        self._flat = flat
        self._s = s
        self._looks_left = _LOOKS * len(s)

    def worst(self, first: int, last: int) -> tuple[float, int, int, int]:
        """Return minus the error, the run, and the point at which to split it."""
        if last - first < 2:
            return (0.0, first, last, first)
        s, z = self._s, self._flat.z
        inside = slice(first + 1, last)
        length = s[last] - s[first]
        share = (s[inside] - s[first]) / (length if length > 0 else 1.0)
        off = z[inside] - z[first] - share * (z[last] - z[first])
        squared = off.real**2 + off.imag**2
        split = int(squared.argmax())
        error = math.sqrt(squared[split])
        bow = self._bow(first, last)
        self._looks_left -= last - first
        if self._looks_left < 0 or bow > error:
            quarter = (last - first) // 4
            middle = squared[quarter : len(squared) - quarter]
            split = quarter + (int(middle.argmax()) if bow <= error else len(middle) // 2)
        return (-(error + bow), first, last, first + 1 + split)

    def _bow(self, first: int, last: int) -> float:
        """
        How far, at most, the straight line on the map is from the one straight in degrees.

        The traveller moves on the latter: an eighth of the squared difference of latitude, times
        the maximum second derivative of the map's northing, tan φ / cos φ.
        """
        start, end = float(self._flat.phi[first]), float(self._flat.phi[last])
        furthest = max(abs(start), abs(end))
        bend = math.tan(furthest) / math.cos(furthest)
        return (end - start) ** 2 / 8 * bend * self._flat.world_px / (2 * math.pi)
