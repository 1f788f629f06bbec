"""
The train graph as a chart: the tables of `journeymap.analysis.train_graph.tables` in Altair.

Nothing from a table gets into the chart's specification: names, titles and what claims say are
data values, which Vega writes as text. A tooltip's columns are named here, as the tooltip would
make a heading of one called `title` and fetch one called `image`.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.phrases import train_graph as phrases
from widgets.train_graph.axes import headings, station_marks, time_marks
from widgets.train_graph.colours import INK
from widgets.train_graph.drawing import HEIGHT, Drawing, dashed, fixed, of_journey, opacity
from widgets.train_graph.labels import labels

# Marks that a reader can point at and click; each row of them has `journey` and `moment`.
SELECTIONS = ("stretch", "window", "estimate", "first", "publication")

_FONT = '"Source Sans", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif'


def train_chart(
    graph: TrainGraph, *, zone: str, backdrop: TrainGraph | None = None
) -> alt.LayerChart:
    """
    Draw a graph; words are by the clock of `zone`.

    `backdrop` is the same journey as it happened, drawn faintly behind the one as it was known.
    """
    drawing = Drawing(graph, INK)
    layers = [
        *time_marks(drawing),
        *station_marks(drawing),
        _stretches(drawing, zone),
        *_possible(drawing),
        *([_backdrop(drawing, backdrop)] if backdrop else []),
        *_line(drawing),
        *_events(drawing, zone),
        *_reports(drawing, zone),
        *labels(drawing, backdrop),
        *headings(drawing),
    ]
    chart: alt.LayerChart = (
        alt.LayerChart(layer=layers)
        .properties(
            height=HEIGHT,
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            padding={"left": 0, "right": 8, "top": 4, "bottom": 4},
        )
        .configure(font=_FONT, background="transparent")
        .configure_view(strokeWidth=0)
    )
    return chart


def _stretches(drawing: Drawing, zone: str) -> alt.Chart:
    """Let a reader point at any time: a column lights up; its tooltip says where the train is."""
    under: Any = alt.selection_point(
        name="under", on="pointerover", clear="pointerout", empty=False
    )
    lit = {"param": "under", "empty": False, "value": 0.12}
    chart: alt.Chart = (
        alt.Chart(drawing.titled(phrases.stretches(drawing.graph, zone)))
        .mark_rect(fill=drawing.ink["ink"], cursor="pointer", aria=False)
        .encode(
            x=drawing.x(),
            x2="x2:Q",
            y=fixed(alt.YValue, 0),
            y2=fixed(alt.Y2Value, HEIGHT),
            opacity=alt.OpacityValue(0, condition=lit),
            tooltip=drawing.tooltip(phrases.STRETCH_WORDS),
        )
        .add_params(under, _clickable("stretch"))
        .properties(name="stretch-marks")
    )
    return chart


def _possible(drawing: Drawing) -> list[alt.Chart]:
    return [
        alt.Chart(drawing.graph.band)
        .mark_area(opacity=0.2, clip=True, aria=False)
        .encode(
            x=drawing.x(),
            y=drawing.y("km_from"),
            y2="km_to:Q",
            color=of_journey(alt.ColorValue, drawing.pair),
            detail=["journey:N", "part:N"],
        )
    ]


def _backdrop(drawing: Drawing, backdrop: TrainGraph) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(backdrop.tracks)
        .transform_filter("!datum.held")
        .mark_line(
            stroke=drawing.ink["muted"], strokeWidth=1.2, strokeDash=[5, 3], clip=True, aria=False
        )
        .encode(x=drawing.x(), y=drawing.y(), detail=["journey:N", "part:N"], order="moment:Q")
    )
    return chart


def _line(drawing: Drawing) -> list[alt.Chart]:
    tracks = drawing.graph.tracks.reset_index(drop=True).reset_index(names="order")
    return [
        alt.Chart(tracks)
        .mark_line(strokeWidth=2.6, strokeJoin="round", clip=True, aria=False)
        .encode(
            x=drawing.x(),
            y=drawing.y(),
            color=of_journey(alt.ColorValue, drawing.pair),
            detail=["journey:N", "part:N"],
            order="order:Q",
            strokeDash=dashed("datum.held", [1, 4]),
        )
    ]


def _events(drawing: Drawing, zone: str) -> list[alt.Chart]:
    """Draw each event's window as a bar on its station, and the estimate as a dot."""
    rows = drawing.titled(phrases.windows(drawing.graph, zone))
    chart = alt.Chart(rows)
    tooltip = drawing.tooltip(phrases.WINDOW_WORDS)
    # As it was known, the windows stand in the background, behind the publications.
    strength = 0.55 if drawing.graph.reading == "known" else 1
    return [
        chart.mark_rule(
            strokeWidth=6,
            strokeCap="round",
            opacity=0.4 * strength,
            cursor="pointer",
            clip=True,
            aria=False,
        )
        .encode(
            x=drawing.x(),
            x2="x2:Q",
            y=drawing.y(),
            tooltip=tooltip,
            color=of_journey(alt.ColorValue, drawing.marks),
        )
        .add_params(_clickable("window"))
        .properties(name="window-marks"),
        chart.transform_filter("isValid(datum.at)")
        .mark_point(filled=True, size=62, strokeWidth=1.8, cursor="pointer", aria=False)
        .encode(
            x=drawing.x("at"),
            y=drawing.y(),
            tooltip=tooltip,
            opacity=alt.OpacityValue(strength),
            stroke=of_journey(alt.StrokeValue, drawing.marks),
            fill=alt.FillValue(
                drawing.marks[1],
                condition=[
                    {"test": "datum.status != 'official'", "value": drawing.ink["paper"]},
                    {"test": "datum.journey == 0", "value": drawing.marks[0]},
                ],
            ),
        )
        .add_params(_clickable("estimate"))
        .properties(name="estimate-marks"),
    ]


def _reports(drawing: Drawing, zone: str) -> list[alt.Chart]:
    """Draw publications as strokes on the event's station; the first is tied to the event."""
    rows = drawing.titled(phrases.publications(drawing.graph, zone))
    tooltip = drawing.tooltip(phrases.PUBLICATION_WORDS)
    colour = of_journey(alt.ColorValue, drawing.publications)
    first = alt.Chart(rows[rows["first"].astype(bool)])
    later = alt.Chart(rows[~rows["first"].astype(bool)])
    return [
        first.mark_rule(strokeWidth=1.4, strokeDash=[1.5, 3], aria=False).encode(
            x=drawing.x("event_x"), x2="x:Q", y=drawing.y(), color=colour
        ),
        later.mark_tick(orient="vertical", size=13, thickness=1.6, cursor="pointer", aria=False)
        .encode(
            x=drawing.x(),
            y=drawing.y(),
            color=colour,
            tooltip=tooltip,
            opacity=opacity("datum.exact", 0.9, 0.5),
        )
        .add_params(_clickable("publication"))
        .properties(name="publication-marks"),
        first.mark_point(
            shape="triangle-left", filled=True, size=74, cursor="pointer", opacity=1, aria=False
        )
        .encode(x=drawing.x(), y=drawing.y(), color=colour, tooltip=tooltip)
        .add_params(_clickable("first"))
        .properties(name="first-marks"),
    ]


def _clickable(name: str) -> Any:
    return alt.selection_point(name=name, fields=["journey", "moment"], on="click", clear=False)
