"""What each column of a table is taken for: by its name, else by its cells. A person may differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from journeymap.authoring.imports.cell_kinds import (
    CLOCK,
    DATE,
    MOST,
    TIME,
    are_numbers,
    looks,
    share,
)
from journeymap.authoring.imports.column_times import times_in
from journeymap.authoring.imports.header_words import (
    AMBIGUOUS,
    DEGREES,
    TIMES,
    WHEN,
    WHERE,
    Meaning,
    folded,
    likely_meaning_of,
    meaning_of,
)
from journeymap.authoring.imports.table_formats import TableFormat
from journeymap.claims.columns import BY_NAME, COLUMNS, POSITION, TO_FILL_IN

# Of each column a person is shown so many of its first cells.
SAMPLES = 3
_SAMPLE_LENGTH = 40
# Cells by which a column is judged.
_SAMPLE = 500
# Meanings that several columns may have.
_SEVERAL = frozenset({"says", Meaning.JOINED, Meaning.LEFT_OUT})
_PLACES = frozenset({"place", Meaning.FROM_PLACE, Meaning.TO_PLACE})
_TIME_OR_PLACE = {
    Meaning.FROM: (Meaning.STAY_FROM, Meaning.FROM_PLACE),
    Meaning.TO: (Meaning.STAY_UNTIL, Meaning.TO_PLACE),
}
_SEMICIRCLES = {Meaning.LAT_SEMICIRCLES: "lat", Meaning.LON_SEMICIRCLES: "lon"}
_WHOLE = frozenset(
    {"time_from", Meaning.MOMENT, Meaning.DATE, Meaning.STAY_FROM}
    | {Meaning.ARRIVAL, Meaning.DEPARTURE}
)
_POSITIONED = WHERE - {Meaning.NAME, "place", Meaning.FROM, Meaning.TO}
_OF_TIMES = (
    TIMES
    | {Meaning.YEAR, Meaning.MONTH, Meaning.DAY, Meaning.HOUR}
    | {Meaning.END_YEAR, Meaning.END_MONTH, Meaning.END_DAY}
) - {"reported_at"}

# What a column can be, in the order in which it is offered.
MEANINGS: tuple[str, ...] = (
    Meaning.LEFT_OUT,
    *(column.name for column in TO_FILL_IN if column.position < 50),
    *(meaning for meaning in Meaning if meaning not in {*AMBIGUOUS, Meaning.LEFT_OUT}),
    *(column.name for column in TO_FILL_IN if column.position >= 50),
)


@dataclass(frozen=True)
class ColumnChoice:
    """
    What one column of a file was taken for.

    Attributes
    ----------
    header
        Its name in the file; empty where it has none.
    samples
        Its first cells that are not blank, shortened.
    meaning
        A column of the event table, a Meaning, or empty: it is left out.
    certain
        Whether its name, or its form, says so; else it is a guess or it was left out.
    """

    header: str
    samples: tuple[str, ...]
    meaning: str
    certain: bool


def described(
    names: Sequence[str], meanings: Sequence[str], frame: pd.DataFrame
) -> tuple[ColumnChoice, ...]:
    """Return the choices made for the columns of a table."""
    found = []
    for at, meaning in enumerate(meanings):
        told = (cell.strip() for cell in frame[at].iloc[:_SAMPLE] if cell.strip())
        samples = tuple(
            cell[:_SAMPLE_LENGTH] for cell, _ in zip(told, range(SAMPLES), strict=False)
        )
        name = names[at] if at < len(names) else ""
        certain = bool(meaning) and (name in COLUMNS or meaning_of(name) is not None)
        found.append(ColumnChoice(name, samples, meaning, certain or not samples))
    return tuple(found)


def chosen(names: Sequence[str], frame: pd.DataFrame, form: TableFormat | None) -> list[str]:
    """
    Return a meaning for each column of a table with a header.

    Of two that claim one meaning the exact name wins, then the first. What the names do not say,
    a place or a position and a time, is looked for in the cells.
    """
    at_all = range(frame.shape[1])
    exact = _exact(names)
    meanings: list[str] = [Meaning.LEFT_OUT] * len(at_all)
    taken: set[str] = set()
    # In the order of how much a name says.
    for given in (_by_form(names, form), exact, _by_words(names, frame), _by_parts(names, frame)):
        for at, meaning in given.items():
            if meanings[at] or (form and folded(names[at]) in form.meanings and given is exact):
                continue
            if meaning in taken and (meaning not in _SEVERAL or meaning in exact.values()):
                continue
            if form and folded(names[at]) in form.meanings and not form.meanings[folded(names[at])]:
                continue
            meanings[at] = meaning
            taken.add(meaning)
    _settle_positions(meanings, names)
    _from_cells(meanings, names, frame, form)
    _settle_places(meanings, names, frame)
    _settle_times(meanings, frame)
    return meanings


def _by_form(names: Sequence[str], form: TableFormat | None) -> dict[int, str]:
    if form is None:
        return {}
    given = {at: form.meanings.get(folded(name), "") for at, name in enumerate(names)}
    return {at: meaning for at, meaning in given.items() if meaning}


def _exact(names: Sequence[str]) -> dict[int, str]:
    """Return the columns that are called as the event table calls them."""
    exact: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in COLUMNS:
            exact.setdefault(name, at)
    # The reason of an editor stands beside a status; on its own a note is what somebody tells.
    if "note" in exact and not exact.keys() & {"says", "status"}:
        del exact["note"]
    return {at: name for name, at in exact.items()}


def _by_words(names: Sequence[str], frame: pd.DataFrame) -> dict[int, str]:
    found = {}
    for at, name in enumerate(names):
        meaning = meaning_of(name)
        if meaning is not None and (fitting := _fitting(meaning, frame[at])):
            found[at] = fitting
    _pair_days_and_clocks(found, frame)
    # A time of day, a moment and a day may each be the time: the fullest comes first.
    return dict(sorted(found.items(), key=lambda item: item[1] != Meaning.MOMENT))


def _pair_days_and_clocks(found: dict[int, str], frame: pd.DataFrame) -> None:
    """Join the day and the time of day of one end: “start date” and “start time”."""
    legs = {Meaning.FROM_PLACE, Meaning.TO_PLACE} <= {*found.values()}
    first = {Meaning.STAY_FROM, Meaning.DEPARTURE if legs else Meaning.ARRIVAL}
    for meaning in (Meaning.STAY_FROM, Meaning.ARRIVAL, Meaning.STAY_UNTIL, Meaning.DEPARTURE):
        columns = [at for at, each in found.items() if each == meaning]
        clocks = [at for at in columns if _bare_clocks(frame[at])]
        days = [at for at in columns if at not in clocks]
        if not days or not clocks:
            continue
        day, clock = days[0], clocks[0]
        if clock == day + 1:
            found[clock] = Meaning.JOINED
        elif meaning in first:
            found[day], found[clock] = Meaning.DATE, Meaning.CLOCK
        else:
            found[day], found[clock] = Meaning.END_DATE, Meaning.END_CLOCK


def _by_parts(names: Sequence[str], frame: pd.DataFrame) -> dict[int, str]:
    """Return what names mean in which a known word stands among others, where the cells agree."""
    found = {}
    for at, name in enumerate(names):
        meaning = likely_meaning_of(name)
        if meaning is None:
            continue
        cells = frame[at].head(_SAMPLE)
        degrees = meaning in DEGREES and share(cells, TIME) > MOST
        if degrees or (meaning in TIMES and looks(cells) in {"day", "clock"}):
            found[at] = _TIME_OR_PLACE.get(meaning, (meaning,))[0]  # type: ignore[call-overload]
    return found


def _fitting(meaning: str, cells: pd.Series) -> str:
    """Return the meaning, another that the cells show it to be, or none where they deny it."""
    filled = cells[cells.str.strip() != ""].head(_SAMPLE)
    dated = bool(len(filled)) and share(filled, DATE) > MOST
    if meaning in AMBIGUOUS:
        timed = dated or (bool(len(filled)) and share(filled, CLOCK) > MOST)
        timed = timed or are_numbers(filled)
        return _TIME_OR_PLACE[Meaning(meaning)][0 if timed else 1]
    if meaning in {Meaning.YEAR, Meaning.DAY} and dated:
        return Meaning.DATE
    if meaning is Meaning.DATE and len(filled) and filled.str.fullmatch(r"\s*\d{1,2}\s*").all():
        return Meaning.DAY
    if meaning in _SEMICIRCLES and not _are_semicircles(filled):
        return _SEMICIRCLES[Meaning(meaning)]
    fits = True
    if meaning in TIMES | {Meaning.YEAR, Meaning.DAY}:
        fits = not len(filled) or share(filled, DATE, CLOCK, TIME) > MOST
    elif meaning in _PLACES and looks(filled) == "both":
        meaning, fits = Meaning.LAT_LON, meaning == "place"
    elif meaning in BY_NAME and (choices := BY_NAME[meaning].choices):
        # “Type” may be said of anything.
        fits = bool(filled.isin(list(map(str, choices))).all())
    return meaning if fits else Meaning.LEFT_OUT


def _are_semicircles(cells: pd.Series) -> bool:
    """Return whether cells are whole numbers, some of them more than degrees are."""
    whole = cells.str.strip().str.fullmatch(r"-?\d{1,10}").all()
    return bool(whole and cells.str.strip().str.fullmatch(r"-?\d{4,}").any())


def _from_cells(
    meanings: list[str], names: Sequence[str], frame: pd.DataFrame, form: TableFormat | None
) -> None:
    """Find in the cells what no name says: the one column of times, of positions."""
    denied = form.meanings if form else {}
    free = [
        at
        for at, meaning in enumerate(meanings)
        if not meaning and not (at < len(names) and folded(names[at]) in denied)
    ]
    if not free:
        return
    kinds = {at: looks(frame[at].head(_SAMPLE)) for at in free}

    def only(kind: str) -> int | None:
        alike = [at for at, looked in kinds.items() if looked == kind]
        return alike[0] if len(alike) == 1 else None

    if not {*meanings} & WHEN and (at := only("day")) is not None:
        meanings[at] = Meaning.MOMENT
        if not {Meaning.CLOCK} & {*meanings} and (clock := only("clock")) is not None:
            meanings[at], meanings[clock] = Meaning.DATE, Meaning.CLOCK
    if not {*meanings} & _POSITIONED:
        for kind, meaning in (
            ("mgrs", Meaning.MGRS),
            ("utm", Meaning.UTM),
            ("plus", Meaning.PLUS_CODE),
            ("both", Meaning.LAT_LON),
        ):
            if (at := only(kind)) is not None:
                meanings[at] = meaning
                return


def _settle_positions(meanings: list[str], names: Sequence[str]) -> None:
    """Take positions in pairs: half of one and half of another is no position."""
    there = {*meanings}
    if "lat" in there and "lon" in there:
        # Column names of the event table are preferred; else the first that gives both.
        exact = [at for at, name in enumerate(names) if name in POSITION and meanings[at] == name]
        first = next(
            (at for at, m in enumerate(meanings) if m in {Meaning.LAT_LON, Meaning.LON_LAT}), None
        )
        if first is not None:
            meanings[first] = Meaning.LEFT_OUT
        if len(exact) == 1:
            return
    elif there & {Meaning.LAT_LON, Meaning.LON_LAT}:
        # With one column that has both, half a position says nothing.
        for at, meaning in enumerate(meanings):
            if meaning in POSITION and names[at] not in POSITION:
                meanings[at] = Meaning.LEFT_OUT


def _settle_places(meanings: list[str], names: Sequence[str], frame: pd.DataFrame) -> None:
    """Decide which column names the place, where several may, and what the others are."""
    there = {*meanings}
    legs = there >= {Meaning.FROM_PLACE, Meaning.TO_PLACE} or Meaning.FROM_LAT in there
    if "place" in there:
        _exchange(meanings, {Meaning.FROM_PLACE, Meaning.TO_PLACE}, Meaning.LEFT_OUT)
        legs = False
    elif not legs and there & {Meaning.FROM_PLACE, Meaning.TO_PLACE}:
        # “Destination” alone is where the traveller was.
        _exchange(meanings, {Meaning.FROM_PLACE, Meaning.TO_PLACE}, "place")
        there = {*meanings}
    if Meaning.NAME not in there:
        return
    at = meanings.index(Meaning.NAME)
    if Meaning.WHO in there and Meaning.CALLED not in there:
        who = frame[meanings.index(Meaning.WHO)]
        if frame[at].groupby(who).nunique().max() == 1 and who.nunique() < len(frame):
            meanings[at] = Meaning.CALLED
            return
    # A sentence of the event table's own is whole.
    said = Meaning.LEFT_OUT if "says" in names else "says"
    meanings[at] = said if legs or "place" in there else "place"


def _settle_times(meanings: list[str], frame: pd.DataFrame) -> None:
    """Leave out what is no part of the time: a year beside whole dates, a second moment."""
    there = {*meanings}
    dated = any(
        meaning in _WHOLE and share(frame[at].head(_SAMPLE), DATE) > MOST
        for at, meaning in enumerate(meanings)
    )
    if Meaning.YEAR in there and dated:
        _exchange(
            meanings, {Meaning.YEAR, Meaning.MONTH, Meaning.DAY, Meaning.HOUR}, Meaning.LEFT_OUT
        )
    legs = {Meaning.FROM_PLACE, Meaning.TO_PLACE} <= there or Meaning.FROM_LAT in there
    used = times_in(meanings, frame, legs=legs).columns
    for at, meaning in enumerate(meanings):
        if meaning in _OF_TIMES and at not in used:
            meanings[at] = Meaning.LEFT_OUT


def _bare_clocks(cells: pd.Series) -> bool:
    """Return whether the cells are times of day without a day."""
    told = cells.head(_SAMPLE)
    return share(told, DATE) <= MOST and share(told, CLOCK) > MOST


def _exchange(meanings: list[str], old: set[Meaning], new: str) -> None:
    for at, meaning in enumerate(meanings):
        if meaning in old:
            meanings[at] = new
