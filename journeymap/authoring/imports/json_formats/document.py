"""The document that this program draws (`journeymap/1`): its claims become rows again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.imported_points import degrees
from journeymap.authoring.imports.json_formats.journal import Journal
from journeymap.authoring.imports.json_formats.shape import Shape
from journeymap.authoring.imports.json_formats.values import number, objects, placed, text
from journeymap.authoring.imports.stays import Row
from journeymap.authoring.imports.upload import Upload
from journeymap.claims.columns import SPECS
from journeymap.dates import Calendar, Dating, clock, day_of, day_text, iso, month_length, year_text
from journeymap.times import FURTHEST_SECONDS, Window, known_zones, parse_window

FORMAT = "journeymap/1"
# What a claim has as a text; its place and its times are in other forms.
_TEXTS = tuple(
    column.name
    for column in SPECS
    if column.document and column.name not in {"via", "reported_at", "place"}
)


def is_document(shape: Shape) -> bool:
    """Whether a file says that it is the document."""
    return shape.is_("format", FORMAT)


def read_document(upload: Upload) -> Imported:
    """
    Return a row for each claim, of the times that it states. Raises TableError.

    The table that the document was made from is not in it: a time comes back as the window that it
    was understood as, in the coarsest date that means just that.
    """
    journal, about = Journal(upload), {"zone": "", "traveller": ""}
    places: dict[str, dict[str, Any]] = {}
    events: list[dict[str, Any]] = []
    for key, value in journal.entries():
        if key == "events" and isinstance(value, dict):
            events.append(value)
        elif key == "places" and isinstance(value, dict):
            places |= {name: place for name, place in value.items() if isinstance(place, dict)}
        elif key == "journey" and isinstance(value, dict):
            journal.title, journal.summary = text(value.get("title")), text(value.get("summary"))
            about = {name: text(value.get(name)) for name in about}
    for event in events:
        for claim in objects(event.get("claims")):
            # A claim may name no place, and be one of an event all the same.
            place = places.get(text(claim.get("place")), {})
            journal.group([_cells(claim, event, place)])
    found = journal.imported()
    stated = {name: said for name, said in about.items() if said}
    if stated.get("zone") not in known_zones():
        stated.pop("zone", None)
    draft = found.draft
    config = draft.config.model_copy(update=stated)
    return replace(found, draft=replace(draft, config=config))


def _position(place: Mapping[str, Any]) -> tuple[float, float]:
    at = place.get("position")
    lon, lat = at if isinstance(at, list) and len(at) == 2 else (None, None)
    east = number(lon)
    return placed(number(lat), (east + 180) % 360 - 180 if math.isfinite(east) else east)


def _cells(claim: Mapping[str, Any], event: Mapping[str, Any], place: Mapping[str, Any]) -> Row:
    cells = {name: text(claim.get(name)) for name in _TEXTS}
    via = claim.get("via")
    published = number(claim.get("reported_at"))
    cells |= {
        "event": text(event.get("id")),
        "claim": text(claim.get("id")),
        "kind": text(event.get("kind")),
        "place": text(place.get("name")),
        "via": " > ".join(text(name) for name in via) if isinstance(via, list) else "",
        "reported_at": text(claim.get("reported_day"))
        or (iso(published) if _is_moment(published) else ""),
    }
    calendar = Calendar.JULIAN if cells["calendar"] == Calendar.JULIAN else Calendar.GREGORIAN
    first, last = _times(claim.get("window"), text(event.get("zone")), place, calendar)
    lat, lon = (degrees(each) if math.isfinite(each) else "" for each in _position(place))
    return cells | {"time_from": first, "time_to": last, "lat": lat, "lon": lon}


def _is_moment(value: float) -> bool:
    return math.isfinite(value) and abs(value) <= FURTHEST_SECONDS


def _times(
    window: object, zone: str, place: Mapping[str, Any], calendar: Calendar
) -> tuple[str, str]:
    """
    Return the cells of a window: a date where one means just that, else its two moments.

    Both cells, for where any row has a second one, an empty one means that the end is open.
    """
    ends = window if isinstance(window, list) and len(window) == 2 else (None, None)
    start, end = (number(each) for each in ends)
    if _is_moment(start) and _is_moment(end) and start < end:
        lon = _position(place)[1]
        where = None if math.isnan(lon) else lon
        dating = Dating(text(place.get("zone")) or zone, lon=where, calendar=calendar)
        for date in _dates(start, end, zone, calendar):
            if parse_window(date, dating) == Window(start, end):
                return date, date
    first, last = (_moment(each, calendar) if _is_moment(each) else "" for each in (start, end))
    return first, last


def _moment(t: float, calendar: Calendar) -> str:
    """Return a moment as `iso` does, of a calendar: the row says that its dates are of that."""
    return (
        day_text(day_of(clock(round(t), "UTC").number, calendar)) + "T" + iso(t).partition("T")[2]
    )


def _dates(start: float, end: float, zone: str, calendar: Calendar) -> Iterator[str]:
    """Yield the dates, coarsest first, that may mean a window which begins and ends with a day."""
    try:
        numbers = [clock(moment, zone).number for moment in (start, end)]
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return  # no zone: a file can say anything
    first, last = (day_of(number, calendar) for number in (numbers[0], numbers[1] - 1))
    ends_month = last.day == month_length(last.year, last.month, calendar)
    if first.day == 1 and ends_month:
        years = [year_text(day.year) for day in (first, last)]
        if first.month == 1 and last.month == 12:
            yield years[0] if first.year == last.year else "/".join(years)
        months = [f"{day_text(day)[:-3]}" for day in (first, last)]
        yield months[0] if months[0] == months[1] else "/".join(months)
    days = [day_text(day) for day in (first, last)]
    yield days[0] if days[0] == days[1] else "/".join(days)
