"""What the columns of a table without a header are, by their cells alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from journeymap.authoring.imports.cell_kinds import looks
from journeymap.authoring.imports.header_words import WHEN, WHERE, Meaning
from journeymap.errors import TableError

_ROW_1 = "Name the columns in row 1: place (or lat and lon) and time; each further row is one stop."


def guessed(table: str, frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """
    Return what the columns are by their cells alone, and row 1 when it seems to be a header.

    Raises TableError where a cell may mean one thing as well as another.
    """
    body = frame.iloc[1:] if len(frame) > 1 else frame
    columns = range(frame.shape[1])
    kinds = {at: looks(body[at]) for at in columns if body[at].str.strip().any()}

    def like(kind: str) -> list[int]:
        return [at for at, looked in kinds.items() if looked == kind]

    found: dict[int, str] = {}
    match like("day"), like("clock"):
        case [day], [clock]:
            found |= {day: Meaning.DATE, clock: Meaning.CLOCK}
        case [day], _:
            found[day] = Meaning.MOMENT
    found |= _degrees(body, like("degrees"), like("both"))
    for kind, meaning in (
        ("mgrs", Meaning.MGRS),
        ("utm", Meaning.UTM),
        ("plus", Meaning.PLUS_CODE),
    ):
        if len(like(kind)) == 1:
            found[like(kind)[0]] = meaning
    match like("text"):
        case [only]:
            found[only] = "place"
    meanings = [found.get(at, Meaning.LEFT_OUT) for at in columns]
    if not {*meanings} & WHEN or not {*meanings} & WHERE:
        shown = " | ".join(cell for cell in frame.iloc[0] if cell.strip())[:120]
        raise TableError(
            f"Row 1 of {table} names no column that is known, and it cannot be said for certain "
            f"what the columns are: {shown}",
            _ROW_1,
        )
    data = {at for at, looked in kinds.items() if looked != "text"}
    header = len(frame) > 1 and all(looks(frame[at].iloc[:1]) == "text" for at in data)
    return meanings, list(frame.iloc[0]) if header else []


def _degrees(
    frame: pd.DataFrame, numbers: Sequence[int], pairs: Sequence[int]
) -> Mapping[int, str]:
    """Return latitude and longitude where only one of two columns can be the latitude."""
    match numbers, pairs:
        case [], [one]:
            return {one: Meaning.LAT_LON}
        case [one, two], []:
            first, second = (_beyond_90(frame[at]) for at in (one, two))
            if first != second:
                lat, lon = (two, one) if first else (one, two)
                return {lat: "lat", lon: "lon"}
    return {}


def _beyond_90(cells: pd.Series) -> bool:
    texts = cells.str.strip().str.replace(",", ".").str.replace("−", "-")
    return bool((pd.to_numeric(texts, errors="coerce").abs() > 90).any())
