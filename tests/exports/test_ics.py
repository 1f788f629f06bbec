"""A calendar that `icalendar` reads back: each event with a known time, its claims, its place."""

import datetime as dt
import zoneinfo
from dataclasses import replace

import pytest
from icalendar import Calendar

from journeymap.claims.columns import Status
from journeymap.exports.ics import ics
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from tests.support.hostile import HOSTILE
from tests.support.samples import at, place

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def entries(body):
    calendar = Calendar.from_ical(body)
    assert not calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert not [entry for entry in found if entry.errors]
    return found


def dated(library, *cells, **config):
    """The entries of a draft whose rows have these cells: place, time_from, time_to, more."""
    rows = Draft().rows
    for number, row in enumerate(cells, start=2):
        rows.loc[number] = {column: row.get(column, "") for column in rows.columns}
    ends = [
        {"place": "Own", "time_from": "2024-01-01T00:00Z", "time_to": "2024-01-01T00:00Z"},
        {"place": "Other", "time_from": "2024-12-31T00:00Z", "time_to": "2024-12-31T00:00Z"},
    ]
    for number, row in enumerate(ends, start=90):
        rows.loc[number] = {column: row.get(column, "") for column in rows.columns}
    own = place("Own", zone="Asia/Vladivostok", lat=43.0, lon=131.5, name_local="Своя")
    places = (own, replace(own, key="Other", name="Other", lat=44.0))
    draft = Draft(rows, places, JourneyConfig(**config))
    return ics(DraftLibrary(draft, "trip", library), "trip")


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_event_with_a_known_time_is_an_entry(library, name):
    journey = library.journey(name)
    timed = [event for event in journey.events if event.window.bounded]
    found = entries(ics(library, name))
    assert len(found) == len(timed) > 5
    assert len({entry["uid"] for entry in found}) == len(found)
    statuses = {Status.EXPECTED: "TENTATIVE", Status.CONTRADICTED: "CANCELLED"}
    for event, entry in zip(timed, found, strict=True):
        zone = zoneinfo.ZoneInfo(journey.zone_of(event))
        start, end = entry.start, entry.end
        if not isinstance(start, dt.datetime):
            start, end = (dt.datetime.combine(day, dt.time(), zone) for day in (start, end))
        assert start.timestamp() == pytest.approx(event.window.start, abs=0.5)
        assert end.timestamp() == pytest.approx(event.window.end, abs=0.5)
        assert entry["status"] == statuses.get(event.status, "CONFIRMED")
        for each in event.claims:
            assert each.claim.says in entry["description"]
            assert each.claim.source in entry["description"]
        if event.place:
            there = journey.gazetteer[event.place]
            assert str(entry["location"]).startswith(there.name)
            geo = entry["geo"]
            assert (geo.latitude, geo.longitude) == pytest.approx((there.lat, there.lon))


def test_whole_days_are_dates_and_other_times_are_in_utc(library):
    found = entries(
        dated(
            library,
            {"place": "Own", "time_from": "2024-05-01", "time_to": "2024-05-02", "event": "days"},
            {
                "place": "Own",
                "time_from": "2024-06-01T10:00+10:00",
                "time_to": "2024-06-01T12:30+10:00",
                "event": "hours",
            },
            {
                "place": "Own",
                "time_from": "2024-07-01T10:00+10:00",
                "time_to": "2024-07-01T10:00+10:00",
                "event": "moment",
            },
            {"place": "Own", "time_from": "2024-08-01T10:00+10:00", "event": "open"},
        )
    )
    _, days, hours, moment, _ = sorted(found, key=lambda entry: str(entry.start))
    assert (days.start, days.end) == (dt.date(2024, 5, 1), dt.date(2024, 5, 3))
    assert (hours.start.timestamp(), hours.end.timestamp()) == (
        at("2024-06-01T00:00Z"),
        at("2024-06-01T02:30Z"),
    )
    assert moment.start.timestamp() == at("2024-07-01T00:00Z")
    assert "dtend" not in moment


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_is_the_same_bytes_each_time_in_lines_of_75_bytes(library, name):
    body = ics(library, name)
    assert body == ics(Library.read(data_directory()), name)
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert b"Natural Earth" in body.replace(b"\r\n ", b"")


def test_hostile_text_is_text(library):
    texts = list(HOSTILE.values())
    cells = [
        {
            "place": "Own",
            "event": f"e{number}",
            "time_from": f"2024-05-{1 + number % 28:02}T{number // 28:02}:00Z",
            "time_to": f"2024-05-{1 + number % 28:02}T{number // 28:02}:10Z",
            "says": text,
            "source": f"BEGIN:VEVENT\nUID:{number}",
        }
        for number, text in enumerate(texts)
    ]
    body = dated(library, *cells, title="END:VCALENDAR\nX:" + HOSTILE["lines"])
    found = entries(body)
    assert len(found) == len(texts) + 2
    assert body.count(b"\r\nBEGIN:VEVENT\r\n") == len(texts) + 2
    descriptions = [str(entry["description"]) for entry in found]
    for text in texts:
        if text.isprintable():
            assert any(text in description for description in descriptions), text[:50]
    assert not set(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160)])) & set(
        body.decode()
    )
