"""Columns are understood by common words, and what is not understood is kept beside."""

import pytest

from journeymap.authoring.imports import read_paste
from journeymap.authoring.imports.cell_kinds import both
from journeymap.authoring.imports.header_words import folded
from journeymap.errors import TableError
from journeymap.phrases.problems import why
from journeymap.settings import Settings


def read(*lines):
    return read_paste("\n".join(lines), Settings())


def first(*lines):
    (row, *_) = read(*lines).draft.rows.to_dict("records")
    return {column: cell for column, cell in row.items() if cell}


@pytest.mark.parametrize(
    "header",
    [
        "place;lat;lon;time",
        "City;Latitude;Longitude;Date",
        "WHERE; LAT. ;Lng;Date/Time",
        "Ort;Breite;Länge;Datum",
        "Lieu;Latitude;Longitude;Date",
        "Ciudad;Latitud;Longitud;Fecha",
        "Город;Широта;Долгота;Дата",
        "장소;위도;경도;날짜",
        "場所;緯度;経度;日付",
        "地点;纬度;经度;日期",
        "station_name;y;x;timestamp",
        "Stop;lat (deg);long (deg);time_from",
    ],
)
def test_common_words_of_nine_languages_are_known(header):
    assert first(header, "A;43.1;131.9;2023-09-12") == {
        "place": "A",
        "lat": "43.1",
        "lon": "131.9",
        "time_from": "2023-09-12",
    }


@pytest.mark.parametrize(
    "cell", ["43.1, 131.9", "43.1,131.9", "43.1 131.9", "43.1; 131.9", "(43.1, 131.9)"]
)
@pytest.mark.parametrize("name", ["coordinates", "Lat, Lon", "GPS"])
def test_one_column_may_hold_both_coordinates(name, cell):
    assert first(f'"{name}"\ttime', f"{cell}\t2023-09-12") == {
        "lat": "43.1",
        "lon": "131.9",
        "time_from": "2023-09-12",
    }


@pytest.mark.parametrize(
    ("cell", "lon_first", "lat_lon"),
    [
        ("43,1 131,9", False, ("43,1", "131,9")),
        ("43,1, 131,9", False, ("43,1", "131,9")),
        ("131.9, 43.1", True, ("43.1", "131.9")),
        ("POINT (131.9 43.1)", False, ("43.1", "131.9")),
        ("43°07′N 131°54′E", False, ("43°07′N", "131°54′E")),
        ("Vladivostok", False, ("Vladivostok", "")),
        ("1 2 3", False, ("1 2 3", "")),
        ("", False, ("", "")),
    ],
)
def test_coordinates_are_parted_and_what_is_none_stays_as_written(cell, lon_first, lat_lon):
    assert both(cell, lon_first=lon_first) == lat_lon


def test_a_day_and_a_time_of_day_are_joined():
    assert (
        first("place,date,time", "A,2023-09-12,12:15+10:00")["time_from"]
        == "2023-09-12 12:15+10:00"
    )
    assert first("place,date,time", "A,2023-09-12,")["time_from"] == "2023-09-12"


def test_a_day_is_joined_to_both_ends_of_a_window():
    row = first("date,station,earliest,latest", "2023-09-12,A,12:15,12:40")
    assert (row["time_from"], row["time_to"]) == ("2023-09-12 12:15", "2023-09-12 12:40")


def test_a_day_is_joined_to_both_ends_of_a_stay():
    rows = read("date,station,arrival,departure", "2023-09-12,A,12:15,12:40").draft.rows
    assert list(rows["time_from"]) == ["2023-09-12 12:15", "2023-09-12 12:40"]
    assert list(rows["kind"]) == ["arrival", "departure"]


def test_a_time_that_has_its_day_is_left_alone():
    found = read("date,time,place", "12 Sep,2023-09-12T12:15Z,A")
    assert found.draft.rows.loc[2, "time_from"] == "2023-09-12T12:15Z"
    assert list(found.others) == ["date"]


def test_from_and_to_that_are_places_are_no_times():
    found = read("from,to,date,stop", "Pyongyang,Khasan,2023-09-12,Tumangang")
    assert found.draft.rows.loc[2, "time_from"] == "2023-09-12"
    assert found.others.loc[2].to_dict() == {"from": "Pyongyang", "to": "Khasan"}


def test_of_two_columns_that_claim_one_the_exact_name_wins():
    found = read("city,place,time,when", "A,B,2023-09-11,2023-09-12")
    assert found.draft.rows.loc[2, "place"] == "B"
    assert found.others.loc[2].to_dict() == {"city": "A", "time": "2023-09-11"}


def test_a_note_is_what_is_said_unless_the_table_has_a_place_for_that():
    assert first("place,time,note", "A,2023-09-12,hi")["says"] == "hi"
    assert first("place,time,says,note", "A,2023-09-12,hi,ho")["note"] == "ho"


def test_columns_not_understood_lose_nothing():
    found = read("place,time,weather,weather,blank,", "A,2023-09-12,rain,wind,,x", "B,2023-09-13")
    assert found.others.to_dict("index") == {
        2: {"weather": "rain", "weather (2)": "wind", "column 6": "x"},
        3: {"weather": "", "weather (2)": "", "column 6": ""},
    }


def test_a_table_that_names_only_half_is_refused_with_what_lacks():
    assert "places" in why(read("time,x1", "2023-09-12,A").problems[0])
    assert "times" in why(read("place,x1", "A,soon").problems[0])


def test_rows_of_several_journeys_are_all_kept():
    found = read("journey,place,time", "a,A,2023-09-12", "b,B,2023-09-13")
    assert list(found.draft.rows["journey"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("A,2023-09-12", {"place": "A", "time_from": "2023-09-12"}),
        ("12.9.2023,8:15,A", {"place": "A", "time_from": "12.9.2023 8:15"}),
        ("43.5,131.5,12 Sep 2023", {"lat": "43.5", "lon": "131.5", "time_from": "12 Sep 2023"}),
        ("131.5,43.5,2023-09-12", {"lat": "43.5", "lon": "131.5", "time_from": "2023-09-12"}),
        ('"43.5, 131.5",2023-09-12', {"lat": "43.5", "lon": "131.5", "time_from": "2023-09-12"}),
    ],
)
def test_without_a_header_columns_are_recognised_by_their_cells(line, cells):
    assert first(line, line) == cells


def test_an_unknown_header_is_not_taken_for_a_row():
    assert first("Miejsce,Kiedy", "Warszawa,2023-09-12") == {
        "place": "Warszawa",
        "time_from": "2023-09-12",
    }


@pytest.mark.parametrize(
    "line", ["48.85,2.35,2023-09-12", "A,B,2023-09-12", "A,B", "A,2023-09-12,2023-09-13", "1,2,3"]
)
def test_what_may_mean_two_things_is_not_guessed(line):
    with pytest.raises(TableError, match="Row 1") as caught:
        read(line, line)
    assert "row 1: place" in caught.value.hint


def test_a_name_of_many_brackets_is_looked_at_as_far_as_a_name_goes():
    # Whole, it would take minutes.
    assert folded("Date (" + "(" * 1_000_000).split() == ["date"]
