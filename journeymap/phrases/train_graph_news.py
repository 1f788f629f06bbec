"""The train graph in a sentence: how far the news was behind the traveller."""

from __future__ import annotations

import math

import numpy as np

from journeymap.analysis.train_graph.news import Behind, furthest_behind, least_behind
from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.journeys.journey import Journey
from journeymap.phrases.claims import named, publication
from journeymap.phrases.durations import duration
from journeymap.phrases.rough_time import later_within
from journeymap.phrases.sentences import traveller_in_words

BEHIND = "The news was {time} behind {who}: the {event} became public {when}."
BEHIND_BRIEFLY = "the news was {time} behind {who}."
PUBLIC_AT, PUBLIC_BY = "on {time}", "{time}"
SOONEST = "The soonest news was of the {event}, {time}."
TRAVELLED = "{who} covered {km:,.0f} km in {time}."
NO_NEWS = "No report says how far the news was behind {who}."
OF_TWO = "{title}: {sentence}"

AT_LEAST, OVER = "at least {time}", "over {time}"
MINUTES, HOUR, HOURS, DAYS = "{count} minutes", "1 hour", "{count} hours", "{count} days"

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
# From here on days are said.
_DAYS_FROM = 4 * _DAY


def first_sentence(graph: TrainGraph) -> str:
    """Say what a graph shows of its journey, or of each of two. It holds text from tables."""
    journeys = [one.journey for one in graph.journeys]
    if len(journeys) == 1:
        return _sentence(journeys[0], BEHIND)
    said = [(each.title, _sentence(each, BEHIND_BRIEFLY)) for each in journeys]
    return "\n".join(
        OF_TWO.format(title=title, sentence=sentence) for title, sentence in said if sentence
    )


def soonest_news(journey: Journey) -> str:
    """Say which news came soonest; empty where that is no sooner than the others."""
    late, soon = furthest_behind(journey), least_behind(journey)
    if late is None or soon is None or soon.most is None or 2 * soon.most > late.least:
        return ""
    return SOONEST.format(
        event=named(soon.event, journey.gazetteer), time=later_within(soon.least, soon.most)
    )


def how_late(behind: Behind, *, brief: bool = False) -> str:
    """Say by how much the news was behind, rounded down: `at least 39 hours`, `over 39 hours`."""
    least = _rounded_down(behind.least)
    exact = behind.most is not None and _rounded_down(behind.most) == least
    return least if exact else (OVER if brief else AT_LEAST).format(time=least)


def _sentence(journey: Journey, behind: str) -> str:
    who = traveller_in_words(journey.config.traveller)
    late = furthest_behind(journey)
    if late is None or late.event.first_report is None:
        return NO_NEWS.format(who=who) if journey.sourced else _travelled(journey)
    report = late.event.first_report
    public = publication(report, journey.zone_of(late.event))
    return behind.format(
        time=how_late(late),
        who=who,
        event=named(late.event, journey.gazetteer),
        when=(PUBLIC_AT if report.reported_day is None else PUBLIC_BY).format(time=public),
    )


def _travelled(journey: Journey) -> str:
    """Say how far and how long a journey went; empty where no time is stated."""
    span = journey.happened.stated_span
    if span is None or span[1] <= span[0]:
        return ""
    track = journey.happened.track
    first, last = np.interp(np.array(span), track.t, track.best).tolist()
    return TRAVELLED.format(
        who=journey.config.traveller, km=last - first, time=duration(span[1] - span[0])
    )


def _rounded_down(seconds: float) -> str:
    if seconds < _HOUR:
        return MINUTES.format(count=max(1, math.floor(seconds / _MINUTE)))
    if seconds >= _DAYS_FROM:
        return DAYS.format(count=math.floor(seconds / _DAY))
    hours = math.floor(seconds / _HOUR)
    return HOUR if hours == 1 else HOURS.format(count=hours)
