"""A journey of which no time is known: a line on every face, and nowhere 1 January 1970."""

import json

import jsonschema
import numpy as np
import pytest

from journeymap.authoring.imports import read_upload
from journeymap.exports import FORMATS
from journeymap.exports.document import SCHEMA_PATH, to_document
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.library import Library
from journeymap.phrases.captions import NO_TIMES, caption_at
from journeymap.settings import DEFAULTS, data_directory

POINT = '<trkpt lat="{}" lon="8">{}</trkpt>'
TRACK = "<gpx><trk><name>Way</name><trkseg>{}</trkseg></trk></gpx>"
NAMED = '<wpt lat="47" lon="8"><name>Hut</name></wpt>'
FILES = {
    "no times": TRACK.format("".join(POINT.format(47 + at / 10, "") for at in range(3))),
    "times of 1970": TRACK.format(
        "".join(POINT.format(47 + at / 10, "<time>1970-01-01T00:00:00Z</time>") for at in range(3))
    ),
    "a place without a time": TRACK.replace("<trk>", NAMED + "<trk>").format(
        "".join(POINT.format(47 + at / 10, "") for at in range(3))
    ),
}


@pytest.fixture(scope="module")
def base():
    return Library.read(data_directory())


@pytest.fixture(params=FILES)
def library(request, base):
    draft = read_upload("way.gpx", FILES[request.param].encode(), DEFAULTS).draft
    return DraftLibrary(draft, "way", base)


def test_it_says_so_and_its_line_is_whole(library):
    journey = library.journey("way")
    assert journey.timeless
    document = to_document(journey)
    assert document["timeless"] is True
    jsonschema.validate(document, json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
    assert np.isclose(document["tracks"]["happened"]["best"], journey.line.length, atol=0.001).all()
    assert caption_at(journey, journey.opening_moment) == NO_TIMES


@pytest.mark.parametrize("form", FORMATS)
def test_no_file_of_it_has_a_time_of_1970(library, form):
    body = FORMATS[form].make(library, "way")
    assert body
    if form not in {"png", "zip"}:
        text = body.decode("utf-8", "replace")
        assert "1970-01" not in text
        assert "1 Jan 1970" not in text


def test_a_journey_with_times_does_not_say_so(base):
    assert to_document(base.journey("kim-2019"))["timeless"] is False
