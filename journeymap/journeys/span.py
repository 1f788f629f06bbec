"""The time that the timeline of a journey covers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from journeymap.claims.fusion import Event
from journeymap.lines.simplified_recording import SimplifiedRecording
from journeymap.times import Window

_MARGIN_SECONDS = 6 * 3600.0
# Shares of what a journey lasts: of a short one, and of a recording.
_SHORT_MARGIN = 1.0
_RECORDED_MARGIN = 0.02
_SHORT_RECORDED_MARGIN = 0.1
_DAY_SECONDS = 24 * 3600


def span_of(
    events: Sequence[Event], drawn: SimplifiedRecording | None
) -> tuple[float, float] | None:
    """
    Return the first and the last reported or recorded moment, epoch seconds, with a margin.

    None when no time is known at all.

    Publications count as long as the span is not more than doubled: news of the next day belongs
    to a journey, but a find in an archive years later would make the journey itself tiny.
    """
    windows: list[Window] = [event.window for event in events if event.window.known]
    moments = [
        end for window in windows for end in (window.start, window.end) if math.isfinite(end)
    ]
    recorded = drawn is not None and drawn.t is not None
    if drawn is not None and drawn.t is not None:
        moments += [float(np.nanmin(drawn.t)), float(np.nanmax(drawn.t))]
    if not moments:
        return None
    first, last = min(moments), max(moments)
    margin = _margin(last - first, recorded=recorded)
    limit = last + max(last - first, _DAY_SECONDS)
    public = [each.claim.reported_at for event in events for each in event.claims]
    last = max([last, *(at for at in public if at is not None and at <= limit)])
    return (first - margin, last + margin)


def _margin(seconds: float, *, recorded: bool) -> float:
    """Return the seconds before and after a journey: a ride of an hour needs no half a day."""
    if recorded:
        share = min(60 + seconds * _RECORDED_MARGIN, seconds * _SHORT_RECORDED_MARGIN)
    else:
        share = seconds * _SHORT_MARGIN
    # A moment alone lasts no time at all.
    return min(_MARGIN_SECONDS, share or _MARGIN_SECONDS)
