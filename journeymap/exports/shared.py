"""What the formats tell in the same words: the method of an estimate, its points, the claims."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

import numpy as np

from journeymap.claims.columns import DESCRIBED
from journeymap.claims.fusion import Event
from journeymap.claims.table import Claim
from journeymap.journeys.journey import Journey
from journeymap.phrases.claims import attribution, notes, publication, window_in_words

# A range of less is none: kilometres are stated to the metre.
NO_RANGE_KM = 0.0005

# XML 1.0, production 2: all but tab, line feed and carriage return below U+0020, and two above.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Estimated(NamedTuple):
    """An estimated position: epoch seconds, kilometres along the way, degrees in WGS 84."""

    t: float
    km: float
    lon: float
    lat: float


def estimated_points(journey: Journey) -> list[Estimated]:
    """Return the estimate at its breakpoints and at the vertices of the line between them."""
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


def event_lines(event: Event, journey: Journey) -> list[str]:
    """Return a line for status and time of an event, and for each claim of it."""
    zone = journey.zone_of(event)
    return [
        f"{event.status}; {window_in_words(event.window, zone)}",
        *(line for each in event.claims for line in _lines(each.claim, zone)),
    ]


def _lines(claim: Claim, zone: str) -> list[str]:
    said = f"{claim.says} — {attribution(claim)}; public: {publication(claim, zone)}"
    return [said, *notes(claim, DESCRIBED)]


def wrapped(lon: float) -> float:
    """Return a longitude within ±180 degrees, to the metre."""
    return round((float(lon) + 180) % 360 - 180, 5)


def utc(moment: float) -> dt.datetime:
    """Return epoch seconds as a time in UTC, to the second."""
    return dt.datetime.fromtimestamp(round(float(moment)), dt.UTC)


def iso(moment: float) -> str:
    """Return epoch seconds as ISO 8601 in UTC."""
    return f"{utc(moment):%Y-%m-%dT%H:%M:%S}Z"


def in_xml(text: str) -> str:
    """Return a text that XML 1.0 can hold: other characters are replaced by U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)
