"""
A journey as a picture: the map at a moment, with title, caption and credits, in PNG.

It is drawn from the same line, tracks and base map as the map on the page, with Pillow. Names in
scripts that the font lacks are left out rather than shown as boxes.
"""

from __future__ import annotations

import io

import numpy as np

from journeymap.assets import assets
from journeymap.document import to_document
from journeymap.exports.drawing import (
    Canvas,
    Mercator,
    Room,
    draw_base,
    readable,
    width_of,
    wrapped_lines,
)
from journeymap.journey import Journey, Library
from journeymap.lines import LegStatus
from journeymap.times import in_words

# The size of a card (ogp.me names none; networks show 1.91 to 1), and what can be asked for.
WIDTH, HEIGHT = 1200, 630
LEAST, MOST = 200, 4000
# As near as this to a named place is at it; a range shorter is not worth words. Kilometres.
_AT_KM, _NARROW_KM = 0.5, 5
_MOST_LABELS = 9


def png(library: Library, name: str) -> bytes:
    """Return the picture as the journey opens, as large as a card. Raises UnknownJourneyError."""
    return picture(library.journey(name))


def picture(
    journey: Journey,
    *,
    moment: float | None = None,
    width: int = WIDTH,
    height: int = HEIGHT,
    dark: bool = False,
) -> bytes:
    """
    Return a map of the journey at a moment, in epoch seconds; the same bytes for the same asking.

    Raises ValueError when a side is not from 200 to 4000 pixels.
    """
    if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
        raise ValueError(f"a picture has from {LEAST} to {MOST} pixels a side")
    first, last = journey.span
    at = min(max(journey.opening_moment if moment is None else moment, first), last)
    canvas = Canvas(width, height, dark=dark)
    # Type as large as a card needs at half its size, and smaller on a narrow picture.
    unit = min(1.0, max(0.5, width / 900), max(0.5, height / 480))
    sizes = {name: round(size * unit) for name, size in _SIZES.items()}
    head = _head(journey, width, sizes)
    foot = _foot(journey, at, width, sizes)
    top = sum(line_height(size) for *_, size, _ in head) + sizes["gap"] * 2
    bottom = height - sum(line_height(size) for *_, size, _ in foot) - sizes["gap"] * 2
    _map(canvas, journey, at, (top, max(bottom, top + 1)), sizes)
    for y, lines in ((0.0, head), (bottom, foot)):
        canvas.band(y, top if y == 0 else height - bottom, "paper")
        down = y + sizes["gap"]
        for text, face, size, colour in lines:
            canvas.text((sizes["gap"] * 1.6, down), text, face, size, colour)
            down += line_height(size)
    out = io.BytesIO()
    canvas.finished().save(out, "PNG", optimize=True)
    return out.getvalue()


# Pixels in a picture as large as a card.
_SIZES = {"title": 44, "subtitle": 25, "caption": 26, "credits": 13, "label": 22, "local": 17, "gap": 14}


def line_height(size: int) -> float:
    """Return the height that a line of text takes."""
    return size * 1.25


def _head(
    journey: Journey, width: int, sizes: dict[str, int]
) -> list[tuple[str, str, int, str]]:
    room = width - sizes["gap"] * 3.2
    title = wrapped_lines(journey.title, "bold", sizes["title"], room, 2)
    subtitle = wrapped_lines(journey.config.subtitle, "regular", sizes["subtitle"], room, 1)
    return [
        *((line, "bold", sizes["title"], "ink") for line in title),
        *((line, "regular", sizes["subtitle"], "muted") for line in subtitle),
    ]


def _foot(
    journey: Journey, at: float, width: int, sizes: dict[str, int]
) -> list[tuple[str, str, int, str]]:
    room = width - sizes["gap"] * 3.2
    credit = " ".join(
        dict.fromkeys((*to_document(journey)["attribution"], *assets().credits()))
    )
    caption = wrapped_lines(caption_at(journey, at), "bold", sizes["caption"], room, 2)
    credits_ = wrapped_lines(credit, "regular", sizes["credits"], room, 4)
    return [
        *((line, "bold", sizes["caption"], "ink") for line in caption),
        *((line, "regular", sizes["credits"], "muted") for line in credits_),
    ]


def caption_at(journey: Journey, at: float) -> str:
    """Say the moment, where the traveller is by estimate, and the range that is possible."""
    best, low, high = (float(values[0]) for values in journey.happened.track.at(np.array([at])))
    line, gazetteer = journey.line, journey.gazetteer
    zone = next(
        (zone for km, zone in reversed(line.zones(gazetteer)) if km <= best), journey.config.zone
    )
    behind = [key for key, km in line.marks if km <= best + _AT_KM]
    ahead = [key for key, km in line.marks if km >= best - _AT_KM]
    if not behind or not ahead:
        where = "by estimate"
    elif behind[-1] in ahead:
        where = f"by estimate at {gazetteer[behind[-1]].name}"
    else:
        where = (
            f"by estimate between {gazetteer[behind[-1]].name} and {gazetteer[ahead[0]].name}"
        )
    told = f"{in_words(at, zone)}: {where}, {best:,.0f} km."
    if high - low > _NARROW_KM:
        told += f" Possible range {low:,.0f} to {high:,.0f} km."
    return told


