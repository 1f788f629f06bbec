"""A journey of which nobody says who said it speaks no evidence; with one source the words come."""

import re

import pytest

from journeymap.exports import FORMATS
from journeymap.exports.document import to_document
from journeymap.exports.html.page import EmbedAddresses, embed_page
from journeymap.journeys.draft import Draft, DraftLibrary
from journeymap.journeys.library import Library
from journeymap.phrases.captions import caption_at
from journeymap.phrases.estimates import notes_of
from tests.support.paths import DATA
from tests.support.samples import travel_rows

EVIDENCE = re.compile(
    r"not named|\breport|\bclaim|\bsource\b|published:|contradict|possible range|by estimate|km/h",
    re.IGNORECASE,
)
ADDRESSES = EmbedAddresses("../", "d.json", "s.js", "f.css", "s.css", "l.js", (), (), "i.svg", ())


@pytest.fixture(scope="module")
def base():
    return Library.read(DATA)


def made(base, **more):
    return DraftLibrary(Draft(travel_rows(**more)), "trip", base)


def embedded(journey):
    return b"".join(embed_page(journey, ADDRESSES, []).parts).decode()


def words(library):
    """What each face without a browser says."""
    journey = library.journey("trip")
    first, last = journey.span
    told = {
        "caption": " ".join(
            caption_at(journey, first + i * (last - first) / 20) for i in range(21)
        ),
        "embed": embedded(journey),
        "picture": " ".join(notes_of(journey)),
    }
    for ending in ("gpx", "kml", "ics"):
        told[ending] = FORMATS[ending].make(library, "trip").decode()
    # The names of elements and attributes are no words of ours, nor is the table in the file.
    return {
        face: re.sub(r"<[^>]*draft[^>]*>.*?</[^>]*>|<[^>]*>", " ", text, flags=re.DOTALL)
        for face, text in told.items()
    }


def test_without_a_source_no_face_speaks_of_evidence(base):
    library = made(base)
    assert to_document(library.journey("trip"))["journey"]["sourced"] is False
    found = {face: EVIDENCE.findall(text) for face, text in words(library).items()}
    assert not any(found.values()), found


@pytest.mark.parametrize("column", ["source", "via", "reported_at"])
def test_once_one_claim_has_a_source_the_words_come(base, column):
    cell = "2024-05-02T08:00Z" if column == "reported_at" else "A paper"
    library = made(base, **{column: ["", cell, ""]})
    assert to_document(library.journey("trip"))["journey"]["sourced"] is True
    found = {face: EVIDENCE.findall(text) for face, text in words(library).items()}
    assert all(found[face] for face in ("embed", "gpx", "kml", "ics")), found


def test_a_link_alone_is_no_source_and_is_kept(base):
    library = made(base, url=["https://castle.example/", "", ""])
    assert not library.journey("trip").sourced
    assert "https://castle.example/" in words(library)["ics"]
    assert "castle.example" in embedded(library.journey("trip"))


def test_a_stop_stands_however_fast_the_traveller_came_to_it(base):
    times = ["2024-05-01T08:00Z", "2024-05-01T08:01Z", "2024-05-01T09:00Z"]
    flown = made(base, time_from=times).journey("trip")
    assert not flown.happened.conflicts
    assert len(flown.fixes) == 3
    assert "at Lake" in caption_at(flown, flown.fixes[1].moment)
    # Reports have to be possible together.
    assert made(base, time_from=times, source="A paper").journey("trip").happened.conflicts
