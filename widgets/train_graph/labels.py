"""Labels that stand on the graph beside what they name, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import numpy as np
import pandas as pd

from journeymap.analysis.train_graph.news import furthest_behind
from journeymap.analysis.train_graph.tables import TrainGraph
from journeymap.phrases import train_graph_labels as words
from widgets.train_graph.drawing import HEIGHT, NARROW, Drawing, cut

# Widths of the plot, pixels, for which places are found, and which screens have them.
_WIDTHS = {NARROW: 215.0, f"!({NARROW}) && width < 900": 480.0, "width >= 900": 980.0}
_SIZE = 12
_CHARACTER = 6.3
# Between a label and what it names, pixels, and around it.
_GAP, _ROOM = 9.0, 3.0
_LONGEST = 34

Align = Literal["left", "right", "center"]
Side = tuple[Align, float]
Box = tuple[float, float, float, float]

# Where a label stands beside a point: how it is aligned, and by how many pixels lower.
_BESIDE: tuple[Side, ...] = (
    ("left", 0.0),
    ("right", 0.0),
    ("left", -12.0),
    ("right", 12.0),
    ("left", 12.0),
    ("right", -12.0),
)
_BELOW: tuple[Side, ...] = (("right", 15.0), ("center", 15.0), ("right", -15.0), ("center", -15.0))
_ON: tuple[Side, ...] = (("center", 0.0),)
_AFTER: tuple[Side, ...] = (("left", 0.0),)


@dataclass(frozen=True)
class _Wanted:
    """
    A label: its text, also in brief, its colour, and the points (x, km) of what it names.

    The best points are first. One that is `on` something lies in the band as a whole.
    """

    texts: tuple[str, str]
    colour: str
    points: np.ndarray
    sides: tuple[Side, ...] = _BESIDE

    @property
    def on(self) -> bool:
        """Whether it lies on what it names."""
        return self.sides is _ON


def labels(drawing: Drawing, backdrop: TrainGraph | None) -> list[alt.Chart]:
    """Draw the labels that find a place on a narrow plot, and those that do on a wider one."""
    wanted = list(_wanted(drawing, backdrop))
    # With the names of stations on both sides, a phone's plot has no room for more.
    apart = drawing.graph.shared is None and len(drawing.graph.journeys) > 1
    rows = [
        (shown, each.colour, side, {"x": x, "km": km, "text": text})
        for shown, width in _WIDTHS.items()
        if not (apart and shown == NARROW)
        for each, text, x, km, side in _placed(drawing.graph, wanted, width)
    ]
    layers: list[alt.Chart] = []
    for kind in dict.fromkeys(row[:3] for row in rows):
        shown, colour, (align, lower) = kind
        layers.append(
            alt.Chart(pd.DataFrame([row[3] for row in rows if row[:3] == kind]))
            # Empty where it is not shown: a hidden text would still take room.
            .transform_calculate(shown=f"({shown}) ? datum.text : ''")
            .mark_text(
                align=align,
                baseline="middle",
                dx=_aside(align),
                dy=lower,
                fontSize=_SIZE,
                fontWeight=600,
                fill=colour,
                aria=False,
            )
            .encode(x=drawing.x(), y=drawing.y(), text="shown:N")
            .properties(name=f"labels-{len(layers)}")
        )
    return layers


def _aside(align: Align) -> float:
    """Return by how many pixels a label is to the right of its point."""
    return {"left": _GAP, "right": -_GAP, "center": 0.0}[align]


def _wanted(drawing: Drawing, backdrop: TrainGraph | None) -> Iterator[_Wanted]:
    graph, ink = drawing.graph, drawing.ink
    titles = words.apart([one.journey.title for one in graph.journeys])
    known = graph.reading == "known"
    for number, _ in enumerate(graph.journeys):
        line = words.KNOWN if known else words.HAPPENED
        title = cut(titles[number], _LONGEST)
        texts = line if len(graph.journeys) == 1 else (title, title)
        yield _Wanted(texts, drawing.pair[number], _along(graph, number))
    if backdrop is not None:
        yield _Wanted(words.HAPPENED, ink["muted"], _along(backdrop, 0))
    late = furthest_behind(graph.journeys[0].journey)
    if late is not None and len(graph.journeys) == 1:
        news = graph.publications
        news = news[news["first"].astype(bool) & (news["event"] == late.event.id)]
        yield _Wanted(
            words.news_later(late),
            drawing.publications[0],
            news[["x", "km"]].to_numpy("float64"),
            _BELOW,
        )
    yield _Wanted(words.POSSIBLE, drawing.pair[0], _inside(graph), _ON)
    yield _Wanted(words.POSSIBLE_THERE, drawing.pair[0], _edge(graph), _AFTER)


def _along(graph: TrainGraph, number: int) -> np.ndarray:
    """Points along a journey's line, from the middle of its longest stretch: (n, 2), x and km."""
    tracks = graph.tracks
    own = tracks[(tracks["journey"] == number) & ~tracks["held"].astype(bool)]
    corners = own[["x", "km"]].to_numpy("float64")
    points = _sampled(corners, 60)
    if len(corners) < 2:
        return points
    scale = np.maximum(np.ptp(corners, axis=0), 1e-9)
    longest = int(np.argmax(np.hypot(*(np.diff(corners, axis=0) / scale).T)))
    middle = corners[longest : longest + 2].mean(axis=0)
    away = np.hypot(*((points - middle) / scale).T)
    return points[np.argsort(away, kind="stable")]


