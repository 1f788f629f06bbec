"""The sentences about suspected errors and corrections: whole, with every value in its place."""

from journeymap.authoring.corrections.correction import (
    Correction,
    CorrectionKind,
    ErrorKind,
    SuspectedError,
)
from journeymap.authoring.corrections.details import Change, MoreSpeeds, ZoneReading
from journeymap.authoring.corrections.parse_moments import ZONES
from journeymap.claims.columns import COLUMNS
from journeymap.phrases.corrections import label
from journeymap.phrases.forms import number_list, quoted
from journeymap.phrases.suspected_errors import REGIONS, reason
from tests.support.hostile import HOSTILE
from tests.support.suspected import errors_in

# Rows of a table, then the kind of their last suspected error, why, and what its corrections do.
SENTENCES = [
    (
        [{"lat": "131.88", "lon": "43.12"}, {"lat": "130.6", "lon": "42.4"}],
        None,
        "swapped",
        "Latitude and longitude look swapped in rows 2 and 3. There is no latitude beyond 90.",
        ["Swap lat and lon: 131.88, 43.12 becomes 43.12, 131.88 (all 2 rows)"],
    ),
    (
        [{"lat": "131.88E", "lon": "43.12N"}],
        None,
        "swapped",
        "Latitude and longitude look swapped in row 2. The written directions, or a number beyond 90, show it.",
        ["Swap lat and lon: 131.88E, 43.12N becomes 43.12, 131.88"],
    ),
    (
        [{"place": "Berlin", "lat": "13.4", "lon": "52.5"}],
        None,
        "swapped",
        "Latitude and longitude look swapped in row 2. Row 2 lies 5,556 km from Berlin as written, and 2 km from it once corrected.",
        ["Swap lat and lon: 13.4, 52.5 becomes 52.5, 13.4"],
    ),
    (
        [
            {"lat": "38.7", "lon": "-9.1"},
            {"lat": "38.7", "lon": "-8.4"},
            {"lat": "38.7", "lon": "8.0"},
            {"lat": "38.7", "lon": "-7.2"},
        ],
        None,
        "minus",
        "A minus sign seems to be missing in row 4, or should not be there. Row 4 lies 1,318 km from the places before and after it as written, and 69 km from them once corrected.",
        ["Change the sign: 38.7, 8.0 becomes 38.7, -8.0"],
    ),
    (
        [{"lat": "43.12, 131.88"}],
        None,
        "pair",
        "One cell holds both latitude and longitude in row 2.",
        ["Write it into lat and lon: 43.12, 131.88 becomes 43.12, 131.88"],
    ),
    (
        [{"lat": "43.12, 131.88"}, {"place": "42.4, 130.6"}],
        None,
        "pair",
        "One cell holds both latitude and longitude in each of rows 2 and 3.",
        ["Write it into lat and lon: 43.12, 131.88 becomes 43.12, 131.88 (all 2 rows)"],
    ),
    (
        [{"lat": "43°07'12\"N", "lon": "131°52'48\"E"}],
        None,
        "degrees",
        "The table needs decimal degrees, south and west negative; row 2 has another format.",
        ["Write decimal degrees: 43°07'12\"N, 131°52'48\"E becomes 43.12, 131.88"],
    ),
    (
        [{"lat": "43,12", "lon": "131,88"}, {"lat": "42,4", "lon": "130,6"}],
        None,
        "decimal-comma",
        "Rows 2 and 3 have a decimal comma; the table needs a decimal point.",
        ["Write a decimal point: 43,12; 131,88 becomes 43.12, 131.88 (all 2 rows)"],
    ),
    (
        [{"place": "Khasan", "lat": "0", "lon": "0.0"}],
        None,
        "null-island",
        "Row 2 has 0, 0: a point in the sea off Ghana that programs write for no position.",
        ["Empty lat and lon in row 2"],
    ),
    (
        [{"lat": "43,12"}],
        None,
        "pair-or-comma",
        "43,12 in row 2 can be two numbers, or one with a decimal comma.",
        ["Read it as latitude 43 and longitude 12", "Read it as 43.12 in lat"],
    ),
    (
        [{"time_from": "12 Sep 2023"}],
        None,
        "time-format",
        "This time is clear, but not in the format that the table needs: 2023-09-12, or 2023-09-12T12:15+10:00.",
        ["Write this time as ISO: 12 Sep 2023 becomes 2023-09-12"],
    ),
    (
        [{"time_from": "12 Sep 2023"}, {"time_from": "13 Sep 2023"}],
        None,
        "time-format",
        "These 2 times are clear, but not in the format that the table needs: 2023-09-12, or 2023-09-12T12:15+10:00.",
        ["Write these times as ISO: 12 Sep 2023 becomes 2023-09-12 (all 2 cells)"],
    ),
    (
        [{"time_from": "12/09/2023"}, {"time_from": "31/08/2023"}],
        None,
        "day-or-month",
        "12/09/2023 can mean 12 September 2023 or 9 December 2023. In row 3, 31/08/2023 can only be read day first.",
        [
            "Read 12/09/2023 as 12 September 2023, day first (all 2 cells)",
            "Read 12/09/2023 as 9 December 2023, month first (all 2 cells)",
        ],
    ),
    (
        [{"time_from": "12 Sep 23"}],
        None,
        "two-digit-year",
        "The year has only two digits: 12 Sep 23 can mean 12 September 2023 or 12 September 1923.",
        ["Read 12 Sep 23 as 12 September 2023", "Read 12 Sep 23 as 12 September 1923"],
    ),
    (
        [{"place": "Berlin", "time_from": "12/09/23 10:00"}],
        None,
        "two-digit-year",
        "The year has only two digits: 12/09/23 10:00 can mean 12 September 2023 or 9 December 2023 or 23 September 2012. You choose the time zone after that.",
        [
            "Read 12/09/23 10:00 as 12 September 2023, day first",
            "Read 12/09/23 10:00 as 9 December 2023, month first",
            "Read 12/09/23 10:00 as 23 September 2012, year first",
        ],
    ),
    (
        [{"place": "Khasan", "time_from": "2023-09-12 14:05 CST"}],
        None,
        "zone-name",
        "CST is the name of several time zones: China (UTC+08:00), North America (UTC-06:00), Cuba in summer (UTC-05:00).",
        [
            "Read CST as the zone of China: 2023-09-12 14:05 CST becomes 2023-09-12T14:05+08:00",
            "Read CST as the zone of North America: 2023-09-12 14:05 CST becomes 2023-09-12T14:05-06:00",
            "Read CST as the zone of Cuba in summer: 2023-09-12 14:05 CST becomes 2023-09-12T14:05-05:00",
        ],
    ),
    (
        [{"place": "Khasan", "time_from": "2023-09-12 14:05"}],
        None,
        "no-zone",
        "This time has no time zone, so nobody can say which moment is meant.",
        [
            "Read it in the zone of its place: 2023-09-12 14:05 becomes 2023-09-12T14:05+10:00",
            "Read it in UTC: 2023-09-12 14:05 becomes 2023-09-12T14:05Z",
        ],
    ),
    (
        [
            {"place": "Nowhere", "time_from": "2023-09-12 14:05"},
            {"place": "Khasan", "time_from": "2023-09-12 18:05"},
        ],
        None,
        "no-zone-no-place",
        "This time has no time zone, and the zone of its place is not known either. Choose the place, set the time zone of the journey, or choose here.",
        [
            "Read it in Asia/Vladivostok: 2023-09-12 14:05 becomes 2023-09-12T14:05+10:00",
            "Read it in UTC: 2023-09-12 14:05 becomes 2023-09-12T14:05Z",
        ],
    ),
    (
        [{"place": "Berlin", "time_from": "2023-10-29 02:30"}],
        None,
        "clock-twice",
        "The clock was put back that night: it showed 2023-10-29 02:30 twice.",
        [
            "It was the first of the two times: 2023-10-29 02:30 becomes 2023-10-29T02:30+02:00",
            "It was the second of the two times: 2023-10-29 02:30 becomes 2023-10-29T02:30+01:00",
        ],
    ),
    (
        [{"place": "Berlin", "time_from": "2023-03-26 02:30"}],
        None,
        "clock-skipped",
        "In Europe/Berlin the clock was put forward and never showed 2023-03-26 02:30, in row 2. Write another time, or add its offset from UTC.",
        [],
    ),
    (
        [
            {"place": "Berlin", "time_from": "2023-03-26 02:30"},
            {"place": "Berlin", "time_from": "2024-03-31 02:30"},
        ],
        None,
        "clock-skipped",
        "In Europe/Berlin the clock was put forward and never showed 2023-03-26 02:30. There are such times in rows 2 and 3. Write other times, or add their offsets from UTC.",
        [],
    ),
    (
        [{"place": "Khasan", "time_from": "2023-09-12T10:00Z", "time_to": "2023-09-12T09:00Z"}],
        None,
        "window-reversed",
        "time_to is before time_from in row 2.",
        ["Swap time_from and time_to in row 2"],
    ),
    (
        [
            {"place": "Khasan", "kind": "arrival", "time_from": "2023-09-12T12:00Z"},
            {"place": "Khasan", "kind": "departure", "time_from": "2023-09-12T10:00Z"},
        ],
        None,
        "departure-before-arrival",
        "Row 3 leaves Khasan before row 2 arrives there.",
        ["Swap the times of rows 2 and 3"],
    ),
    (
        [
            {"place": "Khasan", "time_from": "2023-09-12T12:00Z"},
            {"place": "Vladivostok", "time_from": "2023-09-12T12:00Z"},
        ],
        None,
        "one-moment",
        "Rows 2 and 3 are at different places at one moment, 12 Sep 2023, 22:00 (UTC+10): Khasan, Vladivostok.",
        ["Keep Khasan; leave out row 3", "Keep Vladivostok; leave out row 2"],
    ),
    (
        [{"place": "Khasan", "says": "one"}, {"place": "Khasan", "says": "one"}],
        None,
        "duplicate",
        "Row 3 is the same as row 2.",
        ["Remove row 3"],
    ),
    (
        [
            {"place": "Khasan", "says": "one"},
            {"place": "Khasan", "says": "one"},
            {"place": "Khasan", "says": "one"},
        ],
        None,
        "duplicate",
        "2 rows repeat an earlier one: row 3 is the same as row 2.",
        ["Remove rows 3 and 4"],
    ),
    (
        [
            {"place": "Berlin", "time_from": "2023-09-12T12:00+02:00"},
            {"place": "Warsaw", "time_from": "2023-09-12T13:00+02:00"},
        ],
        None,
        "too-fast",
        "Rows 2 and 3: 519 km from Berlin to Warsaw in 60 minutes needs 519 km/h; the maximum speed is 400 km/h.",
        [
            "Change the time by 12 hours in row 3: 2023-09-12T13:00+02:00 becomes 2023-09-12T01:00+02:00",
            "Change the time by 12 hours in row 2: 2023-09-12T12:00+02:00 becomes 2023-09-12T00:00+02:00",
        ],
    ),
    (
        [
            {"place": "Berlin", "time_from": "2023-09-12T02:00+02:00"},
            {"place": "Warsaw", "time_from": "2023-12-09T10:00+01:00"},
            {"place": "Berlin", "time_from": "2023-12-09T10:30+01:00"},
        ],
        None,
        "too-fast",
        "Rows 3 and 4: 519 km from Warsaw to Berlin in 30 minutes needs 1,037 km/h; the maximum speed is 400 km/h.",
        [
            "Exchange day and month in row 4: 2023-12-09T10:30+01:00 becomes 2023-09-12T10:30+02:00",
            "Change the time by 12 hours in row 4: 2023-12-09T10:30+01:00 becomes 2023-12-09T22:30+01:00",
            "Exchange day and month in row 3: 2023-12-09T10:00+01:00 becomes 2023-09-12T10:00+02:00",
            "Change the time by 12 hours in row 3: 2023-12-09T10:00+01:00 becomes 2023-12-09T22:00+01:00",
        ],
    ),
    (
        [{"place": "Khasan", "time_from": "2023-09-12 14:05"}],
        "Europe/Moscow",
        "no-zone",
        "This time has no time zone, so nobody can say which moment is meant.",
        [
            "Read it in the zone of its place: 2023-09-12 14:05 becomes 2023-09-12T14:05+10:00",
            "Read it in the zone of the journey, Europe/Moscow: 2023-09-12 14:05 becomes 2023-09-12T14:05+03:00",
            "Read it in UTC: 2023-09-12 14:05 becomes 2023-09-12T14:05Z",
        ],
    ),
    (
        [
            {"place": "Nowhere", "time_from": "2023-09-12 14:05"},
            {"place": "Khasan", "time_from": "2023-09-12 18:05"},
        ],
        "Europe/Moscow",
        "no-zone",
        "These 2 times have no time zone, so nobody can say which moments are meant.",
        [
            "Read each time in the zone of its place, or of the journey where no place is known: 2023-09-12 14:05 becomes 2023-09-12T14:05+03:00 (all 2 cells)",
            "Read each time in the zone of the journey, Europe/Moscow: 2023-09-12 14:05 becomes 2023-09-12T14:05+03:00 (all 2 cells)",
            "Read each time in UTC: 2023-09-12 14:05 becomes 2023-09-12T14:05Z (all 2 cells)",
        ],
    ),
]


