"""Sentences name who said it, and say a window no more exactly than it is."""

import math
import re

import pytest

from journeymap.claims.columns import Kind
from journeymap.claims.gazetteer import Gazetteer
from journeymap.frontend.files import FRONTEND
from journeymap.phrases.claims import (
    UNNAMED_SOURCE_LABEL,
    attribution,
    happening,
    noun,
    publication,
    sources,
)
from journeymap.phrases.windows import window_in_words
from journeymap.times import Window
from tests.support.samples import at, claim, place

VLADIVOSTOK = "Asia/Vladivostok"


def window(start, end):
    return Window(at(start) if start else -math.inf, at(end) if end else math.inf)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-09-12T12:15+10:00", "2023-09-12T12:15+10:00", "12 Sep 2023, 12:15 (UTC+10)"),
        ("2023-09-12T12:10+10:00", "2023-09-12T12:20+10:00", "12 Sep 2023, 12:10–12:20 (UTC+10)"),
        ("2023-09-12T18:00+10:00", "2023-09-13T00:00+10:00", "12 Sep 2023, 18:00–24:00 (UTC+10)"),
        ("2023-09-12T00:00+10:00", "2023-09-12T06:00+10:00", "12 Sep 2023, 00:00–06:00 (UTC+10)"),
        ("2023-09-12T00:00+10:00", "2023-09-13T00:00+10:00", "12 Sep 2023 (UTC+10)"),
        ("2023-09-12T00:00+10:00", "2023-09-14T00:00+10:00", "12 Sep 2023 – 13 Sep 2023 (UTC+10)"),
        (
            "2023-09-12T22:00+10:00",
            "2023-09-13T02:00+10:00",
            "12 Sep 2023, 22:00 – 13 Sep 2023, 02:00 (UTC+10)",
        ),
        (
            "2023-09-12T22:00+10:00",
            "2023-09-14T00:00+10:00",
            "12 Sep 2023, 22:00 – 14 Sep 2023, 00:00 (UTC+10)",
        ),
        ("2023-09-12T22:00+10:00", "", "after 12 Sep 2023, 22:00 (UTC+10)"),
        ("", "2023-09-12T22:00+10:00", "before 12 Sep 2023, 22:00 (UTC+10)"),
        ("", "", "a time not stated"),
    ],
)
def test_a_window_is_said_by_the_clock_of_its_place(start, end, words):
    assert window_in_words(window(start, end), VLADIVOSTOK) == words


def test_a_window_over_a_change_of_clocks_names_both():
    summer = window("2023-03-26T00:00+00:00", "2023-03-26T02:00+00:00")
    assert window_in_words(summer, "Europe/Berlin") == (
        "26 Mar 2023, 01:00 (UTC+1) – 26 Mar 2023, 04:00 (UTC+2)"
    )


def test_sources_are_named_once_and_many_are_counted():
    claims = [claim(source=name) for name in ("Yonhap", "TASS", "Yonhap", "UPI", "AP", "")]
    assert sources(claims[:1]) == "Yonhap"
    assert sources(claims[:3]) == "Yonhap and TASS"
    assert sources(claims[:4]) == "Yonhap, TASS and UPI"
    assert sources(claims) == "Yonhap, TASS, UPI and 2 more"
    assert sources(claims[5:]) == "a source not named"


def test_a_chain_of_attribution_reads_from_the_outermost():
    assert (
        attribution(claim(source="RBC", via=("YTN", "an official")))
        == "RBC, quoting YTN, quoting an official"
    )
    assert attribution(claim(source="RBC")) == "RBC"


def test_a_day_of_publication_is_said_as_by():
    moment = at("2023-09-12T08:30+10:00")
    assert publication(claim(reported_at=moment), VLADIVOSTOK) == "12 Sep 2023, 08:30 (UTC+10)"
    day = claim(reported_at=moment, reported_day="2023-09-12")
    assert publication(day, VLADIVOSTOK) == "12 Sep 2023"
    assert publication(claim(), VLADIVOSTOK) == "date not stated"


def test_every_kind_has_a_noun():
    gazetteer = Gazetteer([place("here")])
    for kind in Kind:
        assert happening(kind, "here", gazetteer).endswith(" Here")
        assert happening(kind, None, gazetteer) == noun(kind)
    assert happening(Kind.BORDER_CROSSING, "here", gazetteer) == "border crossing at Here"


def test_a_source_not_named_is_called_the_same_in_every_panel():
    sources = [path.read_text("utf-8") for path in FRONTEND.rglob("*.js")]
    labels = [
        words
        for source in sources
        for words in re.findall(r'"([^"]*source not named[^"]*)"', source, re.IGNORECASE)
    ]
    assert labels
    assert set(labels) == {UNNAMED_SOURCE_LABEL}
