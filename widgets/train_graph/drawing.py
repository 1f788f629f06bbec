"""What the parts of the train graph's chart share: its two scales, its colours, its channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import altair as alt
import pandas as pd

from journeymap.analysis.train_graph.tables import TrainGraph

# Pixels: with what stands above and below it, a phone's first screen has it whole.
HEIGHT = 420

# Narrower than this, in pixels, the plot is on a phone.
NARROW = "width < 460"

TITLE_LENGTH = 90

_Channel = TypeVar("_Channel", alt.ColorValue, alt.StrokeValue)


@dataclass(frozen=True)
class Drawing:
    """What every layer needs: the graph, colours, and the two scales."""

    graph: TrainGraph
    ink: Mapping[str, str]

    @property
    def pair(self) -> list[str]:
        """The colours of the two journeys."""
        return [self.ink["line"], self.ink["summit"]]

    @property
    def marks(self) -> list[str]:
        """The colours of their events: neutral where there is one journey alone."""
        return self.pair if len(self.graph.journeys) > 1 else [self.ink["ink"]] * 2

    @property
    def publications(self) -> list[str]:
        """The colours of their publications."""
        return self.pair if len(self.graph.journeys) > 1 else [self.ink["summit"]] * 2

    def titled(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Add the title of the journey that each row is of, for tooltips."""
        titles = [cut(each.journey.title, TITLE_LENGTH) for each in self.graph.journeys]
        return rows.assign(Journey=[titles[number] for number in rows["journey"]])

    def tooltip(self, columns: Sequence[str]) -> list[alt.Tooltip]:
        """Show these columns, and the title of the journey where there are two."""
        shown = [*(["Journey"] if len(self.graph.journeys) > 1 else []), *columns]
        return [alt.Tooltip(f"{column}:N", title=column) for column in shown]

    def x(self, field: str = "x") -> alt.X:
        """Place on the time axis, which draws nothing of its own."""
        domain = [0, self.graph.time.length]
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=domain, nice=False), axis=None)

    def y(self, field: str = "km") -> alt.Y:
        """Place on the distance axis: the start is above, as in printed timetables."""
        low, high = self.graph.km_range
        room = 0.02 * max(high - low, 1.0)
        scale = alt.Scale(domain=[high + room, low - room], nice=False, zero=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=None)


# Channels are made by their classes: Altair takes long to recognise a plain dict.


def fixed(channel: Any, value: Any) -> Any:
    """Put a channel at pixels or an expression."""
    return channel(value)


def of_journey(channel: type[_Channel], colours: Sequence[str]) -> _Channel:
    """Colour by journey."""
    first = {"test": "datum.journey == 0", "value": colours[0]}
    return channel(colours[1], condition=first)


def opacity(test: str, passed: float, failed: float) -> alt.OpacityValue:
    """Choose the opacity by a test of the row."""
    return alt.OpacityValue(failed, condition={"test": test, "value": passed})


def dashed(test: str, dashes: Sequence[float]) -> alt.StrokeDashValue:
    """Draw dashed where a row passes the test."""
    return alt.StrokeDashValue([1, 0], condition={"test": test, "value": dashes})


def cut(text: str, length: int) -> str:
    """Return a text on one line, cut to `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
