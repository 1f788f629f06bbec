"""From when to when a journey is looked at."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.claims.fusion import Event
from journeymap.lines.simplified_recording import SimplifiedRecording
from journeymap.times import Window

_MARGIN_SECONDS = 6 * 3600.0
_RECORDED_MARGIN = 0.02
_DAY_SECONDS = 24 * 3600


def span_of(events: Sequence[Event], drawn: SimplifiedRecording | None) -> tuple[float, float]:
    """
    From the first to the last told or recorded moment, with a margin to look around in.

    Publications count while they make it at most twice as long: what was in the papers the day
    after belongs to a journey, what was found in an archive years later would bury it.
    """
    windows: list[Window] = [event.window for event in events if event.window.known]
    moments = [
        end for window in windows for end in (window.start, window.end) if math.isfinite(end)
    ]
    margin = _MARGIN_SECONDS
    if drawn is not None and drawn.t is not None:
        moments += [float(drawn.t[0]), float(drawn.t[-1])]
        # A ride of an hour needs no half day around it.
        margin = min(margin, 60 + (max(moments) - min(moments)) * _RECORDED_MARGIN)
    if not moments:
        return (0.0, 86400.0)
    first, last = min(moments), max(moments)
    most = last + max(last - first, _DAY_SECONDS)
    public = [each.claim.reported_at for event in events for each in event.claims]
    last = max([last, *(at for at in public if at is not None and at <= most)])
    return (first - margin, last + margin)
