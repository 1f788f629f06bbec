"""A table with many positions and few words is a recording, of one traveller or of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from journeymap.authoring.imports.header_words import Meaning
from journeymap.authoring.imports.imported import Imported, Traveller, notice, title_in
from journeymap.authoring.imports.imported_points import Points, ends
from journeymap.authoring.imports.table_formats import TableFormat
from journeymap.authoring.imports.table_points import TablePoints, points_of
from journeymap.authoring.imports.table_rows import table_rows
from journeymap.claims.columns import COLUMNS
from journeymap.errors import Problem
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft
from journeymap.settings import Settings

if TYPE_CHECKING:
    from journeymap.lines.recording import Recording

# Fewer positions are rows that a person may read one by one.
MIN_RECORDED = 30
# Of the rows of a recording so many may have a place or a sentence.
_FEW_WORDS = 0.1
_WORDS = {"place", "says"}
_POSITIONS = frozenset(
    {"lat", Meaning.LAT_LON, Meaning.LON_LAT, Meaning.LAT_E7, Meaning.MGRS, Meaning.UTM}
    | {Meaning.EASTING, Meaning.PLUS_CODE, Meaning.LAT_SEMICIRCLES}
)
# More zones are not named one by one.
_ZONES_NAMED = 3


@dataclass(frozen=True, eq=False)
class Table:
    """A table as its columns are chosen: names, meanings, cells by number of the column."""

    name: str
    names: Sequence[str]
    meanings: Sequence[str]
    frame: pd.DataFrame
    form: TableFormat | None = None


def positioned(meanings: Sequence[str]) -> bool:
    """Return whether the columns give positions, without legs and stays."""
    there = {*meanings}
    legs = {Meaning.FROM_PLACE, Meaning.TO_PLACE, Meaning.FROM_LAT, Meaning.TO_LAT}
    return bool(there & _POSITIONS) and not there & legs


def needed(meanings: Sequence[str]) -> list[int]:
    """Return the columns that a recording is made from, and those that say whose it is."""
    unused = {*COLUMNS} - {"lat", "lon", "time_from", "time_to", "source", "url", *_WORDS}
    return [at for at, meaning in enumerate(meanings) if meaning and meaning not in unused]


def is_recording(table: Table) -> bool:
    """Return whether a table has many positions and few words."""
    if len(table.frame) < MIN_RECORDED or not positioned(table.meanings):
        return False
    stays = {Meaning.STAY_UNTIL, Meaning.DEPARTURE, Meaning.ARRIVAL, "time_to", "kind", "event"}
    if {*table.meanings} & stays:
        return False
    return bool(_worded(table).mean() <= _FEW_WORDS)


def _worded(table: Table) -> np.ndarray:
    """Return which rows have a place or a sentence."""
    worded = np.zeros(len(table.frame), bool)
    for at, meaning in enumerate(table.meanings):
        if meaning in _WORDS:
            worded |= table.frame[at].str.strip().ne("").to_numpy(bool)
    return worded


def recorded(table: Table, limits: Settings, title: str = "") -> Imported | None:
    """
    Return the recording that a table is; None when it has fewer than two positions.

    Rows that have a place or a sentence are points of it and stay rows; where there are none, two
    rows say where it begins and ends. Raises TableError past a limit.
    """
    points = points_of(table.names, table.meanings, table.frame, table.form)
    return _drawn(table, points, limits, title)


def _drawn(table: Table, points: TablePoints, limits: Settings, title: str) -> Imported | None:
    held = Points(table.name, limits, len(points.lon))
    order = np.argsort(points.t, kind="stable") if np.isfinite(points.t).all() else slice(None)
    held.extend(points.lon[order], points.lat[order], points.t[order])
    recording, problems = held.recording()
    if recording is None:
        return None
    config = JourneyConfig(title=title_in(title), way="recorded")
    rows, of_rows = _rows(table, recording, limits)
    draft = Draft(rows=rows, config=config, recording=recording)
    return Imported(draft, problems=(*problems, *_zones(table.name, points), *of_rows))


def _rows(
    table: Table, recording: Recording, limits: Settings
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    worded = np.flatnonzero(_worded(table))
    if not len(worded):
        found = ends(recording, table.name)
        cells = [[row.get(column, "") for column in COLUMNS] for row in found]
        rows = pd.DataFrame(cells, columns=list(COLUMNS), dtype="str")
        return _numbered(rows), ()
    frame = table.frame.iloc[worded[: limits.rows]]
    longest = max(int(frame[at].str.len().max()) for at in frame)
    problems: tuple[Problem, ...] = ()
    if longest > limits.text_length:
        frame = frame.apply(lambda cells: cells.str.slice(0, limits.text_length))
        counts = {"count": longest, "maximum": limits.text_length}
        problems = (notice(table.name, "text-cut", counts),)
    made = table_rows(table.name, table.names, table.meanings, frame, table.form)
    problems = (*problems, *made.problems)
    if len(worded) > limits.rows:
        counts = {"count": len(worded) - limits.rows, "maximum": limits.rows}
        problems = (*problems, notice(table.name, "recorded-words-left-out", counts))
    return _numbered(made.rows), problems


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_axis(pd.RangeIndex(2, 2 + len(rows), name="row"))


def _zones(name: str, points: TablePoints) -> list[Problem]:
    problems = []
    if points.zones:
        most = sorted(points.zones, key=lambda zone: -points.zones[zone])
        shown = ", ".join(most[:_ZONES_NAMED]) + (", …" if len(most) > _ZONES_NAMED else "")
        problems.append(
            notice(
                name,
                "recorded-in-local-time",
                {"count": sum(points.zones.values()), "zones": shown},
            )
        )
    if points.day_or_month:
        problems.append(notice(name, "recorded-day-first"))
    return problems


def travellers_in(
    table: Table, read: Callable[[pd.DataFrame, str], Imported]
) -> tuple[Traveller, ...]:
    """
    Return the travellers of a table, those with the most rows first; none when it has only one.

    `read` makes the journey of some of the rows, with its title.
    """
    if Meaning.WHO not in table.meanings:
        return ()
    who = table.frame[table.meanings.index(Meaning.WHO)].str.strip()
    codes, found = pd.factorize(who.where(who != ""))
    if len(found) < 2 or 2 * len(found) > len(who):
        return ()
    points = points_of(table.names, table.meanings, table.frame, table.form)
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(len(found) + 1))
    travellers = []
    for number, name in enumerate(found.tolist()):
        rows = order[bounds[number] : bounds[number + 1]]
        called = _called(table, rows)
        shown = f"{called} ({name})" if called and called != name else name
        t = points.t[rows]
        known = t[np.isfinite(t)]
        first, last = (float(known.min()), float(known.max())) if known.size else (None, None)
        travellers.append(
            Traveller(
                title_in(shown), len(rows), first, last, partial(_of_one, table, rows, shown, read)
            )
        )
    return tuple(sorted(travellers, key=lambda each: -each.count))


def _called(table: Table, rows: np.ndarray) -> str:
    if Meaning.CALLED not in table.meanings:
        return ""
    names = table.frame[table.meanings.index(Meaning.CALLED)].iloc[rows].str.strip()
    filled = names[names != ""]
    return str(filled.iloc[-1]) if len(filled) else ""


def _of_one(
    table: Table,
    rows: np.ndarray,
    title: str,
    read: Callable[[pd.DataFrame, str], Imported],
) -> Imported:
    return read(table.frame.iloc[rows], title)


def without_who(meanings: Sequence[str]) -> list[str]:
    """Return the meanings of a table of one of its travellers."""
    whose = {Meaning.WHO, Meaning.CALLED}
    return [Meaning.LEFT_OUT if meaning in whose else meaning for meaning in meanings]


def titled(imported: Imported, title: str) -> Imported:
    """Return a journey with a title, where it has none."""
    draft = imported.draft
    if draft.config.title or not title:
        return imported
    config = draft.config.model_copy(update={"title": title_in(title)})
    return replace(imported, draft=replace(draft, config=config))
