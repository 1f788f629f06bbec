"""The event table: one row, one claim. Its reading and its checking."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import starmap
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from journeymap.claims.cities import Cities
from journeymap.claims.columns import (
    COLUMNS,
    SPECS,
    Kind,
    Status,
)
from journeymap.claims.csv_table import Table, check, read_table
from journeymap.claims.gazetteer import Gazetteer, Place
from journeymap.claims.means import Means
from journeymap.claims.times_of_rows import journeys_calendar, published, with_times
from journeymap.claims.zones import zone_at
from journeymap.dates import Calendar, Dating
from journeymap.errors import Problem
from journeymap.times import FIRST_ZONE_ON_EARTH, Window, parse_moment

# So many positions of a table are named after a city; comparing each with all takes time.
_MOST_NAMED = 5_000
RULES = tuple(rule for column in SPECS for rule in column.rules)


@dataclass(frozen=True, slots=True)
class Claim:
    """
    What one source says of one event.

    `place` is a gazetteer key. `reported_at` is the moment, in epoch seconds, at which this was
    public at the latest; `reported_day` is set when only the day of publication is known. `via`
    lists whom the source quotes, outermost first. `denies` is the event of which this says that
    it did not or will not happen. `accuracy_km`: the event was within so many kilometres of the
    place; None: as the gazetteer has it. `means` is how the traveller came to the event.
    """

    id: str
    journey: str
    event: str
    kind: Kind
    place: str | None
    window: Window
    reported_at: float | None
    reported_day: str | None
    source: str
    via: tuple[str, ...]
    url: str | None
    status: Status
    says: str
    not_said: str
    denies: str | None
    note: str
    accuracy_km: float | None = None
    calendar: Calendar | None = None
    means: Means | None = None
    reported_since: float | None = None

    @property
    def reported_from(self) -> float | None:
        """Epoch seconds before which it cannot have been public: a day begins first at UTC+14."""
        if self.reported_since is not None:
            return self.reported_since
        if self.reported_day is None:
            return self.reported_at
        return parse_moment(self.reported_day, FIRST_ZONE_ON_EARTH)

    @property
    def published_before_event(self) -> bool:
        """Whether it was public before what it reports can have begun."""
        return self.reported_at is not None and self.reported_at < self.window.start


@dataclass(frozen=True)
class EventTable:
    """
    The checked event table.

    `rows` has the columns of the file as strings, indexed by spreadsheet row, and the parsed
    `window_start`, `window_end` and `public_at` in epoch seconds: infinite where the row says that
    an end is open, NaN where it says nothing. `claims` are the same rows as values. `gazetteer`
    knows also the places that the table itself positions. `zones` are the time zones of the
    journeys, by id.
    """

    rows: pd.DataFrame
    claims: tuple[Claim, ...]
    gazetteer: Gazetteer
    problems: tuple[Problem, ...]
    zones: Mapping[str, str] = field(default_factory=dict)

    def zone_of(self, claim: Claim) -> str:
        """Return the time zone of a claim's place, else that of its journey, at its time."""
        otherwise = self.zones.get(claim.journey, "UTC")
        return self.gazetteer.zone_of(claim.place, otherwise, claim.window)


def read_claims(
    path: Path,
    gazetteer: Gazetteer,
    zones: Mapping[str, str] | None = None,
    dating: Mapping[str, Dating] | None = None,
) -> EventTable:
    """
    Read an event table; a place (or lat and lon) and a time in each row are enough.

    Parameters
    ----------
    path
        A CSV file. Without the column time_to its times are points in time.
    gazetteer
        Places that rows may name.
    zones
        IANA time zones by journey, for rows without a place, and for those whose place has none;
        UTC where one is missing. A row with lat and lon has the zone of its position.
    dating
        Calendar and exactness of the dates by journey; its zone and position are not used.

    Raises
    ------
    TableError
        There is no table to read.
    """
    return check_claims(read_table(path, COLUMNS), gazetteer, zones, dating)


def check_claims(
    table: Table,
    gazetteer: Gazetteer,
    zones: Mapping[str, str] | None = None,
    dating: Mapping[str, Dating] | None = None,
    cities: Cities | None = None,
) -> EventTable:
    """
    Check a table of claims as it was read: `read_claims` of what is not in a file.

    Positions without a name are called after the nearest of `cities`, else by their degrees.
    """
    rows = table.rows.apply(lambda cells: cells.str.strip())
    if "time_to" not in table.header:
        rows["time_to"] = rows["time_from"]
    rows = _with_places(_with_defaults(rows), gazetteer)
    rows = journeys_calendar(rows, dating or {})
    rows, notes = with_times(table.name, rows, gazetteer, zones or {}, dating or {})
    rows = _with_events(rows)
    table = check(replace(table, rows=rows), RULES)
    table = replace(table, problems=(*table.problems, *notes))
    own = table.rows[table.rows["lat"].ne("")]
    # Of rows at one position the first that names it counts.
    own = own.sort_values("place", key=lambda names: names.eq(""), kind="stable")
    own = _named(own.drop_duplicates("place_key"), cities)
    known = gazetteer.with_places(_places(own, zones or {}))
    return EventTable(table.rows, _claims(table.rows), known, table.problems, zones or {})


