"""Labels of the base map, in order of importance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely
from basemap_geometry import Topology
from basemap_sources import City
from shapely.geometry.base import BaseGeometry

Label = dict[str, Any]

SUFFIXES = ("", "市", "区", "시", "읍")
"""GeoNames often has a name only with the word for its kind of town."""

# The first zoom level of a city: by population, and by how few other cities are near.
ZOOM_BY_POPULATION = ((3_000_000, 5), (1_000_000, 6), (300_000, 7), (80_000, 8), (0, 9))
SPARSE = {"RU": 2, "KP": 1, "MN": 1}
CAPITAL_ZOOM = 4
WORLD_POPULATION = 3_000_000
WORLD_CAPITAL_POPULATION = 100_000
SUBURB = 0.5
"""Degrees from a larger city within which a city is not labelled."""

# Natural Earth abbreviates some names.
FULL_NAMES = {
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "DR Congo",
    "S. Sudan": "South Sudan",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
}
COUNTRY_ZOOM = ((8.0, 2), (4.0, 3), (2.0, 4), (1.0, 5))
"""The minimum radius in degrees of a circle inside the country, and its first zoom level."""


def table_labels(rows: Iterable[dict[str, str]]) -> list[Label]:
    """Labels of ``labels.csv``: countries, seas, rivers and lakes."""
    labels = [
        {
            "kind": row["kind"],
            "name": row["name"],
            "name_local": row["name_local"],
            "position": [float(row["lon"]), float(row["lat"])],
            "zoom": int(row["zoom"]),
        }
        for row in rows
    ]
    return sorted(labels, key=lambda label: label["zoom"])


def city_labels(cities: dict[int, City], rows: Iterable[dict[str, str]]) -> list[Label]:
    """Labels of ``cities.csv``, the larger the earlier.

    Raises
    ------
    ValueError
        A local name that GeoNames, which has others in that script, does not know.
    """
    capitals = _capitals(cities.values())
    labels = []
    for row in rows:
        city = cities[int(row["geonameid"])]
        local = row["name_local"]
        known = {name for name in city.alternates if not name[0].isascii()}
        same_script = {n for n in known if local and abs(ord(n[0]) - ord(local[0])) < 0x2000}
        if same_script and not any(local + suffix in known for suffix in SUFFIXES):
            message = f"cities.csv: {local} is none of GeoNames' names of {row['name']}"
            raise ValueError(message)
        labels.append(_label(city, row["name"], local, capital=city.id in capitals))
    return _sorted(labels)


def world_city_labels(cities: dict[int, City], area: BaseGeometry) -> list[Label]:
    """Label the capitals and the largest cities of an area, but not the suburbs of these."""
    capitals = _capitals(cities.values())
    labels: list[Label] = []
    for city in sorted(cities.values(), key=lambda city: (-city.population, city.id)):
        capital = city.id in capitals
        position = shapely.Point(city.position)
        if city.population < (WORLD_CAPITAL_POPULATION if capital else WORLD_POPULATION):
            continue
        suburb = any(position.dwithin(shapely.Point(other["position"]), SUBURB) for other in labels)
        if area.contains(position) and (capital or not suburb):
            labels.append(_label(city, city.name, "", capital=capital))
    return _sorted(labels)


def country_labels(topology: Topology, area: BaseGeometry) -> list[Label]:
    """Label countries where the largest circle fits into their largest part."""
    labels = []
    for name, parts in topology.countries():
        largest = max((shapely.make_valid(part) for part in parts), key=lambda part: part.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=0.1)
        centre = shapely.Point(circle.coords[0])
        zoom = next((zoom for radius, zoom in COUNTRY_ZOOM if circle.length >= radius), None)
        if zoom is not None and area.contains(centre):
            labels.append(
                {
                    "kind": "country",
                    "name": FULL_NAMES.get(name, name),
                    "name_local": "",
                    "position": [round(centre.x, 1), round(centre.y, 1)],
                    "zoom": zoom,
                }
            )
    return sorted(labels, key=lambda label: (label["zoom"], label["name"]))


def _capitals(cities: Iterable[City]) -> set[int]:
    """Return the ids of the capitals: of the namesakes in a country, the largest."""
    largest: dict[str, City] = {}
    for city in cities:
        other = largest.get(city.country)
        if city.capital and (other is None or city.population > other.population):
            largest[city.country] = city
    return {city.id for city in largest.values()}


def _label(city: City, name: str, name_local: str, *, capital: bool) -> Label:
    by_population = next(zoom for people, zoom in ZOOM_BY_POPULATION if city.population >= people)
    zoom = by_population - SPARSE.get(city.country, 0)
    longitude, latitude = city.position
    return {
        "kind": "city",
        "name": name,
        "name_local": name_local,
        "position": [round(longitude, 3), round(latitude, 3)],
        "zoom": min(zoom, CAPITAL_ZOOM) if capital else zoom,
        "population": city.population,
        "country": city.country,
        "capital": capital,
    }


def _sorted(labels: Iterable[Label]) -> list[Label]:
    def importance(label: Label) -> tuple[int, bool, int, str]:
        return label["zoom"], not label["capital"], -label["population"], label["name"]

    return sorted(labels, key=importance)
