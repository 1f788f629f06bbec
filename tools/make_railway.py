"""Compute the figures of the railway's legs from their course, and check that legs join.

``data/railway/course.csv`` is a source table. Its ``km`` were measured along the traces before
these were generalised to 100 m, so they are about one per cent longer than the course that is
drawn, and more exact: take kilometres from the column, not from the positions. This script rewrites

- ``km`` of ``course.csv`` where it is blank, as after an edit: measured on the WGS 84 ellipsoid
  from the vertex before;
- ``km_measured`` of ``legs.csv``: the last ``km`` of the leg;
- ``scale`` of ``legs.csv``: published kilometres per measured kilometre;

and checks that kilometres grow as the drawn course allows and that legs join exactly.
Everything else in the two tables stays unchanged. Running it twice changes nothing.

Run again: ``.venv/bin/python tools/make_railway.py``
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from geopy.distance import geodesic

ROOT = Path(__file__).resolve().parent.parent
RAILWAY = ROOT / "data" / "railway"

COURSE_COLUMNS = ("leg", "seq", "km", "lat", "lon")
LEG_COLUMNS = (
    "leg",
    "from",
    "to",
    "basis",
    "km_measured",
    "km_published",
    "scale",
    "source",
    "licence",
    "note",
)

# Newsis (2019) gives one length for the whole line from Pyongyang to the border station and none
# for its parts, so the seven legs share one factor.
SCALED_SECTION = (
    "pyongyang_station-sunchon",
    "sunchon-kowon",
    "kowon-hamhung",
    "hamhung-kilju",
    "kilju-chongjin",
    "chongjin-rajin",
    "rajin-tumangang",
)
SCALED_SECTION_PUBLISHED_KM = 853.0

# A simplified line may cut off curves, but no more than this; kilometres and positions are
# rounded to some 10 m.
LONGEST = 1.5
TOLERANCE_KM = 0.03


class RailwayError(ValueError):
    """The two tables contradict each other; the message says where."""


@dataclass(frozen=True)
class Vertex:
    """A point of a leg's course; the position as written, so that no digit is lost."""

    leg: str
    seq: int
    km: float
    lat: str
    lon: str

    @property
    def position(self) -> tuple[float, float]:
        """(latitude, longitude) in WGS 84 degrees, the order geopy wants."""
        return float(self.lat), float(self.lon)


@dataclass(frozen=True)
class Leg:
    """A row of ``legs.csv``; ``row`` holds its cells by column."""

    row: dict[str, str]

    @property
    def name(self) -> str:
        """The key that its course goes by."""
        return self.row["leg"]


def read_course(path: Path) -> dict[str, list[Vertex]]:
    """Read the course: vertices by leg in the order of ``seq``, blank kilometres filled.

    Raises
    ------
    RailwayError
        A vertex out of turn, or a distance that the drawn course does not allow.
    """
    course: dict[str, list[Vertex]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            vertices = course[row["leg"]]
            where = f"{path.name}: {row['leg']}, vertex {row['seq']}"
            if int(row["seq"]) != len(vertices):
                message = f"{where} is out of turn; {len(vertices)} should be here"
                raise RailwayError(message)
            position = float(row["lat"]), float(row["lon"])
            before = vertices[-1] if vertices else None
            start = before.km if before else 0.0
            chord = geodesic(before.position, position).km if before else 0.0
            km = float(row["km"]) if row["km"] else round(start + chord, 2)
            if not start + chord - TOLERANCE_KM <= km <= start + chord * LONGEST + TOLERANCE_KM:
                message = f"{where} is {km - start:.2f} km from the one before; drawn {chord:.2f}"
                raise RailwayError(message)
            vertices.append(Vertex(row["leg"], int(row["seq"]), km, row["lat"], row["lon"]))
    return dict(course)


def read_legs(path: Path) -> list[Leg]:
    """Read the legs in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Leg(row) for row in csv.DictReader(file)]


def check_joins(legs: list[Leg], course: dict[str, list[Vertex]]) -> None:
    """Check that legs with the same end meet in exactly the same point.

    Raises
    ------
    RailwayError
        A leg without course, a course without leg, or two positions for one end.
    """
    names = [leg.name for leg in legs]
    if len(set(names)) != len(names) or set(names) != set(course):
        message = f"legs and courses differ: {sorted(set(names) ^ set(course))}"
        raise RailwayError(message)
    ends: dict[str, tuple[tuple[float, float], str]] = {}
    for leg in legs:
        vertices = course[leg.name]
        for key, vertex in ((leg.row["from"], vertices[0]), (leg.row["to"], vertices[-1])):
            position, first = ends.setdefault(key, (vertex.position, leg.name))
            if position != vertex.position:
                message = (
                    f"{key} is at {position} in {first}, but at {vertex.position} in {leg.name}"
                )
                raise RailwayError(message)


def measured(legs: list[Leg], course: dict[str, list[Vertex]]) -> list[Leg]:
    """Return the legs with ``km_measured`` and ``scale`` derived from the course's kilometres."""
    length = {name: vertices[-1].km for name, vertices in course.items()}
    scale = SCALED_SECTION_PUBLISHED_KM / sum(length[name] for name in SCALED_SECTION)
    return [
        replace(
            leg,
            row=leg.row
            | {
                "km_measured": f"{length[leg.name]:.2f}",
                "scale": f"{scale:.4f}" if leg.name in SCALED_SECTION else "1",
            },
        )
        for leg in legs
    ]


def write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write a table with Unix line ends, so that every machine makes the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: list[str] | None = None) -> int:
    """Measure, check and rewrite the tables; return the process's exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--railway", type=Path, default=RAILWAY, help="folder of the two tables")
    folder: Path = parser.parse_args(arguments).railway
    try:
        course = read_course(folder / "course.csv")
        legs = read_legs(folder / "legs.csv")
        check_joins(legs, course)
    except RailwayError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write(folder / "legs.csv", LEG_COLUMNS, [leg.row for leg in measured(legs, course)])
    rows = [
        {
            "leg": vertex.leg,
            "seq": str(vertex.seq),
            "km": f"{vertex.km:.2f}",
            "lat": vertex.lat,
            "lon": vertex.lon,
        }
        for vertices in course.values()
        for vertex in vertices
    ]
    write(folder / "course.csv", COURSE_COLUMNS, rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
