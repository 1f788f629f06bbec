"""Slips in lat and lon: how they are written, which is which, and their signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import pandas as pd

from journeymap.authoring.corrections.mends import (
    Cells,
    Correction,
    SuspectedError,
    all_of,
    rows_in_words,
    shown,
    slip,
)
from journeymap.authoring.corrections.neighbours import Known, astray
from journeymap.authoring.corrections.parse_degrees import Axis, Degrees, read_degrees, read_pair

Texts = tuple[str, str]  # of lat and lon
_PAIR = re.compile(r"\d[.,°]\d?.*\d")

_WHYS = {
    "swapped": "Latitude and longitude look swapped in {rows}: {reason}.",
    "pair": "One cell holds both latitude and longitude in {rows}.",
    "degrees": "Latitude and longitude are written as decimal degrees, south and west negative; "
    "in {rows} they are written otherwise.",
    "decimal-comma": "Decimals are parted by a comma in {rows}; the table needs a point.",
    "null-island": "0, 0 lies in the sea off Ghana; it is what programs write for no position "
    "({rows}).",
    "minus": "A minus sign seems to be missing or too many in {rows}: {reason}.",
}
_LABELS = {
    "swapped": "Swap lat and lon",
    "pair": "Write it into lat and lon",
    "degrees": "Write decimal degrees",
    "decimal-comma": "Write a decimal point",
    "null-island": "Empty lat and lon",
    "minus": "Change the sign",
}


class _Found:
    """What is to be written into which row's lat and lon: each row is of one kind, the last."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._texts: dict[int, tuple[str, Texts]] = {}
        self._reasons: dict[int, str] = {}

    def add(self, kind: str, index: int, texts: Texts, reason: str = "") -> None:
        """Note the texts for a row."""
        self._texts[index] = kind, texts
        self._reasons[index] = reason

    def texts(self, index: int) -> Texts:
        """Return lat and lon of a row as they would be."""
        if index in self._texts:
            return self._texts[index][1]
        return self._cells["lat"][index], self._cells["lon"][index]

    def slips(self) -> Iterator[SuspectedError]:
        """Return one slip of each kind."""
        for kind, why in _WHYS.items():
            rows = {i: texts for i, (of, texts) in sorted(self._texts.items()) if of == kind}
            if not rows:
                continue
            changed = {
                (self._cells.rows[i], axis): text
                for i, texts in rows.items()
                for axis, text in zip(("lat", "lon"), texts, strict=True)
                if text != self._cells[axis][i]
            }
            first, after = next(iter(rows.items()))
            before = self._cells["lat"][first], self._cells["lon"][first]
            if not any(before):
                before = (self._cells["place"][first], "")
            example = f"{_joined(before)} becomes {_joined(after)}" if any(after) else "0, 0"
            named = rows_in_words({row for row, _ in changed})
            yield slip(
                kind,
                changed,
                why.format(rows=named, reason=self._reasons[first]),
                [Correction(f"{_LABELS[kind]}: {example}{all_of(len(rows), 'row')}", changed)],
            )


