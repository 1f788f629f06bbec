"""Likely slips are named with mends that mend them; what is fine is never named."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.authoring.corrections import (
    Correction,
    SuspectedError,
    apply,
    find_suspected_errors,
)
from journeymap.claims.csv_table import read_table
from journeymap.claims.gazetteer import read_places
from journeymap.claims.table import COLUMNS
from tests.support.hostile import HOSTILE
from tests.support.paths import DATA

PLACES = {
    "Vladivostok": (43.1155, 131.8855, "Asia/Vladivostok"),
    "Khasan": (42.428, 130.645, "Asia/Vladivostok"),
    "Pyongyang": (39.0, 125.75, "Asia/Pyongyang"),
    "Berlin": (52.52, 13.405, "Europe/Berlin"),
    "Warsaw": (52.23, 21.01, "Europe/Warsaw"),
    "Lisbon": (38.72, -9.14, "Europe/Lisbon"),
}


def table(*rows):
    """Rows as dicts, the first being spreadsheet row 2."""
    return pd.DataFrame(
        [{column: row.get(column, "") for column in COLUMNS} for row in rows],
        index=range(2, 2 + len(rows)),
        columns=list(COLUMNS),
        dtype="str",
    )


def slips_of(*rows, zone=None, limit=None):
    return find_suspected_errors(table(*rows), positions=PLACES, zone=zone, max_speed_kmh=limit)


def only(*rows, **more):
    """The one slip of these rows."""
    slips = slips_of(*rows, **more)
    assert len(slips) == 1, [slip.kind for slip in slips]
    return slips[0]


def mended(rows, slip, choice=0):
    return apply(table(*rows), slip.mends[choice])


def cells(rows, column):
    return rows[column].tolist()


# How a position is written


def test_a_latitude_beyond_90_is_taken_for_a_longitude_and_the_swap_offered_for_all():
    rows = [
        {"lat": "131.88", "lon": "43.12"},
        {"lat": "130.6", "lon": "42.4"},
        {"lat": "43", "lon": "131"},
    ]
    slip = only(*rows)
    assert (slip.kind, slip.column, slip.rows) == ("swapped", "lat", (2, 3))
    assert (
        slip.mends[0].label == "Swap lat and lon: 131.88, 43.12 becomes 43.12, 131.88 (all 2 rows)"
    )
    after = mended(rows, slip)
    assert cells(after, "lat") == ["43.12", "42.4", "43"]
    assert cells(after, "lon") == ["131.88", "130.6", "131"]


@pytest.mark.parametrize(
    ("kind", "lat", "lon"),
    [
        ("decimal-comma", "43,12", "131,88"),
        ("decimal-comma", "43.12", "131,88"),
        ("degrees", "43°07'12\"N", "131°52'48\"E"),
        ("degrees", "N 43.12", "131.88 E"),
        ("degrees", "43,12", "131.88°"),
        ("pair", "43.12, 131.88", ""),
        ("pair", "", "43.12 131.88"),
        ("pair", "43.12, 131.88", "43.12, 131.88"),
        ("swapped", "131.88E", "43.12N"),
        ("swapped", "131,88", "43,12"),
    ],
)
def test_a_position_is_brought_to_decimal_degrees(kind, lat, lon):
    rows = [{"lat": lat, "lon": lon}]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == (kind, (2,))
    after = mended(rows, slip)
    assert (cells(after, "lat"), cells(after, "lon")) == (["43.12"], ["131.88"])


def test_a_position_in_the_place_cell_is_copied_to_its_columns_and_the_place_kept():
    rows = [{"place": "43.12, 131.88"}, {"place": "Platform 2"}, {"place": "Route 5.1"}]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("pair", (2,))
    assert dict(slip.mends[0].cells) == {(2, "lat"): "43.12", (2, "lon"): "131.88"}


def test_a_comma_that_can_be_either_is_asked():
    slip = only({"lat": "43,12"})
    assert slip.kind == "pair-or-comma"
    assert [dict(mend.cells) for mend in slip.mends] == [
        {(2, "lat"): "43", (2, "lon"): "12"},
        {(2, "lat"): "43.12"},
    ]


def test_zero_zero_is_emptied():
    rows = [{"place": "Khasan", "lat": "0", "lon": "0.0"}]
    slip = only(*rows)
    assert slip.kind == "null-island"
    assert not any(cells(mended(rows, slip), "lat") + cells(mended(rows, slip), "lon"))


@pytest.mark.parametrize(
    ("lat", "lon", "kind"),
    [("13.4", "52.5", "swapped"), ("52.5", "-131.4", None), ("51", "12", None)],
)
def test_a_position_far_from_its_place_is_named_when_a_slip_explains_it(lat, lon, kind):
    slips = slips_of({"place": "Berlin", "lat": lat, "lon": lon})
    assert [slip.kind for slip in slips] == ([kind] if kind else [])


def test_a_missing_minus_sign_is_seen_by_the_rows_around_it():
    rows = [{"lat": "38.7", "lon": lon} for lon in ("-9.1", "-8.4", "8.0", "-7.2")]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("minus", (4,))
    assert cells(mended(rows, slip), "lon") == ["-9.1", "-8.4", "-8.0", "-7.2"]


def test_rows_of_another_journey_are_no_neighbours_and_two_places_settle_nothing():
    journeys = {"a": ("-9.1", "-8.4"), "b": ("8.0",), "c": ("-8.2", "-7.2"), "d": ("-8.2", "8.3")}
    assert not slips_of(
        *({"lat": "38.7", "lon": lon, "journey": j} for j, lons in journeys.items() for lon in lons)
    )


# How a time is written


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2023/9/12", "2023-09-12"),
        ("Sept 12, 2023", "2023-09-12"),
        ("12.09.2023", "2023-09-12"),
        ("31/08/2023", "2023-08-31"),
        ("12 сентября 2023", "2023-09-12"),
        ("2023年9月12日", "2023-09-12"),
        ("2023. 9. 12.", "2023-09-12"),
        ("1694520600", "2023-09-12T12:10Z"),
        ("12 Sep 2023 2:05 pm KST", "2023-09-12T14:05+09:00"),
        ("2023-09-12T14:05:06.5Z", "2023-09-12T14:05:06Z"),
        ("12.09.2023 14:05 MSK", "2023-09-12T14:05+03:00"),
    ],
)
def test_a_time_that_means_one_thing_is_written_as_iso(cell, iso):
    rows = [{"place": "Khasan", "time_from": cell}]
    slip = only(*rows)
    assert (slip.kind, slip.column, slip.rows) == ("time-format", "time_from", (2,))
    assert cells(mended(rows, slip), "time_from") == [iso]


def test_day_and_month_are_asked_and_both_answers_are_there():
    rows = [{"time_from": "12/09/2023"}, {"time_from": "01/02/2023"}]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("day-or-month", (2, 3))
    assert [mend.label for mend in slip.mends] == [
        "Read 12/09/2023 as 12 September 2023, day first (all 2 cells)",
        "Read 12/09/2023 as 9 December 2023, month first (all 2 cells)",
    ]
    assert cells(mended(rows, slip), "time_from") == ["2023-09-12", "2023-02-01"]
    assert cells(mended(rows, slip, 1), "time_from") == ["2023-12-09", "2023-01-02"]


@pytest.mark.parametrize(
    ("proof", "day", "first"),
    [("31/08/2023", "2023-08-31", "2023-09-12"), ("08/31/2023", "2023-08-31", "2023-12-09")],
)
def test_a_cell_that_settles_the_order_is_told_and_its_reading_put_first(proof, day, first):
    rows = [{"time_from": "12/09/2023"}, {"time_from": proof}]
    slip = only(*rows)
    assert f"In row 3, {proof} can only be read" in slip.why
    assert len(slip.mends) == 2
    assert cells(mended(rows, slip), "time_from") == [first, day]


def test_proofs_of_both_orders_put_neither_first():
    slip = slips_of(
        {"time_from": "12/09/2023"}, {"time_from": "31/08/2023"}, {"time_from": "08/31/2023"}
    )[0]
    assert "row 3" in slip.why
    assert "row 4" in slip.why
    assert "day first" in slip.mends[0].label


def test_dots_are_day_first_until_a_cell_says_otherwise():
    assert only({"time_from": "12.09.2023"}).kind == "time-format"
    slip = only({"time_from": "12.09.2023"}, {"time_from": "09.25.2023"})
    assert slip.kind == "day-or-month"
    assert "9 December" in slip.mends[0].label


def test_two_digits_of_a_year_are_asked():
    slip = only({"time_from": "12 Sep 23"})
    assert slip.kind == "two-digit-year"
    assert [dict(mend.cells)[2, "time_from"] for mend in slip.mends] == ["2023-09-12", "1923-09-12"]


def test_the_zone_is_asked_once_for_the_table_the_place_s_own_first():
    rows = [
        {"place": "Khasan", "time_from": "2023-09-12 14:05", "time_to": "12 Sep 2023 3 pm"},
        {"place": "Pyongyang", "time_from": "2017-09-12T14:05"},
        {"place": "Khasan", "time_from": "2023-09-12"},
    ]
    slip = only(*rows, zone="Europe/Moscow")
    assert (slip.kind, slip.rows) == ("no-zone", (2, 3))
    by_place, journey, utc = (apply(table(*rows), mend) for mend in slip.mends)
    # Pyongyang's clock was half an hour behind Seoul's in 2017.
    assert cells(by_place, "time_from") == [
        "2023-09-12T14:05+10:00",
        "2017-09-12T14:05+08:30",
        "2023-09-12",
    ]
    assert cells(by_place, "time_to")[0] == "2023-09-12T15:00+10:00"
    assert cells(journey, "time_from")[:2] == ["2023-09-12T14:05+03:00", "2017-09-12T14:05+03:00"]
    assert cells(utc, "time_from")[:2] == ["2023-09-12T14:05Z", "2017-09-12T14:05Z"]


def test_the_zone_is_asked_after_the_day_that_it_depends_on():
    rows = [
        {"place": "Berlin", "time_from": "12/01/2023 14:05"},
        {"place": "Berlin", "time_from": "2023-01-01 10:00"},
    ]
    slip = only(*rows)
    assert slip.kind == "day-or-month"
    assert "zone is asked after" in slip.why
    after = find_suspected_errors(
        mended(rows, slip, 1), positions=PLACES, zone=None, max_speed_kmh=None
    )
    assert [slip.kind for slip in after] == ["no-zone"]
    assert cells(apply(mended(rows, slip, 1), after[0].mends[0]), "time_from") == [
        "2023-12-01T14:05+01:00",
        "2023-01-01T10:00+01:00",
    ]


def test_the_journey_s_zone_stands_in_for_a_place_that_is_not_known():
    rows = [{"place": "Nowhere", "time_from": "2023-09-12 14:05"}]
    slip = only(*rows, zone="Asia/Seoul")
    assert cells(mended(rows, slip), "time_from") == ["2023-09-12T14:05+09:00"]


def test_without_any_zone_those_of_the_other_rows_are_offered():
    slip = slips_of(
        {"place": "Nowhere", "time_from": "2023-09-12 14:05"},
        {"place": "Khasan", "time_from": "2023-09-12 18:05"},
    )[-1]
    assert (slip.kind, slip.rows) == ("no-zone-no-place", (2,))
    assert [mend.cells[2, "time_from"] for mend in slip.mends] == [
        "2023-09-12T14:05+10:00",
        "2023-09-12T14:05Z",
    ]


def test_a_time_that_the_clock_showed_twice_is_asked_and_one_it_skipped_is_named():
    twice, never = slips_of(
        {"place": "Berlin", "time_from": "2023-10-29 02:30"},
        {"place": "Berlin", "time_from": "2023-03-26 02:30"},
    )
    assert (twice.kind, twice.rows) == ("clock-twice", (2,))
    assert [mend.cells[2, "time_from"] for mend in twice.mends] == [
        "2023-10-29T02:30+02:00",
        "2023-10-29T02:30+01:00",
    ]
    assert (never.kind, never.rows, never.mends) == ("clock-skipped", (3,), ())


@pytest.mark.parametrize(
    ("name", "offsets"),
    [("CST", ["+08:00", "-06:00", "-05:00"]), ("IST", ["+05:30", "+02:00", "+01:00"])],
)
def test_the_name_of_several_zones_is_asked(name, offsets):
    slip = only({"place": "Khasan", "time_from": f"2023-09-12 14:05 {name}"})
    assert slip.kind == "zone-name"
    assert [mend.cells[2, "time_from"][-6:] for mend in slip.mends] == offsets


# Rows among each other


def test_a_window_that_ends_before_it_begins_is_swapped():
    rows = [
        {"place": "Khasan", "time_from": "2023-09-12T10:00Z", "time_to": "2023-09-12T09:00Z"},
        {"place": "Khasan", "time_from": "2023-09-13", "time_to": "2023-09-13"},
    ]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("window-reversed", (2,))
    after = mended(rows, slip)
    assert (cells(after, "time_from")[0], cells(after, "time_to")[0]) == (
        "2023-09-12T09:00Z",
        "2023-09-12T10:00Z",
    )


def test_a_departure_before_the_arrival_of_the_same_visit_is_swapped():
    rows = [
        {"place": "Khasan", "kind": "arrival", "time_from": "2023-09-12T12:00Z"},
        {"place": "Khasan", "kind": "departure", "time_from": "2023-09-12T10:00Z"},
    ]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("departure-before-arrival", (2, 3))
    assert cells(mended(rows, slip), "time_from") == ["2023-09-12T10:00Z", "2023-09-12T12:00Z"]


@pytest.mark.parametrize(
    "more",
    [
        [{"place": "Khasan", "kind": "departure"}, {"place": "Khasan", "kind": "arrival"}],
        [
            {"place": "Khasan", "kind": "arrival", "status": "contradicted"},
            {"place": "Khasan", "kind": "departure"},
        ],
        [
            {"place": "Khasan", "kind": "arrival", "journey": "a"},
            {"place": "Khasan", "kind": "departure", "journey": "b"},
        ],
    ],
)
def test_two_visits_or_two_journeys_or_what_is_contradicted_are_no_visit(more):
    times = ({"time_from": "2023-09-12T12:00Z"}, {"time_from": "2023-09-12T10:00Z"})
    assert not slips_of(*(row | time for row, time in zip(more, times, strict=True)))


def test_two_places_at_one_moment_are_named_and_the_person_chooses():
    rows = [
        {"place": place, "time_from": "2023-09-12T12:00Z", "says": place}
        for place in ("Khasan", "Vladivostok", "Khasan")
    ]
    rows[2]["says"] = "again"
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("one-moment", (2, 3, 4))
    assert [mend.label for mend in slip.mends] == [
        "Keep Khasan; leave out row 3",
        "Keep Vladivostok; leave out rows 2 and 4",
    ]
    assert cells(mended(rows, slip), "says") == ["Khasan", "", "again"]
    assert not find_suspected_errors(
        mended(rows, slip), positions=PLACES, zone=None, max_speed_kmh=None
    )


def test_the_same_row_twice_is_emptied_once():
    rows = [
        {"place": "Khasan", "says": "one"},
        {"place": "Khasan", "says": "two"},
        {"place": " Khasan", "says": "one "},
    ]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("duplicate", (2, 4))
    after = mended(rows, slip)
    assert not any(after.loc[4])
    assert cells(after, "says")[:2] == ["one", "two"]


def test_a_speed_that_no_train_has_is_told_in_kilometres_and_hours():
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T12:00+02:00"},
        {"place": "Warsaw", "time_from": "2023-09-12T13:00+02:00"},
    ]
    slip = only(*rows)
    assert (slip.kind, slip.rows) == ("too-fast", (2, 3))
    assert (
        slip.why
        == "Rows 2 and 3: 519 km from Berlin to Warsaw in 60 minutes needs 519 km/h, more than 400."
    )
    assert not slips_of(*rows, limit=600)


HOURS = [
    ("38.7", "-9.1", 0),
    ("38.9", "-8.0", 2),
    ("39.0", "-7.0", 4),
    ("39.2", "-6.0", 6),
    ("39.4", "-5.0", 8),
]


def hourly(**odd):
    """Rows two hours apart along a line; odd gives row numbers their cells."""
    rows = [
        {"lat": lat, "lon": lon, "time_from": f"2023-09-12T{hour:02d}:00Z"}
        for lat, lon, hour in HOURS
    ]
    for row, cells_ in odd.items():
        rows[int(row.removeprefix("row")) - 2] |= cells_
    return rows


@pytest.mark.parametrize(
    ("odd", "hint"),
    [
        (
            {"time_from": "2023-09-12T16:00Z"},
            "Change the time by 12 hours in row 4: 2023-09-12T16:00Z becomes 2023-09-12T04:00Z",
        ),
        ({"lat": "38.95", "lon": "-7.5", "time_from": "2023-12-09T03:00Z"}, None),
    ],
)
def test_only_a_slip_that_explains_the_speed_is_offered(odd, mend):
    rows = [*hourly(row4=odd), {"lat": "41.1", "lon": "-8.6", "time_from": "2023-09-12T16:30Z"}]
    slips = slips_of(*rows, limit=200)
    assert {slip.kind for slip in slips} <= {"too-fast"}
    labels = [mend.label for slip in slips for mend in slip.mends]
    assert (mend in labels) if mend else not labels
    if mend:
        again = find_suspected_errors(
            apply(table(*rows), slips[0].mends[0]), positions=PLACES, zone=None, max_speed_kmh=200
        )
        assert not [slip for slip in again if slip.rows == slips[0].rows]


def test_a_day_and_month_exchanged_is_offered_when_it_explains_the_speed():
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T02:00+02:00"},
        {"place": "Warsaw", "time_from": "2023-12-09T10:00+01:00"},
        {"place": "Berlin", "time_from": "2023-12-09T10:30+01:00"},
    ]
    labels = [mend.label for mend in only(*rows).mends]
    # The clock in Warsaw is another in September.
    assert (
        "Exchange day and month in row 3: 2023-12-09T10:00+01:00 becomes 2023-09-12T10:00+02:00"
        in labels
    )


def test_a_slip_that_would_put_a_row_far_outside_the_journey_explains_nothing():
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T02:00Z"},
        {"place": "Warsaw", "time_from": "2023-09-12T03:00Z"},
    ]
    assert not [mend for mend in only(*rows).mends if "Exchange" in mend.label]


def test_a_row_that_fits_neither_neighbour_is_the_one_to_mend():
    slips = slips_of(
        {"place": "Berlin", "time_from": "2023-09-12T16:00Z"},
        {"place": "Warsaw", "time_from": "2023-09-12T16:30Z"},
        {"place": "Berlin", "time_from": "2023-09-12T17:00Z"},
        {"place": "Warsaw", "time_from": "2023-09-12T03:00Z"},
    )
    assert [slip.rows for slip in slips] == [(2, 3), (3, 4)]
    assert {label for slip in slips for label in [mend.label for mend in slip.mends]} == {
        "Change the time by 12 hours in row 3: 2023-09-12T16:30Z becomes 2023-09-12T04:30Z",
    }


def test_a_day_s_width_of_a_window_is_time_enough():
    assert not slips_of(
        {"place": "Berlin", "time_from": "2023-09-12"},
        {"place": "Warsaw", "time_from": "2023-09-12"},
    )


@pytest.mark.parametrize(
    "more",
    [{"kind": "statement"}, {"status": "expected"}, {"status": "contradicted"}, {"denies": "x"}],
)
def test_what_does_not_place_the_traveller_is_not_compared(more):
    rows = [
        {"place": "Berlin", "time_from": "2023-09-12T12:00Z"},
        {"place": "Khasan", "time_from": "2023-09-12T12:00Z"} | more,
    ]
    assert not slips_of(*rows)


# The whole


@pytest.mark.parametrize("limit", [None, 300, 80])
@pytest.mark.parametrize("zone", [None, "Asia/Vladivostok"])
def test_the_built_in_table_has_no_slips(zone, limit):
    gazetteer, _ = read_places(DATA / "places.csv")
    known = {
        name: (p.lat, p.lon, p.zone) for p in gazetteer for name in (p.key, p.name, p.name_local)
    }
    rows = read_table(DATA / "routes.csv", COLUMNS).rows
    assert find_suspected_errors(rows, positions=known, zone=zone, max_speed_kmh=limit) == []


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_no_slip_and_breaks_none(column, text):
    assert not slips_of({column: text})
    for slip in slips_of(
        {"lat": "131.88", "lon": "43.12", "time_from": "12/09/2023"} | {column: text}
    ):
        assert len(slip.why) < 400
        assert all(len(mend.label) < 200 for mend in slip.mends)


def test_an_empty_table_and_empty_rows_and_cells_of_none_have_no_slips():
    assert slips_of() == []
    assert slips_of({}, {}) == []
    assert slips_of({"place": "Khasan"}, {}, {}) == []
    rows = table({}, {}).astype(object)
    rows.loc[2] = None
    assert find_suspected_errors(rows, positions={}, zone=None, max_speed_kmh=None) == []


def test_a_mend_of_rows_that_are_gone_does_nothing_and_the_rows_given_stay_as_they_were():
    rows = table({"lat": "1"})
    mend = Correction("", {(2, "lat"): "2", (9, "lat"): "3", (2, "none"): "4"})
    assert cells(apply(rows, mend), "lat") == ["2"]
    assert cells(rows, "lat") == ["1"]


FINE_PLACE = st.sampled_from(
    [
        {"place": "Berlin"},
        {"place": "Lisbon"},
        {"place": "Nowhere"},
        {"lat": "52.5", "lon": "13.4"},
        {"place": "Berlin", "lat": "52.51", "lon": "13.41"},
        {"place": "Stop 12"},
        {"lat": "-10", "lon": "+20.5"},
        {},
    ]
)
FINE_TIME = st.sampled_from(
    ["", "2023-09-12", "2023-09-12T12:00+02:00", "2023-09-12 12:00:30Z", "2023-12-09T12:00-0300"]
)


@settings(max_examples=150)
@given(st.lists(st.tuples(FINE_PLACE, FINE_TIME, FINE_TIME), max_size=8))
def test_a_well_formed_table_has_no_slips_of_the_pen(rows):
    named = slips_of(
        *(
            place | {"time_from": when, "reported_at": public, "says": str(i)}
            for i, (place, when, public) in enumerate(rows)
        )
    )
    assert {slip.kind for slip in named} <= {"one-moment", "too-fast", "swapped", "minus"}


ODD_PLACE = st.sampled_from(
    [
        {"lat": "131.88", "lon": "43.12"},
        {"lat": "43,12", "lon": "131,88"},
        {"lat": "43°07'N", "lon": "E 131°53'"},
        {"lat": "43.1, 131.9"},
        {"place": "43.1, 131.9"},
        {"lat": "43,12"},
        {"lat": "0", "lon": "0"},
        {"place": "Berlin"},
        {"place": "Berlin", "lat": "13.4", "lon": "52.5"},
        {"place": "Nowhere"},
        {"lat": "131,8", "lon": "43,1"},
        {},
    ]
)
ODD_TIME = st.sampled_from(
    [
        "",
        "12/09/2023",
        "31/08/2023",
        "12.09.2023 14:05",
        "12/09/23 10:00",
        "2023-09-12 14:05",
        "12 Sep 2023 2 pm KST",
        "2023-09-12 14:05 CST",
        "2023-10-29 02:30",
        "2023-03-26 02:30",
        "1694520600",
        "2023-09-12T12:00Z",
        "09.25.2023",
        "1.2.03",
        "12 Sep 23",
        "2023-09-12T14:05+09",
        "noon",
        "1/2/2023 9:00 MSK",
        "0001-01-01",
        "9999-12-31T23:59-12:00",
    ]
)
CELLS = {"lat", "lon", "time_from", "time_to", "reported_at"}
OF_CELLS = {
    "swapped",
    "pair",
    "degrees",
    "decimal-comma",
    "null-island",
    "minus",
    "pair-or-comma",
    "time-format",
    "day-or-month",
    "two-digit-year",
    "no-zone",
    "no-zone-no-place",
    "clock-twice",
    "zone-name",
    "window-reversed",
}
# An answer can bring another row's to light.
OF_ROWS = {"swapped", "minus", "window-reversed"}


@settings(max_examples=300)
@given(
    st.lists(st.tuples(ODD_PLACE, ODD_TIME, ODD_TIME, ODD_TIME), min_size=1, max_size=6),
    st.sampled_from([None, "Asia/Seoul"]),
)
def test_first_mends_leave_none_of_the_slips_they_mend(rows, zone):
    rows = table(
        *(
            place | {"time_from": a, "time_to": b, "reported_at": c, "says": str(i)}
            for i, (place, a, b, c) in enumerate(rows)
        )
    )
    slips = find_suspected_errors(rows, positions=PLACES, zone=zone, max_speed_kmh=None)
    after = rows
    for slip in slips:
        for mend in slip.mends:
            touched = {row for row, _ in mend.cells}
            assert touched <= set(slip.rows)
            assert (
                slip.kind in {"one-moment", "duplicate"}
                or {column for _, column in mend.cells} <= CELLS
            )
            assert mend.cells
        if slip.mends and slip.kind in OF_CELLS:
            after = apply(after, slip.mends[0])
    again = find_suspected_errors(after, positions=PLACES, zone=zone, max_speed_kmh=None)
    done = {
        (slip.kind, row)
        for slip in slips
        if slip.mends and slip.kind in OF_CELLS
        for row in slip.rows
    }
    left = {(slip.kind, row) for slip in again for row in slip.rows}
    assert not done & left
    assert not {kind for kind, _ in done} & {kind for kind, _ in left} - OF_ROWS


@settings(max_examples=100)
@given(
    st.lists(st.tuples(ODD_PLACE, ODD_TIME), max_size=6), st.lists(st.text(max_size=30), max_size=6)
)
def test_slips_are_the_same_each_time_and_leave_the_rows_as_they_are(rows, texts):
    rows = table(
        *(
            {"place": text} | place | {"time_from": when}
            for (place, when), text in zip(rows, texts, strict=False)
        )
    )
    before = rows.copy()
    found = find_suspected_errors(rows, positions=PLACES, zone=None, max_speed_kmh=80)
    assert found == find_suspected_errors(rows, positions=PLACES, zone=None, max_speed_kmh=80)
    assert all(
        isinstance(slip, SuspectedError) and slip.rows and set(slip.rows) <= set(rows.index)
        for slip in found
    )
    assert rows.equals(before)


def test_many_impossible_pairs_are_named_in_few_slips():
    start = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
    rows = [
        {
            "place": ("Berlin", "Lisbon")[i % 2],
            "time_from": (start + dt.timedelta(hours=i)).isoformat(),
        }
        for i in range(300)
    ]
    slips = slips_of(*rows)
    assert len(slips) == 51
    assert set().union(*(slip.rows for slip in slips)) == set(range(2, 302))
