"""The axes of the train graph's chart: days and hours, stations, and the words around them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

import altair as alt
import pandas as pd

from journeymap.analysis.train_graph.tables import labelled
from journeymap.phrases.train_graph_axes import left_out, period_names, tick_label, time_title
from widgets.train_graph.drawing import (
    HEIGHT,
    NARROW,
    TITLE_LENGTH,
    Drawing,
    cut,
    dashed,
    fixed,
    opacity,
)

_NAME_LENGTH = 30


def time_marks(drawing: Drawing) -> list[alt.Chart]:
    """Draw days as bands with their names above, hours as hairlines with their times below."""
    time, ink = drawing.graph.time, drawing.ink
    span = f"({time.length})"
    # Hours that are counted are longer words than those of a day: "+120 h".
    roomy = f"datum.apart * width / {span} >= {52 if time.unit is None else 44}"
    ticks = pd.DataFrame(
        [(tick.x, tick_label(time, tick), tick.apart) for tick in time.ticks],
        columns=["x", "label", "apart"],
    )
    periods = pd.DataFrame(
        [(each.x, each.x2, *period_names(time, each), i) for i, each in enumerate(time.periods)],
        columns=["x", "x2", "label", "short", "i"],
    )
    widest = max((period.x2 - period.x for period in time.periods), default=1.0)
    each = f"({widest} * width / {span})"
    every = f"ceil(50 / {each})"
    # The width of its day and of the following days that have no name.
    room = f"(datum.x2 - datum.x + ({every} - 1) * {widest}) * width / {span}"
    thinned = f"datum.i % {every} == 0 && {room} > 44 && ({span} - datum.x) * width / {span} > 44"
    full = f"{each} > 160 && (datum.x2 - datum.x) * width / {span} > 150"
    hours = alt.Chart(ticks)
    days = alt.Chart(periods)
    return [
        days.transform_filter("datum.i % 2 == 1")
        .mark_rect(fill=ink["ink"], opacity=0.045, aria=False)
        .encode(x=drawing.x(), x2="x2:Q", y=fixed(alt.YValue, 0), y2=fixed(alt.Y2Value, HEIGHT)),
        hours.mark_rule(stroke=ink["rule"], strokeWidth=0.5, aria=False).encode(
            x=drawing.x(),
            y=fixed(alt.YValue, 0),
            y2=fixed(alt.Y2Value, HEIGHT + 5),
            opacity=opacity(roomy, 1, 0),
        ),
        days.mark_rule(stroke=ink["faint"], strokeWidth=0.6, aria=False).encode(
            x=drawing.x(),
            y=fixed(alt.YValue, alt.expr(f"{thinned} ? -16 : 0")),
            y2=fixed(alt.Y2Value, HEIGHT + 5),
        ),
        hours.mark_text(baseline="top", fontSize=11, fill=ink["muted"], aria=False).encode(
            x=drawing.x(),
            y=fixed(alt.YValue, HEIGHT + 8),
            text="label:N",
            opacity=opacity(roomy, 1, 0),
        ),
        days.transform_calculate(name=f"{full} ? datum.label : datum.short")
        .mark_text(
            align="left",
            baseline="bottom",
            dx=4,
            fontSize=12,
            fontWeight=600,
            fill=ink["ink"],
            aria=False,
        )
        .encode(
            x=drawing.x(),
            y=fixed(alt.YValue, -4),
            text="name:N",
            opacity=opacity(thinned, 1, 0),
        ),
        *_breaks(drawing),
    ]


def _breaks(drawing: Drawing) -> list[alt.Chart]:
    """Draw what the calendar leaves out as a gap, with its length."""
    rows = [
        {**asdict(gap), "middle": (gap.x + gap.x2) / 2, "label": left_out(gap)}
        for gap in drawing.graph.time.breaks
    ]
    if not rows:
        return []
    chart = alt.Chart(pd.DataFrame(rows))
    return [
        *(
            chart.mark_rule(
                stroke=drawing.ink["faint"], strokeWidth=0.6, strokeDash=[2, 2], aria=False
            ).encode(x=drawing.x(side), y=fixed(alt.YValue, -16), y2=fixed(alt.Y2Value, HEIGHT + 5))
            for side in ("x", "x2")
        ),
        chart.mark_text(
            angle=270, fontSize=11, fontStyle="italic", fill=drawing.ink["muted"], aria=False
        ).encode(x=drawing.x("middle"), y=fixed(alt.YValue, HEIGHT * 0.4), text="label:N"),
    ]


def station_marks(drawing: Drawing) -> list[alt.Chart]:
    """Draw stations as hairlines at their distances, with their names at the left."""
    graph, ink = drawing.graph, drawing.ink
    named = labelled(graph)
    shown = named.assign(
        name=[cut(name, _NAME_LENGTH) for name in named["name"]],
        label=[
            f"{cut(name, _NAME_LENGTH)}\u2002{km:,.0f}".replace("-", "−")
            for name, km in zip(named["name"], named["km"], strict=True)
        ],
        reported=named["weight"] > 1,
    )
    # Two journeys with separate distances have their station names on both sides.
    apart = graph.shared is None and len(graph.journeys) > 1
    rights = shown[shown["journey"] == 0] if apart else shown
    sides: list[tuple[pd.DataFrame, Literal["left", "right"], Any, str]] = [
        (rights, "right", fixed(alt.XValue, -8), ink["line"] if apart else ink["ink"])
    ]
    if apart:
        beyond = fixed(alt.XValue, alt.expr("width + 8"))
        sides.append((shown[shown["journey"] == 1], "left", beyond, ink["summit"]))
    layers = []
    for rows, align, x, colour in sides:
        chart = alt.Chart(rows)
        layers += [
            chart.mark_rule(stroke=ink["border"], strokeWidth=0.6, aria=False).encode(
                x=fixed(alt.XValue, 0),
                x2=fixed(alt.X2Value, "width"),
                y=drawing.y(),
                strokeDash=dashed("datum.branch", [2, 3]),
                opacity=opacity("datum.reported", 1, 0.55),
            ),
            chart.transform_calculate(text=f"{NARROW} ? datum.name : datum.label")
            .mark_text(
                align=align,
                baseline="middle",
                fill=colour,
                aria=False,
                fontSize=alt.expr(f"{NARROW} ? 10.5 : 12"),
                limit=alt.expr(f"{NARROW} ? 92 : 190"),
            )
            .encode(
                x=x,
                y=drawing.y(),
                text="text:N",
                opacity=opacity("datum.reported", 1, 0.7),
            ),
        ]
    return layers


def headings(drawing: Drawing) -> list[alt.Chart]:
    """Write the titles above and the meaning of the hours below, so that a copy explains itself."""
    graph, ink = drawing.graph, drawing.ink
    count = len(graph.journeys)
    dash = "━ " if count > 1 else ""
    titles = [dash + cut(each.journey.title, TITLE_LENGTH) for each in graph.journeys]
    colours = drawing.pair if count > 1 else [ink["ink"]] * 2
    left = fixed(alt.XValue, alt.expr(f"{NARROW} ? -96 : 0"))
    above = [
        alt.Chart(pd.DataFrame({"text": [title]}))
        .mark_text(
            align="left",
            baseline="bottom",
            fontWeight=600,
            fill=colour,
            aria=False,
            fontSize=alt.expr(f"{NARROW} ? 13.5 : 15"),
            limit=alt.expr(f"width + ({NARROW} ? 96 : 0)"),
        )
        .encode(x=left, y=fixed(alt.YValue, -28 - 20 * (count - 1 - number)), text="text:N")
        for number, (title, colour) in enumerate(zip(titles, colours, strict=False))
    ]
    years = [
        {"x": stretch.x, "text": stretch.years, "line": HEIGHT + 26}
        for stretch in graph.time.stretches
    ]
    below = [*years, {"x": 0.0, "text": time_title(graph), "line": HEIGHT + (42 if years else 26)}]
    return [
        *above,
        *(
            alt.Chart(pd.DataFrame([row]))
            .mark_text(align="left", baseline="top", fontSize=12, fill=ink["muted"], aria=False)
            .encode(x=drawing.x(), y=fixed(alt.YValue, row["line"]), text="text:N")
            for row in below
        ),
    ]
