"""
Drawing a map with Pillow: projection, the base map's sheets, lines with dashes, text that fits.

All sizes are in pixels of the finished picture; it is drawn larger and made smaller at the end, so
that lines are smooth.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import font_source_sans_pro
import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFont

from journeymap.frontend.palette import palette

# Supersampling factor.
OVER = 2
# Mercator's square ends here (EPSG:3857).
_MAX_LATITUDE = 85.05
_ELLIPSIS = "…"
_FACES = {
    "regular": font_source_sans_pro.SourceSansPro,
    "bold": font_source_sans_pro.SourceSansProBold,
    "italic": font_source_sans_pro.SourceSansProIt,
}
Box = tuple[float, float, float, float]


@cache
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a face of Source Sans at a size: Latin, Cyrillic and Greek."""
    # The basic layout: the other asks a library of the system's, which differs between machines.
    return ImageFont.truetype(_FACES[face], size * OVER, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has(character: str) -> bool:
    """Whether the font has a character, rather than the box that stands for those it lacks."""
    face = font("regular", 20)
    return bytes(face.getmask(character)) != bytes(face.getmask("\U0010ffff"))


def readable(text: str) -> bool:
    """Whether all characters of a text can be drawn."""
    return all(character.isspace() or _has(character) for character in text)


def _drawable(text: str) -> str:
    """
    Return a text of one line, with a question mark for each character that cannot be drawn.

    Characters that have no form, such as those that turn text round, are left out.
    """
    formed = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return "".join(each if _has(each) else "?" for each in " ".join(formed.split()))


class Text(NamedTuple):
    """A line of text: a face of `font`, its size in pixels, a colour of the palette's."""

    words: str
    face: str
    size: int
    colour: str

    @property
    def width(self) -> float:
        """How wide it is."""
        return width_of(self.words, self.face, self.size)

    @property
    def height(self) -> float:
        """The height that it takes."""
        return self.size * 1.25


class Canvas:
    """A picture that is drawn on, `width` by `height` pixels."""

    def __init__(self, width: int, height: int, *, dark: bool) -> None:
        self.width, self.height = width, height
        self.colours = palette(dark=dark)
        self.image = Image.new("RGB", (width * OVER, height * OVER), self.colour("sea"))
        self._draw = ImageDraw.Draw(self.image, "RGBA")

    def colour(self, name: str, alpha: int = 255) -> tuple[int, ...]:
        """Return a colour of the palette's."""
        return (*ImageColor.getrgb(self.colours[name])[:3], alpha)

    def finished(self) -> Image.Image:
        """Return the picture at its size."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def fill(self, points: np.ndarray, name: str) -> None:
        """Fill a ring."""
        if len(points) > 2:
            self._draw.polygon([tuple(point) for point in points * OVER], fill=self.colour(name))

    def line(
        self, points: np.ndarray, name: str, width: float, *, dash: float = 0, alpha: int = 255
    ) -> None:
        """Draw a line, in dashes of a length when one is given."""
        parts = _dashes(points, dash) if dash else [points]
        for part in parts:
            if len(part) > 1:
                self._draw.line(
                    [tuple(point) for point in part * OVER],
                    fill=self.colour(name, alpha),
                    width=max(1, round(width * OVER)),
                    joint="curve",
                )

    def disc(self, at: tuple[float, float], radius: float, ring: float, names: str) -> None:
        """Draw a disc with a ring about it, in the two colours named, the disc's first."""
        fill, edge = names.split()
        for reach, name in ((radius + ring, edge), (radius, fill)):
            box = [(value + side * reach) * OVER for side in (-1, 1) for value in at]
            self._draw.ellipse(box, fill=self.colour(name))

    def band(self, top: float, height: float, name: str) -> None:
        """Fill the whole width from a height on."""
        box = (0, top * OVER, self.width * OVER, (top + height) * OVER)
        self._draw.rectangle(box, fill=self.colour(name))

    def text(self, at: tuple[float, float], line: Text, *, halo: bool = False) -> None:
        """Write one line, its left end and top at a point; with a halo of the land's colour."""
        self._draw.text(
            (at[0] * OVER, at[1] * OVER),
            _drawable(line.words),
            font=font(line.face, line.size),
            fill=self.colour(line.colour),
            stroke_width=2 * OVER if halo else 0,
            stroke_fill=self.colour("land") if halo else None,
        )

    def overlay(self, points: np.ndarray, name: str, width: float, alpha: int) -> None:
        """Draw a wide line that lets through what is beneath, evenly where it crosses itself."""
        mask = Image.new("L", self.image.size, 0)
        drawn = ImageDraw.Draw(mask)
        path = [tuple(point) for point in points * OVER]
        drawn.line(path, fill=alpha, width=round(width * OVER), joint="curve")
        for x, y in (path[0], path[-1]):
            reach = width * OVER / 2
            drawn.ellipse((x - reach, y - reach, x + reach, y + reach), fill=alpha)
        self.image.paste(Image.new("RGB", self.image.size, self.colour(name)[:3]), mask=mask)


def width_of(text: str, face: str, size: int) -> float:
    """Return how wide a line is."""
    return font(face, size).getlength(_drawable(text)) / OVER


def wrapped_lines(text: str, face: str, size: int, width: float, maximum: int) -> list[str]:
    """Return a text in at most so many lines of a width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    # No picture has room for more, and words without an end would take long to measure.
    words = _drawable(text[:2000]).split()
    while words and len(lines) < maximum:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", face, size) <= width:
            line += f" {words.pop(0)}"
        if words and len(lines) == maximum - 1:
            line += _ELLIPSIS
        lines.append(_cut(line, face, size, width))
    return lines


def _cut(line: str, face: str, size: int, width: float) -> str:
    if width_of(line, face, size) <= width:
        return line
    fitting, maximum = 0, len(line)
    while fitting < maximum:
        middle = (fitting + maximum + 1) // 2
        fits = width_of(line[:middle].rstrip() + _ELLIPSIS, face, size) <= width
        fitting, maximum = (middle, maximum) if fits else (fitting, middle - 1)
    return line[:fitting].rstrip() + _ELLIPSIS


def _dashes(points: np.ndarray, length: float) -> Iterator[np.ndarray]:
    """Return every other piece of a line, each of a length."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    for start in np.arange(0, along[-1], 2 * length):
        end = min(start + length, along[-1])
        inner = points[(along > start) & (along < end)]
        ends = [[np.interp(at, along, points[:, axis]) for axis in (0, 1)] for at in (start, end)]
        yield np.vstack([ends[:1], inner, ends[1:]])


class Mercator:
    """Web Mercator (EPSG:3857), so that bounds of degrees fill a box of pixels."""

    def __init__(self, coordinates: np.ndarray, box: Box) -> None:
        world = _mercator(coordinates)
        low, high = world.min(axis=0), world.max(axis=0)
        left, top, right, bottom = box
        # A stay at one place still has surroundings: a thousandth of the world.
        span = np.maximum(high - low, 0.001)
        self.scale = float(min((right - left) / span[0], (bottom - top) / span[1]))
        self._middle = (low + high) / 2
        self._centre = np.array([(left + right) / 2, (top + bottom) / 2])

    @property
    def zoom(self) -> float:
        """The zoom of web maps: at 0 the world is 256 pixels wide."""
        return math.log2(self.scale / 256)

    def __call__(self, coordinates: Any) -> np.ndarray:
        """Return pixels (n, 2) for degrees (n, 2), longitude first."""
        pixels: np.ndarray = (_mercator(coordinates) - self._middle) * self.scale + self._centre
        return pixels


def _mercator(coordinates: Any) -> np.ndarray:
    """Return x and y from 0 to 1, y downwards, of degrees."""
    lon, lat = np.asarray(coordinates, dtype=float).reshape(-1, 2).T
    lat = np.radians(np.clip(lat, -_MAX_LATITUDE, _MAX_LATITUDE))
    return np.column_stack([lon / 360 + 0.5, 0.5 - np.arcsinh(np.tan(lat)) / math.tau])


def unpacked(line: Sequence[int], quantum: float) -> np.ndarray:
    """Return degrees (n, 2), longitude first, of a line as data/basemap/README.md packs it."""
    return np.cumsum(np.asarray(line, dtype=float).reshape(-1, 2), axis=0) * quantum


def draw_base(canvas: Canvas, project: Mercator, sheets: Sequence[bytes]) -> list[dict[str, Any]]:
    """Draw the base map, coarse sheets first; return its labels."""
    read = [json.loads(sheet) for sheet in sheets]
    # A journey over the date line sees the world's other end beside it.
    shifts = np.array([[turn * project.scale, 0.0] for turn in (-1, 0, 1)])

    def seen(line: Sequence[int], quantum: float) -> Iterator[np.ndarray]:
        points = project(unpacked(line, quantum))
        return (moved for shift in shifts if _meets(moved := points + shift, canvas))

    for kind, name, hole in (("land", "land", "sea"), ("lakes", "sea", "land")):
        for sheet in read:
            for outline, *holes in sheet[kind]:
                for ring, colour in ((outline, name), *((each, hole) for each in holes)):
                    for points in seen(ring, sheet["quantum"]):
                        canvas.fill(points, colour)
    for sheet in read:
        for line, name, width in _strokes(sheet, project.zoom):
            for points in seen(line, sheet["quantum"]):
                canvas.line(points, name, width, dash=5 if name == "border" else 0)
    return [label for sheet in read for label in sheet["labels"]]


def _strokes(sheet: Mapping[str, Any], zoom: float) -> Iterator[tuple[list[int], str, float]]:
    """Return the lines of a sheet that are drawn at a zoom, each with its colour and width."""
    for river in sheet["rivers"]:
        if river["zoom"] <= zoom + 0.5:
            yield from ((line, "river", 1.2) for line in river["lines"])
    yield from ((line, "coast", 1.0) for line in sheet["coasts"])
    yield from ((line, "border", 1.4) for line in sheet["borders"])


def _meets(points: np.ndarray, canvas: Canvas) -> bool:
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(
        high[0] >= 0 and high[1] >= 0 and low[0] <= canvas.width and low[1] <= canvas.height
    )


class Room:
    """What of a picture is taken: a label goes where nothing is."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._taken: list[Box] = []

    def take(self, box: Box) -> bool:
        """Take a box, if it is within the picture and free."""
        left, top, right, bottom = box
        if left < self._box[0] or top < self._box[1]:
            return False
        if right > self._box[2] or bottom > self._box[3]:
            return False
        for other in self._taken:
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                return False
        self._taken.append(box)
        return True

    def hold(self, box: Box) -> None:
        """Take a box, whatever is there."""
        self._taken.append(box)

    def hold_line(self, points: np.ndarray, reach: float) -> None:
        """Take what lies along a line."""
        for (x, y), (u, v) in pairwise(points):
            steps = max(1, math.ceil(math.hypot(u - x, v - y) / reach))
            for i in range(steps + 1):
                at = x + (u - x) * i / steps, y + (v - y) * i / steps
                self._taken.append((at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach))
