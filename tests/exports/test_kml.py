"""KML: valid by the schema of its standard, the estimate named as one, text as text."""

import math
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import fastkml
import numpy as np
import pytest
from lxml import etree
from lxml.etree import fromstring

from journeymap.dates import iso
from journeymap.exports.kml import kml
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from tests.support.hostile import HOSTILE

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")
K = "{http://www.opengis.net/kml/2.2}"
GX = "{http://www.google.com/kml/ext/2.2}"
# With the extensions that Google's globe reads: the track and the tour.
SCHEMA = Path(fastkml.__file__).parent / "schema" / "kml22gx.xsd"


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(SCHEMA))


def held(text):
    """A text as XML gives it back: without the characters that it cannot hold, lines ended by a line feed."""
    return re.sub(
        "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
        "\ufffd",
        re.sub("\r\n?", "\n", text),
    )


def shown(node):
    """Lines of a description as a globe shows them: the text of its HTML."""
    return [unescape(line) for line in (node.findtext(f"{K}description") or "").split("<br>")]


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_is_valid(library, schema, name):
    schema.assertValid(etree.fromstring(kml(library, name)))


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_event_is_there_with_its_time_and_its_claims(library, name):
    journey, root = library.journey(name), fromstring(kml(library, name))
    placed = [event for event in (*journey.events, *journey.landmarks) if event.place]
    points = [mark for mark in root.iter(f"{K}Placemark") if mark.find(f"{K}Point") is not None]
    assert len(points) == len(placed)
    for event, point in zip(placed, points, strict=True):
        told = "\n".join(shown(point))
        assert all(each.claim.says in told for each in event.claims)
        ends = [point.findtext(f"{K}TimeSpan/{K}{end}") for end in ("begin", "end")]
        assert [end is not None for end in ends] == [
            math.isfinite(event.window.start),
            math.isfinite(event.window.end),
        ]
    assert "Railways in Russia © OpenStreetMap contributors (ODbL)." in "".join(shown(root[0]))


def test_the_estimate_says_so_and_how(library):
    root = fromstring(kml(library, "kim-2023"))
    (track,) = (mark for mark in root.iter(f"{K}Placemark") if mark.find(f"{GX}Track") is not None)
    assert "ESTIMATED" in track.findtext(f"{K}name")
    assert "no source states these positions" in "".join(shown(track))
    assert "80 km/h" in "".join(shown(track))
    bounds = [mark for mark in root.iter(f"{K}Placemark") if "bounds" in mark.findtext(f"{K}name")]
    assert bounds
    assert all("ESTIMATED" in mark.findtext(f"{K}name") for mark in bounds)
    assert all("a speed limit of 80 km/h" in "".join(shown(mark)) for mark in bounds)


@pytest.mark.parametrize("name", JOURNEYS)
def test_bounds_hold_all_that_was_possible_in_their_time(library, name):
    journey, root = library.journey(name), fromstring(kml(library, name))
    bands = [
        (
            *(mark.findtext(f"{K}TimeSpan/{K}{end}") for end in ("begin", "end")),
            *map(int, re.findall(r"\d+", mark.findtext(f"{K}name"))),
        )
        for mark in root.iter(f"{K}Placemark")
        if "bounds" in mark.findtext(f"{K}name")
    ]
    asked = np.linspace(*journey.happened.track.t[[0, -1]], 500)
    for t, best, low, high in zip(asked, *journey.happened.track.at(asked), strict=True):
        if high - low < 1:
            continue
        moment = iso(t)
        held_by = [band for band in bands if band[0] <= moment <= band[1]]
        # Names tell whole kilometres.
        assert any(band[2] - 1 <= low <= best <= high <= band[3] + 1 for band in held_by), moment


@pytest.mark.parametrize("name", JOURNEYS)
def test_what_was_only_expected_or_is_contradicted_is_named_so(library, name):
    root = fromstring(kml(library, name))
    points = [mark for mark in root.iter(f"{K}Placemark") if mark.find(f"{K}Point") is not None]
    unconfirmed = [
        mark for mark in points if shown(mark)[0].startswith(("expected;", "contradicted;"))
    ]
    assert unconfirmed
    for mark in points:
        named_so = mark.findtext(f"{K}name").startswith(("Expected: ", "Contradicted: "))
        assert named_so == (mark in unconfirmed)


def test_a_tour_goes_to_the_events_in_the_order_of_time(library):
    root = fromstring(kml(library, "kim-2023"))
    times = [node.text for node in root.iterfind(f".//{GX}FlyTo//{GX}TimeStamp/{K}when")]
    assert len(times) > 5
    assert times == sorted(times)


def test_it_is_the_same_each_time_and_from_several_threads(library):
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: (name, kml(library, name)), JOURNEYS * 4))
    assert len(set(made)) == len(JOURNEYS)


@pytest.mark.parametrize("text", [*HOSTILE.values(), "<![CDATA[<b>]]>"], ids=[*HOSTILE, "cdata"])
def test_hostile_text_is_text(hostile_library, schema, text):
    library = hostile_library(text)
    journey, made = library.journey("journey"), kml(library, "journey")
    schema.assertValid(etree.fromstring(made))
    root = fromstring(made)
    assert root.findtext(f"{K}Document/{K}name") == held(journey.title)
    kept = held(journey.events[0].claims[0].claim.says)
    assert any(kept in "\n".join(shown(mark)) for mark in root.iter(f"{K}Placemark"))
    # No markup but the ends of lines reaches the globe.
    for node in root.iter(f"{K}description"):
        assert set(re.findall(r"<[^>]*>?", node.text or "")) <= {"<br>"}
