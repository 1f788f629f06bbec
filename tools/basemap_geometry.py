"""Lines and polygons of the base map: simplified without gaps between neighbours, and encoded.

Positions are [lon, lat] in WGS 84 degrees, in float arrays of shape (n, 2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, Polygon, affinity
from shapely.geometry.base import BaseGeometry

Points = NDArray[np.float64]
Tolerance = Callable[[Points], NDArray[np.float64]]
"""The distance in degrees by which a line may be off at each of (n, 2) positions."""

SOUTH_POLE = -90.0


def simplify(points: Points, tolerance: Tolerance) -> Points:
    """Remove the vertices that a line does not need (Douglas and Peucker, 1973).

    The tolerance depends on the position, so one line can be fine where it matters and
    coarse elsewhere. East-west distances are weighted by the cosine of the latitude. Both ends
    stay, which keeps lines that share an end joined; a ring that ends up smaller than the
    tolerance collapses to its start.
    """
    if len(points) < 3:
        return points
    flat = points * [np.cos(np.radians(points[:, 1].mean())), 1.0]
    allowed = tolerance(points)
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        inner = slice(first + 1, last)
        excess = _distance(flat[inner], flat[first], flat[last]) / allowed[inner]
        worst = int(excess.argmax())
        if excess[worst] > 1:
            middle = first + 1 + worst
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return points[keep]


def _distance(points: Points, start: Points, end: Points) -> NDArray[np.float64]:
    """Distances from points to the segment from start to end, which may be one point."""
    along = end - start
    length2 = float(along @ along)
    share = np.clip((points - start) @ along / length2, 0, 1) if length2 else np.zeros(len(points))
    return np.asarray(np.linalg.norm(points - start - share[:, None] * along, axis=1))


@dataclass(frozen=True)
class Topology:
    """Land and countries of a TopoJSON file that share their arcs.

    A ring is a list of arc numbers; ``~i`` is arc i walked backwards.
    """

    arcs: list[Points]
    land: list[list[list[int]]]
    named: list[tuple[str, list[list[list[int]]]]]

    @classmethod
    def read(cls, document: dict[str, Any]) -> Topology:
        """Decode the quantised arcs of a world-atlas file."""
        scale = np.array(document["transform"]["scale"])
        translate = np.array(document["transform"]["translate"])
        arcs = [
            _unwrapped(np.cumsum(np.array(arc), axis=0) * scale + translate)
            for arc in document["arcs"]
        ]
        objects = document["objects"]
        land = [p for geometry in objects["land"]["geometries"] for p in _polygons(geometry)]
        named = [
            (geometry["properties"]["name"], _polygons(geometry))
            for geometry in objects["countries"]["geometries"]
        ]
        return cls(arcs, land, named)

    def simplified(self, tolerance: Tolerance) -> Topology:
        """The same topology over simplified arcs: what touched still touches."""
        arcs = [simplify(arc, tolerance) for arc in self.arcs]
        return Topology(arcs, self.land, self.named)

    def countries(self) -> Iterator[tuple[str, list[Polygon]]]:
        """Yield each country's name and the outlines of its parts."""
        for name, shapes in self.named:
            yield name, [Polygon(self._ring(shape[0])) for shape in shapes]

    def borders(self) -> Iterator[Points]:
        """Yield the arcs that two countries share."""
        used = Counter(
            arc
            for _, shapes in self.named
            for arc in {max(a, ~a) for shape in shapes for ring in shape for a in ring}
        )
        for arc, count in sorted(used.items()):
            if count > 1:
                yield self.arcs[arc]

    def land_rings(self, smallest: Tolerance) -> tuple[list[Polygon], list[Points]]:
        """Assemble the land, without islands too small to be seen, and its coast.

        Parameters
        ----------
        smallest
            The minimum square root of a ring's area, in degrees, at a position.

        Returns
        -------
        polygons
            For filling.
        coasts
            The arcs of the same rings, for stroking.

        Both may reach beyond the 180th meridian; `wrapped` moves such parts back.
        """
        polygons: list[Polygon] = []
        coasts: dict[int, Points] = {}
        for shape in self.land:
            rings: list[Points] = []
            for ring in shape:
                points = self._ring(ring)
                large = len(points) > 3 and (
                    abs(Polygon(points).area) ** 0.5 > float(smallest(points[:1])[0])
                )
                if large:
                    rings.append(points)
                    coasts |= {max(a, ~a): self.arcs[max(a, ~a)] for a in ring}
                elif not rings:
                    break
            if rings:
                polygons.append(Polygon(rings[0], rings[1:]))
        return polygons, [arc for _, arc in sorted(coasts.items())]

    def _ring(self, ring: list[int]) -> Points:
        parts = [self.arcs[a] if a >= 0 else self.arcs[~a][::-1] for a in ring]
        return _closed(_unwrapped(np.concatenate([parts[0], *(part[1:] for part in parts[1:])])))


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Polygons of a TopoJSON geometry, each a list of rings of arc numbers."""
    kind = geometry.get("type")
    if kind == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if kind == "MultiPolygon" else []


def _unwrapped(points: Points) -> Points:
    """Undo the jumps at the 180th meridian, so that longitudes may leave ±180."""
    return np.column_stack([np.unwrap(points[:, 0], period=360), points[:, 1]])


def _closed(ring: Points) -> Points:
    """Close a ring through the South Pole if it goes around the pole."""
    if abs(ring[-1, 0] - ring[0, 0]) < 359:
        return ring
    foot = [[ring[-1, 0], SOUTH_POLE], [ring[0, 0], SOUTH_POLE]]
    return np.concatenate([ring, foot, ring[:1]])


def wrapped(geometry: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Clip a geometry to an area, also parts of it that lie 360° further east or west."""
    turns = [affinity.translate(geometry, xoff=turn) for turn in (-360, 0, 360)]
    return shapely.union_all([shapely.intersection(turn, area) for turn in turns])


