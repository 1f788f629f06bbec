"""
A journey as a picture: the map at a moment, with title, caption and credits, in PNG.

It is drawn from the same line, tracks and base map as the map on the page, with Pillow. Names in
scripts that the font lacks are left out rather than shown as boxes.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

import numpy as np
from PIL import Image

from journeymap.claims.columns import Kind, Status
from journeymap.claims.gazetteer import Place
from journeymap.exports.document import attribution_of
from journeymap.exports.png.canvas import (
    Canvas,
    Mercator,
    Room,
    Text,
    draw_base,
    readable,
    wrapped_lines,
)
from journeymap.frontend.files import files
from journeymap.journeys.journey import Journey
from journeymap.journeys.library import Library
from journeymap.lines.line import LegStatus
from journeymap.phrases.captions import caption_at
from journeymap.phrases.estimates import notes_of
from journeymap.phrases.places import NARROW_KM

# The size of a card (ogp.me names none; networks show 1.91 to 1), and what can be asked for.
WIDTH, HEIGHT = 1200, 630
MIN, MAX = 320, 2400
_MAX_LABELS = 9
_RANGE_ALPHA = 70
# Pixels in a picture as large as a card.
_SIZES = {
    "title": 44,
    "subtitle": 25,
    "caption": 23,
    "credits": 13,
    "label": 22,
    "local": 17,
    "gap": 14,
}
# Colours of a bare picture: lines stay smooth, and it takes a third of the bytes.
_FEW = 32
# Smaller is not read. Pixels.
_MIN_TYPE = 10


def png(  # noqa: PLR0913 - the parameters of its address
    library: Library,
    name: str,
    *,
    t: float | None = None,
    width: int = WIDTH,
    height: int = HEIGHT,
    theme: str = "light",
    only: str = "",
) -> bytes:
    """
    Return the picture as the journey opens, or at a moment; by default as large as a card.

    With `only` "map" it has no text around the map, for a page that has the text itself.

    Raises UnknownJourneyError, and ValueError when a side is not from MIN to MAX pixels.
    """
    journey = library.journey(name)
    dark, bare = theme == "dark", only == "map"
    return picture(journey, moment=t, width=width, height=height, dark=dark, bare=bare)


def picture(  # noqa: PLR0913 - the parameters of its address
    journey: Journey,
    *,
    moment: float | None = None,
    width: int = WIDTH,
    height: int = HEIGHT,
    dark: bool = False,
    bare: bool = False,
) -> bytes:
    """
    Return a map of the journey at a moment, in epoch seconds; the same bytes for the same asking.

    A bare one has no text around the map and few colours, so that it is quickly there.

    Raises ValueError when a side is not from 320 to 2400 pixels.
    """
    if not (MIN <= width <= MAX and MIN <= height <= MAX):
        raise ValueError(f"a picture has from {MIN} to {MAX} pixels a side")
    first, last = journey.span
    at = min(max(journey.opening_moment if moment is None else moment, first), last)
    canvas = Canvas(width, height, dark=dark)
    # Type as large as a card needs at half its size, and smaller on a narrow picture.
    unit = min(1.0, max(0.5, width / 900), max(0.5, height / 480))
    sizes = {name: max(round(size * unit), _MIN_TYPE) for name, size in _SIZES.items()}
    head, foot = (
        ([], []) if bare else (_head(journey, width, sizes), _foot(journey, at, width, sizes))
    )
    gap = 0 if bare else sizes["gap"] * 2
    top = sum(line.height for line in head) + gap
    bottom = height - sum(line.height for line in foot) - gap
    _Map(canvas, journey, (top, max(bottom, top + 1)), sizes).draw(at)
    for y, lines in ((0.0, head), (bottom, foot)):
        if not bare:
            canvas.band(y, top if y == 0 else height - bottom, "paper")
        down = y + sizes["gap"]
        for line in lines:
            canvas.text((sizes["gap"] * 1.6, down), line)
            down += line.height
    out = io.BytesIO()
    drawn = canvas.finished()
    if bare:
        drawn = drawn.quantize(_FEW, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(journey: Journey, width: int, sizes: Mapping[str, int]) -> list[Text]:
    room = width - sizes["gap"] * 3.2
    title = wrapped_lines(journey.title, "bold", sizes["title"], room, 2)
    subtitle = wrapped_lines(journey.config.subtitle, "regular", sizes["subtitle"], room, 1)
    return [
        *(Text(line, "bold", sizes["title"], "ink") for line in title),
        *(Text(line, "regular", sizes["subtitle"], "muted") for line in subtitle),
    ]


def _foot(journey: Journey, at: float, width: int, sizes: Mapping[str, int]) -> list[Text]:
    room = width - sizes["gap"] * 3.2
    notes = notes_of(journey)
    credit = " ".join(dict.fromkeys((*notes, *attribution_of(journey), *files().credits())))
    caption = wrapped_lines(caption_at(journey, at), "bold", sizes["caption"], room, 3)
    # Never cut: the licences ask for them.
    credits_ = wrapped_lines(credit, "regular", sizes["credits"], room, len(credit))
    return [
        *(Text(line, "bold", sizes["caption"], "ink") for line in caption),
        *(Text(line, "regular", sizes["credits"], "muted") for line in credits_),
    ]


class _Map:
    """The map of a journey between two heights of a canvas."""

    def __init__(
        self,
        canvas: Canvas,
        journey: Journey,
        span: tuple[float, float],
        sizes: Mapping[str, int],
    ) -> None:
        self.canvas, self.journey, self.sizes = canvas, journey, sizes
        top, bottom = span
        side = min(sizes["label"] * 5, canvas.width / 6)
        edge = min(sizes["label"] * 2, (bottom - top) / 6)
        box = (side, top + edge, canvas.width - side, bottom - edge)
        self.project = Mercator(journey.line.coordinates, box)
        self.room = Room((2, top + 2, canvas.width - 2, bottom - 2))

    def draw(self, at: float) -> None:
        """Draw all of it, with the traveller where the estimate is at a moment."""
        held, line = files(), self.journey.line
        sheets = [held.body(name) for name in held.basemaps()]
        labels = draw_base(self.canvas, self.project, sheets)
        track = self.journey.happened.track.at(np.array([at]))
        best, low, high = (float(values[0]) for values in track)
        width = max(2.5, self.sizes["label"] / 5)
        if self.journey.has_bounds and high - low > NARROW_KM:
            self.canvas.overlay(self._piece(low, high), "line", width * 4, _RANGE_ALPHA)
        self._line(best, width)
        self.room.hold_line(self.project(line.coordinates), width * 1.5)
        self._places()
        if not self.journey.timeless:
            x, y = self._pixel(line.point_at(best))
            self.canvas.disc((x, y), self.sizes["label"] * 0.42, width * 0.7, "line paper")
            self.room.hold((x - 12, y - 12, x + 12, y + 12))
        self._countries(labels)

    def _pixel(self, position: Sequence[float]) -> tuple[float, float]:
        x, y = self.project([position])[0]
        return float(x), float(y)

    def _piece(self, start: float, stop: float) -> np.ndarray:
        """Return the pixels of the line between two chainages."""
        line = self.journey.line
        inner = line.coordinates[(line.km > start) & (line.km < stop)]
        return self.project(np.vstack([[line.point_at(start)], inner, [line.point_at(stop)]]))

    def _line(self, best: float, width: float) -> None:
        """
        Draw what is travelled strong and what is ahead weak, dashed where nobody reported it.

        Each piece of track is drawn once, as the strongest of its passes: the dashes of the line
        there and back would fill each other's gaps.
        """
        line = self.journey.line
        km = np.unique(np.append(line.km, best))
        points = np.array([line.point_at(at) for at in km])
        middles = (km[1:] + km[:-1]) / 2
        ends = [float(line.km[leg.last]) for leg in line.legs]
        legs = np.minimum(np.searchsorted(ends, middles), len(ends) - 1)
        passes = [
            (bool(at <= best), line.legs[leg].status is LegStatus.REPORTED)
            for at, leg in zip(middles, legs, strict=True)
        ]
        tracks = [
            tuple(sorted((tuple(start), tuple(end))))
            for start, end in pairwise(np.round(points, 4).tolist())
        ]
        drawn: dict[object, tuple[int, tuple[bool, bool]]] = {}
        for i, (track, how) in enumerate(zip(tracks, passes, strict=True)):
            first, before = drawn.get(track, (i, how))
            drawn[track] = first, max(before, how)
        pieces = sorted(drawn.values())
        runs = groupby(enumerate(pieces), key=lambda each: (each[1][0] - each[0], each[1][1]))
        for (_, (travelled, reported)), run in runs:
            numbers = [number for _, (number, _) in run]
            self.canvas.line(
                self.project(points[numbers[0] : numbers[-1] + 2]),
                "line" if travelled else "line-ahead",
                width if travelled else width * 0.6,
                dash=0 if reported else width * 2.4,
            )

    def _places(self) -> None:
        """Draw the places on the line that are reported; name those for which there is room."""
        journey, label = self.journey, self.sizes["label"]
        claims: Counter[str | None] = Counter()
        for event in journey.events:
            claims[event.place] += len(event.claims)
        passed = dict(reversed(journey.line.stops))
        ends = {journey.line.stops[0][0], journey.line.stops[-1][0]} if passed else set()
        keys = [key for key in reversed(passed) if key in claims or key in ends]
        keys.sort(key=lambda key: (key not in ends, -claims[key]))
        radius = label * 0.24
        spots = {key: self._pixel(journey.line.point_at(passed[key])) for key in keys}
        for key, (x, y) in spots.items():
            self.canvas.disc((x, y), radius, label / 9, f"paper {self._ring(key)}")
            reach = radius * 2
            self.room.hold((x - reach, y - reach, x + reach, y + reach))
        named = 0
        for key in keys:
            if named == _MAX_LABELS:
                break
            named += self._name(journey.gazetteer[key], spots[key], radius * 2 + 6)

    def _ring(self, key: str) -> str:
        """Return the colour of a place's ring: reported on the line, expected, or only named."""
        statuses = {
            event.status
            for event in self.journey.events
            if event.place == key and event.kind is not Kind.STATEMENT
        }
        if statuses & {Status.OFFICIAL, Status.REPORTED}:
            return "ink"
        return "expected" if Status.EXPECTED in statuses else "faint"

    def _name(self, place: Place, spot: tuple[float, float], off: float) -> bool:
        """Write a place's name beside its spot, where there is room; say whether there was."""
        lines = [Text(place.name[:60], "bold", self.sizes["label"], "ink")]
        if place.name_local not in {"", place.name} and readable(place.name_local):
            lines.append(Text(place.name_local[:60], "regular", self.sizes["local"], "ink"))
        wide = max(line.width for line in lines)
        tall = sum(line.height for line in lines)
        x, y = spot
        right, left = x + off, x - off - wide
        corners = [
            (right, y - tall / 2),
            (left, y - tall / 2),
            (x - wide / 2, y + off),
            (x - wide / 2, y - off - tall),
            (right, y + off / 2),
            (left, y + off / 2),
            (right, y - tall - off / 2),
            (left, y - tall - off / 2),
        ]
        for start, up in corners:
            if self.room.take((start - 2, up, start + wide + 2, up + tall)):
                for line in lines:
                    at = start if start >= x else start + wide - line.width
                    self.canvas.text((at, up), line, halo=True)
                    up += line.height  # noqa: PLW2901 - the next line's
                return True
        return False

    def _countries(self, labels: Sequence[Mapping[str, Any]]) -> None:
        """Name the countries, each once, where there is room."""
        for label in {each["name"]: each for each in labels if each["kind"] == "country"}.values():
            line = Text(label["name"].upper(), "regular", self.sizes["local"], "faint")
            x, y = self._pixel(label["position"])
            half, size = line.width / 2, line.size
            if self.room.take((x - half - 6, y - size, x + half + 6, y + size)):
                self.canvas.text((x - half, y - size * 0.6), line, halo=True)
