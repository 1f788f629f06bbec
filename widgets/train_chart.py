"""
The train graph as a chart: the tables of `journeymap.train_graph` in Altair.

Nothing from a table gets into the chart's specification: names, titles and what claims say are
data values, which Vega writes as text. A tooltip's columns are named here, as the tooltip would
make a heading of one called `title` and fetch one called `image`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

import altair as alt
import pandas as pd

from journeymap import train_words
from journeymap.palette import palette
from journeymap.train_graph import TrainGraph, labelled

HEIGHT = 560

# Marks that a reader can point at and click; each row of them has `journey` and `moment`.
SELECTIONS = ("stretch", "window", "estimate", "first", "publication")

_Channel = TypeVar("_Channel", alt.ColorValue, alt.StrokeValue)

_FONT = '"Source Sans", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif'
_NAME_LENGTH = 30
_TITLE_LENGTH = 90
# Narrower than this, in pixels, the plot is on a phone.
_NARROW = "width < 460"


@dataclass(frozen=True)
class _Drawing:
    """What every layer needs: the graph, colours, and the two scales."""

    graph: TrainGraph
    ink: Mapping[str, str]

    @property
    def pair(self) -> list[str]:
        """The colours of the two journeys."""
        return [self.ink["line"], self.ink["summit"]]

    @property
    def marks(self) -> list[str]:
        """The colours of their events: of one journey alone they need not tell which it is."""
        return self.pair if len(self.graph.laid) > 1 else [self.ink["ink"]] * 2

    @property
    def publications(self) -> list[str]:
        """The colours of their publications."""
        return self.pair if len(self.graph.laid) > 1 else [self.ink["summit"]] * 2

    def titled(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Add the title of the journey that each row is of, for tooltips."""
        titles = [_cut(each.journey.title, _TITLE_LENGTH) for each in self.graph.laid]
        return rows.assign(Journey=[titles[number] for number in rows["journey"]])

    def tooltip(self, columns: Sequence[str]) -> list[alt.Tooltip]:
        """Tell these columns, and of which journey where there are two."""
        shown = [*(["Journey"] if len(self.graph.laid) > 1 else []), *columns]
        return [alt.Tooltip(f"{column}:N", title=column) for column in shown]

    def x(self, field: str = "x") -> alt.X:
        """Place on the time axis, which draws nothing of its own."""
        domain = [0, self.graph.time.length]
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=domain, nice=False), axis=None)

    def y(self, field: str = "km") -> alt.Y:
        """Place on the distance axis: the start is above, as in printed timetables."""
        least, most = self.graph.km_range
        room = 0.02 * max(most - least, 1.0)
        scale = alt.Scale(domain=[most + room, least - room], nice=False, zero=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=None)


# Channels are made by their classes: Altair takes long to find out what a bare dict is meant to be.


def _fixed(channel: Any, value: Any) -> Any:
    """Put a channel at pixels or an expression."""
    return channel(value)


def _of_journey(channel: type[_Channel], colours: Sequence[str]) -> _Channel:
    """Colour by journey."""
    first = {"test": "datum.journey == 0", "value": colours[0]}
    return channel(colours[1], condition=first)


def _opacity(test: str, passed: float, failed: float) -> alt.OpacityValue:
    return alt.OpacityValue(failed, condition={"test": test, "value": passed})


def _dashed(test: str, dashes: Sequence[float]) -> alt.StrokeDashValue:
    return alt.StrokeDashValue([1, 0], condition={"test": test, "value": dashes})


def train_chart(
    graph: TrainGraph, *, zone: str, dark: bool, backdrop: TrainGraph | None = None
) -> alt.LayerChart:
    """
    Draw a graph; words are by the clock of `zone`.

    `backdrop` is the same journey as it happened, drawn faintly behind the one as it was known.
    """
    drawing = _Drawing(graph, palette(dark=dark))
    layers = [
        *_time_marks(drawing), *_station_marks(drawing), _stretches(drawing, zone),
        *_possible(drawing), *([_backdrop(drawing, backdrop)] if backdrop else []),
        *_line(drawing), *_events(drawing, zone), *_reports(drawing, zone), *_headings(drawing),
    ]  # fmt: skip
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


