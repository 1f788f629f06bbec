"""The gazetteer: named places, how exactly each is known, and from whom."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from journeymap.claims.csv_table import Rule, check, is_number, read_table
from journeymap.dates import clock_zone
from journeymap.errors import Problem
from journeymap.times import Window, known_zones

COLUMNS = (
    "key",
    "name",
    "name_local",
    "lat",
    "lon",
    "zone",
    "kind",
    "accuracy_m",
    "source",
    "licence",
    "detail",
)

# Beyond this a position is an area, not a point that a traveller can be said to have been at.
AREA_ACCURACY_M = 5_000.0
ANY_TIME = Window()


@dataclass(frozen=True, slots=True)
class Place:
    """
    A place on the earth. lat and lon are WGS 84 degrees; zone is an IANA name.

    `accuracy_m`: the true place lies within this many metres of the position.
    """

    key: str
    name: str
    name_local: str
    lat: float
    lon: float
    zone: str
    kind: str
    accuracy_m: float
    source: str
    licence: str
    detail: str

    @property
    def is_area(self) -> bool:
        """Whether the position only says roughly where: such a place is no fix on a line."""
        return self.accuracy_m > AREA_ACCURACY_M


class Gazetteer:
    """Places by key, and by name in either language."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._by_key: dict[str, Place] = {}
        self._by_name: dict[str, Place] = {}
        for place in places:
            self._by_key[place.key] = place
            for name in (place.name, place.name_local):
                if name:
                    self._by_name.setdefault(_folded(name), place)

    def __getitem__(self, key: str) -> Place:
        """Return the place with this key. Raises KeyError."""
        return self._by_key[key]

    def __contains__(self, key: str) -> bool:
        """Whether a place has this key."""
        return key in self._by_key

    def __iter__(self) -> Iterator[Place]:
        """All places, in the order of the table."""
        return iter(self._by_key.values())

    def find(self, text: str) -> Place | None:
        """Return the place whose key, name or local name this is, whatever the case."""
        return self._by_key.get(text.strip()) or self._by_name.get(_folded(text))

    def zone_of(self, key: str | None, otherwise: str, window: Window = ANY_TIME) -> str:
        """
        Return the time zone of a place, and `otherwise` where there is none.

        Where all of the window is before standard time it is local mean time: `+00:19`.
        """
        place = None if key is None else self[key]
        zone, lon = (otherwise, None) if place is None else (place.zone, place.lon)
        last = window.end if math.isfinite(window.end) else window.start
        return clock_zone(zone, lon, last)

    def with_places(self, places: Iterable[Place]) -> Gazetteer:
        """Return a gazetteer that knows these places too."""
        return Gazetteer([*self, *places])


RULES = (
    Rule("key", "place-without-key", lambda rows: rows["key"].ne("")),
    Rule("key", "place-twice", lambda rows: ~rows["key"].duplicated()),
    Rule("name", "place-without-name", lambda rows: rows["name"].ne("")),
    Rule(
        "lat",
        "not-a-latitude",
        lambda rows: rows["lat"].ne("") & is_number(rows["lat"], -90, 90),
    ),
    Rule(
        "lon",
        "not-a-longitude",
        lambda rows: rows["lon"].ne("") & is_number(rows["lon"], -180, 180),
    ),
    Rule("zone", "not-a-zone", lambda rows: rows["zone"].isin(known_zones())),
    Rule("accuracy_m", "not-metres", lambda rows: is_number(rows["accuracy_m"], 0, 2e7)),
)


def read_places(path: Path) -> tuple[Gazetteer, tuple[Problem, ...]]:
    """
    Read places.csv.

    Raises TableError when the file is missing, empty or lacks a needed column.
    """
    table = read_table(path, COLUMNS, required=("key", "name", "lat", "lon", "zone"))
    stripped = table.rows.apply(lambda cells: cells.str.strip())
    table = check(replace(table, rows=stripped), RULES)
    places = [
        Place(
            **{str(column): cell for column, cell in row.items()}
            | {number: float(row[number] or 0) for number in ("lat", "lon", "accuracy_m")}
        )
        for row in table.rows.to_dict("records")
    ]
    return Gazetteer(places), table.problems


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()
