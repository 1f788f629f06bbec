"""What a file of points and lines gives, assembled into a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.imported import (
    Imported,
    Traveller,
    encodable,
    notice,
    title_in,
)
from journeymap.authoring.imports.imported_points import Track, degrees, ends, moments, written
from journeymap.authoring.imports.sheet import Sheet
from journeymap.authoring.imports.stays import without_points
from journeymap.authoring.imports.table_recordings import MIN_RECORDED
from journeymap.claims.columns import COLUMNS, MOMENTS, POSITION
from journeymap.errors import Problem
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft
from journeymap.lines.recording import Recording
from journeymap.settings import Settings

# Problems that say why a line is without times.
_TIMELESS = {"times-say-nothing", "route-planned"}


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
        # Why the times that there are count for nothing has been said.
        silent = recording is not None and not any(each.code in _TIMELESS for each in problems)
        return Imported(draft, problems=(*problems, *([notice(name, "no-times")] * silent)))
    names = _names(rows)
    table = ([row.get(name, "") for name in names] for row in rows)
    sheet = Sheet(name, {1: names, **dict(enumerate(table, start=2))})
    read = understand(sheet, limits, claims=True)
    draft = replace(read.draft, config=config, recording=recording)
    # A missing column is a problem of tables alone: these files have no header.
    every_problem = [*problems, *(problem for problem in read.problems if problem.row is not None)]
    timed = (draft.rows[["time_from", "time_to"]] != "").any(axis=None)
    timeless = not timed and (recording is None or recording.t is None)
    if timeless and not any(each.code in _TIMELESS for each in every_problem):
        every_problem.append(notice(name, "no-times"))
    return Imported(draft, read.others, tuple(every_problem))


def recorded_rows(
    name: str, pieces: Pieces, limits: Settings, problems: Sequence[Problem] = ()
) -> Imported | None:
    """
    Return the recording, or the travellers, that many points with few words are.

    They are taken as a table of them is. None where each is a claim. Raises TableError.
    """
    if len(pieces.rows) < MIN_RECORDED:
        return None
    names = _names(pieces.rows)
    table = ([row.get(each, "") for each in names] for row in pieces.rows)
    read = understand(Sheet(name, {1: names, **dict(enumerate(table, start=2))}), limits)
    if read.draft.recording is None and not read.travellers:
        return None
    own = read.draft.config
    config = own.model_copy(update={"title": title_in(pieces.title) or own.title})
    return replace(
        read, draft=replace(read.draft, config=config), problems=(*problems, *read.problems)
    )


def of_tracks(
    name: str,
    tracks: Sequence[Track],
    pieces: Callable[[Track | None], Pieces],
    limits: Settings,
    problems: Sequence[Problem] = (),
) -> Imported:
    """
    Return the draft of what was recorded, or the travellers that were recorded at once.

    `pieces` gives what belongs to a track; None is a file without any.
    """
    if len(tracks) < 2:
        track = tracks[0] if tracks else None
        of_track = () if track is None else track.problems
        return assembled(name, pieces(track), limits, (*problems, *of_track))

    def chosen(track: Track) -> Imported:
        titled = replace(pieces(track), title=track.name)
        return assembled(name, titled, limits, (*problems, *track.problems))

    travellers = []
    for track in tracks:
        recording = track.recording
        t = None if recording.t is None else recording.t[recording.timed]
        first, last = (None, None) if t is None else (float(t[0]), float(t[-1]))
        read = partial(chosen, track)
        travellers.append(Traveller(track.name, len(recording), first, last, read))
    return Imported(Draft(), problems=tuple(problems), travellers=tuple(travellers))


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
