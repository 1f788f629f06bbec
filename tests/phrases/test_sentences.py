"""Where it was and who says so: the same sentence in Python and in the browser, in every form."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from journeymap.exports.document import to_document
from journeymap.frontend.files import FRONTEND
from journeymap.journeys.library import Library
from journeymap.phrases.sentences import sentence_at, traveller_in_words
from tests.support.paths import DATA
from tests.support.samples import at, write_places, write_routes

ASK = """
import { readFileSync } from "node:fs";
const { sentence } = await import(process.argv[1]);
const { document, moments } = JSON.parse(readFileSync(0, "utf8"));
const said = moments.map((t) => ["happened", "known"].map((each) => sentence(document, t, "place", each)));
console.log(JSON.stringify(said));
"""


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


def in_the_browser(journey, moments):
    done = subprocess.run(
        ["node", "--input-type=module", "-e", ASK, (FRONTEND / "words/sentence.js").as_uri()],
        input=json.dumps({"document": to_document(journey), "moments": moments}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_python(journey, moments):
    return [
        [sentence_at(journey, moment, known=known) for known in (False, True)] for moment in moments
    ]


def moments_of(journey):
    """Whole minutes all over a journey, and those around each of its events."""
    first, last = journey.span
    events = [moment for event in journey.events if (moment := journey.moment(event)) is not None]
    around = [round(moment) + off for moment in events for off in (-3600, -61, -1, 0, 61, 3600)]
    return sorted({*np.linspace(first, last, 100).round().tolist(), *np.clip(around, first, last)})


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_the_page_says_the_same(library, name):
    journey = library.journey(name)
    moments = moments_of(journey)
    assert in_the_browser(journey, moments) == in_python(journey, moments)


@pytest.mark.parametrize(
    ("moment", "known", "says"),
    [
        (
            "2023-09-12T12:15+10:00",
            False,
            (
                "At 12:15 local time (UTC+10) on 12 September 2023 the train was at the Razdolnaya"
                " bridge, RIA Novosti reported about two hours later."
            ),
        ),
        (
            "2023-09-12T06:00+10:00",
            False,
            (
                "At 06:00 local time (UTC+10) on 12 September 2023 the train was at Khasan, KCNA"
                " reported the next day. Two other reports differ."
            ),
        ),
        (
            "2023-09-10T07:00+09:00",
            False,
            (
                "At 07:00 local time (UTC+9) on 10 September 2023 the train had not yet left Pyongyang"
                " station, judging by what KCNA reported two days later."
            ),
        ),
        (
            "2023-09-12T09:00+10:00",
            False,
            (
                "At 09:00 local time (UTC+10) on 12 September 2023 the train was somewhere between"
                " Khasan and the Razdolnaya bridge, judging by reports from a representative of the"
                " Khasan settlement administration, quoted by RIA Novosti (the same day) and RIA"
                " Novosti (about five hours later)."
            ),
        ),
        (
            "2023-09-12T20:00+10:00",
            False,
            (
                "At 20:00 local time (UTC+10) on 12 September 2023 no report says where the train was;"
                " the last one, by several officials in Vladivostok, quoted by SBS, is of Ussuriysk"
                " station about seven hours earlier."
            ),
        ),
        (
            "2023-09-12T15:00+10:00",
            True,
            (
                "At 15:00 local time (UTC+10) on 12 September 2023 the latest report, by RIA Novosti"
                " and Kyodo about 40 minutes earlier, placed the train at the Razdolnaya bridge."
            ),
        ),
        (
            "2023-09-11T00:00+09:00",
            True,
            (
                "At 00:00 local time (UTC+9) on 11 September 2023 no report placed the train anywhere"
                " yet; the destination expected was Vladivostok, US and allied officials reported six"
                " days earlier."
            ),
        ),
    ],
)
def test_who_says_so_and_how_old_that_word_is(library, moment, known, says):
    assert sentence_at(library.journey("kim-2023"), at(moment), known=known) == says


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
@pytest.mark.parametrize(
    ("rows", "moment", "happened", "known"),
    [
        (
            [("west", "", "2024-05-03T10:00Z", ""), ("east", "", "2024-05-03T12:00Z", "")],
            "2024-05-03T12:00Z",
            "At 22:00 local time (UTC+10) on 3 May 2024 the traveller was at East Town.",
            (
                "At 21:00 local time (UTC+9) on 3 May 2024 no report placed the traveller anywhere"
                " yet."
            ),
        ),
        (
            [("west", "", "2024-05-03", ""), ("east", "", "2024-05-08", "The Gazette")],
            "2024-05-08T12:00+10:00",
            "On 8 May 2024 the traveller was at East Town, The Gazette reported the next day.",
            "On 8 May 2024 no report placed the traveller anywhere yet.",
        ),
        (
            [("west", "", "1812-06", ""), ("east", "", "1812-09", "a letter of Smith, J.")],
            "1812-09-15T12:00Z",
            "In September 1812 the traveller was at East Town, a letter of Smith, J., reported.",
            "In September 1812 no report placed the traveller anywhere yet.",
        ),
        (
            [("west", "", "2024-05-03T10:00Z", ""), ("east", "", "2024-05-03T12:00Z", "")],
            "2024-05-03T13:00Z",
            (
                "At 23:00 local time (UTC+10) on 3 May 2024 the traveller was last known to be at East"
                " Town, about an hour earlier."
            ),
            None,
        ),
    ],
)
def test_without_a_source_no_evidence_is_spoken(tmp_path, rows, moment, happened, known):
    write_places(tmp_path)
    written = [
        dict(zip(("place", "kind", "time_from", "source"), row, strict=True)) for row in rows
    ]
    for row in written:
        row["reported_at"] = "2024-05-09" if row["source"] == "The Gazette" else ""
    write_routes(
        tmp_path, *written, columns=("place", "time_from", "kind", "source", "reported_at")
    )
    library = Library.read(tmp_path)
    journey = library.journey(library.ids[0])
    moments = [at(moment), *moments_of(journey)]
    said = in_python(journey, moments)
    assert said[0][0] == happened
    assert known is None or said[0][1] == known
    assert in_the_browser(journey, moments) == said


@pytest.mark.parametrize(
    ("traveller", "within"),
    [("The train", "the train"), ("Anna", "Anna"), ("Theodora", "Theodora"), ("A ship", "a ship")],
)
def test_the_traveller_within_a_sentence(traveller, within):
    assert traveller_in_words(traveller) == within