def _time_marks(drawing: _Drawing) -> list[alt.Chart]:
    """Draw days as bands with their names above, hours as hairlines with their times below."""
    time, ink = drawing.graph.time, drawing.ink
    span = f"({time.length})"
    roomy = f"datum.apart * width / {span} >= 44"
    marks = pd.DataFrame([asdict(mark) for mark in time.marks], columns=["x", "label", "apart"])
    periods = pd.DataFrame(
        [{**asdict(period), "i": i} for i, period in enumerate(time.periods)],
        columns=["x", "x2", "label", "short", "i"],
    )
    widest = max((period.x2 - period.x for period in time.periods), default=1.0)
    each = f"({widest} * width / {span})"
    every = f"ceil(50 / {each})"
    # Its own part of the axis, and those of the ones after it that go without a name.
    room = f"(datum.x2 - datum.x + ({every} - 1) * {widest}) * width / {span}"
    thinned = (
        f"datum.i % {every} == 0 && {room} > 44 && ({span} - datum.x) * width / {span} > 44"
    )
    full = f"{each} > 160 && (datum.x2 - datum.x) * width / {span} > 150"
    hours = alt.Chart(marks)
    days = alt.Chart(periods)
    return [
        days.transform_filter("datum.i % 2 == 1")
        .mark_rect(fill=ink["ink"], opacity=0.045, aria=False)
        .encode(x=drawing.x(), x2="x2:Q", y=_fixed(alt.YValue, 0), y2=_fixed(alt.Y2Value, HEIGHT)),
        hours.mark_rule(stroke=ink["rule"], strokeWidth=0.5, aria=False).encode(
            x=drawing.x(), y=_fixed(alt.YValue, 0), y2=_fixed(alt.Y2Value, HEIGHT + 5),
            opacity=_opacity(roomy, 1, 0),
        ),
        days.mark_rule(stroke=ink["faint"], strokeWidth=0.6, aria=False).encode(
            x=drawing.x(), y=_fixed(alt.YValue, alt.expr(f"{thinned} ? -16 : 0")),
            y2=_fixed(alt.Y2Value, HEIGHT + 5),
        ),
        hours.mark_text(baseline="top", fontSize=11, fill=ink["muted"], aria=False).encode(
            x=drawing.x(), y=_fixed(alt.YValue, HEIGHT + 8), text="label:N",
            opacity=_opacity(roomy, 1, 0),
        ),
        days.transform_calculate(name=f"{full} ? datum.label : datum.short")
        .mark_text(
            align="left", baseline="bottom", dx=4, fontSize=12, fontWeight=600, fill=ink["ink"],
            aria=False,
        ).encode(
            x=drawing.x(), y=_fixed(alt.YValue, -4), text="name:N",
            opacity=_opacity(thinned, 1, 0),
        ),
        *_breaks(drawing),
    ]  # fmt: skip


def _breaks(drawing: _Drawing) -> list[alt.Chart]:
    """Draw what the calendar leaves out as a gap, and say how long it is."""
    rows = [
        {**asdict(gap), "middle": (gap.x + gap.x2) / 2, "label": f"{gap.days:,} days left out"}
        for gap in drawing.graph.time.breaks
    ]
    if not rows:
        return []
    chart = alt.Chart(pd.DataFrame(rows))
    return [
        *(
            chart.mark_rule(
                stroke=drawing.ink["faint"], strokeWidth=0.6, strokeDash=[2, 2], aria=False
            ).encode(
                x=drawing.x(side), y=_fixed(alt.YValue, -16), y2=_fixed(alt.Y2Value, HEIGHT + 5)
            )
            for side in ("x", "x2")
        ),
        chart.mark_text(
            angle=270, fontSize=11, fontStyle="italic", fill=drawing.ink["muted"], aria=False
        ).encode(x=drawing.x("middle"), y=_fixed(alt.YValue, HEIGHT * 0.4), text="label:N"),
    ]


