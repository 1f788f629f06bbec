"""A journey by means of travel: its speed, its traveller, and its legs."""

import pytest

from journeymap.claims.gazetteer import COLUMNS
from journeymap.claims.means import DEFAULT_MAX_SPEED_KMH
from journeymap.exports.document import to_document
from journeymap.journeys.library import Library

HEAD = "place,lat,lon,time_from,means\n"
START = "Lisbon,38.7,-9.1,2020-01-01T10:00Z,\n"
ROWS = {
    "ship": "Madeira,32.6,-16.9,2020-01-03T10:00Z,ship\n",
    "plane": "Azores,37.7,-25.7,2020-01-04T10:00Z,plane\n",
    "none": "Porto,41.1,-8.6,2020-01-05T10:00Z,\n",
}


@pytest.fixture
def library(tmp_path):
    """A library of one journey: `library(["ship"], "means = 'ship'")`."""

    def read(rows, config=""):
        table = HEAD + START + "".join(ROWS[row] for row in rows)
        (tmp_path / "places.csv").write_text(",".join(COLUMNS) + "\n", "utf-8")
        (tmp_path / "routes.csv").write_text(table, "utf-8")
        (tmp_path / "journeys.toml").write_text(f"[journey]\n{config}", "utf-8")
        return Library.read(tmp_path)

    return read


@pytest.mark.parametrize(
    ("rows", "config", "shown", "legs"),
    [
        (["none"], "", (DEFAULT_MAX_SPEED_KMH, "The traveller"), [None]),
        (["ship"], "", (60, "The ship"), ["ship"]),
        (["ship", "plane", "none"], "", (1100, "The traveller"), ["ship", "plane", None]),
        (["none"], "means = 'foot'\n", (7, "The walker"), ["foot"]),
        (["ship"], "means = 'train'\n", (300, "The traveller"), ["ship"]),
        (["ship", "none"], "means = 'ship'\n", (60, "The ship"), ["ship", "ship"]),
        (["ship"], "max_speed_kmh = 300\ntraveller = 'A'\n", (300, "A"), ["ship"]),
    ],
)
def test_the_means_give_what_the_author_did_not(library, rows, config, shown, legs):
    document = to_document(library(rows, config).journey("journey"))
    speed, traveller = shown
    journey = document["journey"]
    assert (journey["max_speed_kmh"], journey["traveller"]) == (speed, traveller)
    assert [leg.get("means") for leg in document["line"]["legs"]] == legs
    means = [claim.get("means") for event in document["events"] for claim in event["claims"]]
    assert means == [None, *(None if row == "none" else row for row in rows)]
    assert bool(journey["max_speed_note"]) == (any(legs) and "max_speed" not in config)


def test_a_speed_asked_for_is_the_speed(library):
    assert library(["ship"]).journey("journey", 90).config.max_speed_kmh == 90
