"""Speeds that no train has, and the typical slips that would explain them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from journeymap.authoring.corrections.mends import (
    Cell,
    Cells,
    Correction,
    SuspectedError,
    capital,
    rows_in_words,
    shown,
)
from journeymap.authoring.corrections.neighbours import SLIPS, apart_km, undone
from journeymap.authoring.corrections.order import MAX_SLIPS, ONE_PLACE_KM
from journeymap.authoring.corrections.parse_moments import iso, offset_text, offsets_at
from journeymap.authoring.corrections.positions import negated
from journeymap.authoring.corrections.stated import RowPositions, moments
from journeymap.geodesy import distance_km

_Change = Callable[[dt.datetime], dt.datetime | None]

# What a traveller is taken to be unable to do where the author has named no greatest speed.
GREATEST_KMH = 400.0
_HOUR = 3600.0
_DAY = 86400.0
# A stated minute can be any second of it.
_ROUNDING = 60.0
# The sphere that pairs are chosen by is within 0.6 % of the ellipsoid that they are judged by.
_SPHERE = 0.99


@dataclass(frozen=True)
class _Fix:
    """One row's position and window: degrees, epoch seconds."""

    lat: float
    lon: float
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def too_fast(cells: Cells, at: RowPositions, max_speed_kmh: float | None) -> list[SuspectedError]:
    """Name consecutive places of a journey that need more than the greatest speed."""
    limit = max_speed_kmh or GREATEST_KMH
    usable = np.flatnonzero(at.there & (at.start <= at.end))
    stated = usable[at.start[usable] == at.end[usable]]
    # A day written between two stated minutes does not part them.
    pairs = sorted({*_pairs(at, usable, limit), *_pairs(at, stated, limit)})
    if not pairs:
        return []
    counts = np.bincount(np.array(pairs).ravel())
    search = _Search(cells, at, usable, limit)
    slips = []
    for a, b in pairs[:MAX_SLIPS]:
        # A row that fits neither the row before nor the one after is the one that is wrong.
        culprits = [b, a] if counts[a] == counts[b] else [a if counts[a] > counts[b] else b]
        mends = [mend for row in culprits for mend in search.mends(row)]
        rows = tuple(sorted((cells.rows[a], cells.rows[b])))
        why = _needed(cells, at, (a, b), limit)
        slips.append(SuspectedError("too-fast", "time_from", rows, why, tuple(mends)))
    if rest := {cells.rows[i] for pair in pairs[MAX_SLIPS:] for i in pair}:
        why = (
            f"{len(pairs) - MAX_SLIPS:,} more pairs of places need more than {limit:,.0f} km/h, "
            f"among {rows_in_words(rest)}."
        )
        slips.append(SuspectedError("too-fast", "time_from", tuple(sorted(rest)), why))
    return slips


def _pairs(at: RowPositions, rows: np.ndarray, limit: float) -> Iterator[tuple[int, int]]:
    """Neighbours in time, of one journey, that are too far apart for the time between them."""
    middle = at.start[rows] + at.end[rows]
    order = rows[np.lexsort((rows, middle, at.journey[rows]))]
    a, b = order[:-1], order[1:]
    apart = apart_km(at.lat[a], at.lon[a], at.lat[b], at.lon[b])
    seconds = _seconds(at.start[a], at.end[a], at.start[b], at.end[b])
    fast = apart > limit * _SPHERE * (seconds + _ROUNDING) / _HOUR
    near = np.flatnonzero(
        fast & (seconds > 0) & (apart > ONE_PLACE_KM) & (at.journey[a] == at.journey[b])
    )
    a, b, seconds = a[near], b[near], seconds[near]
    exact = distance_km(at.lon[a], at.lat[a], at.lon[b], at.lat[b])
    sure = exact > limit * (seconds + _ROUNDING) / _HOUR
    yield from zip(a[sure].tolist(), b[sure].tolist(), strict=True)


def _seconds(
    start_a: np.ndarray, end_a: np.ndarray, start_b: np.ndarray, end_b: np.ndarray
) -> np.ndarray:
    """Return the most time that the windows leave between two places, in either order."""
    most: np.ndarray = np.maximum(end_b - start_a, end_a - start_b)
    return most


def _needed(cells: Cells, at: RowPositions, pair: tuple[int, int], limit: float) -> str:
    a, b = pair
    km = float(distance_km(at.lon[a], at.lat[a], at.lon[b], at.lat[b]))
    seconds = float(_seconds(at.start[a], at.end[a], at.start[b], at.end[b]))
    time = f"{seconds / _HOUR:,.1f} hours" if seconds >= 5400 else f"{seconds / 60:,.0f} minutes"
    start, end = (shown(cells["place"][i]) or f"row {cells.rows[i]}" for i in pair)
    return (
        f"{capital(rows_in_words(cells.rows[i] for i in pair))}: {km:,.0f} km from {start} to "
        f"{end} in {time} needs {km / (seconds / _HOUR):,.0f} km/h, more than {limit:,.0f}."
    )