def test_every_error_and_correction_has_its_sentence():
    for rows, zone, kind, why, labels in SENTENCES:
        error = errors_in(*rows, zone=zone)[-1]
        assert (error.kind, reason(error)) == (kind, why)
        assert [label(correction) for correction in error.corrections] == labels


def test_what_is_summed_up_has_its_sentence():
    rows = tuple(range(2, 20))
    more = SuspectedError(ErrorKind.MORE_ONE_MOMENT, "time_from", rows)
    assert (
        reason(more) == "Rows 2, 3, 4, 5 and 14 more are at several places at one moment as well."
    )
    speeds = {pairs: MoreSpeeds(pairs, 400) for pairs in (1, 1200)}
    assert [
        reason(SuspectedError(ErrorKind.MORE_TOO_FAST, "time_from", (2, 3), details=each))
        for each in speeds.values()
    ] == [
        "One more pair of places needs more than 400 km/h: rows 2 and 3.",
        "1,200 more pairs of places need more than 400 km/h, in rows 2 and 3.",
    ]


def test_a_correction_in_one_row_names_it_and_quotes_both_ends_of_a_window():
    swapped = Change("13.4, 52.5", "52.5, 13.4")
    cells = {(3, "lat"): "52.5", (3, "lon"): "13.4"}
    assert (
        label(Correction(CorrectionKind.SWAP_POSITION_IN_ROW, cells, swapped))
        == "Swap lat and lon in row 3: 13.4, 52.5 becomes 52.5, 13.4"
    )
    sign = Correction(CorrectionKind.CHANGE_SIGN_IN_ROW, {(3, "lon"): "-8"}, Change("8", "-8"))
    assert label(sign) == "Change the sign of lon in row 3: 8 becomes -8"
    times = Change(
        "2023-09-12T13:00+02:00, 2023-09-12T14:00+02:00",
        "2023-09-12T01:00+02:00, 2023-09-12T02:00+02:00",
    )
    shifted = Correction(CorrectionKind.CHANGE_BY_12_HOURS, {(3, "time_from"): ""}, times)
    assert label(shifted).endswith(f"{times.before} becomes {times.after}")


