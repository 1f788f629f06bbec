"""What a file of a phone or a tracker gives: stays as rows and positions as a recording."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journeymap.authoring.imports.imported import Imported, notice
from journeymap.authoring.imports.imported_points import Points, Track, degrees
from journeymap.authoring.imports.json_formats.positions import Positions
from journeymap.authoring.imports.json_formats.stream import DamagedError, entries
from journeymap.authoring.imports.json_formats.values import seconds
from journeymap.authoring.imports.rows import Pieces, assembled, of_tracks
from journeymap.authoring.imports.stays import Row, stay_rows
from journeymap.authoring.imports.upload import Upload
from journeymap.errors import Problem, TableError
from journeymap.lines.recording import Recording

_NOTHING = "Send the export that has the positions, or a GPX file of the same journey."


class Journal:
    """Collects stays and positions of a file, and makes a draft of them."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self.positions = Positions(upload.name, upload.limits)
        self._groups: list[list[Row]] = []
        self._in_order = False
        self.title = ""
        self.summary = ""
        # Stays that are a part of another.
        self.inside = 0
        # Shapes that are neither points nor lines.
        self.shapes = 0
        # The courses of each feature that has lines.
        self._lines: list[Sequence[Any]] = []
        self._nowhere = 0
        # One position list for each traveller, where a file names several.
        self._travellers: dict[str, Positions] = {}
        self._problems: list[Problem] = []

    def entries(self) -> Iterator[tuple[str, Any]]:
        """Yield the values of the file by their key at the top; what is damaged is noted."""
        try:
            yield from entries(self._upload.body, self._upload.progress)
        except DamagedError as error:
            said = {"position": error.at, "reason": str(error)}
            self._problems.append(notice(self._upload.name, "json-damaged", said))

    def stay(
        self,
        cells: Mapping[str, str],
        position: tuple[float, float],
        arrival: str,
        departure: str,
    ) -> None:
        """Add a stay at latitude and longitude; one at no position is counted."""
        if math.isnan(position[0]) and not cells.get("place"):
            self._nowhere += 1
            return
        row = dict(cells)
        if not math.isnan(position[0]):
            row |= {"lat": degrees(position[0]), "lon": degrees(position[1])}
        self._groups.append(stay_rows(row, arrival, departure))

    def row(
        self,
        cells: Mapping[str, str],
        position: tuple[float, float],
        at: str = "",
        *,
        in_order: bool = False,
    ) -> None:
        """Add one row at latitude and longitude, with its moment as a cell."""
        self._in_order |= in_order
        if math.isnan(position[0]) and not cells.get("place"):
            self._nowhere += 1
            return
        row = {**cells, "time_from": at} if at else dict(cells)
        if not math.isnan(position[0]):
            row |= {"lat": degrees(position[0]), "lon": degrees(position[1])}
        self._groups.append([row])

    def group(self, rows: list[Row]) -> None:
        """Add rows that belong together and stay in the order of the file."""
        self._in_order = True
        self._groups.append(rows)

    def line(self, courses: Sequence[Any]) -> None:
        """Add the lines of one feature, each a list of positions, without times."""
        self._lines.append(courses)

    def has(self, traveller: str) -> bool:
        """Whether there are positions of a traveller already."""
        return traveller in self._travellers

    def of(self, traveller: str) -> Positions:
        """Return the positions of a traveller."""
        if traveller not in self._travellers:
            self._travellers[traveller] = Positions(self._upload.name, self._upload.limits)
        return self._travellers[traveller]

    def imported(self, before: Sequence[Problem] = ()) -> Imported:
        """Return the draft, or the travellers. Raises TableError when there is nothing to draw."""
        self._problems[:0] = before
        if len(self._travellers) > 1:
            return self._several()
        for name, positions in self._travellers.items():
            self.title, self.positions = self.title or name, positions
        recording, only, found = self.positions.taken()
        if recording is None:
            recording, more = self._line()
            found = (*found, *more)
        groups, shorter = self._kept()
        rows = [row for group in groups for row in group] + only
        problems = [*self._problems, *found]
        if self._nowhere or self.inside or shorter:
            said = {"nowhere": self._nowhere, "inside": self.inside, "shorter": shorter}
            problems.append(notice(self._upload.name, "stays-left-out", said))
        if self.shapes:
            problems.append(notice(self._upload.name, "shapes-not-read", {"count": self.shapes}))
        if not rows and recording is None:
            raise TableError(
                f"{self._upload.name} has no positions that can be used.", _NOTHING, problems
            )
        if only:
            rows.sort(key=_begun)
        pieces = Pieces(rows, recording, self.title, self.summary)
        return assembled(self._upload.name, pieces, self._upload.limits, problems)

    def _line(self) -> tuple[Recording | None, tuple[Problem, ...]]:
        """Return the line of the only feature that has any; of several none is the journey's."""
        if len(self._lines) > 1:
            said = {"count": len(self._lines)}
            return None, (notice(self._upload.name, "lines-not-read", said),)
        points = Points(self._upload.name, self._upload.limits)
        points.begin_track()
        last = None
        for course in itertools.chain(*self._lines):
            positions = [each for each in course if isinstance(each, list) and len(each) > 1]
            # A leg goes on where the one before it ended.
            goes_on = bool(positions) and positions[0] == last
            if not goes_on:
                points.begin()
            for lon, lat, *_ in positions[goes_on:]:
                points.add(lon, lat)
            last = positions[-1] if positions else last
        return points.recording()

    def _several(self) -> Imported:
        tracks = []
        for name, positions in self._travellers.items():
            recording, _, problems = positions.taken()
            if recording is not None:
                tracks.append(Track(name, recording, problems))
        if not tracks:
            raise TableError(f"{self._upload.name} has no two positions of anyone.", _NOTHING)

        def pieces(track: Track | None) -> Pieces:
            recording = None if track is None else track.recording
            return Pieces((), recording, self.title, self.summary)

        return of_tracks(self._upload.name, tracks, pieces, self._upload.limits, self._problems)

    def _kept(self) -> tuple[list[list[Row]], int]:
        """Return the rows of stays in the order of time, the longest that a table has room for."""
        groups = self._groups
        if not self._in_order:
            groups = sorted(groups, key=lambda group: _begun(group[0]))
        most = self._upload.limits.rows
        if sum(map(len, groups)) <= most:
            return groups, 0
        by_length = sorted(range(len(groups)), key=lambda at: -_length(groups[at]))
        kept = sorted(by_length[: most // 2])
        return [groups[at] for at in kept], len(groups) - len(kept)


def _begun(row: Row) -> float:
    """Return the moment of a row, to put those without one last."""
    t = seconds(row.get("time_from", ""))
    return math.inf if math.isnan(t) else t


def _length(group: list[Row]) -> float:
    """Return the seconds of a stay; 0 where an end is not known."""
    length = seconds(group[-1].get("time_from", "")) - seconds(group[0].get("time_from", ""))
    return 0 if math.isnan(length) else length
