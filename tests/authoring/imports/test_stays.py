"""Stays and legs become two rows, in which nothing stands twice."""

from __future__ import annotations

import pytest

from journeymap.authoring.imports.rows import Pieces, assembled
from journeymap.authoring.imports.stays import leg_rows, stay_rows, without_points
from journeymap.settings import DEFAULTS

LYON = {"place": "Lyon", "source": "Diary", "says": "Rain.", "url": "https://example.org/1"}


def test_a_stay_is_its_arrival_and_its_departure() -> None:
    first, second = stay_rows(LYON, "2021-05-01", "2021-05-05")
    assert first == LYON | {
        "kind": "arrival",
        "time_from": "2021-05-01",
        "time_to": "2021-05-01",
    }
    assert second == {
        "place": "Lyon",
        "source": "Diary",
        "kind": "departure",
        "time_from": "2021-05-05",
        "time_to": "2021-05-05",
    }


@pytest.mark.parametrize(
    ("arrival", "departure", "kinds"),
    [
        ("2021-05-01", "", ["arrival"]),
        ("", "2021-05-01", ["departure"]),
        ("2021-05-01", "2021-05-01", [""]),
        ("", "", [""]),
    ],
)
def test_one_time_is_one_row(arrival: str, departure: str, kinds: list[str]) -> None:
    rows = stay_rows(LYON, arrival, departure)
    assert [row.get("kind", "") for row in rows] == kinds
    assert rows[0]["says"] == "Rain."


def test_a_leg_departs_and_arrives() -> None:
    rows = leg_rows(
        {"place": "Berlin"}, {"place": "Prague"}, "2021-05-01T08:00Z", "2021-05-01T12:30Z", LYON
    )
    cells = [
        (row["place"], row["kind"], row["time_from"], row.get("says"), row["source"])
        for row in rows
    ]
    assert cells == [
        ("Berlin", "departure", "2021-05-01T08:00Z", "Rain.", "Diary"),
        ("Prague", "arrival", "2021-05-01T12:30Z", None, "Diary"),
    ]


def test_a_leg_without_a_start_is_an_arrival() -> None:
    (row,) = leg_rows({}, {"place": "Prague"}, "", "2021-05-01", {"says": "Rain."})
    assert (row["kind"], row["says"]) == ("arrival", "Rain.")


def test_points_beside_windows_stay_points() -> None:
    window = {"place": "Turin", "time_from": "2021-05-06", "time_to": "2021-05-09"}
    stay = stay_rows({"place": "Lyon"}, "2021-05-01", "2021-05-05")
    assert [row.get("time_to") for row in without_points(stay)] == [None, None]
    assert without_points([*stay, window]) == [*stay, window]
    read = assembled("stays.json", Pieces([*stay, window]), DEFAULTS)
    assert list(read.draft.rows["time_to"]) == ["2021-05-01", "2021-05-05", "2021-05-09"]
    read = assembled("stays.json", Pieces(stay), DEFAULTS)
    assert list(read.draft.rows["time_to"]) == ["", ""]