def lines_of(geometry: BaseGeometry) -> list[LineString]:
    """Return the lines in the result of an overlay, without touching points."""
    return [p for p in _parts(geometry) if isinstance(p, LineString) and len(p.coords) > 1]


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons in the result of an overlay, without touching edges."""
    return [p for p in _parts(geometry) if isinstance(p, Polygon) and not p.is_empty]


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    parts = shapely.get_parts(geometry).tolist()
    return [q for p in parts for q in (_parts(p) if hasattr(p, "geoms") else [p])]


def joined(lines: Iterable[Points]) -> list[LineString]:
    """Join lines at the ends that only two of them share."""
    merged = shapely.line_merge(MultiLineString([LineString(line) for line in lines]))
    return lines_of(merged)


def encode(points: Points | shapely.coords.CoordinateSequence, quantum: float) -> list[int]:
    """Encode a line as x, y, dx, dy, … in integer units of ``quantum`` degrees.

    Returns an empty list when rounding leaves fewer than two different points.
    """
    grid = np.rint(np.asarray(points) / quantum).astype(int)
    moved = np.any(np.diff(grid, axis=0) != 0, axis=1)
    grid = grid[np.concatenate([[True], moved])]
    if len(grid) < 2:
        return []
    steps = np.diff(grid, axis=0, prepend=np.zeros((1, 2), dtype=int))
    return [int(step) for step in steps.ravel()]


def encode_polygon(polygon: Polygon, quantum: float) -> list[list[int]]:
    """Encode outline and holes; empty when rounding leaves no area."""
    rings = [encode(ring.coords, quantum) for ring in (polygon.exterior, *polygon.interiors)]
    if len(rings[0]) < 8:
        return []
    return [rings[0], *(ring for ring in rings[1:] if len(ring) >= 8)]
