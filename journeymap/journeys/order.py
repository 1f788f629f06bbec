"""In which order events follow each other where their windows leave that open."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.times import Window


def order_of(windows: Sequence[Window]) -> list[int]:
    """
    Return the order in time of windows that are known, as indexes.

    Whoever writes a year, and beneath it a month of that year, means one after the other, which
    the middles of the windows do not say. So the order of the rows is kept where every window
    allows it. Where one ends before another above it begins, the rows have another order than that
    of time, and the middles decide.
    """
    latest = -math.inf
    for window in windows:
        if window.end < latest:
            return sorted(range(len(windows)), key=lambda i: windows[i].middle or 0.0)
        latest = max(latest, window.start)
    return list(range(len(windows)))