class _Search:
    """Tries what a typical slip in one row would explain."""

    def __init__(self, cells: Cells, at: RowPositions, usable: np.ndarray, limit: float) -> None:
        self._cells, self._at, self._limit = cells, at, limit
        self._usable = usable
        self._known: dict[int, list[Correction]] = {}

    def mends(self, row: int) -> list[Correction]:
        """Return the mends of a row, by its index, with which it fits the rows about it."""
        if row not in self._known:
            self._known[row] = list(self._explained(row))
        return self._known[row]

    def _fix(self, i: int) -> _Fix:
        at = self._at
        return _Fix(*(float(values[i]) for values in (at.lat, at.lon, at.start, at.end)))

    def _explained(self, row: int) -> Iterator[Correction]:
        others = self._usable[
            (self._at.journey[self._usable] == self._at.journey[row]) & (self._usable != row)
        ]
        middles = (self._at.start[others] + self._at.end[others]) / 2
        order = np.argsort(middles, kind="stable")
        others, middles = others[order], middles[order]
        fix = self._fix(row)
        about = self._about(fix, others, middles)
        if len(about) == 2 and not self._reachable(*about):
            return  # the rows about it disagree without it
        for label, cells, tried in self._tries(row, fix):
            within = middles[0] - _DAY <= tried.middle <= middles[-1] + _DAY
            if within and all(
                self._reachable(tried, other) for other in self._about(tried, others, middles)
            ):
                yield Correction(
                    f"{label} in row {self._cells.rows[row]}: {self._change(cells)}", cells
                )

    def _change(self, cells: dict[Cell, str]) -> str:
        index = self._cells.rows.index
        before = [self._cells[column][index(row)] for row, column in cells]
        pairs = zip(before, cells.values(), strict=True)
        return ", ".join(dict.fromkeys(f"{old} becomes {new}" for old, new in pairs))

    def _about(self, fix: _Fix, others: np.ndarray, middles: np.ndarray) -> list[_Fix]:
        place = int(np.searchsorted(middles, fix.middle))
        return [self._fix(int(i)) for i in others[max(place - 1, 0) : place + 1]]

    def _reachable(self, a: _Fix, b: _Fix) -> bool:
        seconds = max(b.end - a.start, a.end - b.start) + _ROUNDING
        apart = float(apart_km(*map(np.array, (a.lat, a.lon, b.lat, b.lon))))
        return apart <= max(self._limit * seconds / _HOUR, ONE_PLACE_KM)

    def _tries(self, i: int, fix: _Fix) -> Iterator[tuple[str, dict[Cell, str], _Fix]]:
        row, lat, lon = self._cells.rows[i], self._cells["lat"][i], self._cells["lon"][i]
        for _, axis in SLIPS if self._at.own[i] else ():
            new_lat, new_lon = undone(axis, np.array(fix.lat), np.array(fix.lon))
            if np.isnan(new_lat):
                continue
            cells: dict[Cell, str]
            if axis is None:
                label, cells = "Swap lat and lon", {(row, "lat"): lon, (row, "lon"): lat}
            else:
                label = f"Change the sign of {axis}"
                cells = {(row, axis): negated(lat if axis == "lat" else lon)}
            yield label, cells, replace(fix, lat=float(new_lat), lon=float(new_lon))
        yield from self._at_another_time(i, fix, "Exchange day and month", _exchanged)
        yield from self._at_another_time(i, fix, "Change the time by 12 hours", _half_a_day_off)

    def _at_another_time(
        self, i: int, fix: _Fix, label: str, change: _Change
    ) -> Iterator[tuple[str, dict[Cell, str], _Fix]]:
        row, zone = self._cells.rows[i], self._at.zones[i]
        cells: dict[Cell, str] = {}
        for column in ("time_from", "time_to"):
            if text := self._cells[column][i]:
                new = _changed(text, zone, change)
                if new is None:
                    return
                cells[row, column] = new
        begin, end = cells[row, "time_from"], cells.get((row, "time_to"))
        start = float(moments([begin], [zone])[0])
        until = float(moments([end or begin], [zone], end_of_day=True)[0])
        if start <= until:
            yield label, cells, replace(fix, start=start, end=until)


def _exchanged(local: dt.datetime) -> dt.datetime | None:
    """Return the time with its day and month exchanged, if that gives another."""
    if local.day > 12 or local.day == local.month:
        return None
    return local.replace(month=local.day, day=local.month)


def _half_a_day_off(local: dt.datetime) -> dt.datetime:
    """Return the time as it would be with am and pm confused."""
    return local.replace(hour=(local.hour + 12) % 24)


def _changed(text: str, zone: str | None, change: _Change) -> str | None:
    """Return a strict time changed; its offset follows the place's clock where it did before."""
    written = dt.datetime.fromisoformat(text)
    local = written.replace(tzinfo=None)
    new = change(local)
    if new is None or (written.tzinfo is None and new.date() == local.date()):
        return None
    if written.tzinfo is None:
        return new.date().isoformat()
    offset = offset_text(written.utcoffset() or dt.timedelta())
    if zone and offset in offsets_at(local, zone):
        there = offsets_at(new, zone)
        offset = there[0] if len(there) == 1 else offset
    return iso(new.date(), new.time(), offset)
