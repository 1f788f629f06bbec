"""The train graph: distance against time, as railways draw their timetables."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journeymap.analysis.train_graph.narration import TABLE, event_table
from journeymap.analysis.train_graph.overlay import common_place, first_departure
from journeymap.analysis.train_graph.tables import (
    DEPARTURE_TITLE,
    Clock,
    Reading,
    TrainGraph,
    train_graph,
)
from journeymap.analysis.train_graph.time_axis import zone_name
from journeymap.errors import JourneyMapError, UnknownJourneyError
from journeymap.journeys.journey import Journey
from widgets import notices, page
from widgets.choice import JourneyChoice, offered
from widgets.train_graph.chart import SELECTIONS, train_chart
from widgets.train_graph.key import key

# Of the widest choices, in pixels: two and the rest in one row of a desk's screen.
WIDE_CHOICE = 350
READINGS = {"happened": "As it happened", "known": "As it was known"}


def main() -> None:
    """Draw the page."""
    st.title("Train graph", anchor=False)
    st.space("xxsmall")
    try:
        choice = offered()
        notices.show_problems(choice.built_in.problems)
        if not choice.ids:
            st.info("There is no journey yet. Add rows with a place and a time to data/routes.csv.")
            return
        choices = st.container(horizontal=True)
        with choices:
            names = choose_journeys(choice)
        show([choice.journey(name) for name in names], choices)
    except JourneyMapError as error:
        notices.show_error(error)


def choose_journeys(choice: JourneyChoice) -> list[str]:
    """Return one journey or two. Raises UnknownJourneyError when the address asks for another."""
    first = choose("journey", "Journey", choice.ids, choice.ids[0], choice.title, WIDE_CHOICE)
    if first is None:
        asked = st.query_params["journey"]
        raise UnknownJourneyError(f"There is no journey “{asked}” here.", "Choose one above.")
    others = ["", *(name for name in choice.ids if name != first)]
    second = choose(
        "with",
        "Laid over it",
        others,
        "",
        lambda name: choice.title(name) if name else "No other journey laid over it",
        WIDE_CHOICE,
    )
    return [first, second] if second else [first]


def choose(  # noqa: PLR0913, PLR0917 - what a choice is made of
    name: str,
    label: str,
    options: Sequence[str],
    default: str,
    words: Callable[[str], str],
    width: int | None = None,
) -> str | None:
    """
    Return the reader's choice, which the address keeps as `name`, and the session till they return.

    None when the address asks for what is not among the options. With a width, in pixels, the
    label is not shown.
    """
    held = f"graph-{name}"
    kept = st.session_state.setdefault("graph-kept", {})
    asked: str | None = st.query_params.get(name, kept.get(name))
    if asked is None or (asked not in options and name not in st.query_params):
        asked = default

    def remember() -> None:
        kept[name] = st.session_state[held]
        if kept[name] == default:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = kept[name]

    st.session_state[held] = asked if asked in options else None
    st.selectbox(
        label,
        options,
        key=held,
        format_func=words,
        on_change=remember,
        placeholder="Choose one",
        label_visibility="collapsed" if width else "visible",
        width=width or "stretch",
    )
    if asked not in options:
        return None
    kept[name] = asked
    return asked


def show(journeys: Sequence[Journey], choices: DeltaGenerator) -> None:
    """Draw the graph of one journey or two, and its content as a table."""
    # After a click the reader comes back to a chart on which nothing is clicked yet.
    visits = st.session_state.setdefault("graph-visits", 0)
    charted = f"graph-chart-{visits}"
    # Looked at first: a reader who leaves needs no graph.
    for point in picked(st.session_state.get(charted)):
        follow(journeys, point, reading_kept())
    clocks = clocks_of(journeys)
    zones = list(
        dict.fromkeys(
            [
                *(zone for each in journeys for zone in (each.config.zone, *each.config.zones)),
                "UTC",
            ]
        )
    )
    distances = {"shared": "Stations of both coincide", "own": "Each from its own start"}
    coincide: str | None = "shared"
    with choices:
        reading = choose(
            "reading", "Reading", list(READINGS), "happened", READINGS.__getitem__, 170
        )
        with st.popover("Axes", width=100):
            clock = choose("clock", "Time", list(clocks), next(iter(clocks)), clocks.__getitem__)
            zone = choose("zone", "Clock of", zones, zones[0], zone_name) or zones[0]
            if len(journeys) > 1:
                coincide = choose(
                    "distance", "Distance", list(distances), "shared", distances.__getitem__
                )
    read = cast("Reading", reading or "happened")
    told = cast("Clock", clock or next(iter(clocks)))
    graph = train_graph(journeys, read, clock=told, zone=zone, coincide=coincide != "own")
    backdrop = None
    if read == "known" and len(journeys) == 1:
        backdrop = train_graph(journeys, "happened", clock=told, zone=zone)
    dark = st.context.theme.type == "dark"
    st.html(key(graph, dark=dark))
    st.altair_chart(
        train_chart(graph, zone=zone, dark=dark, backdrop=backdrop),
        theme=None,
        width="stretch",
        key=charted,
        on_select="rerun",
        selection_mode=SELECTIONS,
        alt=described(graph),
    )
    explain(graph)
    show_tables(graph, zone)


def reading_kept() -> Reading:
    """Return the reading of the last run, before this one has asked for it."""
    kept = st.session_state.get("graph-kept", {})
    return "known" if st.query_params.get("reading", kept.get("reading")) == "known" else "happened"


def clocks_of(journeys: Sequence[Journey]) -> dict[str, str]:
    """Return the ways to tell time for these, the one that fits them best first."""
    common = common_place(journeys) if len(journeys) > 1 else None
    clocks = {"calendar": "By the calendar", "departure": "Hours since departure"}
    if common is not None:
        name = journeys[0].gazetteer[common[0]].name
        clocks["place"] = f"Hours from {name}"
    spans = sorted(journey.span for journey in journeys)
    years_apart = len(spans) > 1 and spans[1][0] > spans[0][1]
    if not years_apart:
        return clocks
    best = "place" if common is not None else "departure"
    return {best: clocks[best], **clocks}


def picked(state: Any) -> list[Mapping[str, Any]]:
    """Return the points that a chart's state has as clicked."""
    selection = state.selection if state else {}
    return [point for name in SELECTIONS for point in selection.get(name) or []]


