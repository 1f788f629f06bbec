"""Times as people write them are parsed, with every meaning that they can have."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.authoring.corrections.parse_moments import (
    DateOrder,
    iso,
    offset_text,
    offsets_at,
    parse_written_moment,
)
from journeymap.times import parse_moment
from tests.support.hostile import HOSTILE

DAY = dt.date(2023, 9, 12)
AFTERNOON = dt.time(14, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2023/9/12",
        "2023.09.12",
        "2023. 9. 12.",
        "Sept 12, 2023",
        "12 Sep 2023",
        "12-Sep-2023",
        "September 12th, 2023",
        "the 12th of September 2023".removeprefix("the "),
        "12 сентября 2023",
        "12 сентября 2023 г.",
        "12 сент. 2023 года",
        "2023年9月12日",
        "2023년 9월 12일",
        "20230912",
        "12. September 2023",
        "12 septembre 2023",
        "12 septiembre 2023",
        "Tue, 12 Sep 2023",
        "12\u00a0Sep\u00a02023",
        "２０２３年９月１２日",
    ],
)
def test_a_date_is_parsed_in_every_usual_format(cell):
    parsed = parse_written_moment(cell)
    assert (list(parsed.days.values()), parsed.clock, parsed.zones) == ([DAY], None, ())


@pytest.mark.parametrize(
    "cell",
    [
        "2023-09-12 14:05",
        "2023-09-12T14:05",
        "2023-09-12T14:05:00.000",
        "12 Sep 2023 2:05 pm",
        "12 Sep 2023, 2:05 P.M.",
        "14:05, 12 Sep 2023",
        "12 Sep 2023 14.05",
        "12 Sep 2023 14h05",
        "2023年9月12日 14時05分",
        "2023年9月12日 午後2時5分",
        "2023. 9. 12. 오후 2:05",
        "2023년 9월 12일 14시 5분",
        "12 сентября 2023 г. в 14:05",
        "Tuesday 12 September 2023 at 2:05 pm",
    ],
)
def test_a_time_of_day_is_parsed_and_its_zone_stays_open(cell):
    parsed = parse_written_moment(cell)
    assert (list(parsed.days.values()), parsed.clock, parsed.zones) == ([DAY], AFTERNOON, ())


@pytest.mark.parametrize(
    ("cell", "zones"),
    [
        ("2023-09-12 14:05 KST", ("+09:00",)),
        ("2023-09-12 14:05 JST", ("+09:00",)),
        ("2023-09-12 14:05 MSK", ("Europe/Moscow",)),
        ("12 сентября 2023 14:05 мск", ("Europe/Moscow",)),
        ("2023-09-12 14:05 UTC", ("Z",)),
        ("2023-09-12 14:05 GMT", ("Z",)),
        ("2023/9/12 14:05Z", ("Z",)),
        ("2023-09-12 14:05 UTC+9", ("+09:00",)),
        ("2023-09-12T14:05+09", ("+09:00",)),
        ("Tue, 12 Sep 2023 14:05:00 +0930", ("+09:30",)),
        ("2023-09-12 14:05 GMT−3:30", ("-03:30",)),
        ("2023-09-12 14:05 (Asia/Seoul)", ("Asia/Seoul",)),
        ("2023-09-12 14:05 CST", ("+08:00", "-06:00", "-05:00")),
    ],
)
def test_a_zone_is_parsed_with_all_its_meanings(cell, zones):
    parsed = parse_written_moment(cell)
    assert (parsed.clock, parsed.zones) == (AFTERNOON, zones)


@pytest.mark.parametrize("cell", ["1694520600", "1694520600123"])
def test_unix_seconds_and_milliseconds_are_moments_in_utc(cell):
    parsed = parse_written_moment(cell)
    assert (parsed.days, parsed.clock, parsed.zones) == (
        {DateOrder.AS_WRITTEN: DAY},
        dt.time(12, 10),
        ("Z",),
    )


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("12/09/2023", {DateOrder.DAY_FIRST: DAY, DateOrder.MONTH_FIRST: dt.date(2023, 12, 9)}),
        ("12-09-2023", {DateOrder.DAY_FIRST: DAY, DateOrder.MONTH_FIRST: dt.date(2023, 12, 9)}),
        ("31/08/2023", {DateOrder.DAY_FIRST: dt.date(2023, 8, 31)}),
        ("08/31/2023", {DateOrder.MONTH_FIRST: dt.date(2023, 8, 31)}),
        ("09/09/2023", {DateOrder.AS_WRITTEN: dt.date(2023, 9, 9)}),
        (
            "12/09/23",
            {
                DateOrder.DAY_FIRST: DAY,
                DateOrder.MONTH_FIRST: dt.date(2023, 12, 9),
                DateOrder.YEAR_FIRST: dt.date(2012, 9, 23),
            },
        ),
        ("12 Sep 23", {DateOrder.AS_WRITTEN: DAY, DateOrder.OTHER_CENTURY: dt.date(1923, 9, 12)}),
        (
            "31/08/99",
            {
                DateOrder.DAY_FIRST: dt.date(1999, 8, 31),
                DateOrder.OTHER_CENTURY: dt.date(2099, 8, 31),
            },
        ),
    ],
)
def test_a_numeric_date_has_every_day_that_it_can_mean(cell, days):
    assert parse_written_moment(cell).days == days


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "noon",
        "2023",
        "12:15",
        "2023-W37-2",
        "2023-255",
        "31/02/2023",
        "2023-13-01",
        "99/99/2023",
        "12 Sep 2023 14 pm",
        "12 Sep 2023 0:30 am",
        "12 Sep 2023 14",
        "12 Sep 2023 25:00",
        "12 Sept",
        "12 Sep 2023 14:05 XYZ",
        "12 Sep 2023 KST",
        "12 Sep 2023 14:05 +15:00",
        "0000000001",
        "9999999999",
        "about 12 Sep 2023",
        "12 Jui 2023",
        "12 Sep 2023 or 13 Sep 2023",
        "2023-09-12 14:05 Mars/Base",
        "２",
        "21000101",
    ],
)
def test_a_text_that_is_not_a_time_is_not_parsed(cell):
    assert parse_written_moment(cell) is None


def test_hostile_text_is_no_time():
    for name, text in HOSTILE.items():
        assert parse_written_moment(text) is None, name


@given(st.text(max_size=80))
def test_no_text_raises_an_error(text):
    parse_written_moment(text)


@given(st.text("0123456789/.-: apmTZ+年月日сенSepCST,", max_size=40))
def test_no_text_of_digits_and_names_raises_an_error(text):
    parse_written_moment(text)


@given(
    st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1)),  # noqa: DTZ001 - a clock reading
    st.sampled_from(
        [
            "%Y/%m/%d %H:%M:%S",
            "%d %B %Y %I:%M:%S %p",
            "%b %d, %Y %H:%M:%S",
            "%Y년 %m월 %d일 %H:%M:%S",
            "%d.%m.%Y %H:%M:%S",
        ]
    ),
    st.sampled_from(["", " KST", " +05:30", "Z"]),
)
def test_a_moment_is_parsed_from_every_unambiguous_format(moment, form, zone):
    moment = moment.replace(microsecond=0)
    parsed = parse_written_moment(moment.strftime(form) + zone)
    assert dt.datetime.combine(next(iter(parsed.days.values())), parsed.clock) == moment
    assert len(parsed.zones) == (1 if zone else 0)


@pytest.mark.parametrize(
    ("local", "offsets"),
    [
        ("2023-07-01T02:30", ("+02:00",)),
        ("2023-01-01T02:30", ("+01:00",)),
        ("2023-03-26T02:30", ()),
        ("2023-10-29T02:30", ("+02:00", "+01:00")),
    ],
)
def test_a_time_of_day_has_one_offset_or_two_or_none(local, offsets):
    assert offsets_at(dt.datetime.fromisoformat(local), "Europe/Berlin") == offsets


def test_moscow_has_the_offset_of_that_date():
    winter = dt.datetime(2012, 1, 1)  # noqa: DTZ001 - a clock reading
    assert offsets_at(winter, "Europe/Moscow") == ("+04:00",)
    assert offsets_at(winter.replace(year=2023), "Europe/Moscow") == ("+03:00",)


@pytest.mark.parametrize("zone", ["Asia/Pyongyang", "+09:00", "Z", "America/St_Johns"])
@pytest.mark.parametrize("year", [1, 1800, 9999])
def test_the_table_reads_what_is_written_as_iso(zone, year):
    local = dt.datetime(year, 6, 1, 12, 30)  # noqa: DTZ001 - a clock reading
    offset = offsets_at(local, zone)[0]
    assert parse_moment(iso(local.date(), local.time(), offset), "UTC") is not None


def test_offsets_are_written_in_the_table_s_format():
    assert [offset_text(dt.timedelta(minutes=m)) for m in (0, 540, -210)] == [
        "Z",
        "+09:00",
        "-03:30",
    ]
