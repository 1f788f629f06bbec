"""An event table is read as its author meant it, and every cell that cannot be is reported."""

import math

import pytest

from journeymap.claims.columns import COLUMNS, Kind, Status
from journeymap.claims.gazetteer import Gazetteer, read_places
from journeymap.claims.table import read_claims
from journeymap.errors import TableError
from journeymap.phrases.problems import hint, why
from journeymap.times import Window
from tests.support.hostile import HOSTILE, write_hostile_data
from tests.support.samples import DAY, HOUR, at, place, write_csv, write_routes

GAZETTEER = Gazetteer(
    [
        place("khasan", name="Khasan", name_local="Хасан", zone="Asia/Vladivostok"),
        place("pyongyang", name="Pyongyang", zone="Asia/Pyongyang"),
    ]
)
ROW = {
    "place": "khasan",
    "time_from": "2023-09-12T12:10+10:00",
    "time_to": "2023-09-12T12:20+10:00",
}


def read(tmp_path, *rows, columns=COLUMNS, **more):
    write_routes(tmp_path, *rows, columns=columns)
    return read_claims(tmp_path / "routes.csv", GAZETTEER, **more)


def test_a_place_and_a_time_are_enough(tmp_path):
    columns = ("place", "time_from")
    table = read(
        tmp_path,
        {"place": "Khasan", "time_from": "2023-09-12T12:10+10:00"},
        {"place": "pyongyang", "time_from": "2023-09-10"},
        columns=columns,
    )
    assert table.problems == ()
    stated, day = table.claims
    assert stated.window == Window(at("2023-09-12T02:10Z"), at("2023-09-12T02:10Z"))
    assert day.window == Window(at("2023-09-09T15:00Z"), at("2023-09-10T15:00Z"))
    assert (stated.kind, stated.status, stated.journey) == (Kind.STOP, Status.REPORTED, "journey")
    assert (stated.place, stated.event, stated.id) == ("khasan", "journey: khasan-stop", "row-2")
    assert (stated.reported_at, stated.url, stated.via) == (None, None, ())


def test_a_position_of_its_own_makes_a_place(tmp_path):
    table = read(
        tmp_path,
        {
            "journey": "j",
            "place": "The {{halt}}",
            "lat": "43.5",
            "lon": "131.25",
            "time_from": "2023-09-12",
        },
        {"lat": "-1", "lon": "0", "time_from": "2023-09-12", "source": "A paper"},
        zones={"j": "Asia/Tokyo"},
        columns=("journey", "place", "lat", "lon", "time_from", "source"),
    )
    assert table.problems == ()
    named, unnamed = (table.gazetteer[claim.place] for claim in table.claims)
    assert (named.name, named.lat, named.lon, named.zone) == (
        "The {{halt}}",
        43.5,
        131.25,
        "Asia/Shanghai",
    )
    assert (unnamed.name, unnamed.source, unnamed.zone) == ("-1, 0", "A paper", "Etc/GMT")
    assert table.claims[0].window.start == at("2023-09-12", "Asia/Shanghai")
    assert "khasan" in table.gazetteer


def test_a_day_is_the_day_at_the_place_and_else_of_the_journey(tmp_path):
    day = {"time_from": "2023-09-12", "time_to": "2023-09-12", "journey": "j"}
    table = read(tmp_path, day | {"place": "khasan"}, day, zones={"j": "Asia/Kolkata"})
    here, nowhere = (claim.window for claim in table.claims)
    assert here.end - here.start == nowhere.end - nowhere.start == DAY
    assert nowhere.start - here.start == 4.5 * HOUR


def test_an_end_that_is_missing_is_open(tmp_path):
    table = read(
        tmp_path,
        ROW | {"time_from": ""},
        ROW | {"time_to": ""},
        ROW | {"time_from": "", "time_to": ""},
    )
    by, since, never = (claim.window for claim in table.claims)
    assert (by.start, since.end, never.known) == (-math.inf, math.inf, False)


