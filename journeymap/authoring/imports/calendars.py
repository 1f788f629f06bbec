"""iCalendar (RFC 5545): each event with a place is a stay."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Sequence
from typing import Any

from icalendar import Calendar
from icalendar.cal.component import Component

from journeymap.authoring.imports.imported import Imported, notice, too_many
from journeymap.authoring.imports.local_times import at_place, with_offset
from journeymap.authoring.imports.rows import Pieces, assembled
from journeymap.authoring.imports.stays import stay_rows
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import Problem, TableError

_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_APPLE = "X-APPLE-STRUCTURED-LOCATION"
_GEO = re.compile(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", re.IGNORECASE)
# What takes a few seconds; the calendar of a journey has far less.
_MAX_BYTES = 4_000_000
_ALONE = "Send a calendar of the journey alone."
_DAY = dt.timedelta(days=1)


def is_calendar(upload: Upload) -> bool:
    """Whether a file begins as iCalendar does."""
    return _BEGIN.match(upload.body[:200]) is not None


def read_calendar(upload: Upload) -> Imported:
    """Return the events with a place, in the order of time. Raises TableError when none has one."""
    name, limits = upload.name, upload.limits
    calendars = _parsed(upload)
    title = ""
    stays: list[tuple[str, list[dict[str, str]]]] = []
    without, repeated = 0, 0
    for calendar in calendars:
        title = title or str(calendar.get("X-WR-CALNAME", ""))
        for event in calendar.walk("VEVENT"):
            if str(event.get("STATUS", "")).upper() == "CANCELLED":
                continue
            rows = _rows(event)
            repeated += "RRULE" in event
            without += not rows
            if rows:
                lon, lat = rows[0].get("lon", ""), rows[0].get("lat", "")
                stays.append((at_place(rows[0].get("time_from", ""), lon, lat), rows))
    if not stays:
        raise TableError(
            f"{name} has no event with a place.", "Give the events a location, or send a table."
        )
    stays.sort(key=lambda stay: stay[0])
    problems: list[Problem] = []
    if without:
        problems.append(notice(name, "events-without-place", {"count": without}))
    if repeated:
        problems.append(notice(name, "events-repeated", {"count": repeated}))
    rows = [row for _, rows in stays for row in rows]
    return assembled(name, Pieces(rows, None, title), limits, problems)


def _parsed(upload: Upload) -> Sequence[Component]:
    name, body, limits = upload.name, upload.body, upload.limits
    # Each makes two rows.
    count, maximum = body.upper().count(b"BEGIN:VEVENT"), limits.rows // 2
    if count > maximum:
        raise too_many(name, "events", count, maximum, _ALONE)
    if len(body) > _MAX_BYTES:
        megabytes = _MAX_BYTES // 1_000_000
        raise TableError(f"{name} is a calendar of more than {megabytes} MB.", _ALONE)
    try:
        with warnings.catch_warnings():
            # A zone whose rules are guessed, and a UID that is missing, are no news here.
            warnings.simplefilter("ignore")
            return Calendar.from_ical(body.decode("utf-8-sig", "replace"), multiple=True)
    # A parameter that is given twice, such as VALUE, ends in an AttributeError of the library, and
    # a zone whose name is too long for a file in an OSError.
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError, OSError) as error:
        # The text of an OSError names files of this machine.
        why = error.strerror if isinstance(error, OSError) else str(error)[:200]
        raise TableError(f"{name} is a damaged calendar: {why}.", "Export it anew.") from None


def _rows(event: Component) -> list[dict[str, str]]:
    """Return the rows of an event; none without a place."""
    position = _position(event)
    location = str(event.get("LOCATION", "")).strip()
    if not position and not location:
        return []
    summary, description = (str(event.get(key, "")).strip() for key in ("SUMMARY", "DESCRIPTION"))
    cells = {
        "place": " ".join(location.split()) or summary,
        "says": "\n".join(dict.fromkeys(each for each in (summary, description) if each)),
        "url": str(event.get("URL", "")),
        **position,
    }
    start, end = _value(event, "DTSTART"), _end(event)
    lon, lat = position.get("lon", ""), position.get("lat", "")
    return stay_rows(cells, _cell(start, lon, lat), _cell(end, lon, lat))


def _position(event: Component) -> dict[str, str]:
    latitude, longitude = (_part(event, "GEO", each) for each in ("latitude", "longitude"))
    if latitude is not None and longitude is not None:
        return {"lat": f"{latitude}", "lon": f"{longitude}"}
    found = _GEO.search(str(event.get(_APPLE, "")))
    return {"lat": found[1], "lon": found[2]} if found else {}


def _part(event: Component, key: str, name: str) -> Any:
    """Return a part of a property; None where it is not there, or is damaged."""
    try:
        return getattr(event.get(key), name, None)
    except ValueError:
        return None


def _value(event: Component, key: str) -> Any:
    return _part(event, key, "dt")


def _end(event: Component) -> dt.date | None:
    start, end, length = (_value(event, key) for key in ("DTSTART", "DTEND", "DURATION"))
    if end is None and isinstance(length, dt.timedelta) and isinstance(start, dt.date):
        end = start + length
    if not isinstance(end, dt.date):
        return start if isinstance(start, dt.date) else None
    if not isinstance(end, dt.datetime) and isinstance(start, dt.date):
        # The end of an event of whole days is the day after its last.
        return max(end - _DAY, start) if not isinstance(start, dt.datetime) else end
    return end


def _cell(moment: object, lon: str, lat: str) -> str:
    if isinstance(moment, dt.datetime):
        text = moment.isoformat(timespec="seconds")
        # Without a zone it is by the clock of the place, which the table knows of places by name.
        return with_offset(text, lon, lat) if lon else text
    return moment.isoformat() if isinstance(moment, dt.date) else ""
