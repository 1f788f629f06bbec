"""What reading a file gives, and what every kind of file has in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from journeymap.errors import Problem, TableError
from journeymap.journeys.draft import Draft

# Told the part of a file that is read, from 0 to 1.
Progress = Callable[[float], None]
_HALF = re.compile("[\ud800-\udfff]")
_TITLE_LENGTH = 200
_LONGEST_NAME = 120


@dataclass(frozen=True, eq=False)
class Imported:
    """
    What was understood of a file: `draft`.

    `others` are the columns that were not understood, text, indexed as the draft's rows are;
    columns of nothing but blanks are left out. `problems` are what was wrong, and what was
    decided that a person might have decided otherwise.
    """

    draft: Draft
    others: pd.DataFrame = field(default_factory=pd.DataFrame)
    problems: tuple[Problem, ...] = ()


def notice(table: str, why: str, mend: str, value: str = "") -> Problem:
    """Return a problem of a whole file."""
    return Problem(table, None, "", value, why, mend)


def encodable(text: str) -> str:
    """Return a text with U+FFFD for what no encoding has: halves of surrogate pairs."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def plain_name(name: str) -> str:
    """Return a file's name as one short line, without the folders that may stand before it."""
    last = encodable(name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in last).strip()
    return shown[:_LONGEST_NAME] or "the file"


def title_in(text: str) -> str:
    """Return a title as one line that is not too long for one."""
    return " ".join(encodable(text).split())[:_TITLE_LENGTH]


def too_many(name: str, what: str, count: int, most: int, mend: str) -> TableError:
    """Return the error of a file that goes past a limit."""
    return TableError(f"{name} has {count:,} {what}; at most {most:,} are read.", mend)