def follow(journeys: Sequence[Journey], point: Mapping[str, Any], reading: Reading) -> None:
    """Go to the Journey page in the same reading, at the moment of what was clicked."""
    number, moment = point.get("journey"), point.get("moment")
    if number not in range(len(journeys)) or not isinstance(moment, int | float):
        return
    journey = journeys[int(cast("int", number))]
    if math.isfinite(moment):
        inside = min(max(float(moment), journey.span[0]), journey.span[1])
        utc = dt.datetime.fromtimestamp(round(inside / 60) * 60, dt.UTC)
        st.session_state["graph-visits"] += 1
        st.switch_page(
            "pages/journey.py",
            query_params={
                "journey": journey.id,
                "t": f"{utc:%Y-%m-%dT%H:%MZ}",
                **({"reading": "known"} if reading == "known" else {}),
            },
        )


def described(graph: TrainGraph) -> str:
    """Describe the chart for those who do not see it."""
    titles = " and ".join(one.journey.title for one in graph.laid)
    least, most = graph.km_range
    return (
        f"Train graph of {titles}, {READINGS[graph.reading].lower()}: time runs to the right, "
        f"distance along the line downwards, {most - least:,.0f} kilometres. "
        "The table below has the same content."
    )


def explain(graph: TrainGraph) -> None:
    """Say how the graph is to be read, and what it leaves out."""
    journeys = [one.journey for one in graph.laid]
    fastest = " or ".join(
        dict.fromkeys(f"{journey.config.max_speed_kmh:g} km/h" for journey in journeys)
    )
    told = (
        "Stations stand at their kilometres by the line from where it begins; time runs to the "
        f"right. The band takes {fastest} as the greatest speed, an assumption. Point at a time "
        "or a mark to read what it tells; click to see that moment on the map."
    )
    if graph.stations["branch"].any():
        told += (
            " A dotted station is on a branch: a line that crosses it may be on another branch, "
            "as far from the start."
        )
    if graph.shared is not None:
        told += " The stations that both journeys pass are drawn together."
    if graph.later:
        told += (
            f" Not marked: {graph.later:,} reports public only after the time shown, or of which "
            "only the day is told, so that its end counts."
        )
    every = [each.claim for one in journeys for event in one.events for each in event.claims]
    claims = {claim.id for claim in every}
    sources = {claim.source for claim in every if claim.source}
    told += (
        f" Drawn from {len(claims):,} claims of {len(sources):,} sources, which the Claims page "
        "lists."
    )
    st.caption(told, width=page.MEASURE)
    for journey in journeys:
        if words := unset_departure(graph, journey):
            st.text(words, width=page.MEASURE)


def unset_departure(graph: TrainGraph, journey: Journey) -> str:
    """Say of which departure the hours count, when none is told from where the line begins."""
    if graph.time.title != DEPARTURE_TITLE or not journey.line.marks:
        return ""
    left = first_departure(journey)
    start = journey.line.marks[0][0]
    if left is not None and left.place == start:
        return ""
    where = (
        "its first report"
        if left is None or left.place is None
        else (f"its first reported departure, from {journey.gazetteer[left.place].name}")
    )
    return (
        f"{journey.title}: no report tells when it left {journey.gazetteer[start].name}; "
        f"its hours count from {where}."
    )


def show_tables(graph: TrainGraph, zone: str) -> None:
    """Show the same content as tables; a chosen row leads to its moment."""
    with st.expander("The same as a table"):
        st.caption("Choose a row to see its moment on the map.")
        for number, one in enumerate(graph.laid):
            if len(graph.laid) > 1:
                st.text(one.journey.title)
            rows = event_table(graph, number, zone)
            chosen = st.dataframe(
                rows,
                hide_index=True,
                on_select="rerun",
                selection_mode="single-row",
                key=f"graph-table-{number}-{st.session_state['graph-visits']}",
                column_order=TABLE,
                alt=f"The events of journey {number + 1} of the graph",
                column_config={"km": st.column_config.NumberColumn(format="%.0f")},
            )
            for row in cast("Any", chosen).selection.rows:
                moment = rows["moment"].iloc[row]
                point = {"journey": number, "moment": moment}
                follow([each.journey for each in graph.laid], point, graph.reading)
        st.text("Stations, in kilometres by the line")
        stations = graph.stations.sort_values("km")[["name", "km"]]
        st.dataframe(
            stations,
            hide_index=True,
            alt="The stations of the graph and their kilometres",
            column_config={"name": "Station", "km": st.column_config.NumberColumn(format="%.0f")},
        )


main()
