"""Each export is one entry of the registry, and everything that lists exports follows it."""

import re

import pytest

from journeymap.exports import FORMATS
from journeymap.exports.parameters import ParameterError
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `\.(\w+)` \| (.+) \|$", README, re.MULTILINE))


def test_each_format_has_a_row_in_the_readme_and_nothing_else_has():
    assert set(ROWS) == set(FORMATS)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_row_names_parameters_of_the_format_alone(ending):
    named = set(re.findall(r"[?&](\w+)=", ROWS[ending]))
    assert named <= {each.name for each in FORMATS[ending].parameters}
    assert bool(named) == bool(FORMATS[ending].parameters)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_format_is_offered_by_its_ending_with_words_of_its_own(ending):
    entry = FORMATS[ending]
    assert entry.ending == ending
    assert entry.offered["ending"] == ending
    assert entry.offered["words"] == entry.words
    assert [each.words for each in FORMATS.values()].count(entry.words) == 1
    assert "/" in entry.media_type


def test_only_what_an_address_asks_for_is_passed_on():
    query = {"t": "2023-09-12T02:15Z", "width": "500", "theme": "dark", "event": "x"}
    asked = FORMATS["png"].asked(query)
    assert asked == {"t": 1694484900.0, "width": 500, "theme": "dark"}
    assert FORMATS["json"].asked({"max_speed": "100", "t": "noon"}) == {"max_speed": 100}
    assert FORMATS["csv"].asked(query) == {}


@pytest.mark.parametrize(
    ("ending", "query"),
    [
        ("png", {"t": "noon"}),
        ("png", {"width": "99999"}),
        ("png", {"height": "٣٢٠"}),
        ("json", {"max_speed": "0"}),
        ("json", {"max_speed": "2001"}),
        ("json", {"max_speed": "1e2"}),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_an_example(ending, query):
    with pytest.raises(ParameterError) as caught:
        FORMATS[ending].asked(query)
    assert f"?{next(iter(query))}=" in caught.value.hint