def _with_defaults(rows: pd.DataFrame) -> pd.DataFrame:
    given = {column.name: column.default for column in SPECS if column.default}
    return rows.assign(
        **{name: rows[name].mask(rows[name].eq(""), str(cell)) for name, cell in given.items()}
    )


def _with_places(rows: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Add `place_key`, empty where no place is known."""
    found = {text: gazetteer.find(text) for text in rows["place"].unique() if text}
    keys = {text: place.key for text, place in found.items() if place}
    known = pd.Series(
        [keys.get(text, "") for text in rows["place"].tolist()], rows.index, dtype="str"
    )
    own = "at " + rows["lat"] + ", " + rows["lon"]
    return rows.assign(place_key=known.mask(rows["lat"].ne(""), own))


def _with_events(rows: pd.DataFrame) -> pd.DataFrame:
    """
    Name the events that have no id, after place and kind.

    In the order of time, rows of one place and kind are claims of one happening until the
    traveller is somewhere else; coming back is another. A statement that names no place is a
    happening of its own.
    """
    unnamed = rows[rows["event"].eq("")]
    begun = unnamed["window_start"].fillna(unnamed["window_end"])
    in_time = unnamed.loc[begun.sort_values(kind="stable").index]
    names: dict[int, str] = {}
    visits: dict[tuple[str, str, str], int] = {}
    last_place: dict[str, str] = {}
    columns = (in_time[column].tolist() for column in ("journey", "place_key", "kind"))
    for row, journey, place, kind in zip(in_time.index, *columns, strict=True):
        happening = (journey, place, kind)
        statement = kind == Kind.STATEMENT
        again = last_place.get(journey) != place and not statement
        if happening not in visits or again or not place:
            visits[happening] = visits.get(happening, 0) + 1
        if not statement:
            last_place[journey] = place
        count = visits[happening]
        made_up = f"{journey}: {place or 'unplaced'}-{kind}"
        names[row] = made_up + (f"-{count}" if count > 1 else "")
    named = pd.Series(names, dtype="str")
    return rows.assign(event=rows["event"].mask(rows["event"].eq(""), named))


def _named(rows: pd.DataFrame, cities: Cities | None) -> pd.DataFrame:
    """Return the rows, their places named after the nearest city where they have no name."""
    unnamed = rows["place"].eq("")
    unnamed &= unnamed.cumsum() <= _MOST_NAMED
    if cities is None or not unnamed.any():
        return rows
    lat, lon = (rows.loc[unnamed, axis].astype("float64").to_numpy() for axis in ("lat", "lon"))
    names = pd.Series(cities.names_near(lat, lon), rows.index[unnamed], dtype="str")
    return rows.assign(place=rows["place"].mask(unnamed, names.reindex(rows.index)))


def _places(rows: pd.DataFrame, zones: Mapping[str, str]) -> Iterator[Place]:
    """Return the places that the rows themselves position."""
    columns = ("journey", "place_key", "place", "lat", "lon", "source")
    cells = (rows[column].tolist() for column in columns)
    for journey, key, name, lat, lon, source in zip(*cells, strict=True):
        yield Place(
            key=key,
            name=name or f"{lat}, {lon}",
            name_local="",
            lat=float(lat),
            lon=float(lon),
            zone=zone_at(float(lat), float(lon)) or zones.get(journey, "UTC"),
            kind="place",
            accuracy_m=0,
            source=source,
            licence="",
            detail="",
        )


def _unused(name: str, taken: set[str]) -> str:
    """Return the made-up id, lengthened while another row has it."""
    while name in taken:
        name += "+"
    return name


def _claims(rows: pd.DataFrame) -> tuple[Claim, ...]:
    # Python's own strings are walked through much faster than those that pandas keeps packed.
    cells = {name: rows[name].tolist() for name in (*COLUMNS, "place_key")}
    starts, ends = (rows[name].to_numpy() for name in ("window_start", "window_end"))
    publications = list(published(rows))
    written = set(cells["claim"])
    made_up = (_unused(f"row-{row}", written) for row in rows.index)
    values: dict[str, Iterable[Any]] = {
        column.name: map(column.value, cells[column.name]) for column in SPECS if column.value
    }
    values |= {
        "id": [cell or name for cell, name in zip(cells["claim"], made_up, strict=True)],
        "place": [cell or None for cell in cells["place_key"]],
        "window": map(
            Window,
            np.where(np.isnan(starts), -math.inf, starts).tolist(),
            np.where(np.isnan(ends), math.inf, ends).tolist(),
        ),
        "reported_at": [None if math.isnan(at) else at for at in rows["public_at"].tolist()],
        "reported_day": [day for day, _ in publications],
        "reported_since": [since for _, since in publications],
    }
    # By name: what a field is given never depends on where it stands.
    in_order = (values[each.name] for each in fields(Claim))
    return tuple(starmap(Claim, zip(*in_order, strict=True)))