def _station_marks(drawing: _Drawing) -> list[alt.Chart]:
    """Draw stations as hairlines at their distances, with their names at the left."""
    graph, ink = drawing.graph, drawing.ink
    named = labelled(graph)
    shown = named.assign(
        name=[_cut(name, _NAME_LENGTH) for name in named["name"]],
        label=[
            f"{_cut(name, _NAME_LENGTH)}\u2002{km:,.0f}".replace("-", "−")
            for name, km in zip(named["name"], named["km"], strict=True)
        ],
        told=named["weight"] > 1,
    )
    # Two that are not laid together have their names at either side.
    apart = graph.shared is None and len(graph.laid) > 1
    rights = shown[shown["journey"] == 0] if apart else shown
    sides: list[tuple[pd.DataFrame, Literal["left", "right"], Any, str]] = [
        (rights, "right", _fixed(alt.XValue, -8), ink["line"] if apart else ink["ink"])
    ]
    if apart:
        beyond = _fixed(alt.XValue, alt.expr("width + 8"))
        sides.append((shown[shown["journey"] == 1], "left", beyond, ink["summit"]))
    layers = []
    for rows, align, x, colour in sides:
        chart = alt.Chart(rows)
        layers += [
            chart.mark_rule(stroke=ink["border"], strokeWidth=0.6, aria=False).encode(
                x=_fixed(alt.XValue, 0), x2=_fixed(alt.X2Value, "width"), y=drawing.y(),
                strokeDash=_dashed("datum.branch", [2, 3]),
                opacity=_opacity("datum.told", 1, 0.55),
            ),
            chart.transform_calculate(text=f"{_NARROW} ? datum.name : datum.label")
            .mark_text(
                align=align, baseline="middle", fill=colour, aria=False,
                fontSize=alt.expr(f"{_NARROW} ? 10.5 : 12"),
                limit=alt.expr(f"{_NARROW} ? 92 : 190"),
            ).encode(
                x=x, y=drawing.y(), text="text:N",
                opacity=_opacity("datum.told", 1, 0.7),
            ),
        ]  # fmt: skip
    return layers


def _stretches(drawing: _Drawing, zone: str) -> alt.Chart:
    """Let a reader point at any time: a column lights up, and tells where the train is then."""
    under: Any = alt.selection_point(
        name="under", on="pointerover", clear="pointerout", empty=False
    )
    lit = {"param": "under", "empty": False, "value": 0.12}
    chart: alt.Chart = (
        alt.Chart(drawing.titled(train_words.stretches(drawing.graph, zone)))
        .mark_rect(fill=drawing.ink["ink"], cursor="pointer", aria=False)
        .encode(
            x=drawing.x(), x2="x2:Q", y=_fixed(alt.YValue, 0), y2=_fixed(alt.Y2Value, HEIGHT),
            opacity=alt.OpacityValue(0, condition=lit),
            tooltip=drawing.tooltip(train_words.STRETCH_WORDS),
        )
        .add_params(under, _clickable("stretch")).properties(name="stretch-marks")
    )  # fmt: skip
    return chart


def _possible(drawing: _Drawing) -> list[alt.Chart]:
    return [
        alt.Chart(drawing.graph.band)
        .mark_area(opacity=0.2, clip=True, aria=False)
        .encode(
            x=drawing.x(), y=drawing.y("km_from"), y2="km_to:Q",
            color=_of_journey(alt.ColorValue, drawing.pair), detail=["journey:N", "part:N"],
        )
    ]  # fmt: skip


def _backdrop(drawing: _Drawing, backdrop: TrainGraph) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(backdrop.tracks)
        .transform_filter("!datum.held")
        .mark_line(stroke=drawing.ink["muted"], strokeWidth=1.2, strokeDash=[5, 3], clip=True,
                   aria=False)
        .encode(x=drawing.x(), y=drawing.y(), detail=["journey:N", "part:N"], order="moment:Q")
    )  # fmt: skip
    return chart


def _line(drawing: _Drawing) -> list[alt.Chart]:
    tracks = drawing.graph.tracks.reset_index(drop=True).reset_index(names="order")
    return [
        alt.Chart(tracks)
        .mark_line(strokeWidth=2.6, strokeJoin="round", clip=True, aria=False)
        .encode(
            x=drawing.x(), y=drawing.y(), color=_of_journey(alt.ColorValue, drawing.pair),
            detail=["journey:N", "part:N"], order="order:Q",
            strokeDash=_dashed("datum.held", [1, 4]),
        )
    ]  # fmt: skip


