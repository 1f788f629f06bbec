"""A recorded track: positions with the moments at which a device wrote them down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Recording:
    """
    Points as recorded: lon, lat (n,) WGS 84 degrees, n at least 2.

    `t` (n,) is epoch seconds, strictly ascending, or None for a way without times. `starts` are
    the indices at which a segment of the file begins, ascending from 0.
    """

    lon: np.ndarray
    lat: np.ndarray
    t: np.ndarray | None
    starts: np.ndarray
