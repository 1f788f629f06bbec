"""How the train graph is to be read, in words."""

from __future__ import annotations

import streamlit as st

from journeymap.analysis.train_graph.overlay import first_departure
from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.journeys.journey import Journey
from journeymap.phrases.train_graph_news import soonest_news
from widgets import page
from widgets.train_graph.choices import READINGS


def description(graph: TrainGraph) -> str:
    """Describe the chart for those who do not see it."""
    titles = " and ".join(one.journey.title for one in graph.journeys)
    low, high = graph.km_range
    return (
        f"Train graph of {titles}, {READINGS[graph.reading].lower()}: time runs to the right, "
        f"distance along the line downwards, {high - low:,.0f} kilometres. "
        "The table below has the same content."
    )


def explain(graph: TrainGraph) -> None:
    """Say how the graph is to be read, and what it leaves out."""
    journeys = [one.journey for one in graph.journeys]
    if soonest := soonest_news(journeys[0]):
        st.text(soonest, width=page.MEASURE)
    st.caption(" ".join(_sentences(graph, journeys)), width=page.MEASURE)
    for journey in journeys:
        if words := _start_of_hours(graph, journey):
            st.text(words, width=page.MEASURE)


def _sentences(graph: TrainGraph, journeys: list[Journey]) -> list[str]:
    fastest = " or ".join(
        dict.fromkeys(f"{journey.config.max_speed_kmh:g} km/h" for journey in journeys)
    )
    sentences = [
        "Each station stands at its distance by the line from the start; time runs to the right.",
        f"The band assumes a speed limit of {fastest}; no report gives one.",
        "Point at a time or a mark to read about it; click to see that moment on the map.",
    ]
    if graph.stations["branch"].any():
        sentences.append(
            "A dotted station is on a branch: a line that crosses it may be on another branch, "
            "as far from the start."
        )
    if graph.shared is not None:
        sentences.append("The stations that both journeys pass are drawn together.")
    if graph.later:
        sentences.append(
            f"Not shown: {graph.later:,} reports that became public only after the time shown, "
            "or of which only the day is known, so that its end counts."
        )
    every = [each.claim for one in journeys for event in one.events for each in event.claims]
    claims = {claim.id for claim in every}
    sources = {claim.source for claim in every if claim.source}
    sentences.append(
        f"Drawn from {len(claims):,} claims of {len(sources):,} sources, which the Claims page "
        "lists."
    )
    return sentences


def _start_of_hours(graph: TrainGraph, journey: Journey) -> str:
    """Say from when the hours count, if no report says when it left the start of the line."""
    if graph.time.clock != "departure" or not journey.line.stops:
        return ""
    left = first_departure(journey)
    start = journey.line.stops[0][0]
    if left is not None and left.place == start:
        return ""
    where = (
        "its first report"
        if left is None or left.place is None
        else f"its first reported departure, from {journey.gazetteer[left.place].name}"
    )
    return (
        f"{journey.title}: no report says when it left {journey.gazetteer[start].name}; "
        f"its hours count from {where}."
    )
