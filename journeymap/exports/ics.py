"""
A journey as a calendar (RFC 5545): an entry for each event with an earliest and a latest time.

A window of whole days is an all-day entry, any other stands in UTC. The description has the claims
and who made them. Characters that RFC 5545 does not allow are replaced by U+FFFD.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid

from icalendar import Calendar, vText
from icalendar import Event as Entry

from journeymap.claims.columns import Status
from journeymap.claims.fusion import Event
from journeymap.dates import DAY_SECONDS, day_number, tz_of
from journeymap.exports.document import attribution_of
from journeymap.exports.shared import in_xml
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.phrases.claims import event_title
from journeymap.phrases.exported import event_lines

# Where the UIDs are made: an event has the same one in every file of its journey.
_NAMES = uuid.UUID("5f0c9ad4-6f0e-5a53-9c62-3b8f5a0e4d11")
# RFC 5545, 3.3.4: a year has four digits. The ends are within every zone's years 1 to 9999.
_FIRST, _AFTER_LAST = (day_number(year, 1, 2) * float(DAY_SECONDS) for year in (1, 9999))
_STATUS = {Status.EXPECTED: "TENTATIVE", Status.CONTRADICTED: "CANCELLED"}
_CONTROLS = re.compile("[\x7f-\x9f]")
_LINE_ENDS = re.compile("\r\n?|\u0085")


def ics(library: Library, name: str) -> bytes:
    """Return the calendar in UTF-8. Raises UnknownJourneyError."""
    journey = library.journey(name)
    made = Calendar()
    made.add("prodid", "-//Journey Map//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", vText(_text(journey.title)))
    about = "\n".join((journey.config.summary, *attribution_of(journey)))
    made.add("x-wr-caldesc", vText(_text(about)))
    for event in journey.events:
        if event.window.start >= _FIRST and event.window.end < _AFTER_LAST:
            made.add_component(_entry(event, journey))
    return bytes(made.to_ical())


def _entry(event: Event, journey: Journey) -> Entry:
    entry = Entry()
    entry.add("uid", str(uuid.uuid5(_NAMES, f"{journey.id}\n{event.id}")))
    start, end = _times(event, journey)
    entry.add("dtstart", start)
    # A moment has no end: an end must be later than the start.
    if end > start:
        entry.add("dtend", end)
    published = [each.claim.reported_at for each in event.claims if each.claim.reported_at]
    entry.add("dtstamp", _utc(max(published, default=event.window.end)))
    entry.add("summary", _text(event_title(event, journey.gazetteer)))
    entry.add("description", _text("\n".join(event_lines(event, journey))))
    entry.add("status", _STATUS.get(event.status, "CONFIRMED"))
    # It takes nobody's time.
    entry.add("transp", "TRANSPARENT")
    if event.place is not None:
        place = journey.gazetteer[event.place]
        names = dict.fromkeys(name for name in (place.name, place.name_local) if name)
        entry.add("location", _text(", ".join(names)))
        entry.add("geo", (place.lat, place.lon))
    link = next((each.claim.url for each in event.claims if each.agrees and each.claim.url), None)
    if link is not None:
        entry.add("url", link)
    return entry


def _times(event: Event, journey: Journey) -> tuple[dt.date, dt.date]:
    """Return start and end: dates for whole days by the event's own clock, else moments in UTC."""
    zone = tz_of(journey.zone_of(event))
    window = event.window
    start, end = _utc(window.start), _utc(window.end)
    days = [each.astimezone(zone) for each in (start, end)]
    if start < end and all(each.time() == dt.time() for each in days):
        return days[0].date(), days[1].date()
    return start, end


def _utc(moment: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(round(moment), dt.UTC)


def _text(text: str) -> str:
    return _CONTROLS.sub("\ufffd", in_xml(_LINE_ENDS.sub("\n", text)))
