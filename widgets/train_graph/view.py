"""The graph of one journey or two, the same content as a table, and the links to the map."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journeymap.analysis.train_graph.tables import Reading, TrainGraph, train_graph
from journeymap.dates import iso
from journeymap.journeys.journey import Journey
from journeymap.phrases.train_graph import TABLE, event_table
from journeymap.phrases.train_graph_news import first_sentence
from widgets.train_graph.chart import SELECTIONS, train_chart
from widgets.train_graph.choices import choose_axes, last_reading
from widgets.train_graph.colours import style
from widgets.train_graph.explanation import description, explain
from widgets.train_graph.key import key


@dataclass(frozen=True)
class Point:
    """What a reader clicked: the number of a journey in the graph and a moment, epoch seconds."""

    journey: int
    moment: float


@dataclass(frozen=True)
class Places:
    """Where a sentence goes that says what the graph shows, and what can be chosen for it."""

    above: DeltaGenerator
    row: DeltaGenerator
    more: DeltaGenerator


def show(journeys: Sequence[Journey], places: Places) -> None:
    """Draw the graph of one journey or two."""
    # After a click the reader comes back to a chart on which nothing is clicked yet.
    visits = st.session_state.setdefault("graph-visits", 0)
    charted = f"graph-chart-{visits}"
    # Before anything is worked out: a reader who leaves needs no graph.
    for point in _clicked(st.session_state.get(charted)):
        _open_map(journeys, point, last_reading())
    with places.row:
        axes = choose_axes(journeys, places.more)

    def graph_of(reading: Reading) -> TrainGraph:
        return train_graph(
            journeys, reading, clock=axes.clock, zone=axes.zone, coincide=axes.coincide
        )

    graph, backdrop = graph_of(axes.reading), None
    if sentence := first_sentence(graph):
        places.above.text(sentence)
    if axes.reading == "known" and len(journeys) == 1:
        backdrop = graph_of("happened")
    dark = st.context.theme.type == "dark"
    st.html(style(dark=dark))
    st.altair_chart(
        train_chart(graph, zone=axes.zone, backdrop=backdrop),
        theme=None,
        width="stretch",
        key=charted,
        on_select="rerun",
        selection_mode=SELECTIONS,
        alt=description(graph),
    )
    st.html(key(graph))
    explain(graph)
    _show_tables(graph, axes.zone)


def _clicked(state: Any) -> Iterator[Point]:
    """Return the points that a chart's state has as clicked; a browser can send anything."""
    selection = state.selection if state else {}
    for name in SELECTIONS:
        for point in selection.get(name) or []:
            number, moment = point.get("journey"), point.get("moment")
            if isinstance(number, int) and isinstance(moment, int | float):
                yield Point(number, float(moment))


def _open_map(journeys: Sequence[Journey], point: Point, reading: Reading) -> None:
    """Go to the Journey page, in the same reading, at the moment of what was clicked."""
    if not 0 <= point.journey < len(journeys) or not math.isfinite(point.moment):
        return
    journey = journeys[point.journey]
    inside = min(max(point.moment, journey.span[0]), journey.span[1])
    st.session_state["graph-visits"] += 1
    st.switch_page(
        "pages/journey.py",
        query_params={
            "journey": journey.id,
            "t": iso(round(inside / 60) * 60, seconds=False),
            **({"reading": "known"} if reading == "known" else {}),
        },
    )


def _show_tables(graph: TrainGraph, zone: str) -> None:
    """Show the same content as tables; a chosen row leads to its moment."""
    with st.expander("The same as a table"):
        st.caption("Choose a row to see its moment on the map.")
        for number, one in enumerate(graph.journeys):
            if len(graph.journeys) > 1:
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
                point = Point(number, float(rows["moment"].iloc[row]))
                _open_map([each.journey for each in graph.journeys], point, graph.reading)
        st.text("Stations, in kilometres by the line")
        stations = graph.stations.sort_values("km")[["name", "km"]]
        st.dataframe(
            stations,
            hide_index=True,
            alt="The stations of the graph and their kilometres",
            column_config={"name": "Station", "km": st.column_config.NumberColumn(format="%.0f")},
        )
