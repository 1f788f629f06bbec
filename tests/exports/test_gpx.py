"""GPX: read again by gpxpy, the estimate named as one and where the track puts it, text as text."""

import re

import gpxpy
import numpy as np
import pytest

from journeymap.exports.gpx import gpx
from journeymap.geodesy import roughly_km
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def read(library, name):
    return gpxpy.parse(gpx(library, name).decode())


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_is_read_again(library, name):
    journey, made = library.journey(name), read(library, name)
    placed = [event for event in (*journey.events, *journey.landmarks) if event.place]
    assert len(made.waypoints) == len(placed)
    text = "\n".join(point.description for point in made.waypoints)
    assert all(each.claim.says in text for event in placed for each in event.claims)
    assert "Railways in Russia © OpenStreetMap contributors (ODbL)." in made.description
    assert [point.name for point in made.routes[0].points] == [
        journey.gazetteer[key].name for key, _ in journey.line.stops
    ]


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_track_is_the_estimate_and_says_so(library, name):
    journey, made = library.journey(name), read(library, name)
    (track,) = made.tracks
    assert "ESTIMATED" in track.name
    assert "80 km/h" in track.description
    points = track.segments[0].points
    assert len(points) > len(journey.happened.track.t)
    times = np.array([point.time.timestamp() for point in points])
    assert (np.diff(times) >= 0).all()
    for point, t in zip(points, times, strict=True):
        best = float(journey.happened.track.at(np.array([t]))[0][0])
        lon, lat = journey.line.point_at(best)
        # A second of rounding at the maximum speed.
        assert roughly_km(point.longitude, point.latitude, lon, lat) < 0.1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(hostile_library, text):
    made = read(hostile_library(text), "journey")
    as_xml = (
        re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    assert (made.name or "").strip() == as_xml.strip()
    assert len(made.waypoints) == 4


def test_it_is_served_under_its_media_type():
    site.cache_clear()
    answer = ask(f"{ROOT}journeys/kim-2023.gpx")
    assert answer.headers["content-type"] == "application/gpx+xml"
    assert answer.body == gpx(site().library(), "kim-2023")