def test_a_zone_whose_clock_skips_some_of_the_times_says_how_many_it_corrects():
    cells = {(2, "time_from"): "", (3, "time_from"): ""}
    reading = ZoneReading("Z", Change("12 Sep 2023", "2023-09-12T00:00Z"), total=5)
    assert (
        label(Correction(CorrectionKind.READ_IN_ZONE, cells, reading))
        == "Read each time in UTC: 12 Sep 2023 becomes 2023-09-12T00:00Z (2 of 5 cells)"
    )


def test_every_zone_with_several_meanings_has_a_region_for_each():
    shared = {name: set(offsets) for name, offsets in ZONES.items() if len(offsets) > 1}
    assert {name: set(regions) for name, regions in REGIONS.items()} == shared


def test_sentences_stay_short_whatever_text_they_quote():
    wrong = {"lat": "131.88", "lon": "43.12", "time_from": "12/09/2023"}
    for column in COLUMNS:
        for name, text in HOSTILE.items():
            for error in errors_in(wrong | {column: text}, wrong | {column: text}):
                assert len(reason(error)) < 400, (column, name)
                assert all(len(label(each)) < 200 for each in error.corrections), (column, name)


def test_a_quoted_text_is_one_line_and_a_list_of_numbers_is_short():
    assert quoted("one\n two") == "one two"
    assert quoted("x" * 41) == "x" * 39 + "…"
    assert number_list([5]) == "5"
    assert number_list([6, 5, 5]) == "5 and 6"
    assert number_list(range(5, 10)) == "5, 6, 7, 8 and 9"
    assert number_list(range(5, 11)) == "5, 6, 7, 8 and 2 more"
