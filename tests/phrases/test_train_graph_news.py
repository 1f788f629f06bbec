"""The train graph's sentence: rounded down, of what is sure, and none of what is not known."""

from dataclasses import replace

import pytest

from journeymap.analysis.train_graph.news import Behind
from journeymap.analysis.train_graph.tables import train_graph
from journeymap.journeys.library import Library
from journeymap.phrases.train_graph_labels import apart
from journeymap.phrases.train_graph_news import first_sentence, how_late, soonest_news
from tests.support.paths import DATA

HOUR = 3600.0


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


def test_the_built_in_journey_says_how_far_the_news_was_behind(library):
    graph = train_graph([library.journey("kim-2023")], "happened")
    assert first_sentence(graph) == (
        "The news was at least 39 hours behind the train: the departure from Pyongyang station "
        "became public on 12 Sep 2023, 09:30 (UTC+9)."
    )
    assert soonest_news(graph.journeys[0].journey) == (
        "The soonest news was of the passing of Razdolnaya bridge, about two hours later."
    )


def test_of_two_journeys_each_is_named(library):
    graph = train_graph([library.journey(name) for name in ("kim-2023", "kim-2019")], "happened")
    first, second = first_sentence(graph).splitlines()
    assert first.endswith("September 2023: the news was at least 39 hours behind the train.")
    assert second.endswith("April 2019: the news was 10 hours behind the train.")


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (39.5 * HOUR, 45.5 * HOUR, "at least 39 hours"),
        (10.8 * HOUR, 10.9 * HOUR, "10 hours"),
        (HOUR, 1.5 * HOUR, "1 hour"),
        (0.3 * HOUR, 0.9 * HOUR, "at least 18 minutes"),
        (99 * HOUR, None, "at least 4 days"),
    ],
)
def test_a_delay_is_rounded_down_and_said_to_be_a_minimum_where_it_is_one(
    library, least, most, said
):
    event = library.journey("kim-2023").events[0]
    assert how_late(Behind(event, least, most)) == said


def test_without_a_dated_report_nothing_is_said_of_the_news(library):
    journey = library.journey("kim-2023")
    events = tuple(
        replace(
            event,
            claims=tuple(
                replace(each, claim=replace(each.claim, reported_at=None, reported_day=None))
                for each in event.claims
            ),
        )
        for event in journey.events
    )
    sentence = first_sentence(train_graph([replace(journey, events=events)], "happened"))
    assert sentence == "No report says how far the news was behind the train."


def test_titles_are_told_apart_by_the_words_that_differ():
    assert apart(["Train to Russia, 2023", "Train to Vladivostok, 2019"]) == [
        "Russia, 2023",
        "Vladivostok, 2019",
    ]
    assert apart(["The same", "The same"]) == ["The same", "The same"]
    assert apart(["Alone"]) == ["Alone"]
