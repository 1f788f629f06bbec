"""Moments and windows. Inside the package a moment is epoch seconds, UTC."""

from __future__ import annotations

import datetime as dt
import math
import re
import zoneinfo
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})\Z")

# What nearly every cell looks like, and pandas reads as parse_moment does.
_PLAIN_MOMENT = (
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])"
)

# A day of publication without a zone has ended for certain once it has ended everywhere: at UTC-12.
LAST_ZONE_ON_EARTH = "Etc/GMT+12"
# No day begins earlier than at UTC+14.
FIRST_ZONE_ON_EARTH = "Etc/GMT-14"

# Moments further than this from 1970 are errors: datetime64[ns], which pandas has, reaches from
# 1677 to 2262. Seconds.
FURTHEST_SECONDS = 9.2e9


@dataclass(frozen=True, slots=True)
class Window:
    """A closed interval of epoch seconds; an infinite end is one that is not known."""

    start: float = -math.inf
    end: float = math.inf

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return math.isfinite(self.start) or math.isfinite(self.end)

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return math.isfinite(self.start) and math.isfinite(self.end)

    @property
    def length(self) -> float:
        """Seconds from its start to its end; infinite where one of them is not stated."""
        return self.end - self.start

    @property
    def middle(self) -> float | None:
        """Middle of the window, or its only known end; None when neither end is known."""
        if self.bounded:
            return (self.start + self.end) / 2
        ends = [end for end in (self.start, self.end) if math.isfinite(end)]
        return ends[0] if ends else None

    def meets(self, other: Window) -> bool:
        """
        Whether one event can be in both.

        Windows that only touch, such as an afternoon and the evening after it, do not meet, unless
        one of them is an exact moment.
        """
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


@cache
def known_zones() -> frozenset[str]:
    """The IANA zone names that this machine can resolve."""
    return frozenset(zoneinfo.available_timezones())


def parse_moment(cell: str, zone: str, *, end_of_day: bool = False) -> float | None:
    """
    Epoch seconds of an ISO 8601 moment with its offset, or of a bare date in `zone`.

    An offset is never guessed.

    Parameters
    ----------
    cell
        The text, such as `2023-09-12T12:15+10:00` or `2023-09-12`.
    zone
        IANA name of the zone in which a bare date is read.
    end_of_day
        Whether a bare date is the first moment of the next day, and not its own first.

    Returns
    -------
    Epoch seconds; None when the cell is neither.
    """
    cell = cell.strip()
    try:
        if BARE_DATE.match(cell):
            day = dt.date.fromisoformat(cell) + dt.timedelta(days=1 if end_of_day else 0)
            midnight = dt.datetime.combine(day, dt.time(), zoneinfo.ZoneInfo(zone))
            return midnight.timestamp()
        if MOMENT.match(cell):
            return dt.datetime.fromisoformat(cell).timestamp()
    except (ValueError, OverflowError):
        return None
    return None


def parse_moments(cells: pd.Series, zones: pd.Series, *, end_of_day: bool = False) -> pd.Series:
    """
    `parse_moment` of each cell in the zone beside it, as datetime64[ns, UTC].

    Parameters
    ----------
    cells, zones
        Texts and IANA names of zones, which share an index, (n,).
    end_of_day
        As `parse_moment` has it.

    Returns
    -------
    The moments, (n,), with that index; NaT where the cell is empty or is no moment.
    """
    plain = cells.str.fullmatch(_PLAIN_MOMENT).to_numpy(dtype=bool)
    seconds = np.full(len(cells), math.nan)
    moments = pd.to_datetime(cells[plain], format="ISO8601", utc=True, errors="coerce")
    whole = moments.astype("datetime64[s, UTC]").astype("int64")
    seconds[plain] = whole.where(moments.notna())
    odd = np.flatnonzero(np.isnan(seconds) & cells.ne("").to_numpy(dtype=bool))
    for i, cell, zone in zip(odd, cells.iloc[odd].tolist(), zones.iloc[odd].tolist(), strict=True):
        moment = parse_moment(cell, zone, end_of_day=end_of_day)
        seconds[i] = math.nan if moment is None else moment
    values = pd.Series(seconds, index=cells.index, dtype="float64")
    values = values.where(values.abs() < FURTHEST_SECONDS)
    return pd.to_datetime(values, unit="s", utc=True, errors="coerce").astype("datetime64[ns, UTC]")


def epoch(moments: pd.Series) -> np.ndarray:
    """Epoch seconds, float64, of datetime64[ns, UTC] values; NaN for NaT."""
    seconds = moments.astype("int64").to_numpy(dtype="float64") / 1e9
    seconds[moments.isna().to_numpy()] = math.nan
    return seconds


def in_words(moment: float, zone: str) -> str:
    """A moment for a sentence: `12 Sep 2023, 06:00 (UTC+10)`."""
    local = dt.datetime.fromtimestamp(moment, zoneinfo.ZoneInfo(zone))
    return f"{local.day} {local:%b %Y, %H:%M} ({utc_offset_words(local)})"


def utc_offset_words(local: dt.datetime) -> str:
    """`UTC+10`, `UTC−3:30` or `UTC`, of a zone-aware datetime."""
    offset = local.utcoffset() or dt.timedelta()
    minutes = round(offset.total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")
