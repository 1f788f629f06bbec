"""What the formats write in the same form: the estimated points, moments, text in XML."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from journeymap.journeys.journey import Journey

# A range of less is none: kilometres are stated to the metre.
NO_RANGE_KM = 0.0005

# XML 1.0, production 2: all but tab, line feed and carriage return below U+0020, and two above.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Estimated(NamedTuple):
    """An estimated position: epoch seconds, kilometres along the line, degrees in WGS 84."""

    t: float
    km: float
    lon: float
    lat: float


def estimated_points(journey: Journey) -> list[Estimated]:
    """Return the estimate at its breakpoints and at the vertices of the line between them."""
    if journey.timeless:
        return []
    times, km = journey.happened.track.t, journey.happened.track.best
    inner = journey.line.km[(journey.line.km > km[0]) & (journey.line.km < km[-1])]
    # The estimate never goes back, but it stands still: a vertex is passed when it is left.
    last = np.searchsorted(km, inner, side="right") - 1
    share = (inner - km[last]) / (km[last + 1] - km[last])
    passed = times[last] + share * (times[last + 1] - times[last])
    every = sorted({*zip(times, km, strict=True), *zip(passed, inner, strict=True)})
    points = []
    for t, at in every:
        lon, lat = journey.line.point_at(at)
        points.append(Estimated(float(t), float(at), wrapped(lon), round(float(lat), 5)))
    return points


def wrapped(lon: float) -> float:
    """Return a longitude within ±180 degrees, to the metre."""
    return round((float(lon) + 180) % 360 - 180, 5)


def in_xml(text: str) -> str:
    """Return a text that XML 1.0 can hold: other characters are replaced by U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)
