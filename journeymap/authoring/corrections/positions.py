"""Suspected errors in lat and lon: how they are written, which is which, and their minus signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import pandas as pd

from journeymap.authoring.corrections.cells import Cells
from journeymap.authoring.corrections.correction import (
    Correction,
    CorrectionKind,
    ErrorKind,
    SuspectedError,
    suspected_error,
)
from journeymap.authoring.corrections.details import Certainty, Change, ErrorDetails, Quoted
from journeymap.authoring.corrections.neighbours import KnownPlaces, misplaced_rows
from journeymap.authoring.corrections.parse_degrees import Axis, Degrees, parse_degrees, parse_pair

Texts = tuple[str, str]  # of lat and lon
_PAIR = re.compile(r"\d[.,°]\d?.*\d")

# The errors that a row can have one of, in the order in which they are reported.
_CORRECTIONS = {
    ErrorKind.SWAPPED: CorrectionKind.SWAP_POSITION,
    ErrorKind.PAIR: CorrectionKind.WRITE_PAIR,
    ErrorKind.DEGREES: CorrectionKind.WRITE_DEGREES,
    ErrorKind.DECIMAL_COMMA: CorrectionKind.WRITE_POINT,
    ErrorKind.NULL_ISLAND: CorrectionKind.EMPTY_POSITION,
    ErrorKind.MINUS: CorrectionKind.CHANGE_SIGN,
}


class _CorrectedRows:
    """The new lat and lon of rows; of several errors in a row, the last one found counts."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._texts: dict[int, tuple[ErrorKind, Texts]] = {}
        self._details: dict[int, ErrorDetails] = {}

    def add(self, kind: ErrorKind, index: int, texts: Texts, details: ErrorDetails = None) -> None:
        """Note the texts for a row."""
        self._texts[index] = kind, texts
        self._details[index] = details

    def texts(self, index: int) -> Texts:
        """Return lat and lon of a row, corrected so far."""
        if index in self._texts:
            return self._texts[index][1]
        return self._cells["lat"][index], self._cells["lon"][index]

    def errors(self) -> Iterator[SuspectedError]:
        """Return one suspected error of each kind, for all its rows."""
        for kind, correction in _CORRECTIONS.items():
            rows = {i: texts for i, (of, texts) in sorted(self._texts.items()) if of is kind}
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
            change = Change(_joined(before), _joined(after))
            yield suspected_error(
                kind, changed, [Correction(correction, changed, change)], self._details[first]
            )


def position_errors(cells: Cells, known: KnownPlaces) -> list[SuspectedError]:
    """Find suspected errors in the positions; a row has one, whose correction does all."""
    lat, lon = numbers(cells["lat"]), numbers(cells["lon"])
    found = _CorrectedRows(cells)
    questions = list(_parse_odd_cells(cells, known, lat, lon, found))
    beyond = (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    for i in map(int, np.flatnonzero(beyond)):
        found.add(ErrorKind.SWAPPED, i, found.texts(i)[::-1], Certainty.BEYOND_90)
        lat[i], lon[i] = lon[i], lat[i]
    for i in map(int, np.flatnonzero((lat == 0) & (lon == 0))):
        found.add(ErrorKind.NULL_ISLAND, i, ("", ""))
        lat[i] = lon[i] = np.nan
    lat[~(np.abs(lat) <= 90) | ~(np.abs(lon) <= 180)] = np.nan
    for row in misplaced_rows(cells, lat, lon, known):
        texts = found.texts(row.index)
        if row.axis is None:
            texts = texts[::-1]
        elif row.axis == "lat":
            texts = negated(texts[0]), texts[1]
        else:
            texts = texts[0], negated(texts[1])
        found.add(row.kind, row.index, texts, row.far)
    return [*found.errors(), *questions]


def numbers(texts: Sequence[str]) -> np.ndarray:
    """Return the numbers in cells, NaN for a cell that the table would not read as one."""
    values = pd.to_numeric(pd.Series(texts, dtype="object"), errors="coerce")
    found: np.ndarray = values.to_numpy(dtype="float64", copy=True)
    found[~np.isfinite(found)] = np.nan
    return found


def _parse_odd_cells(
    cells: Cells, known: KnownPlaces, lat: np.ndarray, lon: np.ndarray, found: _CorrectedRows
) -> Iterator[SuspectedError]:
    """Parse what is no number, into lat and lon; yield a question where it can mean two things."""
    odd = np.isnan(lat) | np.isnan(lon)
    place_known = odd & np.isfinite(known.lat)
    for i in map(int, np.flatnonzero(odd)):
        given = found.texts(i)
        corrected: tuple[ErrorKind, Texts] | None
        if not any(given):
            place = "" if place_known[i] else cells["place"][i]
            pair = _pair(place) if _PAIR.search(place) else None
            corrected = (ErrorKind.PAIR, (pair[0].text, pair[1].text)) if pair else None
        else:
            one = given[0] or given[1]
            pair = _pair(one) if not all(given) or given[0] == given[1] else None
            number = _degrees(one)
            if pair and number and number.comma:
                yield _pair_or_comma(cells.rows[i], "lat" if given[0] else "lon", one, pair)
                continue
            corrected = (
                (ErrorKind.PAIR, (pair[0].text, pair[1].text))
                if pair
                else _as_decimal_degrees(given, (lat[i], lon[i]))
            )
        if corrected:
            kind, texts = corrected
            found.add(kind, i, texts, Certainty.DIRECTIONS if kind is ErrorKind.SWAPPED else None)
            lat[i], lon[i] = (float(text) if text else np.nan for text in texts)


_degrees = cache(parse_degrees)
_pair = cache(parse_pair)


def _as_decimal_degrees(
    given: Texts, numbers: tuple[float, float]
) -> tuple[ErrorKind, Texts] | None:
    """Return the kind of error and the corrected texts of cells that are not both numbers."""
    read = [
        _degrees(text) if np.isnan(number) else Degrees(text) if text else None
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
        only_commas = all(degrees.comma for degrees in odd)
        return ErrorKind.DECIMAL_COMMA if only_commas else ErrorKind.DEGREES, texts
    if first and second and first.fits("lon") and second.fits("lat"):
        return ErrorKind.SWAPPED, texts[::-1]
    return None


def _pair_or_comma(
    row: int, column: Axis, text: str, pair: tuple[Degrees, Degrees]
) -> SuspectedError:
    cells = {(row, "lat"): pair[0].text, (row, "lon"): pair[1].text}
    return suspected_error(
        ErrorKind.PAIR_OR_COMMA,
        cells,
        [
            Correction(CorrectionKind.READ_AS_PAIR, cells),
            Correction(CorrectionKind.READ_AS_NUMBER, {(row, column): text.replace(",", ".")}),
        ],
        Quoted(row, text),
    )


def negated(text: str) -> str:
    """Return a number as text with its sign changed."""
    return text[1:] if text.startswith("-") else f"-{text.removeprefix('+')}"


def _joined(texts: Texts) -> str:
    given = [text for text in texts if text]
    return ("; " if len(given) > 1 and "," in "".join(given) else ", ").join(given)
