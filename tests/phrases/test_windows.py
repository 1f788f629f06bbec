"""A window is said with no more exactness than it has."""

import pytest

from journeymap.dates import Calendar, Dating, clock_zone
from journeymap.phrases.windows import Unit, whole_units, window_in_words
from journeymap.times import Window, parse_window

PARIS = Dating("Europe/Paris", 48.9, 2.35)


def said(cell, dating=PARIS, calendar=None):
    window = parse_window(cell, dating)
    zone = clock_zone(dating.zone, dating.lon, window.end if window.end < 1e15 else window.start)
    return window_in_words(window, zone, calendar)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1812", "1812"),
        ("1812-06", "June 1812"),
        ("1812-06-24", "24 Jun 1812"),
        ("1812-06-24/1812-06-26", "24 Jun 1812 – 26 Jun 1812"),
        ("1812-06/1812-08", "June–August 1812"),
        ("1812-24", "December 1812 – February 1813"),
        ("1812/1815", "1812–1815"),
        ("181X", "1810s"),
        ("180X", "1800–1809"),
        ("18XX", "1800–1899"),
        ("1501/1600", "16th century"),
        ("0001/0100", "1st century"),
        ("-0499/-0400", "5th century BCE"),
        ("-0404", "405 BCE"),
        ("-0404-03", "March 405 BCE"),
        ("-0404-03-01", "1 Mar 405 BCE"),
        ("-0405/-0403", "406–404 BCE"),
        ("-0001/0002", "2 BCE – 2 CE"),
        ("1492~", "1487–1497"),
        ("../1820", "before 1821"),
        ("1812-06/..", "from June 1812 on"),
        ("1812-06-24T14:00", "24 Jun 1812, 14:00 (local mean time, UTC+0:09)"),
        (
            "1812-06-24T14:00/1812-06-24T15:30",
            "24 Jun 1812, 14:00–15:30 (local mean time, UTC+0:09)",
        ),
        ("2023-09-12", "12 Sep 2023 (UTC+2)"),
        ("2023-03", "March 2023"),
        ("2023", "2023"),
        ("2023-09-12T10:00Z", "12 Sep 2023, 12:00 (UTC+2)"),
    ],
)
def test_a_window_is_said_by_the_largest_unit_that_it_fills(cell, words):
    assert said(cell) == words


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1812-06-12", "24 Jun 1812 (12 Jun Julian)"),
        ("1812-12-25", "6 Jan 1813 (25 Dec 1812 Julian)"),
        ("1812-06", "13 Jun 1812 – 12 Jul 1812 (June 1812 Julian)"),
        ("1812", "13 Jan 1812 – 12 Jan 1813 (1812 Julian)"),
        ("0300-02", "1 Feb 300 – 1 Mar 300 (February 300 Julian)"),
        ("0250-02", "February 250"),
        ("1917-10-25T02:00+02:00", "7 Nov 1917 (25 Oct Julian), 02:00 (UTC+2)"),
        ("../1812-06-12", "before 25 Jun 1812 (13 Jun Julian), 00:00 (local mean time, UTC+2:01)"),
    ],
)
def test_julian_dates_stand_beside_the_others_where_they_differ(cell, words):
    kyiv = Dating("Europe/Kyiv", 50.4, 30.3, Calendar.JULIAN)
    if "T" in cell:
        window = parse_window(cell, kyiv)
        assert window_in_words(window, "Etc/GMT-2", Calendar.JULIAN) == words
    else:
        assert said(cell, kyiv, Calendar.JULIAN) == words


def test_a_window_may_begin_before_standard_time_and_end_after_it():
    # Kyiv kept its own time until 1924; this place is a minute behind the city.
    place = Dating("Europe/Kyiv", 50.4, 30.3)
    assert said("18XX", place) == "1800–1899"
    assert said("1901/2000", place) == "20th century"


def test_a_window_between_moments_is_no_unit():
    assert whole_units(Window(0, 3600), "UTC") is None
    assert whole_units(Window(0, 0), "UTC") is None
    assert whole_units(Window(end=0), "UTC") is None
    day = whole_units(Window(0, 86400), "UTC")
    assert (day.unit, day.first, day.numbers) == (Unit.DAY, (1970, 1, 1), (0, 0))
