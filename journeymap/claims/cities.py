"""The cities of GeoNames, by name and by position, without a network."""

from __future__ import annotations

import csv
import gzip
import io
import math
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from journeymap.claims.city_names import fold, split_name
from journeymap.errors import TableError
from journeymap.geodesy import EARTH_KM, distance_km, unit_vectors

_COLUMNS = ("geonameid", "name", "name_local", "lat", "lon", "population", "region", "zone")
MAX_CANDIDATES = 10
# A built-up area holds some 4,000 people to the square kilometre (Demographia, World Urban Areas).
_PEOPLE_PER_KM2 = 4_000.0
# The accuracy of a city has these limits; a place with a larger one is an area (gazetteer.py).
_MIN_ACCURACY_M, _MAX_ACCURACY_M = 1_000.0, 5_000.0
# A position so near to a town is called “near” it; a further one by distance and direction.
_NEAR_KM = 10.0
# Positions that are compared with all towns at once.
_AT_ONCE = 128
# Degrees of latitude around positions within which a nearest town is looked for first.
_BAND = 3.0
# The folder of this program's own list of cities.
CITIES = Path(__file__).resolve().parents[2] / "data" / "gazetteer"
_COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_KINDS_OF_REGION = frozenset(
    {
        "county",
        "department",
        "governorate",
        "krai",
        "kray",
        "oblast",
        "prefecture",
        "province",
        "region",
        "republic",
        "state",
    }
)


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames: its centre in WGS 84 degrees; `zone` is an IANA name."""

    geonameid: int
    name: str
    name_local: str
    lat: float
    lon: float
    population: int
    countrycode: str
    country: str
    region: str
    zone: str

    @property
    def accuracy_m(self) -> float:
        """Metres to its edge: of a circle that holds its people, from 1 to 5 km."""
        radius_m = 1000 * math.sqrt(self.population / (_PEOPLE_PER_KM2 * math.pi))
        return float(round(min(max(radius_m, _MIN_ACCURACY_M), _MAX_ACCURACY_M), -2))

    @property
    def detail(self) -> str:
        """Where it is and how many live there, for a person who chooses between namesakes."""
        where = ", ".join(dict.fromkeys(filter(None, (self.region, self.country))))
        people = f"{self.population:,} people" if self.population else "population unknown"
        return f"{where}; {people}"


@dataclass(frozen=True, slots=True)
class Nearest:
    """The city nearest to a position; distance and direction of the position from its centre."""

    city: City
    km: float
    direction: str

    @property
    def is_within(self) -> bool:
        """Whether the position is within the accuracy of the city."""
        return self.km * 1000 <= self.city.accuracy_m

    @property
    def name(self) -> str:
        """The city's name for a position in it, else such as “12 km NW of Ussuriysk”."""
        if self.is_within:
            return self.city.name
        away = f"{self.km:.0f}" if self.km >= 10 else f"{self.km:.1f}"
        return f"{away} km {self.direction} of {self.city.name}"


class _Columns(NamedTuple):
    """What is computed for all n cities at once."""

    directions: np.ndarray  # unit vectors, (n, 3)
    countries: list[str]  # codes
    country_of: np.ndarray  # which of them each is in, (n,)
    zones: list[str]
    zone_of: np.ndarray  # which of them each has, (n,)


class _Lines:
    """The lines of a text, found by number without splitting it."""

    def __init__(self, path: Path) -> None:
        self.text = _read(path)
        ends = np.flatnonzero(np.frombuffer(self.text, np.uint8) == ord("\n"))
        self._starts = np.concatenate([[0], ends + 1])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.text[self._starts[number] : self._starts[number + 1] - 1]

    def after(self, key: bytes) -> bytes:
        """Return what follows `key` and a tab in its line; empty when no line has it first."""
        key += b"\t"
        number = bisect_left(range(len(self)), key, key=self.__getitem__)
        line = self[number] if number < len(self) else b""
        return line[len(key) :] if line.startswith(key) else b""


