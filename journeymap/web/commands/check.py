"""`check`: what is wrong in files, with an exit status that a build can use."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from journeymap.errors import JourneyMapError
from journeymap.exports.linked_places.dates import days
from journeymap.journeys.library import Library
from journeymap.phrases import commands as words
from journeymap.settings import Settings
from journeymap.times import Window
from journeymap.web.commands.files import FileJourney, Wishes, read_journeys
from journeymap.web.commands.findings import Finding, Level, findings
from journeymap.web.commands.progress import progress_bar

CLEAN, PROBLEMS, UNREADABLE = 0, 1, 2
_MOST_SHOWN = 50


def check(
    paths: Sequence[Path], wishes: Wishes, base: Library, limits: Settings, *, as_json: bool
) -> int:
    """Print what was found in the files, and return the exit status: the gravest of them."""
    status, listed = CLEAN, []
    # Each traveller is looked at, where none is chosen.
    wishes = replace(wishes, every=not wishes.traveller)
    for path in paths:
        try:
            for journey, found in _found(path, wishes, base, limits):
                problems = _count(found)
                status = max(status, PROBLEMS if problems else CLEAN)
                if as_json:
                    listed.append(_values(journey, found))
                else:
                    sys.stdout.write(_text(journey, found, problems))
        except JourneyMapError as error:
            status = UNREADABLE
            if as_json:
                listed.append({"file": str(path), "error": str(error), "hint": error.hint})
            else:
                sys.stderr.write(f"{words.error_lines(str(error), error.hint)}\n")
    if as_json:
        sys.stdout.write(f"{json.dumps({'files': listed}, ensure_ascii=False, indent=2)}\n")
    return status


def _found(
    path: Path, wishes: Wishes, base: Library, limits: Settings
) -> Iterator[tuple[FileJourney, list[Finding]]]:
    with progress_bar(words.READING.format(name=path.name)) as progress:
        journeys = list(read_journeys(path, wishes, base, limits, progress))
    for journey in journeys:
        yield journey, findings(journey)


def problems_of(journey: FileJourney) -> int:
    """Return how many problems and suspected errors a journey has."""
    return _count(findings(journey))


def _count(found: Sequence[Finding]) -> int:
    return sum(each.level is not Level.NOTE for each in found)


def _span(journey: FileJourney) -> tuple[str, str] | None:
    """Return the first and the last day that the file has, by the clocks of its places."""
    try:
        table = journey.library.table
    except JourneyMapError:
        return None
    zone = journey.draft.config.zone
    moments = [
        (claim.window.middle, table.zone_of(claim))
        for claim in table.claims
        if claim.window.middle is not None
    ]
    recording = journey.draft.recording
    if recording is not None and recording.t is not None:
        moments += [(float(recording.t[0]), zone), (float(recording.t[-1]), zone)]
    if not moments:
        return None
    first, last = (
        days(Window(moment, moment), at)[0] for moment, at in (min(moments), max(moments))
    )
    return first, last


def _text(journey: FileJourney, found: Sequence[Finding], problems: int) -> str:
    points = len(journey.draft.recording or ())
    rows = len(journey.draft.rows)
    lines = [f"{journey.label}: {words.counted(rows, points, _span(journey), problems)}"]
    for each in found[:_MOST_SHOWN]:
        lines += each.lines
    if len(found) > _MOST_SHOWN:
        lines.append(words.MORE.format(count=len(found) - _MOST_SHOWN))
    return "".join(f"{line}\n" for line in lines)


def _values(journey: FileJourney, found: Sequence[Finding]) -> dict[str, Any]:
    span = _span(journey)
    return {
        "file": journey.label,
        "journey": journey.id,
        "rows": len(journey.draft.rows),
        "points": len(journey.draft.recording or ()),
        "first_day": None if span is None else span[0],
        "last_day": None if span is None else span[1],
        "findings": [each.as_json for each in found],
    }