def _map(
    canvas: Canvas,
    journey: Journey,
    at: float,
    span: tuple[float, float],
    sizes: dict[str, int],
) -> None:
    top, bottom = span
    side = min(sizes["label"] * 5, canvas.width / 6)
    edge = min(sizes["label"] * 2, (bottom - top) / 6)
    line = journey.line
    project = Mercator(
        line.coordinates, (side, top + edge, canvas.width - side, bottom - edge)
    )
    held = assets()
    labels = draw_base(canvas, project, [held.body(name) for name in held.basemaps()])
    best, low, high = (float(values[0]) for values in journey.happened.track.at(np.array([at])))
    width = max(2.5, sizes["label"] / 5)
    room = Room((2, top + 2, canvas.width - 2, bottom - 2))
    way = project(line.coordinates)
    if high - low > _NARROW_KM:
        canvas.overlay(_piece(journey, project, low, high), "line", width * 4, 70)
    for leg in line.legs:
        begin, end = float(line.km[leg.first]), float(line.km[leg.last])
        dash = 0 if leg.status is LegStatus.REPORTED else width * 2.4
        for start, stop, name, wide in (
            (begin, min(end, best), "line", width),
            (max(begin, best), end, "line-ahead", width * 0.6),
        ):
            if stop > start:
                canvas.line(_piece(journey, project, start, stop), name, wide, dash=dash)
    room.hold_line(way, width * 1.5)
    _places(canvas, journey, project, room, sizes)
    x, y = (float(value) for value in project([line.point_at(best)])[0])
    canvas.disc((x, y), sizes["label"] * 0.42, "line", "paper", width * 0.7)
    room.hold((x - 12, y - 12, x + 12, y + 12))
    for label in labels:
        if label["kind"] == "country":
            words = label["name"].upper()
            size = sizes["local"]
            u, v = (float(value) for value in project([label["position"]])[0])
            wide = width_of(words, "regular", size)
            if room.take((u - wide / 2 - 6, v - size, u + wide / 2 + 6, v + size)):
                spot = (u - wide / 2, v - size * 0.6)
                canvas.text(spot, words, "regular", size, "faint", halo=True)


def _piece(journey: Journey, project: Mercator, start: float, stop: float) -> np.ndarray:
    """Return the pixels of the line between two chainages."""
    line = journey.line
    inner = line.coordinates[(line.km > start) & (line.km < stop)]
    return project(np.vstack([[line.point_at(start)], inner, [line.point_at(stop)]]))


def _places(
    canvas: Canvas, journey: Journey, project: Mercator, room: Room, sizes: dict[str, int]
) -> None:
    """Mark the places on the line that are told of; name those for which there is room."""
    told = {event.place: 0 for event in journey.events}
    for event in journey.events:
        told[event.place] += len(event.claims)
    marks = journey.line.marks
    ends = {marks[0][0], marks[-1][0]} if marks else set()
    keys = [key for key in dict.fromkeys(key for key, _ in marks) if key in told or key in ends]
    keys.sort(key=lambda key: (key not in ends, -told.get(key, 0)))
    radius = sizes["label"] * 0.24
    spots = {}
    for key in keys:
        place = journey.gazetteer[key]
        spots[key] = tuple(
            float(value) for value in project([journey.line.point_at(dict(reversed(marks))[key])])[0]
        )
        x, y = spots[key]
        canvas.disc((x, y), radius, "paper", "ink", sizes["label"] / 9)
        room.hold((x - radius * 2, y - radius * 2, x + radius * 2, y + radius * 2))
    named = 0
    for key in keys:
        if named == _MOST_LABELS:
            break
        place = journey.gazetteer[key]
        local = place.name_local if place.name_local != place.name else ""
        shown = [(place.name[:60], "bold", sizes["label"])]
        if local and readable(local):
            shown.append((local[:60], "regular", sizes["local"]))
        wide = max(width_of(*each) for each in shown)
        tall = sum(line_height(size) for *_, size in shown)
        x, y = spots[key]
        off = radius * 2 + 6
        corners = [
            (x + off, y - tall / 2), (x - off - wide, y - tall / 2),
            (x - wide / 2, y + off), (x - wide / 2, y - off - tall),
            (x + off, y + off / 2), (x - off - wide, y + off / 2),
            (x + off, y - tall - off / 2), (x - off - wide, y - tall - off / 2),
        ]  # fmt: skip
        for left, up in corners:
            if room.take((left - 2, up, left + wide + 2, up + tall)):
                down = up
                for text, face, size in shown:
                    start = left if left >= x else left + wide - width_of(text, face, size)
                    canvas.text((start, down), text, face, size, "ink", halo=True)
                    down += line_height(size)
                named += 1
                break