def test_a_day_of_publication_has_ended_everywhere(tmp_path):
    table = read(
        tmp_path,
        ROW | {"reported_at": "2023-09-12"},
        ROW | {"reported_at": "2023-09-12T08:30+08:00"},
    )
    day, minute = table.claims
    assert (day.reported_at, day.reported_day) == (at("2023-09-13T12:00Z"), "2023-09-12")
    assert (minute.reported_at, minute.reported_day) == (at("2023-09-12T00:30Z"), None)


def test_the_chain_of_sources_is_read_outermost_first(tmp_path):
    table = read(tmp_path, ROW | {"via": "Kyodo > an official >  a friend"}, ROW | {"via": "A>B"})
    assert table.claims[0].via == ("Kyodo", "an official", "a friend")
    assert table.claims[1].via == ("A>B",)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("kind", "halt", "words for kind"),
        ("kind", "Departure", "words for kind"),
        ("status", "certain", "words for status"),
        ("place", "Atlantis", "No place of this key or name"),
        ("lat", "95", "−90 to 90"),
        ("lat", "43", "Only one of lat and lon"),
        ("time_from", "yesterday", "neither a date nor a time with its offset"),
        ("time_from", "2023-09-12T12:10", "neither a date nor a time with its offset"),
        ("time_to", "2023-02-30", "neither a date nor a time with its offset"),
        ("time_to", "2023-09-12T12:00+10:00", "The latest time is before the earliest"),
        ("reported_at", "12/9/2023", "neither a date nor a time with its offset"),
    ],
)
def test_a_row_that_cannot_be_understood_is_reported_and_left_out(tmp_path, column, value, words):
    table = read(tmp_path, ROW | {"claim": "good"}, ROW | {column: value})
    assert [claim.id for claim in table.claims] == ["good"]
    reported = [problem for problem in table.problems if words in why(problem)]
    assert [(problem.row, problem.column, problem.value) for problem in reported] == [
        (3, column, value)
    ]
    assert all(hint(problem) for problem in table.problems)


def test_every_problem_of_a_row_is_reported_at_once(tmp_path):
    table = read(
        tmp_path, {"place": "Atlantis", "time_from": "then", "kind": "halt", "lat": "x", "lon": "1"}
    )
    assert {problem.column for problem in table.problems} >= {"time_from", "kind", "lat"}
    assert table.claims == ()


def test_a_claim_id_is_used_once(tmp_path):
    table = read(tmp_path, ROW | {"claim": "a"}, ROW | {"claim": "a"}, ROW, ROW)
    assert [claim.id for claim in table.claims] == ["a", "row-4", "row-5"]
    assert [(problem.row, problem.column) for problem in table.problems] == [(3, "claim")]


def test_rows_of_one_place_and_kind_report_one_event(tmp_path):
    table = read(
        tmp_path,
        ROW,
        ROW | {"kind": "pass"},
        ROW | {"place": "pyongyang"},
        ROW | {"event": "own"},
        ROW,
    )
    assert [claim.event for claim in table.claims[:4]] == [
        "journey: khasan-stop",
        "journey: khasan-pass",
        "journey: pyongyang-stop",
        "own",
    ]


def test_coming_back_is_another_happening(tmp_path):
    """A table of places and times alone: to Khasan, to Pyongyang and to Khasan again."""
    stops = [("khasan", "08:00Z"), ("pyongyang", "10:00Z"), ("khasan", "12:00Z")]
    table = read(
        tmp_path,
        *({"place": name, "time_from": f"2023-09-12T{clock}"} for name, clock in stops),
        columns=("place", "time_from"),
    )
    assert len({claim.event for claim in table.claims}) == 3