def _inside(graph: TrainGraph) -> np.ndarray:
    """Points in the middle of the band, where it is widest first: (n, 2) of x and km."""
    band = _widest(graph)
    if band.empty:
        return np.empty((0, 2))
    x, low, high = (band[name].to_numpy("float64") for name in ("x", "km_from", "km_to"))
    at = np.linspace(x[0], x[-1], 80)
    lows, highs = np.interp(at, x, low), np.interp(at, x, high)
    order = np.argsort(lows - highs, kind="stable")
    points = [
        (at[i], lows[i] + share * (highs[i] - lows[i]))
        for i in order[:30]
        for share in (0.5, 0.3, 0.7)
    ]
    return np.array(points)


def _edge(graph: TrainGraph) -> np.ndarray:
    """Points on the later edge of the band, those in its middle first: (n, 2) of x and km."""
    points = _sampled(_widest(graph)[["x", "km_from"]].to_numpy("float64"), 60)
    order = np.argsort(np.abs(np.arange(len(points)) - len(points) / 2), kind="stable")
    return points[order]


def _widest(graph: TrainGraph) -> pd.DataFrame:
    """Return the piece of the first journey's band that covers most of the graph."""
    band = graph.band[graph.band["journey"] == 0]
    pieces = [piece for _, piece in band.groupby("part")]

    def area(piece: pd.DataFrame) -> float:
        return float(np.trapezoid(piece["km_to"] - piece["km_from"], piece["x"]))

    return max(pieces, key=area, default=band)


def _sampled(points: np.ndarray, count: int) -> np.ndarray:
    """Return points at even distances along a line, as its numbers run: (count, 2)."""
    if len(points) < 2:
        return points
    scale = np.maximum(np.ptp(points, axis=0), 1e-9)
    steps = np.hypot(*(np.diff(points, axis=0) / scale).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0, along[-1], count)
    return np.column_stack([np.interp(at, along, points[:, i]) for i in (0, 1)])


def _placed(
    graph: TrainGraph, wanted: Sequence[_Wanted], width: float
) -> Iterator[tuple[_Wanted, str, float, float, Side]]:
    """Yield the labels that fit, with the text, the point that each is beside, and the side."""
    low, high = graph.km_range
    scale = np.array([width / max(graph.time.length, 1e-9), HEIGHT / max(high - low, 1e-9)])
    origin = np.array([0.0, low])

    def pixels(points: Any) -> np.ndarray:
        moved: np.ndarray = (np.asarray(points, dtype="float64") - origin) * scale
        return moved

    lines = [_sampled(own[["x", "km"]].to_numpy("float64"), 300) for _, own in _lines(graph)]
    marks = graph.publications[["x", "km"]].to_numpy("float64")
    spots = graph.windows.dropna(subset=["at"])[["at", "km"]].to_numpy("float64")
    gaps = [
        np.array(
            [(x, km) for km in np.linspace(low, high, 60) for x in np.linspace(gap.x, gap.x2, 5)]
        )
        for gap in graph.time.breaks
    ]
    taken = pixels(np.concatenate([*lines, marks, spots, *gaps, np.empty((0, 2))]))
    band = _widest(graph)
    edges = [pixels(band[["x", end]].to_numpy("float64")) for end in ("km_from", "km_to")]
    boxes: list[Box] = []
    on_band = False
    for each in wanted:
        # Beside the band only where there was no room on it.
        if each.texts == words.POSSIBLE_THERE and on_band:
            continue
        for text in dict.fromkeys(each.texts):
            inside = edges if each.on else []
            found = _room_for(
                text, each.sides, pixels(each.points), _Plot(taken, boxes, width, inside)
            )
            if found is not None:
                index, side, box = found
                boxes.append(box)
                on_band = on_band or each.on
                yield each, text, *each.points[index].tolist(), side
                break


@dataclass(frozen=True)
class _Plot:
    """What is there already, in pixels: points, boxes of labels, and edges to stay within."""

    taken: np.ndarray
    boxes: Sequence[Box]
    width: float
    within: Sequence[np.ndarray]

    def has_room(self, box: Box) -> bool:
        """Whether a box lies on nothing that is there."""
        left, top, right, bottom = box
        if left < 0 or right > self.width or top < 0 or bottom > HEIGHT:
            return False
        x, y = self.taken.T
        covered = (x > left) & (x < right) & (y > top) & (y < bottom)
        if covered.any() or any(_meet(box, other) for other in self.boxes):
            return False
        if not self.within:
            return True
        if left < self.within[0][0, 0] or right > self.within[0][-1, 0]:
            return False
        at = np.array([left, (left + right) / 2, right])
        above, below = (np.interp(at, edge[:, 0], edge[:, 1]) for edge in self.within)
        return bool((above < top).all() and (below > bottom).all())


def _lines(graph: TrainGraph) -> Iterator[tuple[Any, pd.DataFrame]]:
    yield from graph.tracks.groupby(["journey", "part"])


def _room_for(
    text: str, sides: Sequence[Side], points: np.ndarray, plot: _Plot
) -> tuple[int, Side, Box] | None:
    """Return the first point beside which a text lies on nothing, the side, and its box."""
    long = len(text) * _CHARACTER
    half = _SIZE / 2 + _ROOM
    starts = {"left": 0.0, "right": -long, "center": -long / 2}
    for index, (x, y) in enumerate(points.tolist()):
        for align, lower in sides:
            left, middle = x + _aside(align) + starts[align], y + lower
            box = (left - _ROOM, middle - half, left + long + _ROOM, middle + half)
            if plot.has_room(box):
                return index, (align, lower), box
    return None


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]
