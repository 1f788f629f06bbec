"""Means of travel."""

import json

import pandas as pd
import pytest

from journeymap.claims.means import MEANS, Means, fastest, means_of
from journeymap.exports.document import SCHEMA_PATH
from journeymap.journeys.config import MAX_SPEED_KMH
from tests.support.paths import ROOT


def test_each_is_described_and_has_a_speed_that_can_be_assumed():
    assert MEANS.keys() == set(Means)
    for each in MEANS.values():
        assert 1 <= each.max_speed_kmh <= MAX_SPEED_KMH
        assert all((each.label, each.traveller, each.reason))


def test_schema_and_front_end_know_all():
    schema = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    assert set(schema["$defs"]["means"]["enum"]) == set(Means)
    drawn = (ROOT / "journeymap/frontend/document/means.js").read_text(encoding="utf-8")
    for each in MEANS.values():
        assert (f'{each.means}: "{each.drawn}"' in drawn) == (each.drawn != "land")


@pytest.mark.parametrize(
    ("used", "speed"),
    [((), None), ((None,), None), (("foot", None), 7), (("foot", "ship", "horse"), 60)],
)
def test_the_fastest_gives_the_speed(used, speed):
    found = fastest(each and Means(each) for each in used)
    assert (found and found.max_speed_kmh) == speed


def test_rows_name_means_and_what_is_none():
    rows = pd.DataFrame({"means": ["ship", " plane ", "", "broom"]})
    assert means_of(rows) == {Means.SHIP, Means.PLANE}
    assert means_of(rows[[]]) == set()
