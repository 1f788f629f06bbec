"""What is wrong in a journey of a file, as text or as JSON: the same as the Make page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from journeymap.authoring.checks import ZONE_QUESTIONS, suspected_errors
from journeymap.authoring.corrections import SuspectedError
from journeymap.authoring.geocoding.lookup import Found
from journeymap.claims.columns import COLUMNS
from journeymap.errors import JourneyMapError, Problem
from journeymap.phrases import commands as words
from journeymap.phrases.corrections import label
from journeymap.phrases.problems import NOTES, hint, why
from journeymap.phrases.suspected_errors import reason
from journeymap.web.commands.files import FileJourney

# Towns that are named of one name.
_MOST_TOWNS = 4


class Level(StrEnum):
    """How grave a finding is: a note says what was done, and is no problem."""

    PROBLEM = "problem"
    SUSPECTED = "suspected"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """
    One thing that was found in a file.

    `code` is the same in every version of the program, for other programs to go by. `rows` are
    those of the spreadsheet, none when the whole file is meant. `corrections` are what can be
    done with one click on the Make page: a single one is what `--correct` does.
    """

    level: Level
    code: str
    rows: tuple[int, ...]
    column: str
    value: str
    why: str
    hint: str = ""
    corrections: tuple[str, ...] = ()

    @property
    def as_json(self) -> dict[str, object]:
        """The finding as values that JSON takes."""
        return asdict(self)

    @property
    def lines(self) -> list[str]:
        """The finding as text: where and why, then what to do."""
        rows = f"row {self.rows[0]}" if self.rows else ""
        if len(self.rows) > 1:
            rows = f"rows {', '.join(map(str, self.rows[:5]))}{' …' if self.rows[5:] else ''}"
        where = ", ".join(filter(None, (rows, self.column and f"column {self.column}")))
        said = words.AS_WRITTEN.format(value=" ".join(self.value.split())) if self.value else ""
        first = f"  {where}: {self.why}{said}" if where else f"  {self.why}{said}"
        lines = [first]
        if self.hint:
            lines.append(words.HINT.format(hint=self.hint))
        if len(self.corrections) == 1:
            lines.append(words.TAKEN.format(correction=self.corrections[0]))
        elif self.corrections:
            choose = words.CHOOSE_ZONE if self.code in ZONE_QUESTIONS else words.CHOOSE
            lines.append(choose.format(corrections="; ".join(self.corrections)))
        return lines


def findings(journey: FileJourney) -> list[Finding]:
    """Return everything that is to be said of a journey, problems of the file first."""
    found = [_of_problem(problem) for problem in journey.imported.problems]
    others = list(map(str, journey.imported.others.columns))
    if others:
        why_ = words.OTHERS.format(columns=words.names_in_words(others))
        how = words.OTHERS_HINT.format(columns=", ".join(COLUMNS))
        found.append(Finding(Level.NOTE, "columns-not-understood", (), "", "", why_, how))
    try:
        library = journey.library
    except JourneyMapError as error:
        return [*found, _of_error(error)]
    unknown = journey.found()
    found += [_of_name(name, journey) for name in unknown]
    errors = suspected_errors(journey.draft, library.table.gazetteer)
    if unknown:
        errors = [error for error in errors if error.kind not in ZONE_QUESTIONS]
    found += map(_of_suspected, errors)
    named = {(row, error.column) for error in errors for row in error.rows}
    found += [
        _of_problem(problem)
        for problem in library.problems
        if problem.column != "place" and (problem.row, problem.column) not in named
    ]
    if all(each.level is Level.NOTE for each in found):
        found += _not_drawn(journey)
    return found


def _of_problem(problem: Problem) -> Finding:
    level = Level.NOTE if problem.code in NOTES else Level.PROBLEM
    rows = () if problem.row is None else (problem.row,)
    return Finding(
        level, problem.code, rows, problem.column, problem.value, why(problem), hint(problem)
    )


def _of_error(error: JourneyMapError) -> Finding:
    return Finding(Level.PROBLEM, "not-drawn", (), "", "", str(error), error.hint)


def _of_suspected(error: SuspectedError) -> Finding:
    labels = tuple(map(label, error.corrections))
    return Finding(
        Level.SUSPECTED, str(error.kind), error.rows, error.column, "", reason(error), "", labels
    )


def _of_name(found: Found, journey: FileJourney) -> Finding:
    texts = journey.draft.rows["place"].str.strip()
    rows = tuple(int(row) for row in texts.index[texts.eq(found.text)])
    places = [each.place for each in found.candidates]
    towns = [f"{place.name}, {place.detail}" for place in places]
    if not towns:
        how = words.NO_TOWN
    elif len(towns) == 1:
        how = words.ONE_TOWN.format(town=towns[0])
    else:
        listed = "; ".join(towns[:_MOST_TOWNS])
        more = len(towns) - _MOST_TOWNS
        how = words.TOWNS.format(towns=listed if more <= 0 else f"{listed}; {more} more")
    said = words.NAMES.of(len(rows)).format(place=found.text, count=len(rows))
    return Finding(Level.PROBLEM, "place-not-known", rows, "place", "", said, how)


def _not_drawn(journey: FileJourney) -> Iterator[Finding]:
    try:
        journey.library.journey(journey.id)
    except JourneyMapError as error:
        yield _of_error(error)