def position_slips(cells: Cells, known: Known) -> list[SuspectedError]:
    """Name the slips in the positions; a row is named once, by the slip that mends most."""
    lat, lon = numbers(cells["lat"]), numbers(cells["lon"])
    found = _Found(cells)
    questions = list(_read_odd_cells(cells, known, lat, lon, found))
    beyond = (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    for i in map(int, np.flatnonzero(beyond)):
        found.add("swapped", i, found.texts(i)[::-1], "there is no latitude beyond 90")
        lat[i], lon[i] = lon[i], lat[i]
    for i in map(int, np.flatnonzero((lat == 0) & (lon == 0))):
        found.add("null-island", i, ("", ""))
        lat[i] = lon[i] = np.nan
    lat[~(np.abs(lat) <= 90) | ~(np.abs(lon) <= 180)] = np.nan
    for error in astray(cells, lat, lon, known):
        texts = found.texts(error.index)
        if error.axis is None:
            texts = texts[::-1]
        elif error.axis == "lat":
            texts = negated(texts[0]), texts[1]
        else:
            texts = texts[0], negated(texts[1])
        found.add(error.kind, error.index, texts, error.reason)
    return [*found.slips(), *questions]


def numbers(texts: Sequence[str]) -> np.ndarray:
    """Return the numbers in cells, NaN for a cell that the table would not read as one."""
    values = pd.to_numeric(pd.Series(texts, dtype="object"), errors="coerce")
    found: np.ndarray = values.to_numpy(dtype="float64", copy=True)
    found[~np.isfinite(found)] = np.nan
    return found


def _read_odd_cells(
    cells: Cells, known: Known, lat: np.ndarray, lon: np.ndarray, found: _Found
) -> Iterator[SuspectedError]:
    """Read what is no number, and fill it into lat and lon; what can mean two things is asked."""
    odd = np.isnan(lat) | np.isnan(lon)
    named = odd & np.isfinite(known.lat)
    for i in map(int, np.flatnonzero(odd)):
        given = found.texts(i)
        if not any(given):
            place = "" if named[i] else cells["place"][i]
            pair = _read_pair(place) if _PAIR.search(place) else None
            written = ("pair", (pair[0].text, pair[1].text)) if pair else None
        else:
            one = given[0] or given[1]
            pair = _read_pair(one) if not all(given) or given[0] == given[1] else None
            comma = _read(one)
            if pair and comma and comma.comma:
                yield _pair_or_comma(cells.rows[i], "lat" if given[0] else "lon", one, pair)
                continue
            written = (
                ("pair", (pair[0].text, pair[1].text))
                if pair
                else _as_written(given, (lat[i], lon[i]))
            )
        if written:
            found.add(written[0], i, written[1], "their directions, or a number beyond 90, say so")
            lat[i], lon[i] = (float(text) if text else np.nan for text in written[1])


_read = cache(read_degrees)
_read_pair = cache(read_pair)


def _as_written(given: Texts, numbers: tuple[float, float]) -> tuple[str, Texts] | None:
    """Return the kind of slip and the texts, of cells of which one at least is no number."""
    read = [
        _read(text) if np.isnan(number) else Degrees(text) if text else None
        for text, number in zip(given, numbers, strict=True)
    ]
    if any(text and not degrees for text, degrees in zip(given, read, strict=True)):
        return None
    first, second = read
    texts = (first.text if first else "", second.text if second else "")
    if texts == given:
        return None
    if (not first or first.fits("lat")) and (not second or second.fits("lon")):
        odd = [d for d, text in zip(read, given, strict=True) if d and d.text != text]
        return "decimal-comma" if all(d.comma for d in odd) else "degrees", texts
    if first and second and first.fits("lon") and second.fits("lat"):
        return "swapped", texts[::-1]
    return None


def _pair_or_comma(
    row: int, column: Axis, text: str, pair: tuple[Degrees, Degrees]
) -> SuspectedError:
    cells = {(row, "lat"): pair[0].text, (row, "lon"): pair[1].text}
    point = text.replace(",", ".")
    return slip(
        "pair-or-comma",
        cells,
        f"{shown(text)} in row {row} can be two numbers, or one with a decimal comma.",
        [
            Correction(f"Read it as latitude {pair[0].text} and longitude {pair[1].text}", cells),
            Correction(f"Read it as {point} in {column}", {(row, column): point}),
        ],
    )


def negated(text: str) -> str:
    """Return a number as text with the other sign."""
    return text[1:] if text.startswith("-") else f"-{text.removeprefix('+')}"


def _joined(texts: Texts) -> str:
    given = [text for text in texts if text]
    return shown(("; " if len(given) > 1 and "," in "".join(given) else ", ").join(given))
