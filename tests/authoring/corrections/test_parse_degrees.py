"""Latitudes and longitudes as people write them are parsed where they mean one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.authoring.corrections.parse_degrees import Degrees, parse_degrees, parse_pair
from tests.support.hostile import HOSTILE


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("43,12", Degrees("43.12", comma=True)),
        ("-43,12", Degrees("-43.12", comma=True)),
        ("−43.12", Degrees("-43.12")),
        ("43.12°", Degrees("43.12")),
        ("43.12 N", Degrees("43.12", "lat")),
        ("N 43.12", Degrees("43.12", "lat")),
        ("43.12 s", Degrees("-43.12", "lat")),
        ("131.88E", Degrees("131.88", "lon")),
        ("W 70,5", Degrees("-70.5", "lon")),
        ("43°07'N", Degrees("43.116667", "lat")),
        ("43° 7′ 12″ N", Degrees("43.12", "lat")),
        ("43º07’12”S", Degrees("-43.12", "lat")),
        ("43°07'12''", Degrees("43.12")),
        ("-43°07'12\"", Degrees("-43.12")),
        ("43d07m12s", Degrees("43.12")),
        ("с.ш. 43", Degrees("43", "lat")),
        ("131° в.д.", Degrees("131", "lon")),
        ("북위 43도 7분 12초", Degrees("43.12", "lat")),
        ("北緯43度7分", Degrees("43.116667", "lat")),
    ],
)
def test_degrees_are_parsed_in_every_usual_notation(cell, degrees):
    assert parse_degrees(cell) == degrees


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "north",
        "43°61'",
        "43°07'60\"",
        "181",
        "S -43",
        "N 43 S",
        "43'",
        "43.5°07'",
        "1,234,5",
        "1.234,5",
        "43°N 131°E",
        "12 O",
        "nan",
        "inf",
        "0x10",
        "1e1",
    ],
)
def test_a_text_without_one_meaning_is_not_parsed(cell):
    assert parse_degrees(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "43.12, 131.88",
        "43.12,131.88",
        "43.12; 131.88",
        "43.12 131.88",
        "43.12/131.88",
        "43,12; 131,88",
        "43,12, 131,88",
        "43,12 131,88",
        "131.88, 43.12",
        "43.12N, 131.88E",
        "E131.88 N43.12",
        "43°07'12\"N 131°52'48\"E",
        "43° 07' 12\" N, 131° 52' 48\" E",
    ],
)
def test_two_numbers_in_a_cell_are_latitude_and_longitude(cell):
    assert [degrees.value for degrees in parse_pair(cell)] == [43.12, 131.88]


@pytest.mark.parametrize(
    "cell", ["", "43.12", "43.12, 131.88, 5", "hello, 4", "200 300", "131, 132"]
)
def test_a_text_that_is_not_a_pair_is_not_parsed(cell):
    assert parse_pair(cell) is None


def test_hostile_text_is_no_position():
    for name, text in HOSTILE.items():
        assert parse_degrees(text) is None, name
        assert parse_pair(text) is None, name


@given(st.text("0123456789.,;°'\"NSEW- ″сю북위", max_size=40) | st.text(max_size=70))
def test_no_text_raises_an_error(text):
    degrees = parse_degrees(text)
    assert degrees is None or abs(degrees.value) < 1000
    parse_pair(text)


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from("NS"))
def test_minutes_and_seconds_add_up(degrees, minutes, seconds, letter):
    value = (degrees + minutes / 60 + seconds / 3600) * (1 if letter == "N" else -1)
    parsed = parse_degrees(f"{degrees}°{minutes:02d}′{seconds:02d}″{letter}")
    assert parsed.value == pytest.approx(value, abs=5e-7)
