"""The picture's caption and the page's say the same of where the traveller was."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from journeymap.exports.document import encode, to_document
from journeymap.frontend.files import FRONTEND
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.library import Library
from journeymap.phrases.captions import caption_at, where_at
from tests.support.paths import DATA
from tests.support.samples import at, travel_rows, write_places, write_routes

ASK = """
import { readFileSync } from "node:fs";
const { captionAt } = await import(process.argv[1]);
const { document, moments } = JSON.parse(readFileSync(0, "utf8"));
const said = moments.map((t) => captionAt(document, t, "place"));
console.log(JSON.stringify(said.map(({ where, distance }) => [where, distance])));
"""


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


def moments_of(journey):
    """Moments all over a journey, and those around each of its events."""
    first, last = journey.span
    events = [moment for event in journey.events if (moment := journey.moment(event)) is not None]
    around = [moment + off for moment in events for off in (-3600, -61, -59, 0, 59, 61, 3600)]
    return sorted({*np.linspace(first, last, 150).round().tolist(), *np.clip(around, first, last)})


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019", "unsourced"])
def test_the_caption_says_of_where_what_the_page_says(library, name):
    if name == "unsourced":
        library = DraftLibrary(Draft(travel_rows()), name, library)
    journey = library.journey(name)
    moments = moments_of(journey)
    document = json.loads(encode(to_document(journey)))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", ASK, (FRONTEND / "words/caption.js").as_uri()],
        input=json.dumps({"document": document, "moments": moments}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert [where_at(journey, moment) for moment in moments] == [where for where, _ in page]
    for moment, (_, distance) in zip(moments, page, strict=True):
        caption = caption_at(journey, moment).partition(" Possible range")[0]
        assert caption.endswith(f", {distance}.") if distance else not caption.endswith(" km.")


def test_a_bridge_has_an_article_and_a_reported_place_is_no_estimate(library):
    journey = library.journey("kim-2023")
    assert where_at(journey, at("2023-09-12T12:15+10:00")) == "at the Razdolnaya bridge"


@pytest.mark.parametrize(
    ("times", "calendar", "says"),
    [
        (("1812-06-12", "1812-09-02"), "julian", "24 Jun 1812 (12 Jun Julian): "),
        (("1812-06", "1812-09"), "", "June 1812: "),
        (("-0333", "-0322"), "", "334 BCE: "),
        (("-0333-05", "-0322"), "", "May 334 BCE: "),
        (("1812-06-12T10:00Z", "1812-09"), "", "12 Jun 1812, 11:05 (local mean time, UTC+1:05): "),
    ],
)
def test_a_moment_is_said_no_more_exactly_than_the_journey_is_stated(
    tmp_path, times, calendar, says
):
    write_places(tmp_path)
    rows = [
        {"place": place, "lat": lat, "lon": lon, "time_from": time, "calendar": calendar}
        for (place, lat, lon), time in zip(
            (("A", "48", "15"), ("B", "52", "16")), times, strict=True
        )
    ]
    write_routes(tmp_path, *rows, columns=("place", "lat", "lon", "time_from", "calendar"))
    library = Library.read(tmp_path)
    journey = library.journey(library.ids[0])
    moment = journey.moment(journey.events[0])
    assert caption_at(journey, moment).startswith(says)
