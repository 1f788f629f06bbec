"""What reading a file gives, and what every kind of file has in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from journeymap.authoring.imports.column_choices import ColumnChoice
from journeymap.authoring.imports.sheet import Sheet
from journeymap.errors import DraftError, Problem, TableError
from journeymap.journeys.draft import Draft
from journeymap.journeys.draft_codec import DRAFT, check_size, decode, from_texts
from journeymap.settings import Settings

# Called with the part of a file that is read so far, from 0 to 1.
Progress = Callable[[float], None]
_HALF = re.compile("[\ud800-\udfff]")
_TITLE_LENGTH = 200
_LONGEST_NAME = 120


@dataclass(frozen=True, eq=False)
class Traveller:
    """
    One of several travellers in a file: each has a journey of its own, never all one line.

    Attributes
    ----------
    name
        As the file names it: an MMSI, the name of a track.
    count
        Positions that the file has of it.
    first, last
        Epoch seconds of its first and last position; None without times.
    read
        Makes its journey. Raises TableError as reading the file does.
    """

    name: str
    count: int
    first: float | None
    last: float | None
    read: Callable[[], Imported]


@dataclass(frozen=True, eq=False)
class Imported:
    """
    What was understood of a file: `draft`.

    `travellers`, where a file has several, are to be chosen from; the draft is empty then.
    `others` are the columns that were not understood, text, indexed as the draft's rows are;
    columns of nothing but blanks are left out. `problems` are what was wrong, and what was
    decided that a person might have decided otherwise.

    Of a table, `choices` are what its columns were taken for: `understand(sheet, limits, choices)`
    reads `sheet` again with others.
    """

    draft: Draft
    others: pd.DataFrame = field(default_factory=pd.DataFrame)
    problems: tuple[Problem, ...] = ()
    travellers: tuple[Traveller, ...] = ()
    sheet: Sheet | None = None
    choices: tuple[ColumnChoice, ...] = ()


def notice(
    table: str, code: str, details: Mapping[str, object] | None = None, value: str = ""
) -> Problem:
    """Return a problem of a whole file."""
    return Problem(table, None, "", value, code, details or {})


def own_draft(
    name: str, texts: Mapping[str, str], limits: Settings
) -> tuple[Draft | None, tuple[Problem, ...]]:
    """
    Return the draft in a file that this program wrote, and what to say of it.

    It is preferred to what the file shows of it. None where there is none that can be read.
    """
    if DRAFT not in texts:
        return None, ()
    try:
        draft = decode(from_texts(texts), limits.track_points)
        check_size(draft, limits)
    except DraftError as error:
        problem = notice(name, "draft-unreadable", {"reason": str(error), "hint": error.hint})
        return None, (problem,)
    problem = notice(name, "draft-read", {"draft": DRAFT})
    return draft, (problem,)


def encodable(text: str) -> str:
    """Return a text with U+FFFD for what no encoding has: halves of surrogate pairs."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def plain_name(name: str) -> str:
    """Return a file's name as one short line, without the folders that may stand before it."""
    last = encodable(name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(each if each.isprintable() else "\ufffd" for each in last).strip()
    return shown[:_LONGEST_NAME] or "the file"


def title_in(text: str) -> str:
    """Return a title as one line that is not too long for one."""
    return " ".join(encodable(text).split())[:_TITLE_LENGTH]


def too_many(name: str, what: str, count: int, maximum: int, hint: str) -> TableError:
    """Return the error of a file that goes past a limit."""
    return TableError(f"{name} has {count:,} {what}; at most {maximum:,} are read.", hint)