def _events(drawing: _Drawing, zone: str) -> list[alt.Chart]:
    """Draw each event's window as a bar on its station, and the estimate as a dot."""
    rows = drawing.titled(train_words.windows(drawing.graph, zone))
    chart = alt.Chart(rows)
    tooltip = drawing.tooltip(train_words.WINDOW_WORDS)
    # As known, when it happened is told only behind what was public of it.
    strength = 0.55 if drawing.graph.reading == "known" else 1
    return [
        chart.mark_rule(
            strokeWidth=6, strokeCap="round", opacity=0.4 * strength, cursor="pointer", clip=True,
            aria=False,
        )
        .encode(x=drawing.x(), x2="x2:Q", y=drawing.y(), tooltip=tooltip,
                color=_of_journey(alt.ColorValue, drawing.marks))
        .add_params(_clickable("window")).properties(name="window-marks"),
        chart.transform_filter("isValid(datum.at)")
        .mark_point(filled=True, size=62, strokeWidth=1.8, cursor="pointer", aria=False)
        .encode(
            x=drawing.x("at"), y=drawing.y(), tooltip=tooltip, opacity=alt.OpacityValue(strength),
            stroke=_of_journey(alt.StrokeValue, drawing.marks),
            fill=alt.FillValue(
                drawing.marks[1],
                condition=[
                    {"test": "datum.status != 'official'", "value": drawing.ink["paper"]},
                    {"test": "datum.journey == 0", "value": drawing.marks[0]},
                ],
            ),
        )
        .add_params(_clickable("estimate")).properties(name="estimate-marks"),
    ]  # fmt: skip


def _reports(drawing: _Drawing, zone: str) -> list[alt.Chart]:
    """Draw publications as strokes on the event's station; the first is tied to the event."""
    rows = drawing.titled(train_words.publications(drawing.graph, zone))
    tooltip = drawing.tooltip(train_words.PUBLICATION_WORDS)
    colour = _of_journey(alt.ColorValue, drawing.publications)
    first = alt.Chart(rows[rows["first"].astype(bool)])
    later = alt.Chart(rows[~rows["first"].astype(bool)])
    return [
        first.mark_rule(strokeWidth=1.4, strokeDash=[1.5, 3], aria=False).encode(
            x=drawing.x("event_x"), x2="x:Q", y=drawing.y(), color=colour
        ),
        later.mark_tick(
            orient="vertical", size=13, thickness=1.6, cursor="pointer", aria=False
        )
        .encode(
            x=drawing.x(), y=drawing.y(), color=colour, tooltip=tooltip,
            opacity=_opacity("datum.exact", 0.9, 0.5),
        )
        .add_params(_clickable("publication")).properties(name="publication-marks"),
        first.mark_point(
            shape="triangle-left", filled=True, size=74, cursor="pointer", opacity=1, aria=False
        )
        .encode(x=drawing.x(), y=drawing.y(), color=colour, tooltip=tooltip)
        .add_params(_clickable("first")).properties(name="first-marks"),
    ]  # fmt: skip


def _headings(drawing: _Drawing) -> list[alt.Chart]:
    """Write the titles above and what the hours are below, so that a copy can stand alone."""
    graph, ink = drawing.graph, drawing.ink
    count = len(graph.laid)
    dash = "━ " if count > 1 else ""
    titles = [dash + _cut(each.journey.title, _TITLE_LENGTH) for each in graph.laid]
    colours = drawing.pair if count > 1 else [ink["ink"]] * 2
    left = _fixed(alt.XValue, alt.expr(f"{_NARROW} ? -96 : 0"))
    above = [
        alt.Chart(pd.DataFrame({"text": [title]}))
        .mark_text(
            align="left", baseline="bottom", fontWeight=600, fill=colour, aria=False,
            fontSize=alt.expr(f"{_NARROW} ? 13.5 : 15"),
            limit=alt.expr(f"width + ({_NARROW} ? 96 : 0)"),
        )
        .encode(x=left, y=_fixed(alt.YValue, -28 - 20 * (count - 1 - number)), text="text:N")
        for number, (title, colour) in enumerate(zip(titles, colours, strict=False))
    ]  # fmt: skip
    years = [
        {"x": stretch.x, "text": stretch.years, "line": HEIGHT + 26}
        for stretch in graph.time.stretches
    ]
    below = [*years, {"x": 0.0, "text": graph.time.title, "line": HEIGHT + (42 if years else 26)}]
    return [
        *above,
        *(
            alt.Chart(pd.DataFrame([row]))
            .mark_text(align="left", baseline="top", fontSize=12, fill=ink["muted"], aria=False)
            .encode(x=drawing.x(), y=_fixed(alt.YValue, row["line"]), text="text:N")
            for row in below
        ),
    ]


def _clickable(name: str) -> Any:
    return alt.selection_point(name=name, fields=["journey", "moment"], on="click", clear=False)


def _cut(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
