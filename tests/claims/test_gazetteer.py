"""Places are found by key or by either name, and a bad position is reported."""

import pytest

from journeymap.claims.gazetteer import AREA_ACCURACY_M, Gazetteer, read_places
from journeymap.errors import TableError
from journeymap.phrases.problems import hint, why
from tests.support.hostile import HOSTILE
from tests.support.samples import PLACES, place, write_csv, write_places


def test_a_place_is_found_by_key_or_name_or_local_name(tmp_path):
    write_places(tmp_path)
    gazetteer, problems = read_places(tmp_path / "places.csv")
    assert problems == ()
    for text in ("east", "East Town", "east town", " EAST TOWN ", "Восток", "восток"):
        assert gazetteer.find(text).key == "east"
    assert gazetteer.find("nowhere") is None
    assert "east" in gazetteer
    assert "East Town" not in gazetteer
    assert [each.key for each in gazetteer] == ["west", "middle", "east"]


def test_names_are_compared_by_character_and_not_by_byte():
    gazetteer = Gazetteer([place("a", name="Café"), place("b", name="두만강역")])
    assert gazetteer.find("Cafe\u0301").key == "a"
    assert gazetteer.find("ＣＡＦÉ").key == "a"
    assert (
        gazetteer.find("\u1103\u116e\u1106\u1161\u11ab\u1100\u1161\u11bc\u110b\u1167\u11a8").key
        == "b"
    )


def test_a_key_goes_before_a_name_and_the_first_of_two_equal_names_is_meant():
    gazetteer = Gazetteer(
        [place("x", name="Town"), place("y", name="Town"), place("Town", name="z")]
    )
    assert gazetteer.find("Town").key == "Town"
    assert gazetteer.find("town").key == "x"


def test_a_gazetteer_grows_by_making_a_new_one():
    small = Gazetteer([place("a")])
    large = small.with_places([place("b")])
    assert "b" not in small
    assert {each.key for each in large} == {"a", "b"}


def test_an_area_is_what_is_known_only_roughly():
    assert not place(accuracy_m=AREA_ACCURACY_M).is_area
    assert place(accuracy_m=AREA_ACCURACY_M + 1).is_area


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("key", "", "no key"),
        ("key", "west", "Another place"),
        ("name", "", "no name"),
        ("lat", "91", "−90 to 90"),
        ("lat", "", "−90 to 90"),
        ("lat", "N43", "−90 to 90"),
        ("lon", "181", "−180 to 180"),
        ("lon", "nan", "−180 to 180"),
        ("zone", "Vladivostok", "time zone"),
        ("zone", "", "time zone"),
        ("zone", "../UTC", "time zone"),
        ("accuracy_m", "-1", "metres"),
        ("accuracy_m", "about 5", "metres"),
    ],
)
def test_a_place_that_cannot_be_drawn_is_reported_and_left_out(tmp_path, column, value, words):
    write_places(tmp_path, *PLACES[:2], {**PLACES[2], column: value})
    gazetteer, (problem,) = read_places(tmp_path / "places.csv")
    assert [each.key for each in gazetteer] == ["west", "middle"]
    assert (problem.table, problem.row, problem.column, problem.value) == (
        "places.csv",
        4,
        column,
        value,
    )
    assert words in why(problem)
    assert hint(problem)


def test_a_place_needs_few_columns(tmp_path):
    write_csv(
        tmp_path / "places.csv",
        ("key", "name", "lat", "lon", "zone"),
        [{"key": " a ", "name": "A", "lat": "1", "lon": "2", "zone": "UTC"}],
    )
    gazetteer, problems = read_places(tmp_path / "places.csv")
    assert problems == ()
    assert (gazetteer["a"].lat, gazetteer["a"].accuracy_m, gazetteer["a"].detail) == (1.0, 0.0, "")


def test_a_table_without_positions_is_no_gazetteer(tmp_path):
    write_csv(tmp_path / "places.csv", ("key", "name"), [])
    with pytest.raises(TableError, match="no column lat, lon, zone"):
        read_places(tmp_path / "places.csv")


def test_a_gazetteer_may_be_empty(tmp_path):
    (tmp_path / "places.csv").write_text("key,name,lat,lon,zone\n")
    gazetteer, problems = read_places(tmp_path / "places.csv")
    assert list(gazetteer) == []
    assert problems == ()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_are_names(tmp_path, text):
    write_places(tmp_path, {**PLACES[0], "name": text, "detail": text})
    gazetteer, problems = read_places(tmp_path / "places.csv")
    assert problems == ()
    assert gazetteer.find(text).name == gazetteer["west"].detail == text
