"""
A journey as LP-TSV 0.5, the table of Linked Places, with a row for each claim.

The columns of the event table stand behind those of LP-TSV: by them it is read back as the same
claims. Degrees stand in `lon` and `lat` where the row itself has them, and in `geowkt` where its
place is known by name, so that it is the same place when it is read. Fields have no quotation
marks around them, no tabs and no line ends, as LP-TSV asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.claims.columns import COLUMNS
from journeymap.claims.csv_table import runs_in_spreadsheet
from journeymap.claims.table import Claim
from journeymap.exports.linked_places.dates import days, year_of
from journeymap.exports.linked_places.records import (
    feature_class,
    geonames,
    language,
    linked,
    one_line,
    source_of,
)
from journeymap.exports.shared import wrapped
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.phrases.claims import attribution, title
from journeymap.times import Window

_DEGREES = ("lon", "lat")
LP_COLUMNS = (
    "id",
    "title",
    "title_source",
    "fclasses",
    "attestation_year",
    "start",
    "end",
    "title_uri",
    "matches",
    "variants",
    "types",
    *_DEGREES,
    "geowkt",
    "geo_source",
    "approximation",
    "description",
)
# Ours that LP-TSV has no column of the same name for.
_OWN = tuple(column for column in COLUMNS if column not in _DEGREES)
_ROW = (*_OWN, *_DEGREES)
# What we wrote ourselves: a year before Christ begins with a minus and is no formula.
_SAFE = {"start", "end", *_DEGREES}


def lp_tsv(library: Library, name: str) -> bytes:
    """
    Return the claims of a journey and of its landmarks in UTF-8.

    Cells that a spreadsheet would run begin with an apostrophe, which reading takes away. Raises
    UnknownJourneyError.
    """
    journey = library.journey(name)
    table = library.table
    ids = [claim.id for claim in table.claims]
    own = dict(zip(ids, table.rows[list(_ROW)].assign(claim=ids).to_dict("records"), strict=True))
    columns = (*LP_COLUMNS, *_OWN)
    lines = ["\t".join(columns)]
    for event in (*journey.events, *journey.landmarks):
        for each in event.claims:
            cells = own[each.claim.id] | dict(_cells(each.claim, journey))
            lines.append("\t".join(_field(name, str(cells.get(name, ""))) for name in columns))
    return "".join(f"{line}\n" for line in lines).encode()


def _cells(claim: Claim, journey: Journey) -> Iterator[tuple[str, str]]:
    place = None if claim.place is None else journey.gazetteer[claim.place]
    zone = journey.gazetteer.zone_of(claim.place, journey.config.zone, claim.window)
    yield "id", claim.id
    yield "title", title(claim.kind, None, journey.gazetteer) if place is None else place.name
    yield "title_source", attribution(claim)
    yield "title_uri", linked(claim.url) or ""
    yield "description", claim.says
    year = "" if claim.reported_at is None else year_of(claim.reported_at, zone)
    yield "attestation_year", claim.reported_day[:4] if claim.reported_day else year
    # Each row needs a year or a start; where no time is stated, it was within the journey.
    stated = claim.window.known or year or journey.timeless
    window = claim.window if stated else Window(*journey.span)
    lon = None if place is None else place.lon
    yield from zip(("start", "end"), days(window, zone, lon), strict=True)
    if place is None:
        yield "fclasses", "S"
        return
    yield "fclasses", feature_class(place)
    yield "types", place.kind.replace(";", ",")
    if place.name_local and place.name_local != place.name:
        local = place.name_local.replace(";", ",")
        yield "variants", f"{local}@{language(local)}"
    if (number := geonames(place)) is not None:
        yield "matches", f"gn:{number}"
    yield "geowkt", f"POINT({wrapped(place.lon)} {round(place.lat, 5)})"
    yield "geo_source", source_of(place)
    yield "approximation", f"{place.accuracy_m / 1000:g}"


def _field(column: str, text: str) -> str:
    field = one_line(text)
    # A quotation mark at the start would open a quoted field.
    if field.startswith('"'):
        field = f"“{field[1:]}"
    return f"'{field}" if column not in _SAFE and runs_in_spreadsheet(field) else field
