"""
Tables that programs write, known by their headers: what their columns are, and in which zone.

Most columns are understood by their names alone. An entry says what a name cannot: that times
without an offset are UTC by the format's definition, or that a word means another thing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from journeymap.authoring.imports.header_words import Meaning, folded
from journeymap.claims.columns import SPECS


@dataclass(frozen=True)
class TableFormat:
    """
    One form of table.

    Attributes
    ----------
    name
        What people call it.
    header
        Names, folded, that its header has; no form after it has them all.
    utc
        Whether its times without an offset are in UTC, by its definition.
    day_first
        Whether dates such as 05/06/2024 have the day first, by its definition.
    meanings
        What its columns are, by folded name, where the words for columns in general say otherwise.
    title
        The folded name of the column that has the journey's title, in a first row without a time.
    places
        Whether it has the event table's own columns, and the positions of named places beside them.
    """

    name: str
    header: frozenset[str]
    utc: bool = False
    day_first: bool = False
    meanings: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    places: bool = False


def _names(words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words.split(","))


_LP_TSV = _names("id, title, title source, start")

FORMATS = (
    TableFormat(
        "AIS (NOAA MarineCadastre)",
        _names("mmsi, basedatetime, lat, lon"),
        utc=True,
        meanings={
            "basedatetime": Meaning.MOMENT,
            "imo": Meaning.LEFT_OUT,
            "callsign": Meaning.LEFT_OUT,
            "status": Meaning.LEFT_OUT,
        },
    ),
    TableFormat(
        "AIS (NOAA MarineCadastre)",
        _names("mmsi, base date time, latitude, longitude"),
        utc=True,
        meanings={
            "imo": Meaning.LEFT_OUT,
            "call sign": Meaning.LEFT_OUT,
            "status": Meaning.LEFT_OUT,
        },
    ),
    TableFormat(
        "AIS (Danish Maritime Authority)",
        _names("timestamp, type of mobile, mmsi, latitude, longitude"),
        utc=True,
        day_first=True,
        meanings={
            "name": Meaning.CALLED,
            "imo": Meaning.LEFT_OUT,
            "callsign": Meaning.LEFT_OUT,
            "destination": Meaning.LEFT_OUT,
            "eta": Meaning.LEFT_OUT,
        },
    ),
    TableFormat(
        "IBTrACS",
        _names("sid, season, basin, name, iso time, lat, lon"),
        utc=True,
        meanings={"name": Meaning.CALLED, "season": Meaning.LEFT_OUT},
    ),
    TableFormat(
        "Movebank",
        _names("timestamp, location long, location lat, individual local identifier"),
        utc=True,
        meanings={
            "tag local identifier": Meaning.LEFT_OUT,
            "event id": Meaning.LEFT_OUT,
            "study name": Meaning.LEFT_OUT,
        },
    ),
    TableFormat(
        "Flightradar24",
        _names("timestamp, utc, callsign, position, altitude"),
        utc=True,
        meanings={"timestamp": Meaning.LEFT_OUT, "utc": Meaning.MOMENT},
    ),
    TableFormat(
        "flight diary",
        _names("date, flight number, from, to, dep time, arr time"),
        meanings={
            "from": Meaning.FROM_PLACE,
            "to": Meaning.TO_PLACE,
            "note": "says",
            "flight number": "says",
        },
    ),
    TableFormat(
        "ACLED",
        _names("event id cnty, event date, location, latitude, longitude, notes"),
        meanings={
            "event date": Meaning.DATE,
            "year": Meaning.LEFT_OUT,
            "timestamp": Meaning.LEFT_OUT,
            "time precision": Meaning.LEFT_OUT,
        },
    ),
    TableFormat(
        "TimelineJS",
        _names("year, month, day, headline, text, media"),
        meanings={
            "headline": "says",
            "time": Meaning.CLOCK,
            "end time": Meaning.END_CLOCK,
            "type": Meaning.LEFT_OUT,
            "media": Meaning.LEFT_OUT,
            "display date": Meaning.LEFT_OUT,
        },
        title="headline",
    ),
    TableFormat(
        "Leaflet storymap",
        _names("chapter, location, latitude, longitude, description"),
        meanings={"source": Meaning.LEFT_OUT, "quality": Meaning.LEFT_OUT},
    ),
    TableFormat(
        "TimeMapper",
        _names("title, start, end, description, place, location"),
        meanings={"location": Meaning.LAT_LON, "web page": "url"},
    ),
    TableFormat(
        # Ours: the columns of the event table, behind the others, say all that these say.
        "Linked Places (LP-TSV) of this program",
        _LP_TSV | _names("claim, time from, not said"),
        meanings=dict.fromkeys(
            _names(
                "id, title, title source, fclasses, attestation year, start, end, title uri, "
                "matches, variants, types, geowkt, geo source, approximation, description"
            ),
            Meaning.LEFT_OUT,
        ),
        places=True,
    ),
    TableFormat(
        "Linked Places (LP-TSV)",
        _LP_TSV,
        meanings={
            "id": Meaning.LEFT_OUT,
            "title": "place",
            "title source": "source",
            "title uri": "url",
            "start": "time_from",
            "end": "time_to",
            "attestation year": Meaning.YEAR,
            "types": Meaning.LEFT_OUT,
        },
    ),
    TableFormat(
        "Traccar",
        _names("valid, time, latitude, longitude, altitude, speed, address, attributes"),
        meanings={"time": Meaning.MOMENT},
    ),
    TableFormat(
        "GPSLogger",
        _names("time, lat, lon, elevation, accuracy, bearing, speed, satellites, provider"),
        utc=True,
        meanings={"time": Meaning.MOMENT, "activity": Meaning.LEFT_OUT},
    ),
    # The table of the Make page, copied or downloaded there.
    TableFormat(
        "Journey Map",
        _names("place, time, until, what, what it says"),
        meanings={folded(column.label): column.name for column in SPECS}
        | {"row": Meaning.LEFT_OUT},
    ),
)


def format_of(names: Iterable[str]) -> TableFormat | None:
    """Return the form of a table with such a header; None where it is of no program known here."""
    names = list(names)
    # The event table's own columns beside those of another form say the same, exactly.
    own = {"place", "time_from"} <= {*names}
    there = {folded(name) for name in names}
    return next((each for each in FORMATS if each.header <= there and each.places >= own), None)