class Cities:
    """
    The cities in a folder that tools/make_gazetteer.py has made.

    Files are read when they are first needed. Raises TableError then, when one is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, text: str) -> list[City]:
        """
        Return all cities of a name, the most populous first.

        “City, Country” and “City, Region” narrow the search. Empty when a part is not known.
        """
        name, within = split_name(text)
        numbers = self._names.after(name.encode("utf-8", "replace")) if name else b""
        found = [self._city(int(number)) for number in numbers.split(b",") if number]
        return [city for city in found if all(self._lies_in(city, part) for part in within)]

    def nearest(self, lon: float, lat: float, countrycode: str = "") -> Nearest:
        """
        Return the city whose centre is nearest, in a country if the country has cities.

        Parameters
        ----------
        lon, lat
            Degrees.
        countrycode
            ISO 3166 code of the country, where it is known: near a border, the nearest city may
            be on the other side, in another time zone.

        Raises
        ------
        ValueError
            When lon and lat are no position.
        """
        if not (math.isfinite(lon) and -90 <= lat <= 90):
            raise ValueError(f"{lon}, {lat} is no position")
        columns = self._columns
        cosines = columns.directions @ unit_vectors(lon, lat)
        if countrycode in columns.countries:
            there = columns.country_of == columns.countries.index(countrycode)
            cosines = np.where(there, cosines, -np.inf)
        city = self._city(int(np.argmax(cosines)))
        km = float(distance_km(*map(np.asarray, (city.lon, city.lat, lon, lat))))
        return Nearest(city, km, _compass(city, lon, lat))

    def names_near(self, lat: np.ndarray, lon: np.ndarray) -> list[str]:
        """
        Return what positions without a name are called, after the town nearest to each.

        Parameters
        ----------
        lat, lon
            Degrees, of shape (n,); each a position on the earth.
        """
        numbers = self._nearest_to(lat, lon).tolist()
        cities = {number: self._city(number) for number in dict.fromkeys(numbers)}
        near = [cities[number] for number in numbers]
        there_lon, there_lat = (
            np.array([getattr(city, axis) for city in near]) for axis in ("lon", "lat")
        )
        km = distance_km(there_lon, there_lat, lon, lat).tolist()
        return [
            f"near {city.name}"
            if away <= _NEAR_KM
            else Nearest(city, away, _compass(city, *position)).name
            for city, away, position in zip(
                near, km, zip(lon.tolist(), lat.tolist(), strict=True), strict=True
            )
        ]

    def _nearest_to(self, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
        """Return the numbers of the cities nearest to positions."""
        towns = self._columns.directions.astype("float32")
        by_lat = np.argsort(towns[:, 2])
        heights = towns[by_lat, 2]
        positions = unit_vectors(lon, lat).astype("float32")
        found = np.empty(len(positions), "int64")
        order = np.argsort(lat)
        for start in range(0, len(order), _AT_ONCE):
            of = order[start : start + _AT_ONCE]
            # Those of the same latitudes first: for most positions one of them is the nearest.
            south, north = lat[of[0]] - _BAND, lat[of[-1]] + _BAND
            ends = np.sin(np.radians(np.clip([south, north], -90, 90)))
            band = by_lat[slice(*np.searchsorted(heights, ends))]
            left = np.ones(len(of), bool)
            if band.size:
                cosines = positions[of] @ towns[band].T
                best = np.argmax(cosines, axis=1)
                found[of] = band[best]
                left = cosines[np.arange(len(of)), best] < math.cos(math.radians(_BAND))
            if left.any():
                found[of[left]] = np.argmax(positions[of[left]] @ towns.T, axis=1)
        return found

    def zones_within(self, lon: float, lat: float, km: float) -> list[str]:
        """Return the time zones of the cities within a distance of a position, nearest first."""
        cosines = self._columns.directions @ unit_vectors(lon, lat)
        near = np.flatnonzero(cosines >= math.cos(min(km / EARTH_KM, math.pi)))
        nearest_first = near[np.argsort(-cosines[near])]
        zones = dict.fromkeys(self._columns.zone_of[nearest_first].tolist())
        return [self._columns.zones[zone] for zone in zones]

    def _city(self, number: int) -> City:
        geonameid, name, local, lat, lon, people, region, zone = (
            self._cities[number].decode().split("\t")
        )
        code, _, _ = region.partition(".")
        return City(
            int(geonameid),
            name,
            local,
            float(lat),
            float(lon),
            int(people),
            code,
            self._countries[code],
            self._regions.get(region, ""),
            zone,
        )

    def _lies_in(self, city: City, part: str) -> bool:
        """Whether a folded name is one of its country or its region."""
        return (
            city.countrycode in self._country_names.get(part, ())
            or _bare(part) == _bare(fold(city.region))
            or city.region == self._regions.get(f"{city.countrycode}.{part.upper()}", part)
        )

    def load(self) -> None:
        """Read the files now rather than when they are first needed. Raises TableError."""
        _ = (self._names, self._cities, self._columns, self._regions, self._country_names)

    @cached_property
    def _names(self) -> _Lines:
        return _Lines(self._folder / "names.tsv.gz")

    @cached_property
    def _cities(self) -> _Lines:
        return _Lines(self._folder / "cities.tsv.gz")

    @cached_property
    def _columns(self) -> _Columns:
        rows = pd.read_csv(
            io.BytesIO(self._cities.text),
            sep="\t",
            quoting=csv.QUOTE_NONE,
            keep_default_na=False,  # NA is Namibia
            names=_COLUMNS,
            usecols=["lat", "lon", "region", "zone"],
        )
        country_of, countries = pd.factorize(rows["region"].str[:2])
        zone_of, zones = pd.factorize(rows["zone"])
        directions = unit_vectors(rows["lon"].to_numpy(), rows["lat"].to_numpy())
        return _Columns(directions, list(countries), country_of, list(zones), zone_of)

    @cached_property
    def _regions(self) -> dict[str, str]:
        rows = _read(self._folder / "regions.tsv").decode().splitlines()
        return dict(row.split("\t", 1) for row in rows)

    @cached_property
    def _country_rows(self) -> list[list[str]]:
        rows = _read(self._folder / "countries.tsv").decode().splitlines()
        return [row.split("\t") for row in rows]

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {code: name for code, _, name, _ in self._country_rows}

    @cached_property
    def _country_names(self) -> dict[str, set[str]]:
        """Codes by folded name or code."""
        names = defaultdict(set)
        for code, code3, name, others in self._country_rows:
            for known in (code, code3, name, *others.split("|")):
                names[fold(known)].add(code)
        return names


@cache
def cities_in(folder: Path) -> Cities:
    """Return the cities of a folder, read once for all who ask."""
    return Cities(folder)


def _read(path: Path) -> bytes:
    try:
        body = path.read_bytes()
        return gzip.decompress(body) if path.suffix == ".gz" else body
    except (OSError, EOFError) as error:
        raise TableError(
            f"The gazetteer of cities cannot be read: {path.name} ({error}).",
            "Make it with tools/make_gazetteer.py, or copy data/gazetteer/ into the data folder.",
        ) from error


def _bare(region: str) -> str:
    """Return a folded name of a region without what kind of region it is."""
    return " ".join(word for word in region.split() if word not in _KINDS_OF_REGION) or region


def _compass(city: City, lon: float, lat: float) -> str:
    """Return the direction of a position from a city: of the great circle where it sets out."""
    turn, here, there = (math.radians(angle) for angle in (lon - city.lon, city.lat, lat))
    east = math.sin(turn) * math.cos(there)
    north = math.cos(here) * math.sin(there) - math.sin(here) * math.cos(there) * math.cos(turn)
    return _COMPASS[round(math.degrees(math.atan2(east, north)) / 45) % 8]