def test_reports_of_one_visit_are_one_happening_in_whatever_order_they_stand(tmp_path):
    rows = [
        ("khasan", "12:00Z"),
        ("pyongyang", "10:00Z"),
        ("khasan", "08:00Z"),
        ("khasan", "08:30Z"),
        ("khasan", ""),
    ]
    table = read(
        tmp_path,
        *(
            {"place": name, "time_from": f"2023-09-12T{clock}" if clock else ""}
            for name, clock in rows
        ),
        columns=("place", "time_from"),
    )
    later, _, first, again, undated = (claim.event for claim in table.claims)
    assert first == again == "journey: khasan-stop"
    assert later == undated == "journey: khasan-stop-2"


@pytest.mark.parametrize("name", ["one\ntwo", "one\u2028two", "one\x85two"])
def test_a_journey_has_an_id_of_one_line(tmp_path, name):
    table = read(tmp_path, ROW | {"journey": name})
    assert [(problem.row, problem.column) for problem in table.problems] == [(2, "journey")]


def test_a_row_without_any_place_still_reports_an_event(tmp_path):
    table = read(tmp_path, {"kind": "statement", "time_from": "2023-09-12"})
    assert table.problems == ()
    assert [(claim.event, claim.place) for claim in table.claims] == [
        ("journey: unplaced-statement", None)
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://host/%0aalert(1)",
        "data:text/html,x",
        "//host/x",
        "ftp://host/x",
        "https://",
        "http:///x",
        "https://a b/",
        "https://[::1",
        "https://a/\u202e",
        "see https://a/",
        "https://a/\nx",
    ],
)
def test_what_is_no_web_address_is_not_linked_but_the_claim_stays(tmp_path, url):
    table = read(tmp_path, ROW | {"url": url, "claim": "kept"})
    assert [(claim.id, claim.url) for claim in table.claims] == [("kept", None)]
    assert [(problem.row, problem.column) for problem in table.problems] == [(2, "url")]


@pytest.mark.parametrize(
    "url", ["https://en.yna.co.kr/view/A?x=1&y=2#z", "http://a.example/", "https://ria.ru/поезд"]
)
def test_a_web_address_is_linked(tmp_path, url):
    table = read(tmp_path, ROW | {"url": url})
    assert table.claims[0].url == url
    assert table.problems == ()


def test_a_table_without_rows_has_no_claims(tmp_path):
    table = read(tmp_path)
    assert table.claims == ()
    assert table.problems == ()


def test_a_table_that_is_not_there_cannot_be_read(tmp_path):
    with pytest.raises(TableError, match=r"routes\.csv is missing"):
        read_claims(tmp_path / "routes.csv", GAZETTEER)


def test_claims_and_checked_rows_are_the_same_rows(tmp_path):
    table = read(tmp_path, ROW, ROW | {"kind": "x"}, ROW | {"time_to": ""})
    assert list(table.rows.index) == [2, 4]
    assert len(table.claims) == 2
    assert str(table.rows["window_start"].dtype) == "float64"
    assert table.rows["window_end"].isna().tolist() == [False, True]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_comes_through_as_written(tmp_path, text):
    write_hostile_data(tmp_path, text)
    gazetteer, problems = read_places(tmp_path / "places.csv")
    table = read_claims(tmp_path / "routes.csv", gazetteer)
    assert problems == ()
    kept = {"journey"} if len(text.splitlines()) > 1 else {"journey", text}
    assert {claim.journey for claim in table.claims} == kept
    assert {problem.column for problem in table.problems} == {"url", "denies"} | (
        {"journey"} if len(kept) == 1 else set()
    )
    assert len(table.claims) == 4 * len(kept)
    for claim in table.claims:
        assert (claim.source, claim.says, claim.not_said, claim.note) == (text,) * 4
        assert claim.via == (text,)
        assert claim.url is None
        assert claim.place in table.gazetteer


def test_a_gazetteer_of_none_still_reads_positions(tmp_path):
    write_csv(
        tmp_path / "routes.csv",
        ("lat", "lon", "time_from"),
        [{"lat": 1, "lon": 2, "time_from": "2023-09-12"}],
    )
    table = read_claims(tmp_path / "routes.csv", Gazetteer())
    assert table.problems == ()
    assert table.claims[0].place in table.gazetteer
