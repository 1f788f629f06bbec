"""Speeds that no train reaches, and the typical errors that would explain them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import (
    Cell,
    Correction,
    CorrectionKind,
    ErrorKind,
    SuspectedError,
)
from journeymap.authoring.corrections.details import Change, MoreSpeeds, Speed
from journeymap.authoring.corrections.neighbours import (
    POSITION_ERRORS,
    apart_km,
    corrected_position,
)
from journeymap.authoring.corrections.order import MAX_ERRORS, ONE_PLACE_KM
from journeymap.authoring.corrections.parse_moments import iso, offset_text, offsets_at
from journeymap.authoring.corrections.positions import negated
from journeymap.authoring.corrections.row_positions import RowPositions, moments
from journeymap.geodesy import distance_km

_ChangeTime = Callable[[dt.datetime], dt.datetime | None]

# The maximum speed of a traveller whose author has named none.
DEFAULT_LIMIT_KMH = 400.0
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
    """Find consecutive places of a journey that need more than the maximum speed, km/h."""
    limit = max_speed_kmh or DEFAULT_LIMIT_KMH
    usable = np.flatnonzero(at.usable & (at.start <= at.end))
    moment_rows = usable[at.start[usable] == at.end[usable]]
    # Two stated minutes are compared although a row of a whole day is between them.
    pairs = sorted({*_pairs(at, usable, limit), *_pairs(at, moment_rows, limit)})
    if not pairs:
        return []
    counts = np.bincount(np.array(pairs).ravel())
    search = _CorrectionSearch(cells, at, usable, limit)
    errors = []
    for a, b in pairs[:MAX_ERRORS]:
        # A row that fits neither the row before nor the one after is the one that is wrong.
        suspects = [b, a] if counts[a] == counts[b] else [a if counts[a] > counts[b] else b]
        errors.append(
            SuspectedError(
                ErrorKind.TOO_FAST,
                "time_from",
                tuple(sorted((cells.rows[a], cells.rows[b]))),
                details=_speed_needed(cells, at, (a, b), limit),
                corrections=tuple(each for row in suspects for each in search.corrections(row)),
            )
        )
    if rest := {cells.rows[i] for pair in pairs[MAX_ERRORS:] for i in pair}:
        more = MoreSpeeds(len(pairs) - MAX_ERRORS, limit)
        errors.append(
            SuspectedError(ErrorKind.MORE_TOO_FAST, "time_from", tuple(sorted(rest)), details=more)
        )
    return errors


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
    """Return the maximum time, s, that the windows leave between two places, in either order."""
    longest: np.ndarray = np.maximum(end_b - start_a, end_a - start_b)
    return longest


def _speed_needed(cells: Cells, at: RowPositions, pair: tuple[int, int], limit: float) -> Speed:
    a, b = pair
    km = float(distance_km(at.lon[a], at.lat[a], at.lon[b], at.lat[b]))
    seconds = float(_seconds(at.start[a], at.end[a], at.start[b], at.end[b]))
    return Speed(cells.place(a), cells.place(b), km, seconds, limit)


_Try = tuple[CorrectionKind, dict[Cell, str], _Fix]


class _CorrectionSearch:
    """Tries which typical error in one row would explain a speed."""

    def __init__(self, cells: Cells, at: RowPositions, usable: np.ndarray, limit: float) -> None:
        self._cells, self._at, self._limit = cells, at, limit
        self._usable = usable
        self._found: dict[int, list[Correction]] = {}

    def corrections(self, row: int) -> list[Correction]:
        """Return the corrections of a row, by its index, with which it fits its neighbours."""
        if row not in self._found:
            self._found[row] = list(self._explained(row))
        return self._found[row]

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
        neighbours = self._neighbours(fix, others, middles)
        if len(neighbours) == 2 and not self._reachable(*neighbours):
            return  # its neighbours contradict each other without it
        for kind, cells, tried in self._tries(row, fix):
            within = middles[0] - _DAY <= tried.middle <= middles[-1] + _DAY
            if within and all(
                self._reachable(tried, other) for other in self._neighbours(tried, others, middles)
            ):
                yield Correction(kind, cells, self._change(cells))

    def _change(self, cells: dict[Cell, str]) -> Change:
        index = self._cells.rows.index
        before = [self._cells[column][index(row)] for row, column in cells]
        # A moment has the same text in time_from and time_to.
        changes = dict.fromkeys(zip(before, cells.values(), strict=True))
        return Change(*(", ".join(texts) for texts in zip(*changes, strict=True)))

    def _neighbours(self, fix: _Fix, others: np.ndarray, middles: np.ndarray) -> list[_Fix]:
        place = int(np.searchsorted(middles, fix.middle))
        return [self._fix(int(i)) for i in others[max(place - 1, 0) : place + 1]]

    def _reachable(self, a: _Fix, b: _Fix) -> bool:
        seconds = max(b.end - a.start, a.end - b.start) + _ROUNDING
        apart = float(apart_km(*map(np.array, (a.lat, a.lon, b.lat, b.lon))))
        return apart <= max(self._limit * seconds / _HOUR, ONE_PLACE_KM)

    def _tries(self, i: int, fix: _Fix) -> Iterator[_Try]:
        row, lat, lon = self._cells.rows[i], self._cells["lat"][i], self._cells["lon"][i]
        for _, axis in POSITION_ERRORS if self._at.own[i] else ():
            new_lat, new_lon = corrected_position(axis, np.array(fix.lat), np.array(fix.lon))
            if np.isnan(new_lat):
                continue
            cells: dict[Cell, str]
            if axis is None:
                kind = CorrectionKind.SWAP_POSITION_IN_ROW
                cells = {(row, "lat"): lon, (row, "lon"): lat}
            else:
                kind = CorrectionKind.CHANGE_SIGN_IN_ROW
                cells = {(row, axis): negated(lat if axis == "lat" else lon)}
            yield kind, cells, replace(fix, lat=float(new_lat), lon=float(new_lon))
        exchange, shift = CorrectionKind.EXCHANGE_DAY_AND_MONTH, CorrectionKind.CHANGE_BY_12_HOURS
        yield from self._at_another_time(i, fix, exchange, _day_and_month_exchanged)
        yield from self._at_another_time(i, fix, shift, _half_a_day_off)

    def _at_another_time(
        self, i: int, fix: _Fix, kind: CorrectionKind, change: _ChangeTime
    ) -> Iterator[_Try]:
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
            yield kind, cells, replace(fix, start=start, end=until)


def _day_and_month_exchanged(local: dt.datetime) -> dt.datetime | None:
    """Return the time with its day and month exchanged, if that gives another."""
    if local.day > 12 or local.day == local.month:
        return None
    return local.replace(month=local.day, day=local.month)


def _half_a_day_off(local: dt.datetime) -> dt.datetime:
    """Return the time as it would be with am and pm confused."""
    return local.replace(hour=(local.hour + 12) % 24)


def _changed(text: str, zone: str | None, change: _ChangeTime) -> str | None:
    """Return a strict time changed; its offset follows the place's clock where it did before."""
    try:
        written = dt.datetime.fromisoformat(text)
    except ValueError:  # a coarse date, or one that Python cannot hold
        return None
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
