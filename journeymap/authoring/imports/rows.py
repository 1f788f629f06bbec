"""What a file of points and lines gives, assembled into a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from journeymap.authoring.imports.columns import Sheet, understand
from journeymap.authoring.imports.imported import Imported, encodable, notice, title_in
from journeymap.authoring.imports.imported_points import degrees, ends, moments, written
from journeymap.authoring.imports.stays import without_points
from journeymap.claims.columns import COLUMNS, MOMENTS, POSITION
from journeymap.errors import Problem
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft
from journeymap.lines.recording import Recording
from journeymap.settings import Settings


@dataclass(frozen=True)
class Pieces:
    """Rows by column, a recording, and what the file is called."""

    rows: Sequence[Mapping[str, str]] = ()
    recording: Recording | None = None
    title: str = ""
    summary: str = ""


def assembled(
    name: str, pieces: Pieces, limits: Settings, problems: Sequence[Problem] = ()
) -> Imported:
    """
    Return the draft of what a file gave.

    A recording with times that comes without rows gets two, of where it begins and ends. Rows
    count from 2, as in the table that they make. Raises TableError past a limit.
    """
    rows = without_points(_mended(row) for row in pieces.rows)
    recording = pieces.recording
    if recording is not None and not rows:
        rows = ends(recording, name)
    config = JourneyConfig(
        title=title_in(pieces.title),
        summary=encodable(pieces.summary.strip())[: limits.text_length],
        way="straight" if recording is None else "recorded",
    )
    if not rows:
        draft = Draft(config=config, recording=recording)
        return Imported(draft, problems=tuple(problems))
    names = _names(rows)
    table = ([row.get(name, "") for name in names] for row in rows)
    sheet = Sheet(name, {1: names, **dict(enumerate(table, start=2))})
    read = understand(sheet, limits)
    draft = replace(read.draft, config=config, recording=recording)
    # A missing column is a problem of tables alone: these files have no header.
    every_problem = [*problems, *(problem for problem in read.problems if problem.row is not None)]
    timed = (draft.rows[["time_from", "time_to"]] != "").any(axis=None)
    if not timed and (recording is None or recording.t is None):
        every_problem.append(notice(name, "no-times"))
    return Imported(draft, read.others, tuple(every_problem))


def _mended(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row with its numbers and moments as exact as the event table has them."""
    row_cells = dict(row)
    for column in POSITION & row_cells.keys():
        row_cells[column] = _shortened(row_cells[column])
    for column in MOMENTS & row_cells.keys():
        row_cells[column] = _to_the_second(row_cells[column])
    return row_cells


def _names(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the names of the columns that have something in them, the event table's first."""
    names = dict.fromkeys(name for row in rows for name, cell in row.items() if cell.strip())
    return sorted(names, key=lambda name: name not in COLUMNS)


def _shortened(cell: str) -> str:
    """Return degrees without decimals below a centimetre, as machines write them."""
    try:
        return degrees(float(cell)) if len(cell.partition(".")[2]) > 7 else cell
    except ValueError:
        return cell


def _to_the_second(cell: str) -> str:
    """Return a moment with a fraction of a second, which the event table has none of, without."""
    if "T" not in cell or "." not in cell:
        return cell
    (moment,) = moments([cell])
    return cell if pd.isna(moment) else written(moment)
