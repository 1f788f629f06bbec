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
from journeymap.phrases.captions import caption_at
from tests.support.paths import DATA
from tests.support.samples import travel_rows, write_places, write_routes

ASK = """
import { readFileSync } from "node:fs";
const { captionAt } = await import(process.argv[1]);
const { document, moments } = JSON.parse(readFileSync(0, "utf8"));
const said = moments.map((t) => captionAt(document, t, "place"));
console.log(JSON.stringify(said.map((one) => [one.sentence, one.range].filter(Boolean).join(" "))));
"""


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019", "unsourced"])
def test_the_caption_says_what_the_page_says(library, name):
    if name == "unsourced":
        library = DraftLibrary(Draft(travel_rows()), name, library)
    journey = library.journey(name)
    moments = np.linspace(*journey.span, 100).round().tolist()
    document = json.loads(encode(to_document(journey)))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", ASK, (FRONTEND / "words/caption.js").as_uri()],
        input=json.dumps({"document": document, "moments": moments}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = [caption_at(journey, moment) for moment in moments]
    # A stretch of the line that was only expected has words of its own on the page.
    page = [
        words.replace(", had it gone on as expected.", ".") for words in json.loads(done.stdout)
    ]
    assert said == page


@pytest.mark.parametrize(
    ("times", "calendar", "says"),
    [
        (("1812-06-12", "1812-09-02"), "julian", "On 24 June 1812 (12 June Julian) the "),
        (("1812-06", "1812-09"), "", "In June 1812 the "),
        (("-0333", "-0322"), "", "In 334 BCE the "),
        (("-0333-05", "-0322"), "", "In May 334 BCE the "),
        (
            ("1812-06-12T10:00Z", "1812-09"),
            "",
            "At 11:05 local mean time (UTC+1:05) on 12 June 1812 the ",
        ),
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
